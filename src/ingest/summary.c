/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Totals and statistics among the rows.
 *
 * A row of totals would be the best paid person of the file.  Words alone do not tell: a
 * person can be called Total.  So a row is sure to be no person only when a cell says so
 * and its pay is, by arithmetic, the sum, mean, median, number or extreme of other rows:
 * of all, of those above or below it up to another such row, or of those that share a
 * value with it.  Rows that say so while nothing fits, or that fit and say nothing, are
 * people until somebody decides; they are warned of.  A row without the names that most
 * have says as much as a word does, where its pay is the sum of those beside it.
 *
 * All this is done once, on the head, before rows are read, so that it costs nothing
 * where nothing says so and does not depend on who reads which row. */
#include "ingest/summary.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/batch.h"
#include "data/slots.h"
#include "ingest/label.h"
#include "ingest/sizes.h"

/* Sums and means of printed amounts are off by their rounding, within this share. */
#define ROUNDING 0.0005

/* What says nothing must fit better. */
#define EXACT 1e-5

/* Sums of small numbers are easily those of others. */
#define MUTE_LEAST 1000

/* So many blocks above a row, or below it, are tried. */
#define BLOCKS_MAX 64

/* Of so many rows the values that they share with others are looked for. */
#define SHARING_MAX 500

/* So often people are sorted by their pay. */
#define SORTS_MAX 500

/* A row of the head. */
typedef struct line {
    uint64_t position;
    int64_t pay; /* BP_NO_PAY where none can be read */
    bp_label_kind kind;
    bool alone;   /* its cell says no more than that */
    bool lacking; /* it lacks a cell that nearly all rows have */
    bool mute;    /* it lacks half of what most rows have, and says nothing */
    bool counted; /* as a person, so far */
    size_t column;
    uint64_t rest; /* hash of what it sums up, 0: nothing is said */
    bool sure;
    bool unsaid; /* it fits and says nothing */
    const char *what;
} line;

typedef struct table {
    const bp_head *head;
    bp_pay_rules rules;
    size_t at; /* of the pay */
    bool is_pay[BP_SUMMARY_COLUMNS];
    size_t n_columns;
    line *line; /* [n] */
    size_t n;
    size_t cap;
    uint64_t *cell; /* [n][n_columns] hashes; 0: blank */
    size_t cap_cells;
    bool usual[BP_SUMMARY_COLUMNS];
    double *sum;   /* [n + 1] of the people before */
    size_t *count; /* [n + 1] */
    double *sorted;
    size_t sorts; /* so far */
    bool singles; /* a mute row may sum up a single one */
} table;

/* A set of people: those from a line up to before another one, or that share a cell. */
typedef struct people {
    size_t from, to;
    size_t column; /* SIZE_MAX: all of them */
    uint64_t value;
} people;

static uint64_t hash_of(bp_text t)
{
    t = bp_text_trim(t);
    return t.n > 0 ? bp_hash(t.at, t.n) | 1 : 0;
}

/* The first cell that says so, rather one that says nothing else. */
static void find_label(line *l, const table *t, const bp_record *r)
{
    for (size_t c = 0; c < t->n_columns; c++) {
        if (!t->head->evidence[c].labelled || t->is_pay[c] || l->alone)
            continue;
        const bp_label label = bp_label_of(r->field[c]);
        const bool alone = label.rest.n == 0;
        if (label.kind == BP_LABEL_NONE || (l->kind != BP_LABEL_NONE && !alone))
            continue;
        l->kind = label.kind;
        l->alone = alone;
        l->column = c;
        l->rest = hash_of(label.rest);
    }
}

/* The number of those whose names are in a column says no name. */
static bool is_count(const table *t, size_t column, bp_text cell)
{
    size_t i = 0;
    cell = bp_text_trim(cell);
    while (i < cell.n && bp_is_digit(cell.at[i]))
        i++;
    return i == cell.n && bp_evidence_kind(&t->head->evidence[column]) == BP_COLUMN_TEXT;
}

