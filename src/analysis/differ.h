/* SPDX-License-Identifier: GPL-3.0-or-later */
/* differ.h - do groups differ beyond chance?  Layer: analysis.
 *
 * Of a dozen groups one is always paid the most.  All three tests compare the mean ranks
 * of groups, where equal pay has its middle rank (mid-ranks):
 *
 *   H = (N - 1) sum n_g (r_g - r)^2 / sum (r_i - r)^2
 *
 * which corrects for ties (Kruskal and Wallis 1952, Use of ranks in one-criterion
 * variance analysis, JASA 47: 583-621).  Pay inside one organisation is alike, so where
 * organisations are known they, not people, are what chance deals out. */
#ifndef BP_ANALYSIS_DIFFER_H
#define BP_ANALYSIS_DIFFER_H

#include "analysis/ranks.h"
#include "benchpay/percentiles.h"
#include "benchpay/survey.h"

/* Smaller groups are not compared, and nothing is said about them.  Organisations count
 * where the survey knows of two at least. */
#define BP_DIFFER_PEOPLE 10
#define BP_DIFFER_ORGS 5

/* Nobody reads more of them side by side: they are not compared. */
#define BP_DIFFER_GROUPS_MAX 300

/* Groups differ where p is below. */
#define BP_DIFFER_LEVEL .05

#define BP_DIFFER_PERMUTATIONS 999

typedef enum bp_differ_test {
    /* No organisations: chi^2 of H with a degree of freedom for each group but one. */
    BP_DIFFER_PEOPLE_RANKED,
    /* At least nine people in ten are in the group that most of their organisation are
     * in: everybody counts in that group, and the groups are dealt out anew among the
     * organisations; p = (1 + H as large) / (1 + permutations) (Phipson and Smyth 2010,
     * Permutation p-values should never be zero, SAGMB 9: 39). */
    BP_DIFFER_ORGS_PERMUTED,
    /* Else within organisations, each a stratum: sums of ranks less those expected within
     * it, in their covariance, chi^2 with its rank for degrees of freedom (Landis, Heyman
     * and Koch 1978, Average partial association in three-way contingency tables, Int.
     * Stat. Review 46: 237-254; mean scores). */
    BP_DIFFER_WITHIN_ORGS
} bp_differ_test;

typedef struct bp_difference {
    bp_differ_test test;
    size_t groups; /* compared */
    uint64_t n;    /* people in them */
    uint64_t orgs; /* their organisations; 0: they do not count */
    bp_figure p;   /* absent: fewer than two groups, or too many */
} bp_difference;

/* Compares the groups by some keys that have a name and are large enough.  The same for
 * any order of rows.
 *   ranks  of that survey and element
 *   seed   of the permutations
 * Errors: BP_ELIMIT. */
bp_status bp_difference_find(bp_difference *out, const bp_ranks *ranks,
                             const bp_survey *s, size_t element, const size_t key[],
                             size_t n_keys, uint64_t seed, bp_err *err);

/* Is a group of a table one of those that are compared? */
bool bp_difference_has(const bp_percentiles *p, const bp_group *g);

/* Is there an answer?  Of {0}, too: no. */
static inline bool bp_difference_known(const bp_difference *d)
{
    return d->groups > 1 && d->p.state == BP_SHOWN;
}

/* Do they differ?  Not where nobody knows. */
static inline bool bp_difference_shows(const bp_difference *d)
{
    return bp_difference_known(d) && d->p.value < BP_DIFFER_LEVEL;
}

#endif
