/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pay.h - the pay of a settled survey, as statistics read it.  Layer: data.
 *
 * The one way from a survey to its pay: by group, by year, by organisation and by person.
 * How a survey keeps pay is not seen from here.
 *
 * Weights: where the survey has none, each row weighs 1.  Where it has some
 * (bp_survey_weighting), three things are different and nothing else: a sample has the
 * sum of its weights beside n, a block the weights beside its values, and quantiles are
 * found by the weight at or below a value (analysis/weighted.h); ranks are those of rows,
 * whatever these weigh.
 *
 * Weights are whole numbers above 0: decimals as they were written, over their greatest
 * common divisor (with `freq`, as they are).  So weights that are all equal are 1, and
 * weights in another scale are the same numbers.  All weights of a survey together are at
 * most BP_WEIGHTS_MOST, so that a sum of pay times weight is exact in 128 bits, and so
 * are products of two sums of weights. */
#ifndef BP_DATA_PAY_H
#define BP_DATA_PAY_H

#include "base/mem.h"
#include "base/text.h"
#include "benchpay/basis.h"
#include "benchpay/money.h"
#include "benchpay/survey.h"
#include "benchpay/weights.h"
#include "data/fence.h"
#include "data/id.h"
#include "data/limits.h"
#include "data/shape.h"
#include "data/total.h"

/* What it keeps: pay is a whole number of 10^-scale units. */
const bp_shape *bp_survey_shape(const bp_survey *s);

/* The currency of figures of an element (`code`, or NULL, where it is money), or
 * BP_UNIT_SHARE of a share of other pay. */
const char *bp_survey_unit(const bp_survey *s, size_t element, const char *code);

/* Organisations with a name among the rows chosen, of any year and currency. */
uint64_t bp_survey_orgs(const bp_survey *s);

/* Do rows name several organisations, whether they were chosen and used or not?  Those of
 * one are its own payroll. */
bool bp_survey_among_orgs(const bp_survey *s);

/* The element that is element *of without the rows where a part of it is blank, which
 * else counts 0; SIZE_MAX: there is none. */
size_t bp_survey_whole(const bp_survey *s, size_t *of);

/* How many threads read it side by side, or may work on it: its statistics may use as
 * many. */
size_t bp_survey_threads(const bp_survey *s);

/* Can its samples be on this basis: are the rows people, and have they organisations
 * where these count? */
bool bp_survey_has_basis(const bp_survey *s, bp_basis basis);

/* The values of a key: their ids count from 0 in the order of texts. */
size_t bp_survey_key_values(const bp_survey *s, size_t key);
bp_text bp_survey_key_text(const bp_survey *s, size_t key, uint32_t id);

/* The id of a group value, or BP_NO_ID: no row has it. */
uint32_t bp_survey_key_id(const bp_survey *s, size_t key, bp_text value);

bp_text bp_survey_currency_text(const bp_survey *s, uint32_t id);

/* The name of an organisation, "" for none. */
bp_text bp_survey_org_text(const bp_survey *s, uint32_t id);

/* ---- samples ---- */

/* The pay of some rows, in no order.  Borrowed from the survey.  {0} is empty. */
typedef struct bp_sample {
    const struct bp_run *run; /* [n_runs] known to this layer alone */
    size_t n_runs;
    uint64_t n;      /* values */
    uint64_t weight; /* of all of them; without weights n */
    uint64_t people; /* n; with `freq` the weight */
} bp_sample;

#define BP_BLOCK_VALUES 512

/* The values of given ranks.
 *   rank  [n_ranks] ascending, counted from 0, below x->n
 *   out   [n_ranks]
 *   total  of all values, which selection looks at anyway
 * False: memory is out. */
bool bp_sample_select(const bp_sample *x, const uint64_t rank[], size_t n_ranks,
                      int64_t out[], bp_total *total);

/* The same of n numbers that are no pay. */
bool bp_numbers_select(const int64_t number[], size_t n, const uint64_t rank[],
                       size_t n_ranks, int64_t out[]);

/* All values, ascending: value[x->n].  False: memory is out. */
bool bp_sample_sort(const bp_sample *x, int64_t value[]);

