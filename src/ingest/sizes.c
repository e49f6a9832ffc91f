/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the heads, before rows are read.
 *
 * Whether a column is in thousands, in logarithms or has marks of missing values among
 * its numbers shows in their sizes alone.  The heads are small, so all of their amounts
 * are kept and sorted, one column after the other; what cannot be read is gathered in the
 * same look. */
#include "ingest/sizes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/pay.h"
#include "ingest/cell.h"
#include "ingest/phrase.h"

/* The amounts of one column. */
typedef struct amounts {
    int64_t *value; /* [n] thousandths */
    size_t n;
    size_t cap;
    size_t own;        /* amounts with a unit of their own, which are not kept */
    bp_int128 largest; /* thousandths */
    struct in_file {
        bp_int128 sum, largest; /* thousandths */
        uint64_t n;
    } in_file; /* cells with one amount */
} amounts;

typedef struct looking {
    const bp_fields *fields;
    amounts of[BP_WANTED_MAX];
    bp_odd_words **odd;
    size_t wanted[BP_WANTED_MAX]; /* that the columns are */
    const bp_written *written;    /* of the file */
    bool failed;
} looking;

static void add_up(struct in_file *c, bp_int128 value)
{
    c->sum += value;
    c->largest = value > c->largest ? value : c->largest;
    c->n++;
}

/* Is the largest amount of a column the sum of the others?  Then the next file. */
static bool has_sum(looking *l, const bp_wanted *wanted)
{
    bool any = false;
    for (size_t w = 0; w < wanted->n; w++) {
        struct in_file *c = &l->of[w].in_file;
        const bp_int128 off = 2 * c->largest - c->sum;
        const bp_int128 rounding = (bp_int128)c->n * BP_SIZE_ONE;
        any |= c->n > BP_SUMMED_MIN && off <= rounding && -off <= rounding;
        *c = (struct in_file){ 0 };
    }
    return any;
}

static void see_largest(amounts *a, bp_int128 value)
{
    const bp_int128 size = value < 0 ? -value : value;
    a->largest = size > a->largest ? size : a->largest;
}

static void keep(amounts *a, int64_t value, bool *failed)
{
    const size_t need = a->n > 0 ? a->n + 1 : BP_HEAD_RECORDS; /* of a head at once */
    if (!bp_reserve(&a->value, &a->cap, need, sizeof *a->value))
        *failed = true;
    else
        a->value[a->n++] = value;
}

static bool read_phrase(amounts *a, bp_text cell, bp_number_style style, bool *failed)
{
    bp_phrase p;
    bool own = false, rounded = false;
    bp_int128 value = 0, first = 0;
    if (!bp_phrase_parse(&p, cell))
        return false;
    for (size_t k = 0; k < p.n; k++) {
        own |= p.amount[k].exponent != 0 && !p.amount[k].scientific;
        if (!bp_number_style_units(&value, &p.amount[k], style, 3, &rounded))
            return false;
        first = k == 0 ? value : first;
        see_largest(a, value);
    }
    if (p.n == 1)
        add_up(&a->in_file, first);
    a->own += own;
    if (!own && first <= INT64_MAX / 2 && first >= -INT64_MAX / 2)
        keep(a, (int64_t)first, failed);
    return true;
}

static bool read_amount(amounts *a, bp_text cell, bp_number_style style, bool *failed)
{
    const bp_pay_rules rules = { .style = style, .scale = 3 };
    int64_t value = 0;
    if (!bp_pay_plain(&value, cell, &rules))
        return read_phrase(a, cell, style, failed);
    see_largest(a, value);
    add_up(&a->in_file, value);
    keep(a, value, failed);
    return true;
}

static void look(void *arg, size_t i, bp_text cell)
{
    looking *l = arg;
    const size_t w = l->wanted[i];
    bp_date date;
    if (w == bp_fields_year(l->fields)
            ? bp_date_read(&date, cell, l->written[w].date)
            : read_amount(&l->of[w], cell, l->written[w].style, &l->failed) ||
                  bp_cell_untold(cell))
        return;
    if (l->odd[w] == NULL)
        l->odd[w] = bp_alloc(0, 1, sizeof *l->odd[w]);
    if (l->odd[w] != NULL)
        bp_odd_see(l->odd[w], cell);
    else
        l->failed = true;
}

