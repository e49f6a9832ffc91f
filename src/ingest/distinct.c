/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a person become one.
 *
 * Which rows belong together is known once all were read, so they are kept, with their
 * texts: people are told apart by their ids themselves, not by hashes, since two of one
 * hash would be added up.  Rows are then sorted by person, each group becomes one row,
 * and the people go on in the order of their rows in the input, as if the file had held
 * nothing else. */
#include "ingest/distinct.h"

#include <stdlib.h>

#include "data/fill.h"
#include "ingest/store.h"

typedef bp_distinct_row row;

void bp_distinct_release(bp_distinct *d)
{
    free(d->row);
    free(d->pay);
    free(d->number);
    free(d->text);
    bp_arena_release(&d->bytes);
    *d = (bp_distinct){ .shape = d->shape };
}

size_t bp_distinct_bytes(const bp_distinct *d)
{
    return d->cap * sizeof *d->row + d->cap_pay * sizeof *d->pay +
           d->cap_number * sizeof *d->number + d->cap_text * sizeof *d->text + d->n_bytes;
}

double bp_distinct_sum(const bp_distinct *d)
{
    double sum = 0;
    for (size_t i = 0; i < d->n; i++)
        if (d->pay[i * d->shape->n_elements] != BP_NO_PAY)
            sum += (double)d->pay[i * d->shape->n_elements];
    return sum;
}

/* With BP_TEXT_AHEAD bytes that can be read. */
static bool keep(bp_distinct *d, bp_text *out, bp_text t)
{
    char *copy = bp_arena_take(&d->bytes, t.n + BP_TEXT_AHEAD);
    if (copy == NULL)
        return false;
    if (t.n > 0)
        memcpy(copy, t.at, t.n);
    memset(copy + t.n, 0, BP_TEXT_AHEAD);
    d->n_bytes += t.n + BP_TEXT_AHEAD;
    *out = (bp_text){ copy, t.n };
    return true;
}

/* Room for one more. */
static bool reserve(bp_distinct *d)
{
    const bp_shape *s = d->shape;
    const size_t n = d->n + 1;
    return bp_reserve(&d->row, &d->cap, n, sizeof *d->row) &&
           bp_reserve(&d->pay, &d->cap_pay, n * s->n_elements, sizeof *d->pay) &&
           bp_reserve(&d->number, &d->cap_number, n * s->n_variables,
                      sizeof *d->number) &&
           bp_reserve(&d->text, &d->cap_text, n * bp_distinct_texts(s), sizeof *d->text);
}

bool bp_distinct_put(bp_distinct *d, const row *r, const int64_t pay[],
                     const double number[], const bp_text text[])
{
    const size_t texts = bp_distinct_texts(d->shape), pays = d->shape->n_elements,
                 numbers = d->shape->n_variables;
    if (!reserve(d))
        return false;
    bp_text *own = d->text + d->n * texts;
    d->row[d->n] = *r;
    memcpy(d->pay + d->n * pays, pay, pays * sizeof pay[0]);
    if (numbers > 0)
        memcpy(d->number + d->n * numbers, number, numbers * sizeof number[0]);
    bool ok = keep(d, &d->row[d->n].person, r->person);
    for (size_t k = 0; ok && k < texts; k++) {
        const bp_text *before = d->n > 0 ? own + k - texts : NULL;
        if (before != NULL && bp_text_equal(*before, text[k]))
            own[k] = *before;
        else
            ok = keep(d, &own[k], text[k]);
    }
    d->n += ok;
    return ok;
}

bool bp_distinct_append(bp_distinct *d, const bp_distinct *from)
{
    bool ok = true;
    for (size_t i = 0; ok && i < from->n; i++)
        ok = bp_distinct_put(d, &from->row[i], from->pay + i * from->shape->n_elements,
                             bp_distinct_numbers(from, i),
                             from->text + i * bp_distinct_texts(from->shape));
    return ok;
}

