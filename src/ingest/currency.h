/* SPDX-License-Identifier: GPL-3.0-or-later */
/* currency.h - codes, signs and names of currencies.  Layer: ingest.
 *
 * A currency is its ISO code, or a sign that several countries share: "$", "kr", "Rs",
 * "¥", "£" and "€" not among them. */
#ifndef BP_INGEST_CURRENCY_H
#define BP_INGEST_CURRENCY_H

#include <stdbool.h>

#include "base/text.h"

/* The code of a currency cell, into `iso` where its letters are folded: "usd", "$",
 * "EUR European Euro", "US Dollar", "USD ($)"; any other word ("Other", "AUD/NZD") stays
 * itself. */
bp_text bp_currency_fold(bp_text code, char iso[3]);

/* Is it a currency that is known, as those cells write it? */
bool bp_currency_is_known(bp_text cell);

/* Takes one of the usual signs off an amount, before or behind which it is, with the
 * blanks between.  The code that it means where signs tell the currency, empty without
 * one; BP_TEXT_AHEAD bytes of it can be read. */
bp_text bp_currency_take_sign(bp_text *amount);

/* Takes a code or a sign off the start of t; *found is a constant text, as above. */
bool bp_currency_skip(bp_text *t, const char **found);

/* What two signs of one amount say together: "$" and "CAD" are CAD.  False when they
 * contradict each other.  *known may be NULL before, `more` after. */
bool bp_currency_join(const char **known, const char *more);

/* A sign that several countries share. */
bool bp_currency_is_shared(const char *currency);

/* Do those who pay in it write 80.000 for eighty thousand? */
bool bp_currency_groups_with_points(const char *currency);

/* The ISO code of a currency that is named in `text`, a header perhaps, as a word or a
 * sign of one currency only ("salary_in_usd", "Payscale (£)"); NULL: none, or several. */
const char *bp_currency_in(bp_text text);

#endif
