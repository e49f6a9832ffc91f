/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about the pay column.
 *
 * They show how the cells of a column look ("99,999.99"), which tells a salary from a
 * rating at a glance, and never a value: a message may be read by anybody. */
#include "ingest/paydoubt.h"

#include <string.h>

#include "base/str.h"
#include "ingest/grouppay.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/phrase.h"
#include "ingest/stated.h"

#define CANDIDATES_MAX BP_DOUBT_SETTINGS_MAX

typedef struct candidate {
    size_t column;
    int points;
    int year; /* in its header; 0: none */
} candidate;

/* Keeps the best ones in their order; of equals the latest year, or the first column. */
static size_t insert(candidate list[], size_t n, candidate c)
{
    size_t at = n;
    while (at > 0 && (list[at - 1].points < c.points ||
                      (list[at - 1].points == c.points && list[at - 1].year < c.year)))
        at--;
    if (at == CANDIDATES_MAX)
        return n;
    n += n < CANDIDATES_MAX;
    for (size_t i = n - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = c;
    return n;
}

static bool is_named(const bp_lookup *l, const candidate *c)
{
    return bp_pay_named(bp_text_of(bp_lookup_name(l, c->column)));
}

/* Takes those out that are sure by less than the best: whose headers say nothing of pay
 * beside one that does, and those that something speaks against beside a sure one. */
static size_t keep_likely(candidate list[], size_t n, const bp_lookup *l)
{
    size_t kept = 0;
    const bool named = n > 0 && is_named(l, &list[0]);
    for (size_t i = 0; i < n; i++)
        if ((!named || is_named(l, &list[i])) &&
            (list[0].points < BP_PAY_SURE || list[i].points >= BP_PAY_SURE))
            list[kept++] = list[i];
    return kept;
}

/* Columns that nothing speaks for are named only where nothing speaks for any. */
static size_t find_candidates(candidate list[], const bp_lookup *l)
{
    const bp_head *h = l->head;
    const bool scale = bp_stated_is_scale(h->layout.name, h->layout.n_columns);
    size_t n = 0;
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_text name = bp_text_of(h->layout.name[i]);
        const int base = bp_pay_points(BP_ROLE_BASE, name, &h->evidence[i]);
        const int total = bp_pay_points(BP_ROLE_TOTAL, name, &h->evidence[i]);
        const int points = base > total ? base : total;
        const bool beside = scale && points <= BP_PAY_UNKNOWN && !bp_stated_is_step(name);
        if (points > 0 && !beside && !bp_schema_has_other_role(l->schema, i))
            n = insert(list, n, (candidate){ i, points, bp_pay_year(name) });
    }
    while (n > 1 && list[0].points > BP_PAY_UNKNOWN &&
           list[n - 1].points <= BP_PAY_UNKNOWN)
        n--;
    return keep_likely(list, n, l);
}

/* "'Comp' (99,999)" */
static void put_column(bp_str *out, const bp_lookup *l, size_t column)
{
    const bp_evidence *e = &l->head->evidence[column];
    const bp_text name = bp_text_of(bp_lookup_name(l, column));
    const char *shape = bp_evidence_shape(e);
    bp_str_puts(out, "'");
    bp_str_visible(out, (bp_text){ name.at, name.n < 60 ? name.n : 60 });
    bp_str_printf(out, "' (%s%s%s)", e->n_signs > 0 ? e->sign[0] : "",
                  e->n_signs > 0 && strlen(e->sign[0]) > 1 ? " " : "",
                  shape != NULL ? shape : "no number");
}

static void ask(const bp_lookup *l, const candidate list[], size_t n, bp_str *text)
{
    bp_setting setting[CANDIDATES_MAX];
    const bp_loc at = { .file = l->file };
    for (size_t i = 0; i < n; i++)
        setting[i] = (bp_setting){ BP_SET_PAY, NULL, bp_lookup_name(l, list[i].column) };
    if (text->failed && l->doubts != NULL)
        l->doubts->failed = true;
    else
        bp_doubts_add(l->doubts, "pay", &at, setting, n, "%s", text->at);
    bp_str_release(text);
}

/* What the only candidate is. */
static const char *of_one(const bp_lookup *l, const candidate *c)
{
    const bp_text name = bp_text_of(bp_lookup_name(l, c->column));
    return bp_pay_is_of_all(name)
               ? "no column is the pay of a person; what several are paid together is "
           : is_named(l, c) && bp_stated_is_figure(name)
               ? "no column is the pay of a person; the mean of several is "
               : "no header says pay; it could be ";
}

