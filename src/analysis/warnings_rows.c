/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_rows.c - pay in odd units, and rows that repeat or contradict others.
 *
 * Pay is held against the median of all: it is the figure that a few rows in the wrong
 * unit do not move.  Repeated rows are found by sorting hashes, which takes no more
 * memory than the records themselves. */
#include <math.h>
#include <stdlib.h>

#include "analysis/pick.h"
#include "analysis/warning_list.h"
#include "data/records.h"

/* Pay is held against its median: a thousandth of it looks like thousands, and
 * 1/2080 of it like a rate an hour, each within this factor. */
#define UNIT_FACTOR 3.0
#define HOURS_A_YEAR 2080.0

/* Annual pay and pay an hour differ by about this much. */
#define WIDE_SPAN 1000.0

/* Among fewer people nothing is usual. */
#define USUAL_PEOPLE 12

static bool odd_unit(double pay, double median)
{
    double ratio = pay / median;
    bool small = ratio >= 1 / (HOURS_A_YEAR * UNIT_FACTOR) && ratio <= UNIT_FACTOR / 1000;
    bool large = ratio >= 1000 / UNIT_FACTOR && ratio <= 1000 * UNIT_FACTOR;
    return small || large;
}

/* What is asked about each value of pay. */
typedef struct usual {
    double median;
    double middle; /* geometric, between the lowest and the highest pay */
} usual;

typedef struct tally {
    uint64_t odd;
    uint64_t low; /* below the middle */
    uint64_t n;   /* above 0 */
} tally;

static tally look(const bp_sample *x, const usual *u)
{
    tally t = { 0 };
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, x);)
        for (size_t i = 0; i < b.n; i++) {
            const double pay = (double)b.value[i];
            if (pay <= 0)
                continue;
            t.n++;
            t.odd += odd_unit(pay, u->median);
            t.low += pay < u->middle;
        }
    return t;
}

static double lowest_positive(const bp_sample *x)
{
    int64_t low = INT64_MAX;
    bp_block b;
    for (bp_block_start(&b); bp_block_next(&b, x);)
        for (size_t i = 0; i < b.n; i++)
            low = b.value[i] > 0 && b.value[i] < low ? b.value[i] : low;
    return (double)low;
}

/* A warning with so many rows: the kept records for which `pick` holds give
 * the lines. */
static void add_counted(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        uint64_t rows, bool (*pick)(double pay, const usual *u),
                        const usual *u)
{
    bp_warning w = { .kind = kind };
    for (size_t i = 0; i < bp_survey_records(s); i++) {
        const bp_record_row *r = bp_survey_record(s, i);
        const bp_place place = bp_record_place(r);
        if (r->pay > 0 && pick((double)r->pay, u))
            bp_warning_add_row(&w, s, &place);
    }
    w.rows = rows;
    bp_warning_list_add(out, &w);
}

static bool is_odd(double pay, const usual *u)
{
    return odd_unit(pay, u->median);
}

static bool is_low(double pay, const usual *u)
{
    return pay < u->middle;
}

static bool is_high(double pay, const usual *u)
{
    return pay >= u->middle;
}

static bool judge(bp_warning_list *out, const bp_survey *s, const bp_sample *x)
{
    static const bp_level level[] = { { 1, 2 }, { 1, 1 } };
    bp_picked p[2];
    if (!bp_sample_pick(x, 0, level, 2, 7, p, NULL))
        return false;
    double low = lowest_positive(x), high = (double)p[1].lo;
    usual u = { .median = bp_quantile_between(&p[0].at, p[0].lo, p[0].hi, 0) };
    u.middle = low * sqrt(high / low);
    if (!(u.median > 0))
        return true;
    tally t = look(x, &u);
    if (t.odd > 0 && t.n >= USUAL_PEOPLE)
        add_counted(out, s, BP_WARN_UNITS, t.odd, is_odd, &u);
    if (high / low >= WIDE_SPAN) {
        bool few_low = t.low <= t.n - t.low;
        add_counted(out, s, BP_WARN_PERIODS, few_low ? t.low : t.n - t.low,
                    few_low ? is_low : is_high, &u);
    }
    return true;
}

bp_status bp_warn_of_pay(bp_warning_list *out, const bp_survey *s, bp_err *err)
{
    bp_pay_groups *groups;
    bp_status status = bp_pay_groups_new(&groups, s, 0, NULL, 0, err);
    if (status != BP_OK)
        return status;
    const bp_pay_group *all = &groups->group[0];
    if (all->pay.n > 1 && !all->mixed && !judge(out, s, &all->pay))
        out->failed = true;
    bp_pay_groups_free(groups);
    return BP_OK;
}

