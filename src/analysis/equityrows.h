/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equityrows.h - the rows that the parts of an equity analysis share.  Layer: analysis.
 */
#ifndef BP_ANALYSIS_EQUITYROWS_H
#define BP_ANALYSIS_EQUITYROWS_H

#include "analysis/equity.h"
#include "analysis/regress.h"
#include "base/room.h"
#include "benchpay/money.h"
#include "data/id.h"

#define BP_NO_ELEMENT SIZE_MAX

typedef struct bp_equity_row {
    int64_t pay;
    int64_t base;      /* BP_NO_PAY: none */
    int64_t bonus;     /* 0 where blank */
    uint32_t group;    /* in the order of the groups */
    uint32_t category; /* id; BP_NO_ID: blank */
    uint32_t org;      /* id; BP_NO_ID: none */
} bp_equity_row;

/* A set of rows by their pay, a bonus, ...: what gaps are made of. */
typedef struct bp_pay_set {
    const bp_equity_row **row; /* [n] */
    int64_t *pay;              /* [n] */
    int64_t *sorted;           /* [n] the same, ascending */
    size_t n;
    bp_int128 sum;
    bp_equity_people people;
} bp_pay_set;

typedef struct bp_equity_rows {
    const bp_survey *survey;
    const bp_equity_question *question;
    int scale;
    int qtype;
    double level;
    bool by_orgs;       /* two organisations at least */
    bp_equity_row *row; /* [n] */
    size_t n;
    const char **group; /* [n_groups] the reference first, then the largest */
    uint64_t *size;     /* [n_groups] */
    size_t n_groups;
    bool has_base; /* base pay, where it is another than the pay */
    bool has_bonus;
    size_t first_factor; /* its variable */
    bp_room room;        /* of the arrays */
} bp_equity_rows;

/* A new line of the analysis, which is filled in by the caller and stays where it is
 * until the next; its texts are copied.  NULL when memory is out. */
bp_equity_line *bp_equity_add(bp_equity *e, bp_equity_part part, const char *group,
                              const char *category, const char *factor,
                              const char *figure);

/* The parts; each adds its lines.  Errors: BP_ELIMIT, and those of bp_equity_new. */
bp_status bp_equity_adjust(bp_equity *e, const bp_equity_rows *r, bp_err *err);
bp_status bp_equity_bands(bp_equity *e, const bp_equity_rows *r, bp_err *err);

/* ---- the design that the regressions share ---- */

/* One column of a design beside the constant and the groups. */
typedef struct bp_equity_column {
    const char *name;  /* "tier=CMO", "experience" */
    const char *level; /* of a text: its own; NULL: a number */
} bp_equity_column;

/* A factor as it enters the design. */
typedef struct bp_equity_factor {
    const char *name; /* as it was asked for, without ":levels" */
    bool text;
    size_t first; /* its columns */
    size_t n;     /* ... of a text one fewer than its levels */
} bp_equity_factor;

typedef struct bp_equity_design {
    bp_equity_column *column; /* [n_columns] */
    size_t n_columns;
    bp_equity_factor *factor; /* [n_factors] */
    size_t n_factors;
    size_t *row;      /* [n] of the rows, as they are in bp_equity_rows */
    double *x;        /* [n][n_columns] */
    double *ln;       /* [n] of pay */
    double *pay;      /* [n] */
    uint32_t *group;  /* [n] */
    uint32_t *org;    /* [n] */
    uint64_t *people; /* [n_columns] with the level; of a number all */
    size_t n;
    uint64_t *size;     /* [n_groups] rows of each group that is in; 0: it is left out */
    uint64_t *complete; /* [n_groups] rows of each group without blanks */
    bp_room room;       /* of all of them */
} bp_equity_design;

/* Oaxaca and Blinder, for each group that the design has. */
bp_status bp_equity_decompose(bp_equity *e, const bp_equity_rows *r,
                              const bp_equity_design *d, bp_err *err);

#endif
