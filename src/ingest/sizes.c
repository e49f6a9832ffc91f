/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large amounts are, before they are read as pay.
 *
 * Whether a column is in thousands, in logarithms or has marks of missing values among
 * its numbers shows in their sizes alone.  The heads are small, so all of their amounts
 * are kept and sorted, one column after the other. */
#include "ingest/sizes.h"

#include <stdlib.h>

#include "base/mem.h"

/* The amounts of one column. */
typedef struct amounts {
    int64_t *value; /* [n] thousandths */
    size_t n;
    size_t cap;
    bp_int128 largest;
    struct in_file {
        bp_int128 sum, largest; /* thousandths */
        uint64_t n;
    } in_file; /* cells with one amount */
} amounts;

typedef struct measuring {
    amounts of[BP_WANTED_MAX];
    bp_number_style style[BP_WANTED_MAX];
    bool failed;
} measuring;

static void add_up(struct in_file *c, bp_int128 value)
{
    c->sum += value;
    c->largest = value > c->largest ? value : c->largest;
    c->n++;
}

/* Is the largest amount of a column the sum of the others?  Then the next file. */
static bool has_sum(measuring *m, size_t n)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        struct in_file *c = &m->of[i].in_file;
        const bp_int128 off = 2 * c->largest - c->sum;
        const bp_int128 rounding = (bp_int128)c->n * BP_SIZE_ONE;
        any |= c->n > BP_SUMMED_MIN && off <= rounding && -off <= rounding;
        *c = (struct in_file){ 0 };
    }
    return any;
}

static void measure(void *arg, size_t i, const bp_phrase *p)
{
    measuring *m = arg;
    amounts *a = &m->of[i];
    bool own = false;
    bp_int128 value = 0, first = 0;
    for (size_t k = 0; k < p->n; k++) {
        bool rounded = false;
        own |= p->amount[k].exponent != 0 && !p->amount[k].scientific;
        if (!bp_number_style_units(&value, &p->amount[k], m->style[i], 3, &rounded))
            return;
        first = k == 0 ? value : first;
        const bp_int128 whole = (value < 0 ? -value : value) / BP_SIZE_ONE;
        a->largest = whole > a->largest ? whole : a->largest;
    }
    if (p->n == 1)
        add_up(&a->in_file, first);
    if (own || first > INT64_MAX / 2 || first < -INT64_MAX / 2)
        return;
    if (!bp_reserve(&a->value, &a->cap, a->n + 1, sizeof *a->value))
        m->failed = true;
    else
        a->value[a->n++] = (int64_t)first;
}

static int by_size(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* 999999, 99998, 88888888: nines but for the last digit, or one digit of 7 to 9. */
static bool is_mark(int64_t whole)
{
    const int64_t last = whole % 10, digit = whole / 10 % 10;
    if (whole < 10000 || digit < 7 || last < 7 || (last != digit && digit != 9))
        return false;
    for (int64_t rest = whole / 10; rest > 0; rest /= 10)
        if (rest % 10 != digit)
            return false;
    return true;
}

/* Marks are so far from the median. */
#define FAR_ABOVE 10
#define FAR_BELOW 50

/* The number of equal values that end before `end`. */
static size_t count_equal(const amounts *a, size_t end)
{
    size_t n = 1;
    while (n < end && a->value[end - 1 - n] == a->value[end - 1])
        n++;
    return n;
}

/* Looks for a mark among the largest values, which are all marks down to the first that
 * is none. */
static void find_high_code(bp_sizes *s, const amounts *a)
{
    for (size_t end = a->n, n; end > 0; end -= n) {
        const int64_t value = a->value[end - 1], whole = value / BP_SIZE_ONE;
        n = count_equal(a, end);
        if (value % BP_SIZE_ONE != 0 || !is_mark(whole) || value / FAR_ABOVE < s->median)
            return;
        if (n > 1 && n > s->codes) {
            s->code = whole;
            s->codes = n;
        }
    }
}

/* ... or 1, 9, 99, 999 among the smallest above 0. */
static void find_low_code(bp_sizes *s, const amounts *a, size_t first)
{
    size_t n = 0;
    for (size_t i = first; i < a->n; i += n) {
        const int64_t value = a->value[i], whole = value / BP_SIZE_ONE;
        n = 1;
        while (i + n < a->n && a->value[i + n] == value)
            n++;
        const bool mark = whole == 1 || whole == 9 || whole == 99 || whole == 999;
        if (value % BP_SIZE_ONE != 0 || !mark || value > s->median / FAR_BELOW)
            return;
        if (n > 1 && n > s->codes) {
            s->code = whole;
            s->codes = n;
        }
    }
}

static void judge(bp_sizes *s, amounts *a)
{
    size_t first = 0;
    s->n = a->n;
    s->largest = a->largest;
    if (a->n == 0)
        return;
    qsort(a->value, a->n, sizeof *a->value, by_size);
    while (first < a->n && a->value[first] <= 0)
        s->negative += a->value[first++] < 0;
    const int64_t low = -a->value[0], high = a->value[a->n - 1];
    s->furthest = low > high ? low : high;
    if (first == a->n)
        return;
    s->median = a->value[first + (a->n - first - 1) / 2];
    find_high_code(s, a);
    if (s->code == 0)
        find_low_code(s, a, first);
}

bp_status bp_sizes_find(bp_sizes out[], const bp_wanted *wanted,
                        const bp_reading *reading, const bp_head head[],
                        bp_written (*const written)[BP_WANTED_MAX], size_t n_files,
                        bool summed[], bp_err *err)
{
    bp_status status = BP_OK;
    measuring *m = bp_alloc(0, 1, sizeof *m);
    if (m == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for amounts");
    for (size_t f = 0; status == BP_OK && f < n_files; f++) {
        size_t column[BP_WANTED_MAX], n = 0;
        for (size_t w = 0; w < wanted->n; w++) {
            if (!wanted->column[w].pay)
                continue;
            column[n] = written[f][w].at;
            m->style[n++] = written[f][w].style;
        }
        status = bp_head_phrases(&head[f], reading, column, n, measure, m, err);
        summed[f] = has_sum(m, n);
    }
    if (status == BP_OK && m->failed)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for amounts");
    for (size_t w = 0, i = 0; w < wanted->n; w++) {
        out[w] = (bp_sizes){ 0 };
        if (wanted->column[w].pay)
            judge(&out[w], &m->of[i++]);
    }
    for (size_t i = 0; i < BP_WANTED_MAX; i++)
        free(m->of[i].value);
    free(m);
    return status;
}