/* The same of at most BP_BLOCK_VALUES values, with their total. */
void bp_sample_sort_few(const bp_sample *x, int64_t value[], bp_total *total);

/* Of all values; the sum is that of values times their weights. */
bp_total bp_sample_total(const bp_sample *x);

/* Some values of a sample.  {.n = 0} before the first. */
typedef struct bp_block {
    size_t n;
    size_t run; /* where the next block starts */
    size_t at;
    int64_t value[BP_BLOCK_VALUES];
    int64_t weight[BP_BLOCK_VALUES]; /* of each, where the survey has weights */
} bp_block;

/* Starts at the first value of a sample. */
static inline void bp_block_start(bp_block *b)
{
    b->n = b->run = b->at = 0;
}

/* The next values; false when there is none left:
 *   for (bp_block_start(&b); bp_block_next(&b, x);) ... b.value[0 .. b.n - 1] */
bool bp_block_next(bp_block *b, const bp_sample *x);

/* How many values are above 0 and from low to high. */
uint64_t bp_sample_within(const bp_sample *x, int64_t low, int64_t high);

/* The values above 0 from low to high, but for those within the inner limits, which are
 * only counted.  What is searched for lies in the ring; what is inside counts as before
 * it. */
typedef struct bp_ring {
    int64_t low;
    int64_t high;
    int64_t inner_low;
    int64_t inner_high;
    uint64_t inside; /* values within the inner limits */
    int64_t *value;  /* [n] the others; the caller frees them */
    size_t n;
} bp_ring;

/* False: memory is out; the values are freed still by the caller. */
bool bp_sample_ring(const bp_sample *x, bp_ring *ring);

/* ---- by group ---- */

typedef struct bp_pay_group {
    const uint32_t *key; /* [n_keys] ids of its values; NULL in the total; BP_NO_ID where
                            several groups are joined */
    size_t others;       /* that it joins; 0: it is a group of its own */
    bp_sample pay;
    const uint32_t *cell; /* [n_cells] known to this layer alone */
    size_t n_cells;
    const struct bp_org_run
        *by_org; /* [n_by_org] likewise, in the place of cells; NULL */
    size_t n_by_org;
    const struct bp_org_run *own; /* [n_own] its own rows, where some of them are left
                                     out; NULL: those of its cells */
    size_t n_own;
    uint64_t orgs; /* distinct organisations among its rows */
    int64_t parts; /* of each organisation, where weights are rounded to them; else 0 */
    uint64_t lone; /* people who are left out, as they have no organisation */
    uint32_t currency; /* id; BP_NO_ID: none, or several */
    bool mixed;        /* several */
    uint64_t first;    /* order of its first row in the input */
} bp_pay_group;

/* Has it pay, of one currency? */
static inline bool bp_pay_group_counts(const bp_pay_group *g)
{
    return g->pay.n > 0 && !g->mixed;
}

typedef struct bp_pay_groups {
    bp_pay_group *group; /* [n] the total first, the others in order of ids */
    size_t n;
    size_t org_ids; /* every id of an organisation in them is below it */
    const bp_survey *survey;
    size_t element;
    int scale;              /* of its pay: that of the survey, or finer for means */
    bp_basis basis;         /* incumbent until it is put on another */
    bp_weighting weighting; /* what the weights of its samples mean */
    bp_arena made;          /* samples that are not the survey's */
} bp_pay_groups;

/* How many were drawn for its figures: people, or on that basis organisations. */
static inline uint64_t bp_sample_drawn(const bp_pay_groups *all, const bp_sample *x)
{
    return all->basis == BP_BASIS_ORG ? x->n : x->people;
}

/* The pay of one element in the chosen year and currency, by some of the keys.  Rows that
 * do not have it count nowhere.  Errors: BP_ELIMIT. */
bp_status bp_pay_groups_new(bp_pay_groups **out, const bp_survey *s, size_t element,
                            const size_t key[], size_t n_keys, bp_err *err);

