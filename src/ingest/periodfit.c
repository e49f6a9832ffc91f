/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the column of pay periods is about the pay.
 *
 * "Pay Frequency" is often how pay is paid out, beside a salary that is a year's already:
 * multiplied by it, a salary of 60,000 becomes 720,000.  A header that says a period
 * holds; without one, the amounts decide.  Where the column is about the pay, what it
 * makes of the different periods is alike; where it is not, it drives them apart. */
#include "ingest/periodfit.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"
#include "ingest/cell.h"
#include "ingest/headwords.h"
#include "ingest/period.h"
#include "ingest/phrase.h"

/* One row's pay, and what it is said to be paid for. */
typedef struct paid {
    bp_period period;
    double pay;
} paid;

#define UNKNOWN_MAX 32
#define TEXT_MAX 40

/* A text that is no known period. */
typedef struct unknown {
    char text[TEXT_MAX + 1];
    uint64_t rows;
} unknown;

typedef struct looking {
    const bp_lookup *lookup;
    size_t pay, period;
    bp_number_style style;
    paid *row; /* [n] */
    size_t n, cap;
    unknown unknown[UNKNOWN_MAX]; /* [n_unknown] */
    size_t n_unknown;
    bool hourly;     /* rows with pay by the hour */
    uint64_t years;  /* rows that say a year in so many words */
    uint64_t exempt; /* rows that say no more than "Salaried" or "Exempt" of it */
} looking;

static void see_unknown(looking *k, bp_text text)
{
    size_t i = 0;
    if (text.n > TEXT_MAX)
        return;
    while (i < k->n_unknown && !bp_text_equal(bp_text_of(k->unknown[i].text), text))
        i++;
    if (i == UNKNOWN_MAX)
        return;
    if (i == k->n_unknown) {
        memcpy(k->unknown[i].text, text.at, text.n);
        k->unknown[i].text[text.n] = '\0';
        k->unknown[k->n_unknown++].rows = 0;
    }
    k->unknown[i].rows++;
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    const bp_reading *reading = k->lookup->reading;
    const bp_text words = bp_text_trim(r->field[k->period]);
    bp_phrase phrase;
    bp_period period;
    bp_int128 units = 0;
    bool rounded = false;
    if (bp_cell_missing(words, reading->missing, reading->n_missing))
        return BP_OK;
    const bp_period_word word =
        k->lookup->schema->period_codes && bp_period_code(&period, words)
            ? BP_PERIOD_SURE
            : bp_period_read(&period, words);
    if (word == BP_PERIOD_NO_WORD) {
        see_unknown(k, words);
        return BP_OK;
    }
    if (!bp_phrase_parse(&phrase, bp_text_trim(r->field[k->pay])) ||
        phrase.period != BP_PERIOD_AS_IS ||
        !bp_number_style_units(&units, &phrase.amount[0], k->style, 2, &rounded) ||
        units <= 0)
        return BP_OK;
    k->hourly |= period == BP_PERIOD_HOURLY;
    k->years += period == BP_PERIOD_ANNUAL && word != BP_PERIOD_STATUS;
    k->exempt += period == BP_PERIOD_ANNUAL && word == BP_PERIOD_STATUS;
    if (!bp_reserve(&k->row, &k->cap, k->n + 1, sizeof *k->row))
        return bp_no_memory(err, "a look at pay periods");
    k->row[k->n++] = (paid){ period, (double)units / 100 };
    return BP_OK;
}

static int by_period_and_pay(const void *a, const void *b)
{
    const paid *x = a, *y = b;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return (x->pay > y->pay) - (x->pay < y->pay);
}

/* The median pay of each period, as it stands and as a year's. */
typedef struct medians {
    size_t n;         /* of periods */
    bp_period one;    /* one of them */
    double low, high; /* of the medians */
    double low_year, high_year;
    double high_made; /* the highest year's pay that is made by multiplying */
} medians;

static double times_of(const bp_reading *r, bp_period period)
{
    const bp_factor f = bp_factor_of(r, period);
    return (double)f.times / (double)f.of;
}

