/* SPDX-License-Identifier: GPL-3.0-or-later */
/* percentiles.h - pay percentiles by group.  Layer: analysis. */
#ifndef BP_PERCENTILES_H
#define BP_PERCENTILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/basis.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/interval.h"
#include "benchpay/quantile.h"
#include "benchpay/survey.h"

BP_API_BEGIN

typedef enum bp_sort { BP_SORT_NAME, BP_SORT_FIRST, BP_SORT_N, BP_SORT_P50 } bp_sort;

#define BP_LEVELS_MAX 200

/* The value that the groups too small for a row of their own have together. */
#define BP_OTHER_GROUPS "(other)"

/* How figures are computed: the request's third part. */
typedef struct bp_method {
    const bp_level *level; /* [n_levels] in the order of the columns */
    size_t n_levels;
    int qtype; /* 1..9; 0: bp_weighting_qtype */
    bp_basis basis;
    bp_sort sort;
    bp_ci ci;
    bool facts;     /* what disclosure rules ask is found, too: bp_group.who and beyond */
    int top;        /* so many of the largest groups are kept; 0: all */
    int min_people; /* ... of at least so many people; 0: of any number */
} bp_method;

/* One group; the total is the first of a table. */
typedef struct bp_group {
    const char *const *by; /* [n_keys] values, "" is blank; NULL in the total; where
                              others are joined, BP_OTHER_GROUPS each */
    size_t others;         /* groups that it joins; 0: it is one of its own */
    uint64_t n;            /* people, on whatever basis */
    uint64_t orgs;         /* organisations; 0 where none are known */
    const char *currency;  /* NULL where unknown or mixed */
    bp_figure mean;
    const bp_figure *p;                /* [n_levels] */
    const bp_precision *precision;     /* [n_levels]; NULL: the table has no intervals */
    const bp_sensitivity *sensitivity; /* [n_levels] by other conventions; NULL: not
                                          asked for */
    const char *const *coded; /* [n_levels] of a published line: a code as it is printed;
                                 NULL: it is none; of others NULL */
    unsigned reasons;         /* for the whole row */
    const struct bp_concentration *who; /* NULL: not found */
    const struct bp_beyond *beyond;     /* [2 n_levels + 2] of the limits, those of the
                                           mean last; NULL likewise, or none */
    const struct bp_beyond *around;     /* [2 n_levels] of the ends by other conventions;
                                           NULL likewise, or none */
    uint64_t first;                     /* order of its first row in the input */
    bool unplaced; /* its median will be withheld, so no order by medians may tell it */
} bp_group;

/* Made whole and constant; owns everything in it but the survey's texts. */
typedef struct bp_percentiles {
    const char *element;    /* "base", "tcc", ... */
    const char *const *key; /* [n_keys] */
    size_t n_keys;
    const bp_level *level; /* [n_levels] */
    size_t n_levels;
    bp_group *group; /* [n_groups] */
    size_t n_groups;
    bp_ci ci;        /* of its intervals: by which method they are, never BP_CI_AUTO */
    bool by_median;  /* its groups are in the order of their medians */
    bool has_others; /* the last group joins those that method.top and method.min_people
                        leave out */
    bool chosen;     /* by size: method.top or method.min_people was given */
    bool has_orgs;
    bp_basis basis;
    uint64_t lone;  /* people who are in no figure: the basis counts organisations, and
                       they  have none */
    bool of_lines;  /* its n are lines of published figures, not people */
    bool of_posts;  /* its n are rows of several people each */
    bool published; /* each group is a line of a published table; an n of 0 is unknown */
    bool wide;      /* the highest pay of the total is 100 times the lowest, or more */
} bp_percentiles;

/* Percentiles and mean of one element in the total and in the groups of some of
 * the survey's keys: roll-ups of its cells.  People without that element do not
 * count in its n.  The groups beyond method.top, and those of fewer than
 * method.min_people, are one group, the last whatever the order: its figures are those of
 * all their people together.
 * On the basis of organisations percentiles, mean and intervals are those of one value an
 * organisation, the mean of its people in the group; on any other basis than incumbent
 * who has no organisation counts nowhere.
 *   key     [n_keys] indexes of the survey's keys; n_keys may be 0
 *   survey  outlives the result
 * Errors: BP_EDATA   a basis of organisations, of which the survey has no column, or of
 *                    rows that are no people
 *         BP_ELIMIT  memory, BP_LEVELS_MAX */
bp_status bp_percentiles_new(bp_percentiles **out, const bp_survey *survey,
                             size_t element, const size_t key[], size_t n_keys,
                             const bp_method *method, bp_err *err);
void bp_percentiles_free(bp_percentiles *p);

BP_API_END

#endif
