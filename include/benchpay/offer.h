/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.h - the position of an amount in a market.  Layer: analysis.
 *
 * A market is the pay of a group of records, or a line of published percentiles. */
#ifndef BP_OFFER_H
#define BP_OFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/knots.h"
#include "benchpay/money.h"
#include "benchpay/percentiles.h"
#include "benchpay/survey.h"

BP_API_BEGIN

/* A percentile of a market. */
typedef struct bp_rung {
    bp_level level;
    bp_figure value; /* BP_NOT_ESTIMABLE where it is coded */
    bp_coded code;
    double bound; /* of one at most or at least that much; else 0 */
} bp_rung;

/* Made whole and constant but for what the gate withholds. */
typedef struct bp_market bp_market;

/* The pay of all records whose keys have the given values; its figures are those of
 * bp_percentiles_new.
 *   value   [keys of the survey] NULL: any
 *   method  its levels become the rungs; its ci are the intervals of offers' percentiles
 *           (bp_share_limits_of), of which `auto` goes by the market's own organizations;
 *           with its facts, for disclosure rules, the market is empty until its
 *           percentiles are judged
 *   survey  outlives the market
 * Errors: BP_EDATA   no record, or pay in several currencies
 *         BP_EUSAGE  a level of intervals that is not in (0, 1), or a population with a
 *                    method that has no variance to correct
 *         BP_ELIMIT  memory, BP_LEVELS_MAX */
bp_status bp_market_of_records(bp_market **out, const bp_survey *survey, size_t element,
                               const char *const value[], const bp_method *method,
                               bp_err *err);

/* A line of published percentiles.
 *   knot     [n] by level; copied
 *   between  how the share between them is found
 *   currency NULL: unknown; outlives the market
 * Errors: BP_EDATA those of bp_knots_place; BP_ELIMIT */
bp_status bp_market_of_knots(bp_market **out, const bp_knot knot[], size_t n,
                             bp_between between, const char *currency, bp_err *err);

/* The markets of the groups of a table of the survey: market[i] of p->group[i], NULL
 * where it is the total, has no pay, or pay in several currencies.
 *   market  [p->n_groups] the caller frees each
 *   p       of bp_percentiles_new, by keys of the survey
 * On failure all are NULL.  Errors: BP_ELIMIT memory, BP_LEVELS_MAX */
bp_status bp_markets_of_groups(bp_market *market[], const bp_survey *survey,
                               size_t element, const bp_percentiles *p,
                               const bp_method *method, bp_err *err);

void bp_market_free(bp_market *m);

/* Its percentiles, ascending. */
size_t bp_market_rungs(const bp_market *m);
bp_rung bp_market_rung(const bp_market *m, size_t i);

/* The figure at 25, 50 or 75 % (quarter 1, 2, 3), whatever the rungs are; of published
 * percentiles where it is known. */
bp_figure bp_market_quartile(const bp_market *m, unsigned quarter);

/* The figure at a level inside (0, 1): that of a rung or quartile, else on the piecewise
 * lognormal between the nearest two that are shown, ln x linear in z = Phi^-1(p).  Not
 * estimable beyond them; withheld where the market is. */
bp_figure bp_market_at(const bp_market *m, bp_level level);

/* Of records?  Else of published percentiles, whose people are not known. */
bool bp_market_of_people(const bp_market *m);
uint64_t bp_market_people(const bp_market *m);  /* 0: unknown */
uint64_t bp_market_amounts(const bp_market *m); /* that an offer is held against: of
                                                   people, or of organisations where its
                                                   basis is those */
bp_basis bp_market_basis(const bp_market *m);

/* Are offers counted among its records?  Else they are placed among its percentiles, as
 * under disclosure rules. */
bool bp_market_counts(const bp_market *m);

uint64_t bp_market_orgs(const bp_market *m);        /* organisations; 0: none are known */
const char *bp_market_currency(const bp_market *m); /* NULL: unknown */

/* How equal pay counts in the share at or below. */
typedef enum bp_ties {
    BP_TIES_AT, /* whole */
    BP_TIES_MID /* half: the mid-rank */
} bp_ties;

#define BP_BAND_SIZE 40
#define BP_RANK_PEOPLE 10 /* fewer have no percentile rank */

typedef struct bp_offer {
    double amount;
    bp_figure rank;       /* the one that people are shown, 0 to 100: below */
    bp_figure percentile; /* share at or below, 0 to 100, of records with its interval */
    uint64_t below;       /* records; 0 where the percentile is withheld, as `equal` */
    uint64_t equal;
    char band[BP_BAND_SIZE]; /* "<P10", "P10-P25", ">P90": among the known rungs; "" */
    bool extrapolated;       /* beyond published percentiles */
    const char *method;      /* "at", "mid", or the name of the bp_between */
    bp_figure market_ratio;  /* amount / P50 */
    bp_figure to_p50;        /* amount - P50 */
} bp_offer;

/* Places an amount; on records exactly, in whole units:
 *   rank  the largest p with Q(p) <= amount, Q being the market's percentiles, so that it
 *         is never outside of the band (Excel's PERCENTRANK.INC for type 7); of equal
 *         pay the highest place, by mid-rank the middle of its lowest and highest;
 *         absent below BP_RANK_PEOPLE people
 *   share = (below + equal) / n,  by mid-rank (below + equal / 2) / n
 *   band  A-B where A <= amount < B
 * Among percentiles, published or shown under disclosure rules, the rank is the share;
 * beyond those of records it is not known.
 * Errors: BP_EDATA those of bp_knots_place; BP_ELIMIT */
bp_status bp_offer_place(bp_offer *out, const bp_market *m, bp_decimal amount,
                         bp_ties ties, bp_err *err);

/* amount - value and amount / value, where the value is shown; else its state. */
bp_figure bp_offer_gap(const bp_offer *o, bp_figure value);
bp_figure bp_offer_ratio(const bp_offer *o, bp_figure value);

BP_API_END

#endif