static bp_status add_line(void *arg, const bp_record *r, bp_err *err)
{
    table *t = arg;
    if (!bp_head_is_data(t->head, r))
        return BP_OK;
    if (!bp_reserve(&t->line, &t->cap, t->n + 1, sizeof *t->line) ||
        !bp_reserve(&t->cell, &t->cap_cells, (t->n + 1) * t->n_columns, sizeof *t->cell))
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to look for totals");
    const bp_pay pay = bp_pay_read(r->field[t->at], &t->rules);
    line *l = &t->line[t->n];
    *l = (line){ .position = r->position,
                 .pay = pay.found == BP_FOUND_NUMBER ? pay.units : BP_NO_PAY,
                 .column = SIZE_MAX };
    find_label(l, t, r);
    for (size_t c = 0; c < t->n_columns; c++)
        t->cell[t->n * t->n_columns + c] =
            is_count(t, c, r->field[c]) ? 0 : hash_of(r->field[c]);
    t->n++;
    return BP_OK;
}

/* Rows without half of what half of them fill in say that they are totals, as far as
 * they are by arithmetic. */
static void find_mute(table *t)
{
    size_t filled[BP_SUMMARY_COLUMNS] = { 0 };
    for (size_t i = 0; i < t->n * t->n_columns; i++)
        filled[i % t->n_columns] += t->cell[i] != 0;
    for (size_t i = 0; i < t->n; i++) {
        line *l = &t->line[i];
        size_t most = 0, lacks = 0;
        for (size_t c = 0; c < t->n_columns && l->kind == BP_LABEL_NONE; c++) {
            if (t->is_pay[c] || 2 * filled[c] < t->n)
                continue;
            most++;
            lacks += t->cell[i * t->n_columns + c] == 0;
        }
        l->lacking = l->mute = lacks > 0 && 2 * lacks >= most;
        if (l->mute)
            l->kind = BP_LABEL_TOTAL;
    }
}

/* The columns that nine of ten rows fill in which say nothing, and who lacks one. */
static void find_lacking(table *t)
{
    size_t filled[BP_SUMMARY_COLUMNS] = { 0 }, rows = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->line[i].kind != BP_LABEL_NONE)
            continue;
        rows++;
        for (size_t c = 0; c < t->n_columns; c++)
            filled[c] += t->cell[i * t->n_columns + c] != 0;
    }
    for (size_t c = 0; c < t->n_columns; c++)
        t->usual[c] = rows > 0 && 10 * filled[c] >= 9 * rows && !t->is_pay[c];
    for (size_t i = 0; i < t->n; i++)
        for (size_t c = 0; c < t->n_columns; c++)
            t->line[i].lacking |= t->usual[c] && t->cell[i * t->n_columns + c] == 0;
}

/* Has the file another column that nearly all rows fill in? */
static bool has_others(const table *t, size_t column)
{
    for (size_t c = 0; c < t->n_columns; c++)
        if (t->usual[c] && c != column)
            return true;
    return false;
}

/* A rating may be "Average", a first name "Max": where a row is whole, such words mean
 * nothing.  "Total" alone in a cell does. */
static bool may_sum_up(const table *t, const line *l)
{
    if (l->kind == BP_LABEL_NONE || l->pay == BP_NO_PAY || l->pay <= 0)
        return false;
    return l->lacking ||
           (l->alone && (l->kind == BP_LABEL_TOTAL || !has_others(t, l->column)));
}

static void add_up(table *t)
{
    t->sum[0] = 0;
    t->count[0] = 0;
    for (size_t i = 0; i < t->n; i++) {
        const bool counts = t->line[i].counted && t->line[i].pay != BP_NO_PAY;
        t->sum[i + 1] = t->sum[i] + (counts ? (double)t->line[i].pay : 0);
        t->count[i + 1] = t->count[i] + counts;
    }
}

