/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recoded.c - how many cells of each column were read as others.
 *
 * A repair changes which rows are together, so it is counted as exclusions are, and kept
 * with the survey that it made. */
#include "data/recoded.h"

#include <stdlib.h>

#include "data/inside.h"

static void release(bp_survey *s)
{
    free(s->recoded.at);
}

const bp_part_kind bp_part_recoded = { .release = release };

bp_status bp_survey_add_recoded(bp_survey *s, const bp_recoded *recoded, bp_err *err)
{
    bp_recodings *all = &s->recoded;
    bp_recoded one = *recoded;
    const bool ok = bp_reserve(&all->at, &all->cap, all->n + 1, sizeof one) &&
                    bp_survey_keep(s, &one.column, recoded->column) &&
                    bp_survey_keep(s, &one.file, recoded->file) &&
                    bp_survey_keep(s, &one.sha256, recoded->sha256);
    if (ok)
        all->at[all->n++] = one;
    return bp_survey_memory(ok, err);
}

size_t bp_survey_recodings(const bp_survey *s)
{
    return s->recoded.n;
}

bp_recoded bp_survey_recoded(const bp_survey *s, size_t i)
{
    return s->recoded.at[i];
}
