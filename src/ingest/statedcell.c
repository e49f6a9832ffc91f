/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statedcell.c - the codes of published figures.
 *
 * Where pay is beyond what a survey tells apart, its figure is a bound: a top code or a
 * bottom code, written with a sign or a word on either side.  No figure of pay is below
 * 0, so a minus behind it is a bottom code and no sign of an account. */
#include "ingest/statedcell.h"

typedef struct mark {
    const char *text;
    bp_coded code;
} mark;

static bool ends(bp_text t, const char *with)
{
    const size_t n = strlen(with);
    return t.n > n && bp_text_starts((bp_text){ t.at + t.n - n, n }, with);
}

bp_coded bp_stated_code(bp_text *cell)
{
    static const mark before[] = {
        { ">=", BP_CODED_AT_LEAST },         { "<=", BP_CODED_AT_MOST },
        { ">", BP_CODED_AT_LEAST },          { "<", BP_CODED_AT_MOST },
        { "\u2265", BP_CODED_AT_LEAST },     { "\u2264", BP_CODED_AT_MOST },
        { "at least ", BP_CODED_AT_LEAST },  { "at most ", BP_CODED_AT_MOST },
        { "more than ", BP_CODED_AT_LEAST }, { "less than ", BP_CODED_AT_MOST },
        { "over ", BP_CODED_AT_LEAST },      { "under ", BP_CODED_AT_MOST },
        { "above ", BP_CODED_AT_LEAST },     { "below ", BP_CODED_AT_MOST },
        { "up to ", BP_CODED_AT_MOST },
    };
    static const mark behind[] = {
        { "+", BP_CODED_AT_LEAST },         { "-", BP_CODED_AT_MOST },
        { "\u2212", BP_CODED_AT_MOST },     { "\u2013", BP_CODED_AT_MOST },
        { " or more", BP_CODED_AT_LEAST },  { " or less", BP_CODED_AT_MOST },
        { " and over", BP_CODED_AT_LEAST }, { " and under", BP_CODED_AT_MOST },
        { " or over", BP_CODED_AT_LEAST },  { " or under", BP_CODED_AT_MOST },
    };
    if (bp_text_is(*cell, "#"))
        return BP_CODED_TOP;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        if (bp_text_starts(*cell, before[i].text)) {
            const size_t n = strlen(before[i].text);
            *cell = bp_text_trim((bp_text){ cell->at + n, cell->n - n });
            return before[i].code;
        }
    for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++)
        if (ends(*cell, behind[i].text)) {
            *cell = bp_text_trim((bp_text){ cell->at, cell->n - strlen(behind[i].text) });
            return behind[i].code;
        }
    return BP_CODED_NOT;
}