static bool is_among(const table *t, const people *p, size_t i)
{
    const line *l = &t->line[i];
    return l->counted && l->pay != BP_NO_PAY &&
           (p->column == SIZE_MAX || t->cell[i * t->n_columns + p->column] == p->value);
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool near(double x, double y)
{
    return fabs(x - y) <= ROUNDING * fabs(y);
}

/* The people in t->sorted; how many. */
static size_t sort(table *t, const people *p)
{
    size_t n = 0;
    for (size_t i = p->from; i < p->to; i++)
        if (is_among(t, p, i))
            t->sorted[n++] = (double)t->line[i].pay;
    if (n > 1)
        qsort(t->sorted, n, sizeof t->sorted[0], by_value);
    return n;
}

/* What the pay of a line is of the people, as far as its words allow; NULL: nothing. */
static const char *statistic(table *t, const line *l, const people *p, double sum,
                             size_t n)
{
    const double x = (double)l->pay, one = (double)bp_pow10(t->rules.scale);
    const bool any = l->kind == BP_LABEL_ANY;
    const bool total = l->kind == BP_LABEL_TOTAL;
    const bool overall = any || (total && l->lacking); /* the figure of all together */
    if (n == 0 || (n == 1 && (!l->lacking || (l->mute && !t->singles))))
        return NULL;
    if (l->mute)
        return x == sum && x >= MUTE_LEAST * one ? "the sum of others" : NULL;
    if ((total || any) && near(x, sum))
        return "the sum of others";
    if ((l->kind == BP_LABEL_MEAN || overall) && near(x * (double)n, sum))
        return "the mean of others";
    if ((l->kind == BP_LABEL_COUNT || overall) && near(x, (double)n * one))
        return "the number of others";
    if ((l->kind != BP_LABEL_MEDIAN && l->kind != BP_LABEL_EXTREME && !any) ||
        t->sorts++ > SORTS_MAX)
        return NULL;
    n = sort(t, p);
    if ((l->kind == BP_LABEL_MEDIAN || any) &&
        near(2 * x, t->sorted[(n - 1) / 2] + t->sorted[n / 2]))
        return "the median of others";
    if (l->kind == BP_LABEL_EXTREME && (x <= t->sorted[0] || x >= t->sorted[n - 1]) &&
        (near(x, t->sorted[0]) || near(x, t->sorted[n - 1])))
        return "the least or the most of others";
    return NULL;
}

static const char *of_range(table *t, const line *l, size_t from, size_t to)
{
    const people p = { from, to, SIZE_MAX, 0 };
    return statistic(t, l, &p, t->sum[to] - t->sum[from], t->count[to] - t->count[from]);
}

/* Of those who have a value in a column. */
static const char *of_sharing(table *t, const line *l, size_t column, uint64_t value)
{
    const people p = { 0, t->n, column, value };
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (!is_among(t, &p, i))
            continue;
        sum += (double)t->line[i].pay;
        n++;
    }
    return statistic(t, l, &p, sum, n);
}

/* Above line i: everybody, and the blocks that begin below another such line. */
static const char *of_those_above(table *t, size_t i)
{
    const line *l = &t->line[i];
    const char *what = of_range(t, l, 0, i);
    for (size_t k = i, tried = 0; what == NULL && k > 0 && tried < BLOCKS_MAX; k--) {
        if (t->line[k - 1].counted)
            continue;
        what = of_range(t, l, k, i);
        tried++;
    }
    return what;
}

static const char *of_those_below(table *t, size_t i)
{
    const line *l = &t->line[i];
    const char *what = NULL;
    for (size_t k = i + 1, tried = 0; what == NULL && k < t->n && tried < BLOCKS_MAX;
         k++) {
        if (t->line[k].counted)
            continue;
        what = of_range(t, l, i + 1, k);
        tried++;
    }
    return what == NULL && t->head->whole ? of_range(t, l, i + 1, t->n) : what;
}

static const char *of_groups(table *t, size_t i)
{
    const line *l = &t->line[i];
    const char *what = NULL;
    for (size_t c = 0; what == NULL && c < t->n_columns; c++) {
        const uint64_t value = t->cell[i * t->n_columns + c];
        if (c != l->column && value != 0 && !t->is_pay[c])
            what = of_sharing(t, l, c, value);
        if (what == NULL && l->rest != 0)
            what = of_sharing(t, l, c, l->rest);
    }
    return what;
}

/* Nothing fits, as in a part of a list under the total of all of it; but a line that
 * says "Total", lacks what the others have and is twice as high as any is nobody. */
static bool is_above_all(const table *t, const line *l)
{
    int64_t most = 0;
    size_t n = 0;
    if (l->kind != BP_LABEL_TOTAL || !l->alone || !l->lacking)
        return false;
    for (size_t i = 0; i < t->n; i++) {
        if (!t->line[i].counted || t->line[i].pay == BP_NO_PAY)
            continue;
        most = t->line[i].pay > most ? t->line[i].pay : most;
        n++;
    }
    return n >= BP_SUMMED_MIN && l->pay / 2 >= most;
}

