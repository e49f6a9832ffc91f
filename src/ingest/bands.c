/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/bands.h"

/* The sign of a - b, exactly. */
static int order(bp_decimal a, bp_decimal b)
{
    bp_int128 x = (bp_int128)a.units * bp_pow10(BP_SCALE_MAX - a.scale);
    bp_int128 y = (bp_int128)b.units * bp_pow10(BP_SCALE_MAX - b.scale);
    return (x > y) - (x < y);
}

static bp_status check_order(const bp_choice *c, bp_err *err)
{
    for (size_t i = 0; i < c->n_bands; i++) {
        const bp_band *b = &c->band[i];
        if (!b->open && order(b->low, b->high) >= 0)
            return bp_fail(err, NULL, BP_EUSAGE,
                           "--tiers: the band of '%s' does not end above its start",
                           b->name);
        for (size_t k = 0; k < i; k++)
            if (strcmp(c->band[k].name, b->name) == 0)
                return bp_fail(err, NULL, BP_EUSAGE, "--tiers: '%s' stands twice",
                               b->name);
        if (i == 0)
            continue;
        const bp_band *before = &c->band[i - 1];
        if (order(b->low, before->low) <= 0)
            return bp_fail(
                err, NULL, BP_EUSAGE,
                "--tiers: '%s' does not start above '%s'; write the lowest band first",
                b->name, before->name);
        if (before->open || order(b->low, before->high) < 0)
            return bp_fail(
                err, NULL, BP_EUSAGE,
                "--tiers: the bands of '%s' and '%s' overlap (a band holds its lower "
                "bound and not its upper one)",
                before->name, b->name);
    }
    return BP_OK;
}

bool bp_bands_gap(const bp_choice *c, size_t i)
{
    return i + 1 < c->n_bands && order(c->band[i].high, c->band[i + 1].low) < 0;
}

static bp_status find_column(size_t *out, const bp_plan *p, bp_err *err)
{
    const bp_loc at = { .file = p->file[0] };
    const bp_layout *l = &p->head[0].layout;
    if (p->choice->bands_on != NULL)
        return bp_schema_column(out, &p->schema, p->file[0], l, "--tiers-on",
                                p->choice->bands_on, err);
    bool rivals = p->schema.rival[BP_ROLE_EXPERIENCE][1] != BP_NO_COLUMN;
    *out = p->schema.column[BP_ROLE_EXPERIENCE];
    if (*out != BP_NO_COLUMN)
        return BP_OK;
    return rivals
               ? bp_schema_column(out, &p->schema, p->file[0], l, "--tiers", "experience",
                                  err)
               : bp_fail(err, &at, BP_EDATA,
                         "--tiers: there is no column of experience; name it with --map "
                         "experience=COLUMN, or another number with --tiers-on COLUMN");
}

bp_status bp_bands_find(size_t *out, bp_plan *p, bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = check_order(p->choice, err);
    if (status == BP_OK)
        status = find_column(&column, p, err);
    if (status != BP_OK)
        return status;
    bp_column_kind kind = bp_evidence_kind(&p->head[0].evidence[column]);
    const bp_loc at = { .file = p->file[0], .name = p->head[0].layout.name[column] };
    if (kind != BP_COLUMN_NUMBER && kind != BP_COLUMN_MONEY)
        return bp_fail(
            err, &at, BP_EDATA,
            "it holds bands or words, not numbers, and cannot be cut into tiers; "
            "take its values as they are with --by '%s'",
            at.name);
    *out = bp_plan_want(p, column);
    return BP_OK;
}

bp_banded bp_bands_place(bp_text *name, const bp_choice *c, bp_text cell,
                         bp_number_style style)
{
    bp_phrase phrase;
    bp_int128 units = 0;
    bool rounded = false;
    *name = (bp_text){ "", 0 };
    if (!bp_phrase_parse(&phrase, cell) || phrase.n != 1 ||
        !bp_number_style_units(&units, &phrase.amount[0], style, BP_SCALE_MAX, &rounded))
        return BP_BANDED_UNNUMBERED;
    for (size_t i = 0; i < c->n_bands; i++) {
        const bp_band *b = &c->band[i];
        bp_int128 low = (bp_int128)b->low.units * bp_pow10(BP_SCALE_MAX - b->low.scale);
        bp_int128 high =
            (bp_int128)b->high.units * bp_pow10(BP_SCALE_MAX - b->high.scale);
        if (units >= low && (b->open || units < high)) {
            *name = bp_text_of(b->name);
            return BP_BANDED_IN;
        }
    }
    return BP_BANDED_OUTSIDE;
}
