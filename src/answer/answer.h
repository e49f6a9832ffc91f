/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - what an answer holds.  Layer: answer.
 *
 * Whoever makes reports reads it, all const; the files of this room fill it, in the order
 * of answer.c.  What a subject does not ask for is NULL, or none. */
#ifndef BP_ANSWER_ANSWER_H
#define BP_ANSWER_ANSWER_H

#include "analysis/densities.h"
#include "analysis/differ.h"
#include "analysis/distribution.h"
#include "analysis/ecdf.h"
#include "analysis/equity.h"
#include "analysis/fan.h"
#include "analysis/local.h"
#include "analysis/payline.h"
#include "analysis/warnings.h"
#include "answer/offers.h"
#include "base/doubt.h"
#include "benchpay/answer.h"
#include "benchpay/tiers.h"
#include "data/columns.h"
#include "data/shape.h"
#include "ingest/wide.h"

/* Why the rows of a check make no benchmark. */
typedef enum bp_unusable {
    BP_USABLE,
    BP_UNUSABLE_UNREADABLE, /* bp_answer.failure */
    BP_UNUSABLE_DOUBTS,     /* the file can mean two things: bp_answer.doubts */
    BP_UNUSABLE_MALFORMED,  /* more malformed rows than the reading allows */
    BP_UNUSABLE_CONFLICT, /* strict, and rows contradict each other: bp_answer.failure */
    BP_UNUSABLE_NO_PAY,   /* no row has pay that counts */
    BP_UNUSABLE_NO_FIGURE /* of a published table: no line has a percentile */
} bp_unusable;

/* Groups by two keys, and the tables by either. */
typedef struct bp_tiles {
    size_t rows; /* index in bp_answer.by */
    size_t columns;
    bp_percentiles *both; /* every group is one of its own */
    bp_difference differs;
} bp_tiles;

#define BP_TILES_MAX 2

/* What blanks of a bonus do to the median of a sum: they count 0, or their rows do not
 * count.  {0}: nobody could mean the other. */
typedef struct bp_blanks {
    const char *element;
    uint64_t rows;  /* with a blank */
    uint64_t whole; /* without */
    bp_figure zero;
    bp_figure excluded;
    const char *currency; /* NULL: unknown */
} bp_blanks;

/* How the pay of a group of `table` grew. */
typedef struct bp_growth_part {
    bp_observed *observed; /* NULL: a median of it is not above 0 */
    bp_growth *growth;     /* NULL: its years give none */
    unsigned reasons;      /* why some of its years are withheld */
} bp_growth_part;

struct bp_answer {
    const bp_question *question;
    bp_reading reading;     /* the question's, with what its subject needs */
    bp_choice choice;       /* likewise */
    bp_method method;       /* likewise */
    bp_growth_plan growing; /* likewise */

    const struct bp_parts *parts; /* its rows, read elsewhere; NULL: it reads them */
    bool opens;               /* it only opens the reader, for others to read rows with */
    struct bp_reader *reader; /* ... which is this; else NULL */
    bp_survey *survey;        /* NULL: there are no records */
    bp_survey *whole;         /* the same with the outliers that it dropped; NULL: nobody
                               * asks about them */
    bp_published *published;  /* the published table */
    bool latest_lines;    /* of its years the latest is listed, and nobody asked for it */
    size_t lines_missing; /* of a check: lines without a figure to place an offer in */
    size_t lines_wrong;   /* likewise, with figures that make no table */
    bp_wide *wide;        /* a line of a table with a column a year */
    bp_offers *offers;    /* the list of offers */
    bp_decimal amount;    /* without one */
    const char *amount_currency; /* that it names; NULL */
    const char *amount_converted; /* at what rate; NULL: it was not */

    bp_pay_value *job_value; /* [n_job_values] what jobs are known by, of each_job; set i
                              * is job i */
    size_t n_job_values;
    int32_t *job_dates;    /* [2 jobs] of each_job with rows' own dates; NULL */
    bp_percentiles *table; /* by all groups together */
    bp_local *local;       /* beside its groups */
    bp_percentiles *total[BP_ELEMENTS_MAX]; /* [n_total] everybody, by pay element */
    size_t n_total;
    bp_percentiles *by[BP_KEYS_MAX]; /* [n_by] element 0, by one key each */
    size_t by_key[BP_KEYS_MAX];      /* [n_by] the survey's number of it */
    size_t n_by;
    size_t tier;     /* 1 + the index in `by` of the tiers; 0: there are none */
    size_t region;   /* likewise of the regions */
    size_t size;     /* likewise of the sizes of organisations */
    bp_tiers *tiers; /* of `table`, or of by[tier - 1] */
    bp_tiles tiles[BP_TILES_MAX]; /* [n_tiles] */
    size_t n_tiles;

    /* Do their groups differ?  {0}: nobody looked, as nothing says it. */
    bp_difference table_differs;
    bp_difference by_differs[BP_KEYS_MAX];

    bp_distribution *distribution;
    bp_densities *densities; /* beside the groups of the table that `tiers` is of */
    bp_market *market;       /* everybody */
    bp_curve curve;          /* of that market, or of the first offer's first one */
    bp_placements *placements;

    bp_observed *observed;
    bp_growth *growth;
    bp_fan *fan;
    bp_growth_part *part; /* [n_parts] of the groups of `table` behind the total */
    size_t n_parts;
    bp_growth_plan growing_parts; /* up to the same year */

    bp_payline_plan line_plan; /* the lines of pay */
    bp_paylines *lines;        /* beside the groups of `table` */
    bp_line_place line_place;  /* of an offer in a chart */
    bp_scope_point *offer_at;  /* [offers] where each is on its line; text NULL: nowhere;
                                * NULL: nobody asks */

    bp_equity *equity;

    struct bp_ledger *ledger; /* until it is written; NULL: none */

    bp_blanks blanks; /* of the first sum of which it matters */
    bool orgs_count;  /* disclosure rules count organisations, not people alone */
    bp_warnings *warnings;
    uint64_t outliers;       /* people far from their group, where they are flagged */
    bp_column_info *columns; /* [n_columns] of a check without a survey */
    size_t n_columns;
    bp_doubts doubts; /* of a check: what must be settled first */
    bp_unusable unusable;
    bp_err failure;

    /* What the parts above point into. */
    bp_arena texts;
    bp_map *map;          /* [reading.n_map] of a survey that lacks what the list of offers
                           * has; NULL: the question's */
    const char **file;    /* [n] of the question, without a published table */
    const char **by_name; /* [n] groups, with a key of tiers */
    bp_level level[BP_LEVELS_MAX + 3];
};

/* Are there pictures, which show more than text? */
static inline bool bp_question_draws(const bp_question *q)
{
    const bool pages = q->subject == BP_ASK_REPORT || q->subject == BP_ASK_SCOPE ||
                       q->subject == BP_ASK_EQUITY;
    return q->subject == BP_ASK_CHART || (pages && q->charts == BP_CHARTS_ALL);
}

static inline bool bp_answer_draws(const bp_answer *a)
{
    return bp_question_draws(a->question);
}

#endif