/* A record's hash and its number. */
typedef struct entry {
    uint64_t hash;
    size_t at;
} entry;

static int by_hash(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Warns of the records that have a flag. */
static void add_flagged(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        const unsigned char flags[], unsigned char flag, size_t n)
{
    bp_warning w = { .kind = kind };
    for (size_t i = 0; i < n; i++) {
        const bp_place place = bp_record_place(bp_survey_record(s, i));
        if ((flags[i] & flag) != 0)
            bp_warning_add_row(&w, s, &place);
    }
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

enum { REPEATED = 1, CONTRADICTING = 2, FURTHER = 4 };

/* Flags the records that follow an earlier one of the same hash; in a conflict, where
 * their pay differs, that one too. */
static void flag_repeated(const bp_survey *s, const entry list[], size_t n, bool conflict,
                          unsigned char flags[])
{
    for (size_t i = 0, first = 0; i < n; i++) {
        if (list[i].hash != list[first].hash)
            first = i;
        if (i == first)
            continue;
        bool other_pay = bp_survey_record(s, list[i].at)->pay !=
                         bp_survey_record(s, list[first].at)->pay;
        if (!conflict)
            flags[list[i].at] |= REPEATED;
        if (conflict && other_pay) {
            flags[list[i].at] |= CONTRADICTING;
            flags[list[first].at] |= CONTRADICTING;
        }
    }
}

/* The records of one person and year, in input order: those of one date contradict each
 * other, those of several are several rows a person. */
static void flag_person(const bp_survey *s, entry list[], size_t n, unsigned char flags[])
{
    if (n < 2)
        return;
    const size_t first = list[0].at;
    for (size_t i = 0; i < n; i++)
        list[i].hash = bp_survey_record(s, list[i].at)->who_hash;
    qsort(list, n, sizeof *list, by_hash);
    flag_repeated(s, list, n, true, flags);
    for (size_t i = 0; list[0].hash != list[n - 1].hash && i < n; i++)
        if (list[i].at != first)
            flags[list[i].at] |= FURTHER;
}

static void flag_people(const bp_survey *s, entry list[], size_t n, unsigned char flags[])
{
    for (size_t from = 0, end; from < n; from = end) {
        end = from + 1;
        while (end < n && list[end].hash == list[from].hash)
            end++;
        flag_person(s, list + from, end - from, flags);
    }
}

/* The records by one of their hashes, of those whose hash is known. */
static size_t sort_records(entry list[], const bp_survey *s, bool by_person)
{
    size_t n = 0;
    for (size_t i = 0; i < bp_survey_records(s); i++) {
        const bp_record_row *r = bp_survey_record(s, i);
        const uint64_t hash = by_person ? r->payee_hash : r->row_hash;
        if (hash != 0 || !by_person)
            list[n++] = (entry){ hash, i };
    }
    if (n > 1)
        qsort(list, n, sizeof *list, by_hash);
    return n;
}

static void find_repeated(bp_warning_list *out, const bp_survey *s)
{
    const size_t n = bp_survey_records(s);
    entry *list = bp_alloc(0, n, sizeof *list);
    unsigned char *flags = bp_alloc(0, n, sizeof *flags);
    if (list == NULL || flags == NULL) {
        out->failed = true;
    } else {
        flag_people(s, list, sort_records(list, s, true), flags);
        flag_repeated(s, list, sort_records(list, s, false), false, flags);
        add_flagged(out, s, BP_WARN_CONFLICT, flags, CONTRADICTING, n);
        add_flagged(out, s, BP_WARN_IDENTICAL, flags, REPEATED, n);
        add_flagged(out, s, BP_WARN_PERSONS, flags, FURTHER, n);
    }
    free(list);
    free(flags);
}

static void find_cash(bp_warning_list *out, const bp_survey *s)
{
    bp_warning w = { .kind = BP_WARN_CASH };
    for (size_t i = 0; i < bp_survey_records(s); i++) {
        const bp_record_row *r = bp_survey_record(s, i);
        const bp_place place = bp_record_place(r);
        if (r->cash_below_base)
            bp_warning_add_row(&w, s, &place);
    }
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

void bp_warn_of_rows(bp_warning_list *out, const bp_survey *s)
{
    find_repeated(out, s);
    find_cash(out, s);
}
