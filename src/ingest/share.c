/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share.c - a cell that is a share of 1.
 *
 * Shares stand beside pay and decide what it is worth, so they are as exact as pay: parts
 * of 1 in whole numbers. */
#include "ingest/share.h"

#include "base/words.h"
#include "ingest/headwords.h"
#include "ingest/phrase.h"

bool bp_share_in_percent(bp_text header, const bp_evidence *e)
{
    const bool says = (bp_headwords_of(header) & BP_SAYS_SHARE) != 0 ||
                      bp_words_have("*%* *grad*", header);
    return says && e->fractions == 0 && e->digits > e->numbers;
}

bool bp_share_of(int64_t *out, bp_text cell, bp_number_style style, bool percent)
{
    bp_int128 share = 0;
    cell = bp_text_trim(cell);
    const bool sign = bp_text_drop_percent(&cell);
    const int scale = BP_SCALE_MAX - (sign || percent ? 2 : 0);
    if (!bp_phrase_number(&share, cell, style, scale) || share < 0 ||
        share > bp_pow10(BP_SCALE_MAX))
        return false;
    *out = (int64_t)share;
    return true;
}

bool bp_share_read(int64_t *out, const bp_plan_row *r, size_t wanted)
{
    const bp_written *at = bp_plan_written(r, wanted);
    return bp_share_of(out, bp_plan_cell(r, wanted), at->style, at->percent);
}