void bp_pay_ask(const bp_lookup *l)
{
    candidate list[CANDIDATES_MAX + 1];
    const size_t n = find_candidates(list, l);
    bp_str text = { 0 };
    if (n == 0)
        return;
    bp_str_puts(&text,
                n > 1 ? "several columns could be the pay: " : of_one(l, &list[0]));
    for (size_t i = 0; i < n; i++) {
        bp_str_puts(&text, i == 0 ? "" : i + 1 < n ? ", " : " or ");
        put_column(&text, l, list[i].column);
    }
    ask(l, list, n, &text);
}

void bp_pay_ask_period(const bp_lookup *l, size_t one, size_t other)
{
    const candidate list[] = { { one, 0, 0 }, { other, 0, 0 } };
    bp_str text = { 0 };
    put_column(&text, l, one);
    bp_str_printf(
        &text, " is pay for %s, ",
        bp_period_name(bp_headwords_period(bp_text_of(bp_lookup_name(l, one)))));
    put_column(&text, l, other);
    bp_str_printf(
        &text, " for %s, and either could be meant",
        bp_period_name(bp_headwords_period(bp_text_of(bp_lookup_name(l, other)))));
    ask(l, list, 2, &text);
}

/* Do most rows have one end of a range alone, with 0 or nothing at the other? */
static bool is_seldom(const bp_evidence *e)
{
    const uint64_t values = bp_evidence_values(e);
    return 2 * (e->missing + e->zeros) > e->missing + values;
}

void bp_pay_ask_range(const bp_lookup *l, size_t low, size_t high)
{
    const char *names[] = { bp_lookup_name(l, low), bp_lookup_name(l, high) };
    const bool half = is_seldom(&l->head->evidence[high]);
    const size_t mean = bp_group_pay_mean(l);
    const bp_setting settings[] = {
        { BP_SET_PAY, NULL, mean != BP_NO_COLUMN ? bp_lookup_name(l, mean) : NULL },
        { BP_SET_RANGE, NULL, half ? "low" : "mid" },
        { BP_SET_RANGE, NULL, half ? "mid" : "low" },
        { BP_SET_RANGE, NULL, "high" },
    };
    if (mean != BP_NO_COLUMN) {
        bp_doubts_add(l->doubts, "pay", &(bp_loc){ .file = l->file }, settings, 4,
                      "'%s' and '%s' may be the lowest and the highest pay of the people "
                      "of a row, whose mean is '%s', or the ends of a range of pay",
                      names[0], names[1], settings[0].value);
        return;
    }
    bp_doubts_add(l->doubts, "range", &(bp_loc){ .file = l->file }, settings + 1, 3,
                  "'%s' and '%s' are the ends of a range of pay: its middle, its low or "
                  "its high end could be meant",
                  names[0], names[1]);
}

/* ---- rows whose pay is in another column ---- */

/* Payrolls have a year's pay of some in one column and an hour's of the others in a
 * second one.  Whichever is read, the others are rows without pay, and left out: a table
 * of them alone is no table of all, which must be said. */
typedef struct looking {
    const bp_reading *reading;
    size_t pay, other;
    uint64_t rows;
} looking;

static bool is_amount(const bp_reading *r, bp_text cell)
{
    bp_phrase phrase;
    bool above_zero = false;
    cell = bp_text_trim(cell);
    for (size_t i = 0; i < cell.n; i++)
        above_zero |= cell.at[i] >= '1' && cell.at[i] <= '9';
    return above_zero && !bp_cell_missing(cell, r->missing, r->n_missing) &&
           bp_phrase_parse(&phrase, cell);
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    (void)err;
    k->rows += !is_amount(k->reading, r->field[k->pay]) &&
               is_amount(k->reading, r->field[k->other]);
    return BP_OK;
}

bp_status bp_paygap_count(uint64_t *out, const bp_lookup *l, size_t pay, size_t other,
                          bp_err *err)
{
    looking k = { l->reading, pay, other, 0 };
    bp_status status = bp_head_rows(l->head, (size_t[]){ pay, other }, 2, see, &k, err);
    *out = k.rows;
    return status;
}
