/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_elements.c - what means of several pay elements tell together.
 *
 * Total cash is base pay and bonus, person by person, and so are their sums: two means of
 * the same sixty people give the third.  Where one of them has a bonus, that is a bonus of
 * one person, to the cent. */
#include "answer/rules_elements.h"

#include <string.h>

#include "analysis/withhold.h"
#include "answer/rules_nested.h"

/* Parts that elements are made of, a bit each. */
enum { BASE = 1, BONUS = 2, TARGET = 4, ACTUAL = 8, LTI = 16, BENEFITS = 32 };

static const struct {
    const char *name;
    unsigned parts;
} elements[] = {
    { "base", BASE },
    { "bonus", BONUS },
    { "target_bonus", TARGET },
    { "actual_bonus", ACTUAL },
    { "lti", LTI },
    { "benefits", BENEFITS },
    { "tcc", BASE | BONUS },
    { "tcc_target", BASE | TARGET },
    { "tcc_actual", BASE | ACTUAL },
    { "tdc", BASE | BONUS | LTI },
    { "total", BASE | BONUS | LTI | BENEFITS },
};

#define ELEMENTS (sizeof elements / sizeof elements[0])

static unsigned parts_of(const char *element)
{
    for (size_t i = 0; i < ELEMENTS; i++)
        if (strcmp(elements[i].name, element) == 0)
            return elements[i].parts;
    return 0;
}

static bool is_part(unsigned part, unsigned sum)
{
    return part != 0 && part != sum && (part & sum) == part;
}

bool bp_elements_nest(const char *x, const char *y)
{
    const unsigned a = parts_of(x), b = parts_of(y);
    return is_part(a, b) || is_part(b, a);
}

const char *bp_elements_nested(size_t i)
{
    return i < ELEMENTS ? elements[i].name : NULL;
}

static bool is_shown(const bp_percentiles *p)
{
    return p->group[0].mean.state == BP_SHOWN;
}

/* Is some part's own mean withheld?  What has no table is in no column. */
static bool any_withheld(bp_percentiles *const table[], size_t n, unsigned parts)
{
    for (size_t i = 0; i < n; i++) {
        const unsigned own = parts_of(table[i]->element);
        if (own != 0 && (own & (own - 1)) == 0 && (own & parts) != 0 &&
            table[i]->group[0].n > 0 && !is_shown(table[i]))
            return true;
    }
    return false;
}

/* Rows without a bonus may have no sum: are these few, so that the rest of base pay is
 * theirs? */
static bool few_lack_it(const bp_percentiles *sum, const bp_percentiles *part)
{
    const uint64_t with = sum->group[0].n, all = part->group[0].n;
    return (parts_of(part->element) & BASE) != 0 && all > with && all - with <= BP_FEW;
}

static void withhold_mean(bp_percentiles *const table[], size_t n, const char *element)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(table[i]->element, element) == 0)
            bp_percentiles_withhold_mean(table[i], 0, BP_WHY_COMPLEMENT);
}

void bp_rules_elements(bp_percentiles *const table[], size_t n, const char *first)
{
    for (size_t i = 0; i < n; i++) {
        const bp_percentiles *sum = table[i];
        for (size_t k = 0; k < n && is_shown(sum); k++) {
            const bp_percentiles *part = table[k];
            const unsigned own = parts_of(part->element), all = parts_of(sum->element);
            if (!is_part(own, all) || !is_shown(part))
                continue;
            if (any_withheld(table, n, all & ~own) || few_lack_it(sum, part))
                withhold_mean(table, n,
                              strcmp(sum->element, first) == 0 ? part->element
                                                               : sum->element);
        }
    }
}
