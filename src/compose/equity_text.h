/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity_text.h - pay equity for people: sentences, and tables side by side.
 * Layer: compose. */
#ifndef BP_COMPOSE_EQUITY_TEXT_H
#define BP_COMPOSE_EQUITY_TEXT_H

#include "analysis/equity.h"
#include "benchpay/report.h"

/* A line by what it says of itself; NULL: there is none. */
const bp_equity_line *bp_equity_find(const bp_equity *e, bp_equity_part part,
                                     const char *group, const char *category,
                                     const char *factor, const char *figure);

/* Each group but the reference, once: those that have a gap of means.  *at begins with 0;
 * NULL after the last. */
const char *bp_equity_next_group(const bp_equity *e, size_t *at);

/* "tier, age and region": the factors of the question. */
const char *bp_equity_factors(bp_report *r, const bp_equity *e);

/* "less" or "more": which way a gap goes. */
const char *bp_equity_less_or_more(const bp_equity_line *l);

/* What the gap is, how sure it is, what is in it. */
void bp_equity_sentences(bp_report *r, const bp_equity *e, double level);

/* The same as tables; for people alone. */
void bp_equity_tables(bp_report *r, const bp_equity *e, double level);

/* How the figures were made, and what they do not prove. */
void bp_equity_notes(bp_report *r, const bp_equity *e);

#endif
