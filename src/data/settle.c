#include <stdlib.h>

#include "base/str.h"
#include "benchpay/choice.h"
#include "data/inside.h"

/* An error names at most this many currencies. */
#define CURRENCIES_NAMED 12

static bool blank(const bp_survey *s, uint32_t currency)
{
    return currency == BP_NO_ID || bp_dict_text(s->currency, currency).n == 0;
}

bool bp_survey_fits(const bp_survey *s, uint32_t currency)
{
    const bp_chosen *c = &s->chosen;
    if (c->need_currency && blank(s, currency))
        return false;
    return c->currency == BP_NO_ID || c->currency == currency;
}

/* The year is a filter and stands before all rules; among the rules the order
 * of bp_rule holds. */
unsigned bp_survey_fate(const bp_survey *s, unsigned outcome, int32_t year,
                        uint32_t currency)
{
    const bp_chosen *c = &s->chosen;
    if (outcome == BP_RULE_RAGGED)
        return outcome;
    if (c->year != BP_NO_YEAR && year != BP_NO_YEAR && year != c->year)
        return BP_FILTERED;
    if (outcome > BP_RULE_DATE && c->year != BP_NO_YEAR && year == BP_NO_YEAR)
        return BP_RULE_DATE;
    if (outcome > BP_RULE_CURRENCY && !bp_survey_fits(s, currency))
        return BP_RULE_CURRENCY;
    return outcome;
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

/* The first and the last year of usable rows, in the wanted currency when one
 * is named; *last is BP_NO_YEAR when there is none.  True: rows of `year` are
 * among them. */
static bool year_span(const bp_survey *s, const bp_decision *d, int32_t *first,
                      int32_t *last)
{
    uint32_t wanted = d->currency != NULL
                          ? bp_dict_find(s->currency, bp_text_of(d->currency))
                          : BP_NO_ID;
    bool found = false;
    *first = INT32_MAX;
    *last = BP_NO_YEAR;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        if (p->year == BP_NO_YEAR || p->rows[BP_USED] == 0 ||
            (wanted != BP_NO_ID && p->currency != wanted))
            continue;
        *first = p->year < *first ? p->year : *first;
        *last = p->year > *last ? p->year : *last;
        found = found || p->year == d->year;
    }
    return found;
}

/* One figure a year, as series are published: all rows are taken, and no year has
 * two.  So there are no more slices than years, and comparing all pairs is cheap. */
static bool is_series(const bp_survey *s, int32_t first, int32_t last)
{
    const bp_slice *p = s->audit.slice;
    if (first == last || s->audit.n_slices > (size_t)(last - first) + 2)
        return false;
    for (size_t f = 0; f < s->shape.n_files; f++)
        if (s->input[f].filtered > 0)
            return false;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        if (p[i].rows[BP_USED] > 1)
            return false;
        for (size_t k = 0; p[i].rows[BP_USED] > 0 && k < i; k++)
            if (p[k].year == p[i].year && p[k].rows[BP_USED] > 0)
                return false;
    }
    return true;
}

static bp_status choose_year(bp_survey *s, const bp_decision *d, bp_err *err)
{
    int32_t first, last;
    bool found = year_span(s, d, &first, &last);
    if (!s->shape.has_year || last == BP_NO_YEAR || d->year == BP_YEAR_EACH)
        return BP_OK;
    if (d->year == BP_YEAR_ALL)
        return first == last ? BP_OK
                             : bp_survey_add_note(s, err, "years %d to %d are pooled",
                                                  (int)first, (int)last);
    if (d->year != BP_YEAR_LATEST) {
        s->chosen.year = d->year;
        return found ? BP_OK
                     : bp_fail(err, NULL, BP_EDATA,
                               "no usable row is of year %d; the years are %d to %d",
                               d->year, (int)first, (int)last);
    }
    if (!d->allow_none && is_series(s, first, last))
        return bp_fail(err, &(bp_loc){ .file = s->input[0].file }, BP_EDATA,
                       "no year has two rows: a series of %d to %d, not a survey "
                       "('benchpay project' fits it, --year all pools it)",
                       (int)first, (int)last);
    s->chosen.year = last;
    return first == last
               ? BP_OK
               : bp_survey_add_note(
                     s, err, "year %d, the latest of %d to %d (--year all pools them)",
                     (int)last, (int)first, (int)last);
}

typedef struct share {
    uint32_t currency;
    uint64_t rows;
} share;

/* Most rows first; ids are in the order of the codes. */
static int by_rows(const void *a, const void *b)
{
    const share *x = a, *y = b;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    return (x->currency > y->currency) - (x->currency < y->currency);
}