static void judge(table *t, size_t i, bool sharing)
{
    line *l = &t->line[i];
    const char *what = t->head->whole ? of_range(t, l, 0, t->n) : NULL;
    if (what == NULL)
        what = of_those_above(t, i);
    if (what == NULL)
        what = of_those_below(t, i);
    if (what == NULL && sharing && t->head->whole)
        what = of_groups(t, i);
    if (what == NULL && is_above_all(t, l))
        what = "a total of more than these rows";
    l->sure = what != NULL;
    l->what = what;
}

static void judge_all(table *t)
{
    size_t judged = 0;
    add_up(t);
    for (size_t i = 0; i < t->n; i++)
        if (!t->line[i].counted)
            judge(t, i, judged++ < SHARING_MAX);
}

/* Somebody who is called Total, or lacks a name, would spoil the sums of all others. */
static bool count_people_called_so(table *t)
{
    bool any = false;
    for (size_t i = 0; i < t->n; i++) {
        line *l = &t->line[i];
        if (l->counted || l->sure || (l->lacking && !l->mute))
            continue;
        l->counted = any = true;
        if (l->mute)
            l->kind = BP_LABEL_NONE;
    }
    return any;
}

/* Where several rows without names are sums, so is one below a single person. */
static bool has_mute_sums(const table *t)
{
    size_t sums = 0;
    for (size_t i = 0; i < t->n; i++)
        sums += t->line[i].mute && t->line[i].sure;
    return sums > 1;
}

bool bp_summaries_is_sum(double pay, double others, double one)
{
    const bool whole = fmod(pay, one) == 0;
    return fabs(pay - others) <= EXACT * others + (whole ? one : 0);
}

/* No word that is known says so, but a line is the sum of all others, or lacks a cell and
 * is their mean or number. */
static void find_unsaid(table *t)
{
    const double one = (double)bp_pow10(t->rules.scale);
    const double n = (double)t->count[t->n] - 1;
    for (size_t i = 0; t->head->whole && i < t->n && n >= BP_SUMMED_MIN; i++) {
        line *l = &t->line[i];
        const double pay = (double)l->pay, others = t->sum[t->n] - pay;
        if (!l->counted || l->pay <= 0)
            continue;
        l->unsaid = bp_summaries_is_sum(pay, others, one) ||
                    (l->lacking && (fabs(n * pay - others) <= EXACT * others ||
                                    fabs(pay - n * one) < one / 2));
    }
}

static bool is_listed(const table *t, const line *l)
{
    return l->sure || l->unsaid || (may_sum_up(t, l) && l->kind == BP_LABEL_TOTAL) ||
           (may_sum_up(t, l) && l->alone && l->lacking);
}

static bool list(bp_summaries *out, const table *t)
{
    bp_summaries s = { .whole = t->head->whole,
                       .end = t->head->text.n,
                       .proven = true,
                       .n_columns = t->n_columns };
    size_t cap = 0, sure = 0;
    for (size_t i = 0; i < t->n; i++) {
        const line *l = &t->line[i];
        if (!is_listed(t, l))
            continue;
        if (!bp_reserve(&s.at, &cap, s.n + 1, sizeof *s.at)) {
            free(s.at);
            return false;
        }
        s.at[s.n++] = (bp_summary){ l->position, l->sure, l->column, l->what };
        s.proven &= l->sure || !l->lacking;
        sure += l->sure && l->lacking;
        if (l->column < t->n_columns)
            s.label[l->column] = true;
    }
    s.proven &= sure > 0;
    memcpy(s.usual, t->usual, sizeof s.usual);
    memcpy(s.is_pay, t->is_pay, sizeof s.is_pay);
    *out = s;
    return true;
}

static bool find(bp_summaries *out, table *t)
{
    t->sum = bp_alloc(0, t->n + 1, sizeof *t->sum);
    t->count = bp_alloc(0, t->n + 1, sizeof *t->count);
    t->sorted = bp_alloc(0, t->n + 1, sizeof *t->sorted);
    if (t->sum == NULL || t->count == NULL || t->sorted == NULL)
        return false;
    find_mute(t);
    find_lacking(t);
    for (size_t i = 0; i < t->n; i++)
        t->line[i].counted = !may_sum_up(t, &t->line[i]);
    judge_all(t);
    t->singles = has_mute_sums(t);
    if (t->singles)
        judge_all(t);
    if (count_people_called_so(t))
        judge_all(t);
    find_unsaid(t);
    return list(out, t);
}

