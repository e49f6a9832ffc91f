/* SPDX-License-Identifier: GPL-3.0-or-later */
/* currency.h - codes and signs of currencies.  Layer: ingest. */
#ifndef BP_INGEST_CURRENCY_H
#define BP_INGEST_CURRENCY_H

#include "base/text.h"

/* "usd" is USD, written into `iso`; any other word ("Other", "AUD/NZD") stays itself. */
bp_text bp_currency_fold(bp_text code, char iso[3]);

/* Takes one of the usual signs off an amount, before or behind which it is, with the
 * blanks between.  The code that it means where signs tell the currency, empty without
 * one; BP_TEXT_AHEAD bytes of it can be read. */
bp_text bp_currency_take_sign(bp_text *amount);

#endif
