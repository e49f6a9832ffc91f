/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity.h - pay of groups of people against that of a reference group.
 * Layer: analysis.
 *
 * A gap is above 0 where a group earns less than the reference.  The parts:
 *   raw         means and medians, and the gaps between them (gap.c)
 *   bonus       the same among those who receive one, and the share that does
 *   adjusted    one regression of the logarithm of pay on the groups and the factors
 *               (adjusted.c): the gap among people who are alike in the factors
 *   oaxaca      what of a gap goes with what the groups have, and what with how it is
 *               paid (oaxaca.c)
 *   bands       the groups in four equal bands of pay (quartilebands.c)
 *   categories  gaps within each category of work */
#ifndef BP_ANALYSIS_EQUITY_H
#define BP_ANALYSIS_EQUITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/concentration.h"
#include "base/mem.h"
#include "base/text.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/models.h"
#include "benchpay/survey.h"

/* A regression needs so many people, and so many in a group; a level of a factor with
 * fewer is pooled. */
#define BP_EQUITY_PEOPLE 30
#define BP_EQUITY_GROUP 5
#define BP_EQUITY_LEVEL 5
#define BP_OTHER_LEVEL "(other)"

typedef enum bp_equity_part {
    BP_EQUITY_RAW,
    BP_EQUITY_BONUS,
    BP_EQUITY_ADJUSTED,
    BP_EQUITY_OAXACA,
    BP_EQUITY_BANDS,
    BP_EQUITY_CATEGORIES,
    BP_EQUITY_PARTS
} bp_equity_part;

/* "rank:levels" is the column "rank" as levels, "age^2" the square of the number "age".
 */
typedef struct bp_factor_name {
    bp_text column;
    bool levels;
    int power; /* 1 to 9 */
} bp_factor_name;

/* False: the text is no factor. */
bool bp_factor_parse(bp_factor_name *out, const char *text);

/* What a value is. */
typedef enum bp_equity_kind {
    BP_EQUITY_MONEY,
    BP_EQUITY_SHARE, /* gaps and shares */
    BP_EQUITY_NUMBER
} bp_equity_kind;

/* A set of people whose amounts are added up. */
typedef struct bp_equity_people {
    uint64_t n;
    uint64_t orgs;
    uint64_t earners; /* whose amount is not 0: a bonus of one is the sum of all */
    bp_concentration who;
} bp_equity_people;

/* The people whom a figure is about, for disclosure rules: the fewest, where it is about
 * several sets of them. */
typedef struct bp_equity_cell {
    bp_equity_people of[2]; /* [n_of] the sets; of models there are none */
    size_t n_of;
    uint64_t n;
    uint64_t orgs;
    uint64_t rest;  /* the others beside whom they stand */
    bool mean;      /* it is made of all their pay, not of the middle of it */
    double highest; /* of a regression: the highest leverage of a person */
} bp_equity_cell;

typedef struct bp_equity_line {
    bp_equity_part part;
    const char *group; /* "" where it is about none, as below */
    const char *category;
    const char *factor;
    const char *figure;
    bp_equity_kind kind;
    uint64_t n;
    bp_figure value; /* with its interval */
    double t;
    bool tested;     /* there is a t */
    bool at_least_5; /* the gap is 5 % or more, to either side */
    bp_equity_cell cell;
    const char *why; /* what it lacks, where it is not estimable; NULL: nothing to say */
} bp_equity_line;

typedef struct bp_equity {
    const bp_equity_question *question;
    const char *reference;
    const char *currency;
    bp_equity_line *line; /* [n] */
    size_t n;
    size_t cap;
    bool has_bonus;
    bool adjusted; /* there is a regression */
    bp_se se;      /* its standard errors */
    size_t clusters;
    uint64_t missing;     /* left out of it: a factor is blank */
    uint64_t left_out;    /* ... or is of so rare a level that there is no other */
    uint64_t pooled;      /* people of levels that are pooled */
    uint64_t lone;        /* people who alone determine a coefficient */
    const char *alike[2]; /* the columns of the highest correlation, where the condition
                             is high; NULL */
    bool fractions;       /* people of bands are no whole numbers */
    bp_arena texts;
} bp_equity;

/* The survey has the variables group, category (if the question has one) and the factors,
 * in this order, and all pay elements.
 * Errors: BP_EUSAGE  there is no such reference
 *         BP_EDATA   one group alone; factors that determine each other: names the first
 *         BP_ELIMIT  memory */
bp_status bp_equity_new(bp_equity **out, const bp_survey *s, const bp_equity_question *q,
                        int qtype, double level, bp_err *err);
void bp_equity_free(bp_equity *e);

/* "raw", "bonus", ... */
const char *bp_equity_part_name(bp_equity_part part);

/* A line loses its numbers. */
void bp_equity_withhold(bp_equity_line *line, unsigned reasons);

#endif
