/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers that are bands of a number, years of experience above all.
 *
 * Bands are compared exactly, in whole units of 10^-BP_SCALE_MAX, so that a bound of 0.1
 * is where it was written.  That they neither overlap nor change their order is checked
 * once; a gap between two is allowed, and a note says so. */
#include "ingest/bands.h"

#include "base/decimal.h"
#include "ingest/phrase.h"

/* Bands i and the one before it. */
static bp_status check_neighbours(const bp_band *before, const bp_band *b, bp_err *err)
{
    if (bp_decimal_order(b->low, before->low) <= 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the tier '%s' must start above '%s': write the lowest one first",
                       b->name, before->name);
    if (before->open || bp_decimal_order(b->low, before->high) < 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the tiers '%s' and '%s' overlap: a tier includes its lower bound "
                       "and not its upper one",
                       before->name, b->name);
    return BP_OK;
}

static bp_status check_bands(const bp_choice *c, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < c->n_bands; i++) {
        const bp_band *b = &c->band[i];
        if (!b->open && bp_decimal_order(b->low, b->high) >= 0)
            return bp_fail(err, NULL, BP_EUSAGE, "the tier '%s' must end above its start",
                           b->name);
        for (size_t k = 0; k < i; k++)
            if (strcmp(c->band[k].name, b->name) == 0)
                return bp_fail(err, NULL, BP_EUSAGE, "the tier '%s' appears twice",
                               b->name);
        if (i > 0)
            status = check_neighbours(&c->band[i - 1], b, err);
    }
    return status;
}

bool bp_bands_gap(const bp_choice *c, size_t i)
{
    return i + 1 < c->n_bands &&
           bp_decimal_order(c->band[i].high, c->band[i + 1].low) < 0;
}

/* The number is years of experience, unless another one was named. */
static bp_status find_column(size_t *out, const bp_lookup *l, bp_err *err)
{
    const size_t column = l->schema->column[BP_ROLE_EXPERIENCE];
    if (l->choice->bands_on != NULL)
        return bp_lookup_column(out, l, l->choice->bands_on, err);
    if (column != BP_NO_COLUMN) {
        *out = column;
        return BP_OK;
    }
    if (l->schema->rival[BP_ROLE_EXPERIENCE][1] != BP_NO_COLUMN)
        return bp_lookup_column(out, l, "experience", err);
    return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                        (bp_hint){ BP_HINT_TIERS_ON, NULL },
                        "there is no column of experience to make tiers of");
}

bp_status bp_bands_find(size_t *out, const bp_lookup *l, bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = check_bands(l->choice, err);
    if (status == BP_OK)
        status = find_column(&column, l, err);
    if (status != BP_OK)
        return status;
    bp_column_kind kind = bp_evidence_kind(&l->head->evidence[column]);
    const bp_loc at = { .file = l->file, .name = bp_lookup_name(l, column) };
    if (!bp_column_is_number(kind))
        return bp_fail_hint(
            err, &at, BP_EDATA, (bp_hint){ BP_HINT_AS_TIERS, at.name },
            "it holds bands or words, not numbers, and cannot be cut into tiers");
    *out = column;
    return BP_OK;
}

size_t bp_bands_of(const bp_choice *c, bp_int128 units)
{
    for (size_t i = 0; i < c->n_bands; i++) {
        const bp_band *b = &c->band[i];
        if (units >= bp_decimal_units(b->low) &&
            (b->open || units < bp_decimal_units(b->high)))
            return i;
    }
    return SIZE_MAX;
}

bp_banded bp_bands_place(bp_text *name, const bp_choice *c, bp_text cell,
                         bp_number_style style)
{
    bp_phrase phrase;
    bp_int128 units = 0;
    bool rounded = false;
    *name = (bp_text){ "", 0 };
    if (!bp_phrase_parse(&phrase, cell) || phrase.n != 1 ||
        (phrase.period != BP_PERIOD_AS_IS && phrase.period != BP_PERIOD_ANNUAL) ||
        !bp_number_style_units(&units, &phrase.amount[0], style, BP_SCALE_MAX, &rounded))
        return BP_BANDED_UNNUMBERED;
    const size_t band = bp_bands_of(c, units);
    if (band == SIZE_MAX)
        return BP_BANDED_OUTSIDE;
    *name = bp_text_of(c->band[band].name);
    return BP_BANDED_IN;
}
