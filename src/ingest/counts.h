/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts.h - what became of the rows, for notes and limits.  Layer: ingest. */
#ifndef BP_INGEST_COUNTS_H
#define BP_INGEST_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/survey.h"
#include "data/batch.h"
#include "ingest/events.h"
#include "ingest/plan.h"

/* So much of a value is shown in a message. */
#define BP_VALUE_SHOWN 40

/* So many places of rows are named in a warning. */
#define BP_PLACES_MAX 3

/* Rows that a warning is about. */
typedef struct bp_places {
    uint64_t rows;
    bp_place first[BP_PLACES_MAX]; /* of them, in input order */
} bp_places;

void bp_places_add(bp_places *p, bp_place place);

/* The organizations that rows name, whatever became of the rows. */
typedef struct bp_named_orgs {
    bool any;
    bool several;
    uint64_t one; /* hash of the only one */
} bp_named_orgs;

typedef struct bp_counts {
    uint64_t rows;
    uint64_t used;
    uint64_t excluded[BP_RULE_COUNT];
    uint64_t scientific;      /* used rows with pay like 1.00E+05 */
    uint64_t rounded;         /* used rows whose pay lost decimals */
    uint64_t unread;          /* used rows where a further element is not readable */
    uint64_t weights_rounded; /* used rows whose weight lost decimals */
    uint64_t weightless;      /* used rows of weight 0 */
    uint64_t part_time;       /* used rows whose pay was scaled to full time */
    uint64_t paid_for[BP_PERIOD_HOURLY + 1]; /* used rows by the period of their pay */
    uint64_t contradicted; /* rows whose cell and column name two periods: not used */
    uint64_t small_year;   /* used rows whose column says a year's, and it is small */
    uint64_t people;       /* that several used rows became one of */
    uint64_t of_people;    /* ... such rows */
    bp_places summaries;   /* used rows that may sum up others */
    bp_events events;
    bp_named_orgs orgs;
    size_t n_passed;   /* conditions */
    size_t n_peers;    /* names of the plan's peers */
    size_t n_recoded;  /* columns of the recoding */
    uint64_t *passed;  /* [n_passed] rows that hold it and those before it */
    bool *peer;        /* [n_peers] some row is of this one */
    uint64_t *recoded; /* [n_recoded] cells that were read as others */
    bp_rule malformed; /* the first malformed row: its rule, place, column */
    bp_place place;    /* order is UINT64_MAX when there is none */
    size_t wanted;
    size_t found;                   /* fields, when it is ragged */
    char value[BP_VALUE_SHOWN + 1]; /* with show_values: the start of its cell */
} bp_counts;

/* {0} but for this. */
bool bp_counts_init(bp_counts *c, const bp_plan *p);
bool bp_counts_init_sizes(bp_counts *c, size_t n_passed, size_t n_peers,
                          size_t n_recoded);
void bp_counts_release(bp_counts *c);

/* Count i of those that are single numbers and only added up. */
#define BP_COUNTS_SUMS 12
uint64_t *bp_counts_sum(bp_counts *c, size_t i);

/* A row names an organization; "" is none. */
void bp_counts_name_org(bp_counts *c, bp_text org);

/* Do rows name several organizations, those of the survey among them?
 *   s  once it is settled */
bool bp_counts_name_several(const bp_counts *c, const bp_survey *s);

/* Adds the counts of another worker of the same plan. */
void bp_counts_add(bp_counts *to, const bp_counts *from);

/* BP_EDATA at the first malformed row.
 *   after  ends the message */
bp_status bp_counts_fail(const bp_counts *c, const bp_plan *p, const char *after,
                         bp_err *err);

/* Adds a doubt where rows contradict their period column. */
void bp_counts_ask(const bp_counts *c, const bp_plan *p);

/* Are more rows malformed than the reading allows, is a peer nowhere in them, do all
 * weigh nothing, or is none left because of what was asked for?  Errors: BP_EDATA with what would help */
bp_status bp_counts_check(const bp_counts *c, const bp_plan *p, bp_err *err);

/* Is the event about rows of the survey's year and currency?
 *   s  once these are decided */
bool bp_counts_concern(const bp_survey *s, const bp_event *e);

/* Is there a row whose currency has no rate?
 *   s  once its year is decided: only that is looked at; NULL: every year
 * Errors: BP_EDATA names the currency */
bp_status bp_counts_check_rates(const bp_counts *c, const bp_plan *p, const bp_survey *s,
                                bp_err *err);

/* Is there a row whose pay could not be aged?
 *   s  as above
 * Errors: BP_EDATA  the first of them, and why */
bp_status bp_counts_check_ages(const bp_counts *c, const bp_plan *p, const bp_survey *s,
                               bp_err *err);

#endif