/* The same with the small groups joined to one, which is the last.
 *   most  so many of the largest groups are kept, of equal ones the first; 0: any number
 *   least  of so many people each */
bp_status bp_pay_groups_largest(bp_pay_groups **out, const bp_survey *s, size_t element,
                                const size_t key[], size_t n_keys, size_t most,
                                uint64_t least, bp_err *err);

/* The same of the rows with some values, as a total alone.
 *   value  [keys of the survey] ids; BP_NO_ID: any */
bp_status bp_pay_groups_where(bp_pay_groups **out, const bp_survey *s, size_t element,
                              const uint32_t value[], bp_err *err);

/* A value that a set of rows has. */
typedef struct bp_pay_value {
    size_t key;
    uint32_t id;
    size_t set;
} bp_pay_value;

/* The same of sets of rows, which may overlap: a row is in each that has one of its
 * values.  Group 1 + i is set i, also where no row is in it; the total has nobody. */
bp_status bp_pay_groups_sets(bp_pay_groups **out, const bp_survey *s, size_t element,
                             const bp_pay_value value[], size_t n_values, size_t n_sets,
                             bp_err *err);

/* The lowest and the highest id of a key among the rows of each set; BP_NO_ID where it
 * has none.  low, high [n_sets].  Errors: BP_ELIMIT. */
bp_status bp_pay_sets_span(uint32_t low[], uint32_t high[], const bp_survey *s,
                           size_t element, const bp_pay_value value[], size_t n_values,
                           size_t n_sets, size_t key, bp_err *err);

void bp_pay_groups_free(bp_pay_groups *g);

/* Leaves out of all groups, which are of people, what is beyond the fences of `fences`,
 * by the first keys of the survey.  Errors: BP_ELIMIT; groups are then to be freed. */
bp_status bp_pay_groups_within(bp_pay_groups *g, const bp_fences *fences, bp_err *err);

/* Lets organisations count in the samples of all groups, in each by its people there; who
 * has no organisation is left out.
 *   org        a sample is the means of its organisations, which weigh 1 each.  A mean is
 *              a whole number of 10^-scale units, `scale` being the finest, up to 18, in
 *              which all pay fits below 2^62, rounded down once from exact sums: equal
 *              means are equal, an amount that is a mean is at it, and what is lost is
 *              less than a double of pay can hold
 *   org-equal  its people, each with the weight w / (sum of w of the organisation there),
 *              as whole numbers: over a common denominator where all of them together
 *              are at most BP_WEIGHTS_MOST; else rounded down to that many parts
 *   qtype      of the percentiles that are asked: bp_basis_weighting
 * Afterwards pay.people is still people, and org blocks are of the new samples.
 * Errors: BP_EDATA   the survey has no column of organisations, or its rows are not
 *                    people
 *         BP_ELIMIT  memory; groups are then to be freed */
bp_status bp_pay_groups_on(bp_pay_groups *g, bp_basis basis, int qtype, bp_err *err);

/* What a block has of one organisation. */
typedef struct bp_org_part {
    uint32_t org; /* id, in the order of names; BP_NO_ID: it has none */
    uint32_t n;
} bp_org_part;

/* Some of a group's pay with whose it is: all values of a part are of one organisation,
 * and an organisation has any number of parts. */
typedef struct bp_org_block {
    uint32_t org; /* of the part at hand, as are the values */
    size_t n;
    const int64_t *value;  /* [n] */
    const int64_t *weight; /* [n] of each, where the survey has weights */
    int64_t values[BP_BLOCK_VALUES]; /* [held] of all parts that were read at once */
    size_t held;
    /* Known to this layer alone: those parts, and what comes next. */
    bp_org_part part[BP_BLOCK_VALUES];
    int64_t weights[BP_BLOCK_VALUES];
    size_t n_parts;
    size_t next; /* of the parts, and of their values */
    size_t next_value;
    size_t cell; /* where the parts after those are */
    size_t run;
    size_t at;
    size_t fills; /* how often parts were read */
} bp_org_block;

/* Is the part at hand the first of those that were read at once? */
static inline bool bp_org_block_is_first(const bp_org_block *b)
{
    return b->value == b->values;
}

