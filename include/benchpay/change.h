/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change.h - what has changed between two reports, or two surveys.  Layer: pricing.
 *
 * All of it is made of figures that either side shows: what one side withholds is
 * compared with nothing. */
#ifndef BP_CHANGE_H
#define BP_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/observed.h"
#include "benchpay/question.h"
#include "benchpay/survey.h"

BP_API_BEGIN

/* What is asked.  All pointers are borrowed until the change is freed. */
typedef struct bp_change_question {
    const char *old_report; /* two answers of one command in json; NULL: surveys */
    const char *report;
    const bp_question *old; /* about percentiles, which differ in their files alone */
    const bp_question *now;
    bp_matching matching;       /* of surveys: people or organisations who are in both */
    double threshold;           /* a change of more than this part is beyond it */
    bool force;                 /* another currency, or other pay, is no failure */
    bool chart;                 /* the report has its chart */
    const char *title;          /* NULL: the report's own */
    const char *const *request; /* [n_request] the words by which it can be asked again */
    size_t n_request;
} bp_change_question;

typedef enum bp_change_kind {
    BP_CHANGE_COUNT, /* of people, ...: neither beyond a threshold nor apart */
    BP_CHANGE_MONEY,
    BP_CHANGE_RATIO,
    BP_CHANGE_SHARE, /* a fraction */
    BP_CHANGE_RATE,  /* a rate of change itself: it has neither old nor new */
    BP_CHANGE_KINDS
} bp_change_kind;

/* A figure that groups have. */
typedef struct bp_change_name {
    const char *name; /* "n", "p50" */
    bp_change_kind kind;
} bp_change_name;

typedef enum bp_change_status {
    BP_CHANGE_NONE, /* neither side has it: no line of the csv */
    BP_CHANGE_OK,
    BP_CHANGE_NEW,
    BP_CHANGE_GONE,
    BP_CHANGE_WITHHELD, /* by one side at least */
    BP_CHANGE_NOT_ESTIMABLE,
    BP_CHANGE_STATUSES
} bp_change_status;

/* "ok", "new", ...: the word of the csv and json contract; "" for none. */
const char *bp_change_status_name(bp_change_status status);

/* One figure of a group.  What is not known is absent. */
typedef struct bp_change_figure {
    bp_change_status status;
    bp_figure old, now;
    bp_figure change;
    bp_figure rate; /* change / old */
    int beyond;     /* 1: |rate| is above the threshold; 0: it is not; -1: not asked */
    int apart;      /* 1: the intervals do not meet; 0: they do; -1: one is not known */
} bp_change_figure;

typedef struct bp_change_group {
    const char *const *by;          /* [n_keys] values, "" is blank; NULL: the total */
    bp_change_status status;        /* ok, new or gone */
    const char *currency;           /* NULL: unknown */
    const bp_change_figure *figure; /* [n_names] */
} bp_change_group;

/* What is not alike: pay, currency, or how figures were made. */
typedef struct bp_change_difference {
    const char *what; /* "qtype" */
    const char *old;
    const char *now;
} bp_change_difference;

/* Either side, as its report says it. */
typedef struct bp_change_side {
    const char *file;
    uint64_t rows, used, filtered, excluded;
    const char *sha256;        /* NULL: unknown */
    const char *when;          /* "2026", "2026-02-01 to 2026-09-30"; "" for unknown */
    const bp_recoded *recoded; /* [n_recoded] cells that were read as others */
    size_t n_recoded;
} bp_change_side;

/* Made whole and constant; owns its texts. */
typedef struct bp_change {
    const bp_change_question *question;
    const char *command; /* whose answers they are */
    bp_change_side side[2];
    const char *pay;        /* "base"; NULL: their answers name none */
    const char *currency;   /* NULL: unknown, or not the same */
    const char *const *key; /* [n_keys] */
    const bool *empty;      /* [n_keys] blank in every group while another is not */
    size_t n_keys;
    const bp_change_name *name; /* [n_names] in the order of the csv */
    size_t n_names;
    const bp_change_group *group; /* [n_groups] */
    size_t n_groups;
    const bp_change_difference *difference; /* [n_differences] */
    size_t n_differences;
    const char *const *alone; /* [n_alone] figures that only one of both has */
    size_t n_alone;
    bool unruled;  /* one of both was made without disclosure rules */
    size_t beyond; /* figures beyond the threshold */
    struct bp_change_memory *memory;
} bp_change;

/* The place of a figure in `name`; SIZE_MAX: there is none. */
size_t bp_change_find(const bp_change *c, const char *name);

/* Compares.
 * Errors: BP_EUSAGE  a question that contradicts itself
 *         BP_EDATA   a file is no answer in json, or one of a command whose figures are
 *                    not compared; the two are of other commands, or of other groups;
 *                    of another currency or of other pay, unless forced; nobody can be
 *                    matched
 *         those of bp_answer_new */
bp_status bp_change_new(bp_change **out, const bp_change_question *q, bp_err *err);
void bp_change_free(bp_change *c);

BP_API_END

#endif