/* By the evidence, in which no row is left out. */
static void find_usual(bp_summaries *out, const table *t)
{
    *out = (bp_summaries){ .whole = t->head->whole,
                           .end = t->head->text.n,
                           .n_columns = t->n_columns };
    for (size_t c = 0; c < t->n_columns; c++) {
        const bp_evidence *e = &t->head->evidence[c];
        const uint64_t filled = bp_evidence_values(e);
        out->is_pay[c] = t->is_pay[c];
        out->usual[c] = !t->is_pay[c] && filled >= 9 * e->missing;
    }
}

/* Can a row lack half of what most rows have? */
static bool may_be_mute(const table *t)
{
    size_t most = 0, lacking = 0;
    for (size_t c = 0; c < t->n_columns; c++) {
        const bp_evidence *e = &t->head->evidence[c];
        if (t->is_pay[c] || bp_evidence_values(e) < e->missing)
            continue;
        most++;
        lacking +=
            e->missing > 0 || (e->numbers > 0 && bp_evidence_kind(e) == BP_COLUMN_TEXT);
    }
    return lacking > 0 && 2 * lacking >= most;
}

bp_status bp_summaries_find(bp_summaries *out, const bp_head *h, const bp_wanted *wanted,
                            const bp_written written[], const bp_reading *reading,
                            size_t pay, int scale, bool summed, bp_err *err)
{
    const size_t n = h->layout.n_columns;
    table t = { .head = h,
                .at = written[pay].at,
                .n_columns = n < BP_SUMMARY_COLUMNS ? n : BP_SUMMARY_COLUMNS };
    t.rules = (bp_pay_rules){ .style = written[pay].style,
                              .scale = scale,
                              .range = reading->range,
                              .missing = reading->missing,
                              .n_missing = reading->n_missing };
    for (size_t w = 0; w < wanted->n; w++)
        if (wanted->column[w].pay && written[w].at < t.n_columns)
            t.is_pay[written[w].at] = true;
    for (size_t c = 0; c < t.n_columns; c++)
        summed |= h->evidence[c].labelled;
    summed |= may_be_mute(&t);
    find_usual(out, &t);
    if (!summed)
        return BP_OK;
    bp_status status = bp_head_read(h, NULL, 0, add_line, &t, err);
    if (status == BP_OK && !find(out, &t))
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory to look for totals");
    free(t.line);
    free(t.cell);
    free(t.sum);
    free(t.count);
    free(t.sorted);
    return status;
}

void bp_summaries_release(bp_summaries *s)
{
    free(s->at);
    *s = (bp_summaries){ 0 };
}

const bp_summary *bp_summaries_at(const bp_summaries *s, uint64_t position)
{
    size_t low = 0, high = s->n;
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        if (s->at[mid].position == position)
            return &s->at[mid];
        if (s->at[mid].position < position)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

size_t bp_summaries_said(const bp_summaries *s, const bp_record *r, bool last,
                         bp_label_kind *kind)
{
    size_t said = SIZE_MAX, others = 0;
    bool lacking = false, alone = false;
    *kind = BP_LABEL_NONE;
    for (size_t c = 0; c < s->n_columns && c < r->n; c++) {
        const bool may = said == SIZE_MAX && (last ? !s->is_pay[c] : s->label[c]);
        const bp_label label =
            may ? bp_label_of(r->field[c]) : (bp_label){ BP_LABEL_NONE, { "", 0 } };
        lacking |= s->usual[c] && bp_text_trim(r->field[c]).n == 0;
        others += s->usual[c] && label.kind == BP_LABEL_NONE;
        if (label.kind == BP_LABEL_NONE)
            continue;
        said = c;
        *kind = label.kind;
        alone = label.rest.n == 0;
    }
    alone = last && alone && (*kind == BP_LABEL_TOTAL || others == 0);
    return lacking || alone ? said : SIZE_MAX;
}

bool bp_summaries_fit(bp_label_kind kind, double pay, double sum, double n, double one)
{
    return n > 0 && ((kind == BP_LABEL_TOTAL && near(pay, sum)) ||
                     (kind == BP_LABEL_MEAN && near(pay * n, sum)) ||
                     (kind == BP_LABEL_COUNT && near(pay, n * one)));
}
