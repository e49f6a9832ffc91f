/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pieces.c - the finest groups of a survey's people.
 *
 * They are the cells, without what only this layer knows of them: whoever compares groups
 * needs to know whose they are, and not how pay is kept. */
#include "data/pieces.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/inside.h"

bp_status bp_pieces_new(bp_piece **out, size_t *n, const bp_survey *s, size_t element,
                        bp_err *err)
{
    const size_t cells = bp_survey_cells(s);
    bp_piece *piece = bp_alloc_full(cells + 1, sizeof *piece);
    size_t found = 0;
    if (piece == NULL)
        return bp_no_memory(err, "%zu groups", cells);
    for (size_t i = 0; i < cells; i++) {
        const bp_cell c = bp_survey_cell(s, i);
        const uint64_t people = c.chosen ? bp_survey_count(s, element, i) : 0;
        if (people == 0)
            continue;
        piece[found++] =
            (bp_piece){ c.key, bp_survey_cell_org(s, i), people, (uint32_t)i };
    }
    *out = piece;
    *n = found;
    return BP_OK;
}

void bp_piece_rows(const bp_piece *p, const bp_survey *s, int64_t number[])
{
    size_t n = 0;
    for (size_t i = 0; i < bp_survey_runs(s, BP_ROW_NUMBERS, p->cell); i++) {
        const bp_run run = bp_survey_run(s, BP_ROW_NUMBERS, p->cell, i);
        bp_run_touch(&run);
        for (size_t k = 0; k < run.n && n < p->n; k++)
            number[n++] = bp_run_value(&run, k);
    }
}

bp_text bp_piece_org(const bp_survey *s, uint32_t org)
{
    return bp_survey_org_text(s, org);
}

size_t bp_pieces_orgs(const bp_piece piece[], size_t n)
{
    size_t orgs = 0;
    for (size_t i = 0; i < n; i++)
        if (piece[i].org != BP_NO_ID && piece[i].org >= orgs)
            orgs = (size_t)piece[i].org + 1;
    return orgs;
}