/* Starts at the first value of a group. */
static inline void bp_org_block_start(bp_org_block *b)
{
    b->held = b->n_parts = b->next = b->next_value = b->cell = b->run = b->at = b->fills = 0;
}

/* Starts there once more, after the last value of the group: what is still at hand is not
 * read again. */
static inline void bp_org_block_again(bp_org_block *b)
{
    if (b->fills == 1)
        b->next = b->next_value = 0;
    else
        bp_org_block_start(b);
}

/* Reads the parts that come next of a group, or of its rows with their own weights,
 * whatever the basis; false when there is none left. */
bool bp_org_block_fill(bp_org_block *b, const bp_pay_groups *g, const bp_pay_group *group,
                       bool own);

static inline bool bp_org_block_take(bp_org_block *b, const bp_pay_groups *g,
                                     const bp_pay_group *group, bool own)
{
    if (b->next == b->n_parts && !bp_org_block_fill(b, g, group, own))
        return false;
    const bp_org_part *p = &b->part[b->next++];
    b->org = p->org;
    b->n = p->n;
    b->value = b->values + b->next_value;
    b->weight = b->weights + b->next_value;
    b->next_value += p->n;
    return true;
}

/* The next values; false when there is none left. */
static inline bool bp_org_block_next(bp_org_block *b, const bp_pay_groups *g,
                                     const bp_pay_group *group)
{
    return bp_org_block_take(b, g, group, false);
}

/* The same of the rows of the group with their own weights, whatever the basis. */
static inline bool bp_own_block_next(bp_org_block *b, const bp_pay_groups *g,
                                     const bp_pay_group *group)
{
    return bp_org_block_take(b, g, group, true);
}

/* Adds the people that organisations have in a group, on its basis.
 *   people  [org_ids] */
void bp_pay_group_people(const bp_pay_groups *g, const bp_pay_group *group,
                         uint64_t people[]);

/* ---- by year, organisation and person: element 0 in the chosen currency, of any year */

typedef struct bp_pay_year {
    int32_t year;
    bp_sample pay;
} bp_pay_year;

typedef struct bp_pay_years {
    const bp_pay_year *year; /* [n] ascending, each with pay */
    size_t n;
} bp_pay_years;

/* Rows without a year count only where no row has one: all pay is of year BP_NO_YEAR
 * then.  Where rows have pay of two years, the earlier is the year -1 and the later 0.
 *   value  [keys of the survey] ids, BP_NO_ID: any; NULL: of all rows
 * Errors: BP_ELIMIT. */
bp_status bp_pay_years_new(bp_pay_years **out, const bp_survey *s, const uint32_t value[],
                           bp_err *err);

void bp_pay_years_free(bp_pay_years *y);

/* What an organisation paid some of its people in a year. */
typedef struct bp_org_pay {
    uint32_t org; /* id; BP_NO_ID: it has no name */
    int32_t year; /* as above */
    uint64_t n;   /* what they weigh */
    bp_int128 sum;
} bp_org_pay;

/* The pay of these years by organisation, in no order: *list is allocated; NULL where
 * there is none.
 *   value  of whose rows, as above; NULL: of all
 * Errors: BP_ELIMIT. */
bp_status bp_survey_org_pay(bp_org_pay **list, size_t *n, const bp_survey *s,
                            const uint32_t value[], bp_err *err);

/* What somebody was paid by one row. */
typedef struct bp_person_pay {
    uint64_t who; /* a hash of the person; where rows have pay of two years, the row */
    int64_t pay;
    int32_t year; /* BP_NO_YEAR: unknown; of two years -1 is the earlier, 0 the later */
    uint32_t currency; /* id, or BP_NO_ID */
    uint32_t org;      /* likewise */
} bp_person_pay;

/* In no order; none unless people are kept or rows have pay of two years. */
size_t bp_survey_people(const bp_survey *s, const bp_person_pay **out);

/* [n * keys] the ids of their group values, row by row; not of rows with pay of two
 * years. */
const uint32_t *bp_survey_people_keys(const bp_survey *s);

#endif
