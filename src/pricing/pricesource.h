/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricesource.h - what a survey says of the jobs that are matched with it.
 * Layer: pricing. */
#ifndef BP_PRICING_PRICESOURCE_H
#define BP_PRICING_PRICESOURCE_H

#include "analysis/composite.h"
#include "base/mem.h"
#include "benchpay/pricing.h"
#include "benchpay/published.h"
#include "benchpay/survey.h"
#include "pricing/pricecuts.h"
#include "pricing/reads.h"

/* What is asked: a match and its cut, and the title of its job, which names are looked
 * for by. */
typedef struct bp_sought {
    const char *match;
    const char *cut; /* "": any */
    const char *title;
    bp_loc at; /* where it is asked, for messages */
} bp_sought;

/* What was found of it, before any step; texts and arrays are the arena's. */
typedef struct bp_source_found {
    bool found;
    bool has_people;
    bool has_orgs;
    uint64_t people;
    uint64_t orgs;
    bp_price *p;             /* [n_levels] */
    bp_composite_knot *knot; /* [n_knots] ascending: of a published row all that are
                              * printed, else the levels that are shown */
    size_t n_knots;
    double year;       /* what its figures were multiplied by, to be a year's */
    int32_t effective; /* from which its figures are to be aged; 0: its rows were aged */
    int32_t first;     /* and last of its rows' own dates; 0: they were not asked for */
    int32_t last;
    const char *element;  /* "base", "tcc", ...; the column that is the pay; NULL: unknown
                           */
    const char *cut;      /* of its published line; "": none */
    const char *currency; /* of its figures, as the survey says; NULL: unknown */
    const char *near;     /* names that are near, where it is not found: "'A', 'B'"; "" */
} bp_source_found;

/* How pay of a survey is brought to the date of the prices. */
bp_ageing bp_source_ageing(const bp_pricing_question *q, const bp_pricing_survey *survey);

/* Asks a survey once for all.
 *   cuts    the table that it is of; NULL: it has files of its own
 *   found   [n]
 *   reads   what was read is added; of a table of cuts nothing
 * Errors: those of bp_answer_new and bp_published_read, with the survey's name; BP_EDATA
 *         lines of a published table that fit and differ */
bp_status bp_source_ask(bp_source_found found[], bp_reads *reads,
                        const bp_pricing_question *q, const bp_pricing_survey *survey,
                        const bp_price_cuts *cuts, const bp_sought sought[], size_t n,
                        bp_arena *text, bp_err *err);

/* ---- for those who ask for its jobs alone ---- */

/* Is its only file a published table?
 * Errors, with its name: BP_EDATA  it has no file; those of bp_published_recognise */
bp_status bp_source_is_published(bool *out, const bp_pricing_survey *survey, bp_err *err);

/* Its published table, as its conditions choose the lines.
 * Errors: those of bp_published_take */
bp_status bp_source_published(bp_published **out, const bp_pricing_survey *survey,
                              bp_err *err);

/* A failure with the name of its survey in front. */
bp_status bp_source_explain(const bp_pricing_survey *survey, bp_status status,
                            const bp_err *cause, bp_err *err);

#endif
