/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_file.c - disclosure rules of somebody's own, from an INI file.
 *
 * A key that is missing is as in the survey's rules, so that a file says only what it
 * changes; what cannot be a rule is refused, since a typing error must not open it. */
#include <stdlib.h>
#include <string.h>

#include "base/ini.h"
#include "benchpay/gate.h"

/* A whole number and its bounds, or a share. */
typedef struct key {
    const char *name;
    size_t field;
    bool share;
    uint64_t low;
    uint64_t high;
} key;

#define COUNT(name_, low_, high_)                                                        \
    {                                                                                    \
        .name = #name_, .field = offsetof(bp_rule_set, name_), .low = (low_),            \
        .high = (high_)                                                                  \
    }
#define SHARE(name_)                                                                     \
    {                                                                                    \
        .name = #name_, .field = offsetof(bp_rule_set, name_), .share = true             \
    }

#define PEOPLE_MAX 1000000

static const key keys[] = {
    COUNT(people, 1, PEOPLE_MAX),
    COUNT(orgs, 1, PEOPLE_MAX),
    SHARE(share),
    SHARE(two_largest),
    SHARE(p_percent),
    COUNT(quartile_people, 1, PEOPLE_MAX),
    COUNT(mean_people, 1, PEOPLE_MAX),
    COUNT(tail_people, 1, PEOPLE_MAX),
    COUNT(tail_orgs, 1, PEOPLE_MAX),
    COUNT(beyond, 1, PEOPLE_MAX),
    COUNT(round_digits, 1, 15),
    COUNT(round_below, 0, PEOPLE_MAX),
};

static bp_status set_share(bp_level *to, const bp_loc *at, const char *value, bp_err *err)
{
    char percent[16];
    const size_t n = strcspn(value, "%");
    if (n < sizeof percent && (value[n] == '\0' || value[n + 1] == '\0')) {
        memcpy(percent, value, n);
        percent[n] = '\0';
        if (bp_level_parse(to, percent, NULL) == BP_OK)
            return BP_OK;
    }
    return bp_fail(err, at, BP_EUSAGE, "'%s' is not a share in percent, as 25", value);
}

static bp_status set_count(uint64_t *to, const key *k, const bp_loc *at,
                           const char *value, bp_err *err)
{
    char *end = NULL;
    const bool digits = bp_is_digit(value[0]);
    const unsigned long long n = digits ? strtoull(value, &end, 10) : 0;
    if (!digits || *end != '\0' || n < k->low || n > k->high)
        return bp_fail(err, at, BP_EUSAGE, "'%s' is not a whole number from %llu to %llu",
                       value, (unsigned long long)k->low, (unsigned long long)k->high);
    *to = n;
    return BP_OK;
}

static bp_status set_key(void *arg, const bp_loc *at, const char *section,
                         const char *name, const char *value, bp_err *err)
{
    if (strcmp(section, "rules") != 0)
        return bp_fail(err, at, BP_EUSAGE, "the section of disclosure rules is [rules]");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const key *k = &keys[i];
        void *field = (char *)arg + k->field;
        const bp_loc here = { .file = at->file, .line = at->line, .name = k->name };
        if (strcmp(k->name, name) == 0)
            return k->share ? set_share(field, &here, value, err)
                            : set_count(field, k, &here, value, err);
    }
    return bp_fail(err, at, BP_EUSAGE, "there is no rule '%s'", name);
}

bp_status bp_rules_read(bp_rule_set *out, const char *path, bp_err *err)
{
    bp_rule_set set = *bp_rules_of(BP_RULES_OWN);
    bp_status status = bp_ini_read(path, set_key, &set, err);
    if (status == BP_OK)
        *out = set;
    return status;
}
