/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The question whether a column of years says whose pay a row is.
 *
 * Pay of several years in one median is no market of any of them, and nothing in the
 * table would show it.  So a column that may tell them apart, and that no usual header
 * gives the role, is asked about.  The year of a birth or of a licence may have the same
 * cells; its header tells. */
#include "ingest/yeardoubt.h"

#include "ingest/headwords.h"

/* Several years, each of several rows, and nothing else. */
static bool are_years(const bp_evidence *e)
{
    const uint64_t values = bp_evidence_values(e);
    return e->distinct > 1 && e->distinct < BP_DISTINCT_MAX && e->date.year == values &&
           values >= 2 * e->distinct;
}

void bp_year_ask(const bp_lookup *l, const bp_wanted *wanted)
{
    const bp_schema *s = l->schema;
    if (s->mapped[BP_ROLE_YEAR] || s->constant[BP_ROLE_YEAR] ||
        s->column[BP_ROLE_YEAR] != BP_NO_COLUMN ||
        s->column[BP_ROLE_DATE] != BP_NO_COLUMN ||
        s->rival[BP_ROLE_YEAR][1] != BP_NO_COLUMN)
        return;
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        const char *name = bp_lookup_name(l, i);
        const unsigned says = bp_headwords_of(bp_text_of(name));
        if ((says & BP_SAYS_YEAR) == 0 || (says & BP_SAYS_LIFE) != 0 ||
            bp_schema_has_role(s, i) || bp_wanted_find(wanted, i) != BP_NOT_WANTED ||
            !are_years(&l->head->evidence[i]))
            continue;
        const bp_setting setting[] = { { BP_SET_MAP, "year", name },
                                       { BP_SET_MAP, "year", "" } };
        bp_doubts_add(l->doubts, "year", &(bp_loc){ .file = l->file }, setting, 2,
                      "'%s' may say of which year the pay of a row is", name);
        return;
    }
}
