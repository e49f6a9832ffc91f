/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the first record that could be a header one?
 *
 * A name that is taken for data loses a row; data that are taken for names lose a person
 * and print their pay in every message.  So the cells of the record are held against
 * those below them: a number among numbers of the same length looks like data, a text
 * above numbers like a name.  Where both are found the file is asked about.  A mark of a
 * missing value is neither.
 *
 * More layouts that programs write are found on the way: labels of several columns above
 * the names, a header that lacks a name for the rows' own names, and the rows that Qualtrics
 * and Workday put beside their headers. */
#include "ingest/header.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/slots.h"
#include "ingest/cell.h"
#include "ingest/csvread.h"
#include "ingest/date.h"

/* So many columns are looked at, and so many records. */
#define COLUMNS_MAX 256
#define RECORDS_MAX 100

/* What the records below the first say of a column. */
typedef struct below {
    size_t filled;
    size_t numeric;
    size_t least, most; /* digits of its numbers */
    size_t years;
    size_t same; /* cells that are the first record's */
} below;

typedef struct looking {
    size_t h, at; /* the record that may be the header; that comes next */
    uint64_t name[2][COLUMNS_MAX]; /* of it and the next, hashes; 0: blank */
    bool missing[COLUMNS_MAX];     /* it has a mark of a missing value */
    size_t digits[COLUMNS_MAX];    /* of its numbers; 0: it is none */
    int year[COLUMNS_MAX];         /* 0: it is none */
    below below[COLUMNS_MAX];
    uint64_t row_name[RECORDS_MAX]; /* hashes of the first cells below it */
    size_t rows;
    size_t numbers; /* cells of the next record that are numbers and no years */
    size_t years;   /* ... that are years or seasons: "2023", "2023-24" */
    size_t fields;  /* of the first */
    size_t longer;  /* records with more fields than the first */
    size_t halved;  /* of them with a number that a comma may cut, as in 51,000 */
    bool is_halved; /* and one of those is a number in no other way: 51,000; $62,500 */
    uint64_t halved_line; /* the first such record, and its fields */
    size_t halved_fields;
    bool qualtrics; /* the one after that is what Qualtrics puts below the questions */
    size_t workday; /* the record of names in a template of Workday; 0: it is none */
    bool format;    /* the record before has the formats of its columns */
} looking;

static size_t count_digits(bp_text t)
{
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++)
        n += bp_is_digit(t.at[i]);
    return n;
}

/* "2023", "2023-24", "2023/2024": what a column of a series can be called. */
static bool is_season(bp_text t)
{
    if (bp_year_of((bp_text){ t.at, t.n < 4 ? t.n : 4 }) == 0)
        return false;
    return t.n == 4 || ((t.n == 7 || t.n == 9) && strchr("-/", t.at[4]) != NULL &&
                        count_digits(bp_text_from(t, 5)) == t.n - 5);
}

static uint64_t hash_of(bp_text t)
{
    return t.n > 0 ? bp_hash(t.at, t.n) | 1 : 0;
}

static void see_below(below *b, bp_text t, uint64_t first)
{
    b->filled++;
    b->same += hash_of(t) == first;
    if (!bp_sniff_numeric(t))
        return;
    const size_t digits = count_digits(t);
    b->least = b->numeric == 0 || digits < b->least ? digits : b->least;
    b->most = digits > b->most ? digits : b->most;
    b->years += bp_year_of(t) != 0;
    b->numeric++;
}

/* The rest of a number behind the comma between its thousands: "000", "250.00". */
static bool is_rest(bp_text t)
{
    const bp_text cents = bp_text_from(t, t.n < 4 ? t.n : 4);
    return t.n >= 3 && count_digits((bp_text){ t.at, 3 }) == 3 &&
           (t.n == 3 || t.at[3] == '.') && count_digits(cents) == cents.n;
}