static medians find_medians(looking *k)
{
    medians m = { .n = 0 };
    if (k->n > 1)
        qsort(k->row, k->n, sizeof *k->row, by_period_and_pay);
    for (size_t i = 0, end = 0; i < k->n; i = end) {
        while (end < k->n && k->row[end].period == k->row[i].period)
            end++;
        const double pay = k->row[i + (end - i) / 2].pay;
        const double times = times_of(k->lookup->reading, k->row[i].period);
        const double year = pay * times;
        m.low = m.n == 0 || pay < m.low ? pay : m.low;
        m.high = pay > m.high ? pay : m.high;
        m.low_year = m.n == 0 || year < m.low_year ? year : m.low_year;
        m.high_year = year > m.high_year ? year : m.high_year;
        if (times > 1 && year > m.high_made)
            m.high_made = year;
        m.one = k->row[i].period;
        m.n++;
    }
    return m;
}

/* More than that is hardly the median of a year's pay in a currency whose unit buys as
 * much as a dollar; less than SMALL_YEAR hardly a year's pay. */
#define LARGE_YEAR 500000.0
#define SMALL_YEAR 5000.0

/* How much further apart or closer medians must be to tell. */
#define APART 1.5
#define CLOSER 3.0

/* Is pay in a currency like the dollar, as far as is known? */
static bool is_dear(const bp_lookup *l, size_t pay)
{
    const bp_evidence *e = &l->head->evidence[pay];
    const char *code = bp_currency_in(bp_text_of(bp_lookup_name(l, pay)));
    if (code == NULL && e->n_signs > 0)
        code = e->sign[0];
    if (code == NULL)
        return l->schema->column[BP_ROLE_CURRENCY] == BP_NO_COLUMN;
    return bp_words_have("$ USD EUR GBP CHF CAD AUD NZD SGD", bp_text_of(code));
}

/* Would the column make pay of it that nobody is paid, or that is less alike? */
static bool is_absurd(const looking *k, const medians *m)
{
    const bool apart = m->n > 1 && m->high_year / m->low_year > APART * m->high / m->low;
    return apart || (m->high_made > LARGE_YEAR && is_dear(k->lookup, k->pay));
}

/* Does the column explain the amounts better than that all are for one period? */
static bool is_better(const medians *m)
{
    if (m->n > 1)
        return m->high / m->low > CLOSER * m->high_year / m->low_year;
    return m->n == 1 && m->high_made > SMALL_YEAR && m->high_made <= LARGE_YEAR &&
           m->high < SMALL_YEAR;
}

static void ask(const looking *k, bool likely)
{
    const bp_lookup *l = k->lookup;
    const char *pay = bp_lookup_name(l, k->pay);
    const char *period = bp_lookup_name(l, k->period);
    const bp_period says = bp_headwords_period(bp_text_of(pay));
    const bp_setting by_it = { BP_SET_MAP, "period", period };
    const bp_setting without = { BP_SET_MAP, "period", "" };
    const bp_setting settings[] = { likely ? by_it : without, likely ? without : by_it };
    bp_doubts_add(l->doubts, "period", &(bp_loc){ .file = l->file }, settings, 2,
                  likely
                      ? "the header '%s' says %s, and the amounts fit '%s', which says "
                        "other periods"
                      : "'%s' could be %s pay already, since '%s' would make amounts "
                        "of it that differ more or are hardly a year's",
                  pay, likely ? bp_period_name(says) : "a year's", period);
}

/* "'Piecework', 'Stipend'": only what several rows say, which no single person does. */
static bp_status put_words(bp_periodfit *out, const looking *k, bp_err *err)
{
    bp_str words = { 0 };
    for (size_t i = 0; i < k->n_unknown; i++) {
        if (k->unknown[i].rows < 2 || words.n + TEXT_MAX + 4 > sizeof out->words)
            continue;
        bp_str_puts(&words, words.n > 0 ? ", '" : "'");
        bp_str_visible(&words, bp_text_of(k->unknown[i].text));
        bp_str_puts(&words, "'");
    }
    if (words.at != NULL && words.n < sizeof out->words)
        memcpy(out->words, words.at, words.n + 1);
    const bool failed = words.failed;
    bp_str_release(&words);
    return failed ? bp_no_memory(err, "pay periods") : BP_OK;
}

/* "Exempt" says that pay is none by the hour, and not that it is a year's: a month's
 * would be far below that of those who are paid by the hour. */
static void ask_about_exempt(const looking *k, const medians *m)
{
    const bp_lookup *l = k->lookup;
    const bp_setting without[] = { { BP_SET_MAP, "period", "" } };
    if (k->exempt == 0 || k->years > 0 || m->n < 2 || m->low_year * CLOSER > m->high_made)
        return;
    bp_doubts_add(
        l->doubts, "period", &(bp_loc){ .file = l->file }, without, 1,
        "'%s' says that pay of some rows is not by the hour, and not what it is "
        "for: as a year's it is far below that of the others, so it may be a "
        "month's",
        bp_lookup_name(l, k->period));
}