/* The currencies of the usable rows of the chosen year: *list is allocated. */
static bp_status count_currencies(const bp_survey *s, share **list, size_t *n,
                                  bp_err *err)
{
    size_t all = bp_dict_count(s->currency);
    share *count = bp_alloc(0, all, sizeof *count);
    if (count == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu currencies", all);
    for (uint32_t i = 0; i < all; i++)
        count[i].currency = i;
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        if (!blank(s, p->currency) &&
            bp_survey_fate(s, BP_USED, p->year, p->currency) == BP_USED)
            count[p->currency].rows += p->rows[BP_USED];
    }
    qsort(count, all, sizeof *count, by_rows);
    *n = 0;
    while (*n < all && count[*n].rows > 0)
        ++*n;
    *list = count;
    return BP_OK;
}

static bp_status several_currencies(const bp_survey *s, const share *list, size_t n,
                                    bp_err *err)
{
    bp_str names = { 0 };
    for (size_t i = 0; i < n && i < CURRENCIES_NAMED; i++) {
        bp_str_puts(&names, i > 0 ? ", " : "");
        bp_str_visible(&names, bp_dict_text(s->currency, list[i].currency));
        bp_str_printf(&names, " (%llu)", (unsigned long long)list[i].rows);
    }
    if (n > CURRENCIES_NAMED)
        bp_str_printf(&names, " and %zu more", n - CURRENCIES_NAMED);
    bp_status status =
        names.failed
            ? bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu currencies", n)
            : bp_fail(err, NULL, BP_EDATA,
                      "pay is in %zu currencies: %s; choose one with --currency, "
                      "or group with --by currency",
                      n, names.at);
    bp_str_release(&names);
    return status;
}

static bp_status take_most(bp_survey *s, const share *list, size_t n, bp_err *err)
{
    uint64_t others = 0;
    for (size_t i = 1; i < n; i++)
        others += list[i].rows;
    s->chosen.currency = list[0].currency;
    return bp_survey_add_note(
        s, err,
        "%s, the currency of most rows; %llu row%s in %zu other currenc%s excluded",
        bp_dict_text(s->currency, list[0].currency).at, (unsigned long long)others,
        plural(others), n - 1, n == 2 ? "y are" : "ies are");
}

static bp_status take_named(bp_survey *s, const bp_decision *d, const share *list,
                            size_t n, bp_err *err)
{
    s->chosen.need_currency = true;
    for (size_t i = 0; i < n; i++) {
        bp_text code = bp_dict_text(s->currency, list[i].currency);
        if (!bp_text_equal(code, bp_text_of(d->currency)))
            continue;
        s->chosen.currency = list[i].currency;
        return BP_OK;
    }
    return n == 0
               ? BP_OK /* no row will be left, and that says why */
               : bp_fail(err, NULL, BP_EDATA, "no usable row is in '%s'; most are in %s",
                         d->currency, bp_dict_text(s->currency, list[0].currency).at);
}

static bp_status choose_among(bp_survey *s, const bp_decision *d, const share *list,
                              size_t n, bp_err *err)
{
    s->chosen.need_currency = n > 0;
    if (d->currency != NULL)
        return take_named(s, d, list, n, err);
    if (n <= 1 || d->by_currency) {
        s->mixed = n > 1;
        return BP_OK;
    }
    return d->main_currency ? take_most(s, list, n, err)
                            : several_currencies(s, list, n, err);
}

/* Without a column all pay is in the currency that was named. */
static bp_status take_given(bp_survey *s, const bp_decision *d, bp_err *err)
{
    if (d->currency == NULL)
        return BP_OK;
    s->single = bp_arena_copy(&s->texts, d->currency, strlen(d->currency));
    return s->single != NULL ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory");
}

static bp_status choose_currency(bp_survey *s, const bp_decision *d, bp_err *err)
{
    if (!s->shape.has_currency)
        return take_given(s, d, err);
    share *list = NULL;
    size_t n = 0;
    bp_status status = count_currencies(s, &list, &n, err);
    if (status != BP_OK)
        return status;
    status = choose_among(s, d, list, n, err);
    uint32_t single = s->chosen.currency;
    if (single == BP_NO_ID && n == 1)
        single = list[0].currency;
    if (single != BP_NO_ID)
        s->single = bp_dict_text(s->currency, single).at;
    free(list);
    return status;
}

static void count_rows(bp_survey *s)
{
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        bp_tally *t = &s->input[p->file];
        for (unsigned o = 0; o < BP_OUTCOMES; o++) {
            unsigned fate = bp_survey_fate(s, o, p->year, p->currency);
            if (fate == BP_USED)
                t->used += p->rows[o];
            else if (fate == BP_FILTERED)
                t->filtered += p->rows[o];
            else
                t->excluded[fate] += p->rows[o];
        }
    }
    for (size_t i = 0; i < s->shape.n_files; i++) {
        bp_tally *t = &s->input[i];
        t->rows = t->used + t->filtered;
        for (size_t r = 0; r < BP_RULES; r++)
            t->rows += t->excluded[r];
    }
}