/* A row's own name is no part of a number: it stands first. */
static void see_halves(looking *k, const bp_record *r)
{
    bool found = false;
    for (size_t i = 1; i + 1 < r->n; i++) {
        const bp_text first = bp_text_trim(r->field[i]);
        const bp_text rest = bp_text_trim(r->field[i + 1]);
        const size_t digits = count_digits(first);
        if (digits == 0 || digits > 3 || !bp_sniff_numeric(first) ||
            memchr(first.at, '.', first.n) != NULL || !is_rest(rest))
            continue;
        k->is_halved |= rest.at[0] == '0' || digits < first.n;
        if (k->halved == 0 && !found) {
            k->halved_line = r->line;
            k->halved_fields = r->n;
        }
        found = true;
    }
    k->halved += found;
}

static bp_status look(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    (void)err;
    if (r->broken)
        return BP_OK;
    const size_t at = k->at++;
    if (at < k->h)
        return BP_OK;
    if (k->rows == RECORDS_MAX)
        return BP_ESTOPPED; /* it has seen enough */
    if (at == k->h)
        k->fields = r->n;
    if (at > k->h && r->n > k->fields) {
        k->longer++;
        see_halves(k, r);
    }
    if (at > k->h)
        k->row_name[k->rows++] = hash_of(bp_text_trim(r->field[0]));
    const bp_text label = bp_text_trim(r->field[0]);
    if (k->format && bp_text_is(label, "Fields"))
        k->workday = at;
    k->format = bp_text_is(label, "Format");
    if (at == k->h + 2)
        k->qualtrics = bp_text_starts(bp_text_trim(r->field[0]), BP_HEADER_QUALTRICS);
    for (size_t c = 0; c < r->n && c < COLUMNS_MAX; c++) {
        const bp_text t = bp_text_trim(r->field[c]);
        if (at < k->h + 2)
            k->name[at - k->h][c] = hash_of(t);
        if (at == k->h + 1 && bp_sniff_numeric(t)) {
            k->years += is_season(t);
            k->numbers += !is_season(t);
        }
        if (at == k->h) {
            k->missing[c] = bp_cell_missing(t, NULL, 0);
            k->digits[c] = bp_sniff_numeric(t) ? count_digits(t) : 0;
            k->year[c] = bp_year_of(t);
        } else if (t.n > 0) {
            see_below(&k->below[c], t, k->name[0][c]);
        }
    }
    return BP_OK;
}

static size_t bound(size_t columns)
{
    return columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
}

static bool has_twice(const uint64_t name[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; name[i] != 0 && k < i; k++)
            if (name[k] == name[i])
                return true;
    return false;
}

/* Most of the records from record i on have numbers. */
static bool has_numbers(const bp_sniff *s, size_t i)
{
    size_t n = 0;
    for (size_t k = i; k < s->n; k++)
        n += s->row[k].numeric > 0;
    return i < s->n && 2 * n > s->n - i;
}

/* Labels that stand above the first of several columns each leave blanks, and the names
 * are in the record below: it has no numbers but those of a series of years, and what
 * follows has. */
static bool is_group_row(const bp_sniff *s, const looking *k)
{
    const size_t h = k->h;
    if (h + 2 >= s->n || k->numbers > 0 || k->years == 1 || s->row[h + 1].filled < 2 ||
        s->row[h].filled >= s->usual || !has_numbers(s, h + 2))
        return false;
    const size_t n = bound(s->row[h + 1].n);
    bool fills = false;
    for (size_t c = 0; c < n; c++)
        fills |= k->name[0][c] == 0 && k->name[1][c] != 0;
    return fills;
}

/* A year beside the next or the last one is the name of a column: a table has one for
 * each. */
static bool is_series(const looking *k, size_t c, size_t n)
{
    const int year = k->year[c];
    const int left = c > 0 ? k->year[c - 1] : 0, right = c + 1 < n ? k->year[c + 1] : 0;
    return year != 0 && (abs(year - left) == 1 || abs(year - right) == 1);
}

/* The signs for data, and for names, in the record. */
typedef struct signs {
    size_t data, names;
    size_t same, other; /* texts above texts that come again below, and that do not */
} signs;

