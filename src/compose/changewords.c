/* SPDX-License-Identifier: GPL-3.0-or-later */
/* changewords.c - what the report of a change and its chart say alike.
 *
 * In one place, so that a group, a figure and a side have one name in both. */
#include "compose/changewords.h"

#include <string.h>

#include "compose/words.h"

size_t bp_change_first(const bp_change *c, const char *const names[])
{
    for (; *names != NULL; names++)
        if (bp_change_find(c, *names) != SIZE_MAX)
            return bp_change_find(c, *names);
    return SIZE_MAX;
}

size_t bp_change_main(const bp_change *c)
{
    static const char *const names[] = { "p50", "target", "midpoint", "compa",
                                         "pay", "cost",   NULL };
    return bp_change_first(c, names);
}

const char *bp_change_heading(bp_report *r, const char *name)
{
    if (name[0] == 'p' && bp_is_digit(name[1]))
        return bp_report_text(r, "P%s", name + 1);
    return bp_words_heading(r, strcmp(name, "n") == 0 ? "people" : name);
}

const char *bp_change_status_words(bp_change_status status)
{
    return status == BP_CHANGE_NOT_ESTIMABLE ? "not estimable"
                                             : bp_change_status_name(status);
}

const char *bp_change_group_name(bp_report *r, const bp_change *c,
                                 const bp_change_group *g, const char *all)
{
    bp_str text = { 0 };
    if (g->by == NULL)
        return all;
    for (size_t k = 0; k < c->n_keys; k++)
        if (strcmp(g->by[k], "(all)") != 0 && !c->empty[k])
            bp_str_printf(&text, "%s%s", text.n > 0 ? ", " : "",
                          g->by[k][0] != '\0' ? g->by[k] : "(blank)");
    return bp_report_take(r, &text);
}

const char *bp_change_side_words(bp_report *r, const bp_change_side *s)
{
    const char *file = bp_words_file(r, s->file);
    return s->when[0] != '\0' ? bp_report_text(r, "%s (%s)", file, s->when) : file;
}