static int by_place(const void *a, const void *b)
{
    uint64_t x = ((const bp_mark *)a)->place.order, y = ((const bp_mark *)b)->place.order;
    return (x > y) - (x < y);
}

/* A row that is excluded now, and was not when it was read. */
static bool restate(bp_survey *s, bp_mark *m, unsigned fate)
{
    bp_audit *a = &s->audit;
    bool date = fate == BP_RULE_DATE;
    const char *column = date ? s->shape.year_column : s->shape.currency_column;
    bp_text limit = bp_text_of(date ? "a year" : "a currency");
    bp_text value = { "", 0 };
    if (!date && s->chosen.currency != BP_NO_ID)
        limit = bp_dict_text(s->currency, s->chosen.currency);
    if (!date)
        value = bp_dict_text(s->currency, a->slice[m->slice].currency);
    m->outcome = fate;
    m->field = 0;
    m->column = bp_audit_word(a, bp_text_of(column != NULL ? column : ""));
    m->limit = bp_audit_word(a, limit);
    m->value = a->keep_all ? value.at : NULL;
    return m->column != BP_NO_ID && m->limit != BP_NO_ID;
}

/* Leaves the marks of excluded rows, in input order. */
static bp_status list_excluded(bp_survey *s, bp_err *err)
{
    bp_audit *a = &s->audit;
    size_t n = 0;
    uint64_t listed[BP_OUTCOMES] = { 0 };
    for (size_t i = 0; i < a->n_marks; i++) {
        bp_mark m = a->mark[i];
        const bp_slice *p = &a->slice[m.slice];
        unsigned fate = bp_survey_fate(s, m.outcome, p->year, p->currency);
        if (fate >= BP_RULES)
            continue;
        if (fate != m.outcome && !restate(s, &m, fate))
            return bp_fail(err, NULL, BP_ELIMIT, "no memory for the excluded rows");
        a->mark[n++] = m;
    }
    if (n > 1)
        qsort(a->mark, n, sizeof a->mark[0], by_place);
    a->n_marks = 0;
    for (size_t i = 0; i < n; i++)
        if (a->keep_all || listed[a->mark[i].outcome]++ < BP_FIRST_ROWS)
            a->mark[a->n_marks++] = a->mark[i];
    return BP_OK;
}

static int by_row(const void *a, const void *b)
{
    uint64_t x = ((const bp_kept_record *)a)->row.place.order;
    uint64_t y = ((const bp_kept_record *)b)->row.place.order;
    return (x > y) - (x < y);
}

/* Leaves the records of used rows, in input order. */
static void list_records(bp_survey *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_records; i++) {
        const bp_slice *p = &s->audit.slice[s->record[i].slice];
        if (bp_survey_fate(s, BP_USED, p->year, p->currency) == BP_USED)
            s->record[n++] = s->record[i];
    }
    s->n_records = n;
    if (n > 1)
        qsort(s->record, n, sizeof s->record[0], by_row);
}

/* Says why no row is left. */
static bp_status nothing_used(const bp_survey *s, bp_err *err)
{
    uint64_t rows = 0, filtered = 0, excluded[BP_RULES] = { 0 };
    for (size_t i = 0; i < s->shape.n_files; i++) {
        rows += s->input[i].rows;
        filtered += s->input[i].filtered;
        for (size_t r = 0; r < BP_RULES; r++)
            excluded[r] += s->input[i].excluded[r];
    }
    bp_loc at = { .file = s->shape.n_files == 1 ? s->input[0].file : NULL };
    if (rows == filtered)
        return bp_fail(err, &at, BP_EDATA, "no row is selected (of %llu)",
                       (unsigned long long)rows);

    bp_str why = { 0 };
    if (filtered > 0)
        bp_str_printf(&why, ", %llu not selected", (unsigned long long)filtered);
    for (size_t r = 0; r < BP_RULES; r++)
        if (excluded[r] > 0)
            bp_str_printf(&why, ", %llu %s", (unsigned long long)excluded[r],
                          bp_rule_name((bp_rule)r));
    bp_status status =
        why.failed ? bp_fail(err, &at, BP_ELIMIT, "no memory")
                   : bp_fail(err, &at, BP_EDATA, "none of %llu row%s can be used: %s",
                             (unsigned long long)rows, plural(rows), why.at + 2);
    bp_str_release(&why);
    return status;
}

bp_status bp_survey_settle(bp_survey *s, const bp_decision *d, bp_err *err)
{
    bp_status status = bp_survey_sort(s, err);
    if (status == BP_OK)
        status = choose_year(s, d, err);
    if (status == BP_OK)
        status = choose_currency(s, d, err);
    if (status == BP_OK)
        status = list_excluded(s, err);
    if (status != BP_OK)
        return status;
    list_records(s);
    bp_survey_list_paid(s);
    count_rows(s);
    if (bp_survey_used(s) == 0 && !d->allow_none)
        return nothing_used(s, err);
    return BP_OK;
}