static signs weigh(const looking *k, size_t n)
{
    bool numbers = false;
    signs s = { 0 };
    for (size_t c = 0; c < n; c++) {
        const below *b = &k->below[c];
        if (k->name[0][c] == 0 || k->missing[c])
            continue;
        if (10 * b->numeric < 8 * b->filled || b->filled == 0) {
            s.same += b->same > 0;
            s.other += b->same == 0;
            continue;
        }
        const bool odd_year = k->year[c] != 0 && 2 * b->years < b->numeric;
        const bool series = is_series(k, c, n);
        const size_t digits = k->digits[c];
        const bool alike =
            digits >= b->least && digits <= b->most && !odd_year && !series;
        s.names += digits == 0 || series;
        s.data += digits > 0 && alike;
        numbers |= digits > 0 && alike;
    }
    if (numbers)
        s.data += s.same;
    return s;
}

/* Texts come again below one of data, where a header that comes again has all of its. */
static bool is_like_data(const signs *s)
{
    return s->data > 0 ? s->names <= s->data
                       : s->names == 0 && s->same > 0 && s->other > 0;
}

/* The rows' own names differ, and every row has one field more than the header. */
static bool has_row_names(const bp_sniff *s, looking *k)
{
    const bp_sniffed *h = &s->row[k->h];
    size_t last = 0;
    if (h->n + 1 != s->usual || h->filled < h->n || k->rows < 2)
        return false;
    for (size_t i = k->h + 1; i < s->n; i++) {
        if (s->row[i].n != s->usual)
            return false;
        last += s->row[i].last == s->usual;
    }
    return 2 * last > k->rows && !has_twice(k->row_name, k->rows);
}

static void decide(bp_header *out, const bp_sniff *s, looking *k)
{
    *out = (bp_header){ .row = k->h, .exists = !bp_sniff_numbers(s, k->h) };
    if (k->qualtrics) { /* codes, questions, ids of these */
        *out = (bp_header){ .row = k->h + 1, .exists = true };
        return;
    }
    if (k->workday > 0 && k->workday < s->n) { /* areas, restrictions, formats, names */
        *out = (bp_header){ .row = k->workday, .exists = true };
        return;
    }
    if (is_group_row(s, k)) {
        *out = (bp_header){ .row = k->h + 1, .exists = true, .grouped = true };
        return;
    }
    const signs found = weigh(k, bound(s->row[k->h].n));
    if (found.data > 0) {
        out->exists = found.names > found.data;
        out->unsure = found.names > 0 && found.names <= found.data;
    }
    if (out->exists && is_like_data(&found)) {
        out->exists = false;
        out->unsure = true;
    }
    out->one_short = out->exists && has_row_names(s, k);
}

/* Numbers with commas in a file of commas, which have to be in quotes. */
static bp_status refuse_halves(const looking *k, const char *file, bp_err *err)
{
    if (!k->is_halved || k->halved < k->longer || 2 * k->longer <= k->rows)
        return BP_OK;
    return bp_fail(err, &(bp_loc){ .file = file, .line = k->halved_line }, BP_EDATA,
                   "has %zu fields; the header has %zu: a number seems to be cut by its "
                   "comma, as in 51,000; put such numbers in quotes, or leave out their "
                   "commas",
                   k->halved_fields, k->fields);
}

bp_status bp_header_find(bp_header *out, const bp_sniff *s, bool given, const char *file,
                         bp_text text, uint64_t line, bp_err *err)
{
    looking *k = bp_alloc(sizeof *k, 0, 0);
    if (k == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to look at the head of a file");
    k->h = given ? 0 : bp_sniff_header(s);
    bp_status status = bp_csv_read(file, text, s->rules, line, 0, look, k, err);
    if (status == BP_ESTOPPED)
        status = BP_OK;
    if (status == BP_OK && given) {
        const signs found = weigh(k, bound(s->row[0].n));
        *out = (bp_header){ .exists = true, .like_data = is_like_data(&found) };
    } else if (status == BP_OK) {
        decide(out, s, k);
    }
    if (status == BP_OK && out->exists && s->rules.delimiter == ',')
        status = refuse_halves(k, file, err);
    free(k);
    return status;
}