bool bp_distinct_add(bp_distinct *d, const bp_batch *b, size_t i, bp_text person,
                     int32_t date)
{
    const bp_shape *s = d->shape;
    row r = { .person = person,
              .year = b->year[i],
              .date = date,
              .day = s->has_date ? b->date[i] : 0,
              .weight = s->weights != BP_UNWEIGHTED ? b->weight[i] : 0,
              .file = b->file,
              .order = b->order[i],
              .line = b->line[i] };
    int64_t pay[BP_ELEMENTS_MAX];
    double number[BP_VARIABLES_MAX] = { 0 };
    bp_text text[BP_DISTINCT_TEXTS], *next = text + BP_DISTINCT_KEYS;
    if (s->keep_people || s->keep_rows)
        r.person_hash = b->person[i];
    if (s->keep_records) {
        r.row_hash = b->row_hash[i];
        r.who_hash = b->who_hash[i];
        r.payee_hash = b->payee_hash[i];
    }
    for (size_t e = 0; e < s->n_elements; e++)
        pay[e] = b->pay[e][i];
    text[BP_DISTINCT_ORG] = b->org[i];
    text[BP_DISTINCT_CURRENCY] = b->currency[i];
    for (size_t k = 0; k < s->n_keys; k++)
        *next++ = b->key[k][i];
    for (size_t w = 0; w < s->n_watched; w++)
        *next++ = b->watched[w][i];
    for (size_t v = 0; v < s->n_variables; v++) {
        *next++ = s->variable_text[v] ? b->label[v][i] : bp_text_of("");
        if (!s->variable_text[v])
            number[v] = b->number[v][i];
    }
    return bp_distinct_put(d, &r, pay, number, text);
}

/* A row of some worker. */
typedef struct entry {
    const row *row;
    const bp_text *text;
    const double *number; /* variables that are no texts */
    int64_t *pay;         /* of a person of several rows the sum */
    bool folded;          /* another row is the person's */
} entry;

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* The same person comes together; those of unknown rows do not. */
static int who(const entry *x, const entry *y)
{
    int order = bp_text_order(x->row->person, y->row->person);
    if (order == 0)
        order = bp_text_order(x->text[BP_DISTINCT_ORG], y->text[BP_DISTINCT_ORG]);
    if (order == 0)
        order =
            bp_text_order(x->text[BP_DISTINCT_CURRENCY], y->text[BP_DISTINCT_CURRENCY]);
    if (order == 0)
        order = (x->row->year > y->row->year) - (x->row->year < y->row->year);
    if (order == 0 && x->row->person.n == 0)
        order = by_number(x->row->order, y->row->order);
    return order;
}

static int by_person(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    const int order = who(x, y);
    return order != 0 ? order : by_number(x->row->order, y->row->order);
}

static int by_place(const void *a, const void *b)
{
    return by_number(((const entry *)a)->row->order, ((const entry *)b)->row->order);
}

/* Is y rather than x the row that stands for the person? */
static bool is_better(const entry *x, const entry *y, bp_distinct_rule rule)
{
    if (rule == BP_DISTINCT_LATEST && x->row->date != y->row->date)
        return y->row->date > x->row->date;
    return y->pay[0] > x->pay[0];
}

/* Adds the pay of one row to that of another; what does not fit stays as it is. */
static void add_pay(const entry *to, const entry *from, size_t n)
{
    for (size_t e = 0; e < n; e++) {
        int64_t sum;
        if (from->pay[e] == BP_NO_PAY)
            continue;
        if (to->pay[e] == BP_NO_PAY)
            to->pay[e] = from->pay[e];
        else if (!__builtin_add_overflow(to->pay[e], from->pay[e], &sum))
            to->pay[e] = sum;
    }
}

/* Folds the rows of one person into one. */
static void fold(entry e[], size_t n, const bp_shape *s, bp_distinct_rule rule,
                 bp_distinct_to *to)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (is_better(&e[best], &e[i], rule))
            best = i;
    for (size_t i = 0; i < n; i++) {
        e[i].folded = i != best;
        if (i != best && rule == BP_DISTINCT_SUM)
            add_pay(&e[best], &e[i], s->n_elements - s->has_experience);
    }
    if (n > 1) {
        to->people++;
        to->rows += n;
    }
}

/* Row `at` of a batch; the batch has one more. */
static void put_row(bp_batch *b, const entry *e, const bp_shape *s)
{
    const size_t i = b->n++;
    b->file = e->row->file;
    b->order[i] = e->row->order;
    b->line[i] = e->row->line;
    b->year[i] = e->row->year;
    b->date[i] = e->row->day;
    if (s->weights != BP_UNWEIGHTED)
        b->weight[i] = e->row->weight;
    b->org[i] = e->text[BP_DISTINCT_ORG];
    b->currency[i] = e->text[BP_DISTINCT_CURRENCY];
    b->row_hash[i] = e->row->row_hash;
    b->who_hash[i] = e->row->who_hash;
    b->payee_hash[i] = e->row->payee_hash;
    b->person[i] = e->row->person_hash;
    for (size_t k = 0; k < s->n_elements; k++)
        b->pay[k][i] = e->pay[k];
    for (size_t k = 0; k < s->n_keys; k++)
        b->key[k][i] = e->text[BP_DISTINCT_KEYS + k];
    for (size_t w = 0; w < s->n_watched; w++)
        b->watched[w][i] = e->text[BP_DISTINCT_KEYS + s->n_keys + w];
    for (size_t v = 0; v < s->n_variables; v++) {
        if (s->variable_text[v])
            b->label[v][i] = e->text[BP_DISTINCT_KEYS + s->n_keys + s->n_watched + v];
        else
            b->number[v][i] = e->number[v];
    }
}