static void decide(bp_periodfit *out, looking *k)
{
    const medians m = find_medians(k);
    const bp_text pay = bp_text_of(bp_lookup_name(k->lookup, k->pay));
    const bp_period says = bp_headwords_period(pay);
    out->applied = true;
    out->hourly = k->hourly;
    if (k->lookup->schema->mapped[BP_ROLE_PERIOD]) {
        ask_about_exempt(k, &m);
        return;
    }
    if (says == BP_PERIOD_AS_IS && is_absurd(k, &m)) {
        if (!k->lookup->schema->period_by_cells)
            ask(k, false);
        out->applied = false;
    }
    const bool alike = m.n == 0 || (m.n == 1 && says == m.one);
    if (says != BP_PERIOD_AS_IS && !alike) {
        out->applied = is_better(&m);
        out->says = says;
        if (out->applied)
            ask(k, true);
    }
}

/* Words that two headers have in common; "PW" is two of "PREVAILING_WAGE". */
static size_t common_words(bp_text one, bp_text other)
{
    bp_headwords a, b;
    char initials[BP_HEADWORDS_MAX];
    size_t n = 0;
    bp_headwords_split(&a, one);
    bp_headwords_split(&b, other);
    for (size_t i = 0; i < a.n; i++) {
        initials[i] = a.word[i].at[0];
        for (size_t k = 0; k < b.n; k++)
            n += bp_text_equal(a.word[i], b.word[k]);
    }
    for (size_t k = 0; k < b.n && a.n > 1; k++)
        n += bp_text_equal((bp_text){ initials, a.n }, b.word[k]) ? a.n : 0;
    return n;
}

/* Of two columns of periods the one that is about the pay: "WAGE_UNIT_OF_PAY" beside
 * "WAGE_RATE_OF_PAY", not "PW_UNIT_OF_PAY".  Asks where their headers do not tell. */
static size_t choose_rival(const bp_lookup *l, size_t pay)
{
    const size_t *rival = l->schema->rival[BP_ROLE_PERIOD];
    const bp_text name = bp_text_of(bp_lookup_name(l, pay));
    const char *one = bp_lookup_name(l, rival[0]), *other = bp_lookup_name(l, rival[1]);
    const size_t first = common_words(name, bp_text_of(one));
    const size_t second = common_words(name, bp_text_of(other));
    if (first != second || bp_headwords_period(name) != BP_PERIOD_AS_IS)
        return rival[first < second]; /* a header that says the period holds */
    const bp_setting settings[] = { { BP_SET_MAP, "period", one },
                                    { BP_SET_MAP, "period", other } };
    bp_doubts_add(l->doubts, "period", &(bp_loc){ .file = l->file }, settings, 2,
                  "both '%s' and '%s' could say what pay is paid for", one, other);
    return rival[0];
}

bp_status bp_periodfit_find(bp_periodfit *out, const bp_lookup *l, size_t pay,
                            bp_err *err)
{
    const bp_schema *s = l->schema;
    const bool rivals = s->column[BP_ROLE_PERIOD] == BP_NO_COLUMN &&
                        s->rival[BP_ROLE_PERIOD][1] != BP_NO_COLUMN;
    const bool known = rivals || s->column[BP_ROLE_PERIOD] != BP_NO_COLUMN;
    const size_t period = rivals  ? choose_rival(l, pay)
                          : known ? s->column[BP_ROLE_PERIOD]
                                  : s->unread_period;
    *out = (bp_periodfit){ .there = period != BP_NO_COLUMN,
                           .known = known,
                           .column = period };
    if (!out->there)
        return BP_OK;
    looking k = { .lookup = l, .pay = pay, .period = period };
    if (l->reading->number_format == NULL ||
        !bp_number_style_parse(&k.style, l->reading->number_format))
        k.style = bp_head_style(l->head, pay, true);
    bp_status status = bp_head_rows(l->head, (size_t[]){ pay, period }, 2, see, &k, err);
    if (status == BP_OK) {
        if (known)
            decide(out, &k);
        status = put_words(out, &k, err);
    }
    free(k.row);
    return status;
}
