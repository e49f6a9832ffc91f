/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity_text.h - pay equity for people: sentences, and tables side by side.
 * Layer: compose. */
#ifndef BP_COMPOSE_EQUITY_TEXT_H
#define BP_COMPOSE_EQUITY_TEXT_H

#include "analysis/equity.h"
#include "benchpay/report.h"

/* What the gap is, how sure it is, what is in it. */
void bp_equity_sentences(bp_report *r, const bp_equity *e, double level);

/* The same as tables; for people alone. */
void bp_equity_tables(bp_report *r, const bp_equity *e, double level);

/* How the figures were made, and what they do not prove. */
void bp_equity_notes(bp_report *r, const bp_equity *e);

#endif