/* What is being given. */
typedef struct giving {
    const bp_shape *shape;
    bp_distinct_rule rule;
    bp_distinct_to *to;
    bp_batch people; /* that go to the survey next */
    bp_batch folded; /* their rows are used, too */
} giving;

static bp_status flush(giving *g, bp_err *err)
{
    bp_status status = BP_OK;
    if (g->people.n > 0)
        status = bp_survey_add(g->to->survey, &g->people, err);
    if (status == BP_OK && g->folded.n > 0)
        status = bp_survey_use(g->to->survey, &g->folded, err);
    g->people.n = g->folded.n = 0;
    return status;
}

static bp_status reject(const giving *g, const entry *e, bp_err *err)
{
    const bp_reject x = { .rule = BP_RULE_OUTLIER,
                          .place = { e->row->order, e->row->line, e->row->file },
                          .year = e->row->year,
                          .currency = e->text[BP_DISTINCT_CURRENCY],
                          .field = g->to->field,
                          .column = g->to->column,
                          .limit = "the fences of its group",
                          .value = { "", 0 } };
    return bp_survey_reject(g->to->survey, &x, err);
}

static bp_status give(giving *g, const entry *e, bp_err *err)
{
    if (g->people.n == BP_BATCH_ROWS || g->folded.n == BP_BATCH_ROWS ||
        (g->people.n > 0 && g->people.file != e->row->file) ||
        (g->folded.n > 0 && g->folded.file != e->row->file)) {
        bp_status status = flush(g, err);
        if (status != BP_OK)
            return status;
    }
    if (e->folded && g->rule == BP_DISTINCT_LATEST) {
        bp_survey_filter(g->to->survey, e->row->file);
        return BP_OK;
    }
    put_row(e->folded ? &g->folded : &g->people, e, g->shape);
    if (e->folded || !bp_batch_beyond(&g->people, g->people.n - 1, g->to->within))
        return BP_OK;
    g->people.n--;
    return reject(g, e, err);
}

/* All rows, those of a person after each other. */
static size_t gather(entry *all, const bp_distinct *const part[], size_t n)
{
    size_t rows = 0;
    for (size_t p = 0; p < n; p++)
        for (size_t i = 0; i < part[p]->n; i++)
            all[rows++] =
                (entry){ .row = &part[p]->row[i],
                         .text = part[p]->text + i * bp_distinct_texts(part[p]->shape),
                         .number = bp_distinct_numbers(part[p], i),
                         .pay = part[p]->pay + i * part[p]->shape->n_elements };
    if (rows > 1)
        qsort(all, rows, sizeof *all, by_person);
    return rows;
}

static bp_status give_all(giving *g, entry *all, size_t rows, bp_err *err)
{
    for (size_t from = 0, end; from < rows; from = end) {
        for (end = from + 1; end < rows && who(&all[from], &all[end]) == 0;)
            end++;
        fold(all + from, end - from, g->shape, g->rule, g->to);
    }
    if (rows > 1)
        qsort(all, rows, sizeof *all, by_place);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < rows; i++)
        status = give(g, &all[i], err);
    return status == BP_OK ? flush(g, err) : status;
}

bp_status bp_distinct_give(const bp_distinct *const part[], size_t n,
                           bp_distinct_rule rule, bp_distinct_to *to, bp_err *err)
{
    giving g = { .shape = part[0]->shape, .rule = rule, .to = to };
    size_t rows = 0;
    for (size_t p = 0; p < n; p++)
        rows += part[p]->n;
    entry *all = bp_alloc(0, rows, sizeof *all);
    const bool made = bp_batch_init(&g.people, g.shape);
    bp_status status = BP_OK;
    if (!bp_batch_init(&g.folded, g.shape) || !made || all == NULL)
        status = bp_no_memory(err, "one row a person");
    if (status == BP_OK)
        status = give_all(&g, all, gather(all, part, n), err);
    bp_batch_release(&g.people);
    bp_batch_release(&g.folded);
    free(all);
    return status;
}