static int by_size(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* 999999, 99998, 88888888, 99.99: nines but for the last digit, or one digit of 7 to 9,
 * with two decimals or none. */
static bool is_mark(int64_t value)
{
    const int64_t cent = BP_SIZE_ONE / 100;
    const int64_t digits = value % BP_SIZE_ONE == 0 ? value / BP_SIZE_ONE : value / cent;
    const int64_t last = digits % 10, digit = digits / 10 % 10;
    const int64_t least = value % BP_SIZE_ONE == 0 ? 10000 : 1000;
    if (value % cent != 0 || digits < least || digit < 7 || last < 7 ||
        (last != digit && digit != 9))
        return false;
    for (int64_t rest = digits / 10; rest > 0; rest /= 10)
        if (rest % 10 != digit)
            return false;
    return true;
}

static bool is_low_mark(int64_t value)
{
    return value == BP_SIZE_ONE || value == 9 * BP_SIZE_ONE ||
           value == 99 * BP_SIZE_ONE || value == 999 * BP_SIZE_ONE;
}

/* Marks are so far from the median of the others. */
#define FAR_ABOVE 10
#define FAR_BELOW 50

/* Those that one of so many rows holds stand out nearer already: half as high again as
 * what is next to them. */
#define OFTEN 50
#define OFTEN_LEAST 5

/* One of so many rows do not hold the same largest amount with two decimals by chance;
 * 99999 may be a cap. */
#define COMMON 10

/* The number of equal values that end before `end`. */
static size_t count_equal(const amounts *a, size_t end)
{
    size_t n = 1;
    while (n < end && a->value[end - 1 - n] == a->value[end - 1])
        n++;
    return n;
}

/* Does the value at `at`, which n cells hold, stand out from those before it? */
static bool stands_out(const amounts *a, size_t first, size_t at, size_t n)
{
    const int64_t value = a->value[at], next = a->value[at - 1];
    const int64_t median = a->value[first + (at - first - 1) / 2];
    return value / FAR_ABOVE >= median ||
           (n >= OFTEN_LEAST && n * OFTEN >= a->n && value >= next + next / 2) ||
           (n >= OFTEN_LEAST && n * COMMON >= a->n && value % BP_SIZE_ONE != 0);
}

/* Looks for a mark among the largest values, as long as all are marks. */
static void find_high_code(bp_sizes *s, const amounts *a, size_t first)
{
    size_t often = 0;
    int64_t code = 0;
    for (size_t end = a->n, n; end > first && is_mark(a->value[end - 1]); end -= n) {
        n = count_equal(a, end);
        if (n > often) {
            often = n;
            code = a->value[end - 1];
        }
        if (often < 2 || end - n == first ||
            !stands_out(a, first, end - n, a->n - (end - n)))
            continue;
        s->code = code;
        s->codes = often;
        s->above = true;
    }
}

/* ... or 1, 9, 99, 999 among the smallest above 0. */
static void find_low_code(bp_sizes *s, const amounts *a, size_t first)
{
    size_t n = 0;
    for (size_t i = first; i < a->n; i += n) {
        const int64_t value = a->value[i];
        n = 1;
        while (i + n < a->n && a->value[i + n] == value)
            n++;
        if (!is_low_mark(value) || value > s->median / FAR_BELOW)
            return;
        if (n > 1 && n > s->codes) {
            s->code = value;
            s->codes = n;
        }
    }
}

void bp_sizes_code(char out[], size_t cap, const bp_sizes *s)
{
    const int64_t whole = s->code / BP_SIZE_ONE, part = s->code % BP_SIZE_ONE;
    if (part == 0)
        snprintf(out, cap, "%" PRId64, whole);
    else
        snprintf(out, cap, "%" PRId64 ".%02d", whole, (int)(part * 100 / BP_SIZE_ONE));
}

/* The extremes of the amounts, and how many are not above 0. */
typedef struct extremes {
    int64_t low, high, least; /* least above 0 */
    size_t first;             /* that are not above 0 */
} extremes;

static extremes find_extremes(bp_sizes *s, const amounts *a)
{
    extremes x = { .low = INT64_MAX, .high = INT64_MIN, .least = INT64_MAX };
    for (size_t i = 0; i < a->n; i++) {
        const int64_t v = a->value[i];
        x.low = v < x.low ? v : x.low;
        x.high = v > x.high ? v : x.high;
        x.least = v > 0 && v < x.least ? v : x.least;
        x.first += v <= 0;
        s->negative += v < 0;
    }
    return x;
}

/* Marks are among the largest or the smallest: only then all are sorted. */
static bool find_codes(bp_sizes *s, amounts *a, const extremes *x)
{
    const uint64_t middle = x->first + (a->n - x->first - 1) / 2;
    if (!bp_numbers_select(a->value, a->n, &middle, 1, &s->median))
        return false;
    if (!is_mark(x->high) && !is_low_mark(x->least))
        return true;
    qsort(a->value, a->n, sizeof *a->value, by_size);
    find_high_code(s, a, x->first);
    if (s->code == 0)
        find_low_code(s, a, x->first);
    return true;
}

/* False: memory is out. */
static bool judge(bp_sizes *s, amounts *a)
{
    s->n = a->n;
    s->own = a->own;
    s->largest = a->largest / BP_SIZE_ONE;
    if (a->n == 0)
        return true;
    const extremes x = find_extremes(s, a);
    s->furthest = -x.low > x.high ? -x.low : x.high;
    return x.first == a->n || find_codes(s, a, &x);
}

/* The columns of one file. */
static bp_status look_at(looking *l, const bp_wanted *wanted, const bp_reading *reading,
                         const bp_head *head, bp_err *err)
{
    size_t column[BP_WANTED_MAX], n = 0;
    for (size_t w = 0; w < wanted->n; w++) {
        if (!wanted->column[w].pay && w != bp_fields_year(l->fields))
            continue;
        l->wanted[n] = w;
        column[n++] = l->written[w].at;
    }
    bp_status status = bp_head_cells(head, reading, column, n, look, l, err);
    return status == BP_OK && l->failed ? bp_no_memory(err, "amounts") : status;
}

bp_status bp_sizes_find(bp_sizes out[], bp_odd_words *odd[], const bp_wanted *wanted,
                        const bp_fields *fields, const bp_reading *reading,
                        const bp_head head[], bp_written (*const written)[BP_WANTED_MAX],
                        size_t n_files, bool summed[], bp_err *err)
{
    bp_status status = BP_OK;
    looking *l = bp_alloc(0, 1, sizeof *l);
    if (l == NULL)
        return bp_no_memory(err, "amounts");
    l->fields = fields;
    l->odd = odd;
    for (size_t f = 0; status == BP_OK && f < n_files; f++) {
        l->written = written[f];
        status = look_at(l, wanted, reading, &head[f], err);
        summed[f] = has_sum(l, wanted);
    }
    for (size_t w = 0; w < wanted->n; w++) {
        out[w] = (bp_sizes){ 0 };
        if (status == BP_OK && !judge(&out[w], &l->of[w]))
            status = bp_no_memory(err, "amounts");
        free(l->of[w].value);
    }
    free(l);
    return status;
}
