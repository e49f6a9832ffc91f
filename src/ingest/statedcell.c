/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statedcell.c - the codes of published figures.
 *
 * Where pay is beyond what a survey tells apart, its figure is a bound: a top code or a
 * bottom code, written with a sign or a word on either side.  No figure of pay is below
 * 0, so a minus behind it is a bottom code and no sign of an account. */
#include "ingest/statedcell.h"

#include "base/words.h"

/* Words and signs, with '|' between them; of two that start alike the longer one comes
 * first. */
static const struct {
    bp_coded code;
    const char *before, *behind;
} marks[] = {
    { BP_CODED_AT_LEAST, ">=|>|≥|at least |more than |over |above ",
      "+| or more| and over| or over" },
    { BP_CODED_AT_MOST, "<=|<|≤|at most |less than |under |below |up to ",
      "-|−|–| or less| and under| or under" },
};

/* How long the mark of a list is that t ends with; 0: it ends with none. */
static size_t end_of(bp_text t, const char *list)
{
    bp_text mark;
    while (bp_words_next(&mark, &list, '|'))
        if (t.n > mark.n && bp_text_same(bp_text_from(t, t.n - mark.n), mark))
            return mark.n;
    return 0;
}

bp_coded bp_stated_code(bp_text *cell)
{
    if (bp_text_is(*cell, "#"))
        return BP_CODED_TOP;
    for (size_t i = 0; i < 4; i++) { /* before it, then behind */
        const bool front = i < 2;
        const size_t n = front ? bp_words_start(marks[i % 2].before, '|', *cell)
                               : end_of(*cell, marks[i % 2].behind);
        if (n == 0)
            continue;
        *cell = bp_text_trim((bp_text){ cell->at + (front ? n : 0), cell->n - n });
        return marks[i % 2].code;
    }
    return BP_CODED_NOT;
}
