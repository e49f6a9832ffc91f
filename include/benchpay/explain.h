/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - how one percentile came about.  Layer: answer. */
#ifndef BP_EXPLAIN_H
#define BP_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/answer.h"
#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/level.h"
#include "benchpay/percentiles.h"

BP_API_BEGIN

/* A group of the answer's table, by a value of each of its columns. */
typedef struct bp_explain_cell {
    const char *const *by; /* [n] "column=value"; ASCII case and blanks make no
                            * difference */
    size_t n;              /* 0: everybody */
    bp_level level;        /* one of the answer's method */
} bp_explain_cell;

/* How a percentile comes from values in order: between two ranks, where weights reach a
 * share, or as a mean of those in a window of weight. */
typedef enum bp_explain_kind {
    BP_EXPLAIN_RANKS,
    BP_EXPLAIN_STEPS,
    BP_EXPLAIN_WINDOW
} bp_explain_kind;

/* One disclosure rule, asked of the cell. */
typedef struct bp_explain_rule {
    const char *rule; /* "people", "share" */
    double count;     /* what the cell has */
    double bound;     /* what the rule asks */
    bool at_most;     /* the bound is the most; else the least */
    bool share;       /* both are fractions; else numbers of people, organisations */
    bool kept;
} bp_explain_rule;

#define BP_EXPLAIN_RULES 10

/* Plain values; borrows the answer. */
typedef struct bp_explanation {
    const bp_answer *answer;
    const bp_group *group;
    bp_level level;
    bp_figure figure;              /* as the answer shows it */
    const bp_precision *precision; /* NULL: it has no interval */
    bp_explain_kind kind;
    uint64_t values; /* that are ranked: people, or organisations */
    double n;        /* that the rank is among, by their weights */
    double h;        /* the rank of the percentile, from 1 */
    uint64_t rank;   /* of the value at or below it, and of the next */
    uint64_t last;
    bp_figure fraction; /* of the way between them; absent in a window */
    bp_figure lower;    /* their pay; withheld under disclosure rules, as the next */
    bp_figure upper;
    bp_figure exact; /* the percentile before it was rounded for disclosure */
    double below;    /* the share of the weight below the lower value */
    double at_most;  /* at or below it */
    double share;    /* at or below the percentile */
    bool weighted;
    uint64_t rank_lo; /* of an interval by order statistics: its ranks; 0: none */
    uint64_t rank_hi;
    double t;        /* Student's t of an interval by an error; 0: none */
    double se_share; /* the error of the share, likewise */
    bp_explain_rule rule[BP_EXPLAIN_RULES]; /* [n_rules] */
    size_t n_rules;
} bp_explanation;

/* Explains a percentile of an answer about percentiles.
 *   answer  outlives the explanation
 * Errors: BP_EUSAGE  a word of the cell is not COLUMN=VALUE, there is no such group, or
 *                    its level was not computed
 *         BP_EDATA   the group is a line of published figures, or several groups joined
 *         BP_ELIMIT  memory */
bp_status bp_explain(bp_explanation *out, const bp_answer *answer,
                     const bp_explain_cell *cell, bp_err *err);

BP_API_END

#endif
