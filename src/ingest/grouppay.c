/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows with what all people of a group are paid together.
 *
 * Budgets and statistics have a row a department, with its head count and its salaries in
 * one sum.  Nothing in the header tells that sum from the pay of a person, and a median
 * of such sums is a clean table of nonsense.  The amounts tell: a sum grows with the
 * count, so that divided by it the rows are much alike, while the pay of people divided
 * by the size of their employer is scattered more than before. */
#include "ingest/grouppay.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/phrase.h"
#include "ingest/stated.h"
#include "ingest/weights.h"

/* Fewer rows tell nothing, and more tell no more. */
#define ROWS_LEAST 8
#define ROWS_MOST 2000

/* Counts differ by so much, in natural logarithms; and pay over them by at most such a
 * share of what pay itself does: half, or more where many rows go together so well that
 * it is no chance.  Counts that differ less show it by a smaller share. */
#define COUNTS_APART 0.3
#define COUNTS_NEAR 0.1
#define SHARE_OF_NEAR 0.25
#define SHARE_MOST 0.5
#define SHARE_OF_MANY 0.8
#define MANY 20
#define TOGETHER 0.6

/* A row's pay and its count, as logarithms. */
typedef struct point {
    double pay, count;
} point;

typedef struct looking {
    const bp_lookup *lookup;
    size_t pay, count;
    bp_number_style pay_style, count_style;
    point *row; /* [n] */
    size_t n, cap;
} looking;

/* Of how many it is the number: "nr_employee", "FTE Count", "Headcount". */
static bool counts_people(const char *name)
{
    static const char people[] =
        "employee employees headcount headcounts staff workers people persons "
        "incumbents positions posts fte ftes teachers heads mitarbeiter beschaftigte "
        "effectif effectifs empleados trabajadores plantilla funcionarios servidores "
        "dipendenti addetti werknemers anstallda ansatte pracownikow 人数 人數 員工人數 "
        "员工人数 численность сотрудников";
    return bp_headwords_any(bp_text_of(name), people) || bp_weights_counts(name);
}

/* Numbers that are not all 1, of people by a header that says no pay. */
static bool may_count(const bp_lookup *l, size_t column, size_t pay)
{
    const bp_evidence *e = &l->head->evidence[column];
    const char *name = bp_lookup_name(l, column);
    const unsigned says = bp_headwords_of(bp_text_of(name));
    return column != pay && bp_evidence_kind(e) == BP_COLUMN_NUMBER && e->money == 0 &&
           (says & (BP_SAYS_PAY | BP_SAYS_EARNINGS | BP_SAYS_BENEFITS)) == 0 &&
           (e->distinct > 1 || e->small < e->numbers) && counts_people(name);
}

static bool read_log(double *out, bp_text cell, bp_number_style style)
{
    bp_int128 units = 0;
    if (!bp_phrase_number(&units, cell, style, 2) || units <= 0)
        return false;
    *out = log((double)units);
    return true;
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    point p;
    if (k->n == ROWS_MOST || !read_log(&p.pay, r->field[k->pay], k->pay_style) ||
        !read_log(&p.count, r->field[k->count], k->count_style))
        return BP_OK;
    if (!bp_reserve(&k->row, &k->cap, k->n + 1, sizeof *k->row))
        return bp_no_memory(err, "a look at head counts");
    k->row[k->n++] = p;
    return BP_OK;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median distance of value[n] from their median; sorts them. */
static double scatter(double value[], size_t n)
{
    qsort(value, n, sizeof *value, by_value);
    const double middle = value[n / 2];
    for (size_t i = 0; i < n; i++)
        value[i] = fabs(value[i] - middle);
    qsort(value, n, sizeof *value, by_value);
    return value[n / 2];
}

/* The correlation of pay and counts. */
static double correlation(const looking *k)
{
    point mean = { 0, 0 };
    double both = 0, pay = 0, count = 0;
    for (size_t i = 0; i < k->n; i++) {
        mean.pay += k->row[i].pay / (double)k->n;
        mean.count += k->row[i].count / (double)k->n;
    }
    for (size_t i = 0; i < k->n; i++) {
        const double p = k->row[i].pay - mean.pay, c = k->row[i].count - mean.count;
        both += p * c;
        pay += p * p;
        count += c * c;
    }
    return pay > 0 && count > 0 ? both / sqrt(pay * count) : 0;
}

static bool grows_with(const looking *k, double value[])
{
    for (size_t i = 0; i < k->n; i++)
        value[i] = k->row[i].count;
    const double counts = scatter(value, k->n);
    for (size_t i = 0; i < k->n; i++)
        value[i] = k->row[i].pay;
    const double pay = scatter(value, k->n);
    for (size_t i = 0; i < k->n; i++)
        value[i] = k->row[i].pay - k->row[i].count;
    const double over = scatter(value, k->n);
    if (counts < COUNTS_APART)
        return counts >= COUNTS_NEAR && over <= SHARE_OF_NEAR * pay;
    return (over <= SHARE_MOST * pay ||
            (k->n >= MANY && over <= SHARE_OF_MANY * pay && correlation(k) >= TOGETHER));
}

static bp_status hold_against(bool *grows, const bp_lookup *l, size_t pay, size_t count,
                              bp_err *err)
{
    looking k = { .lookup = l, .pay = pay, .count = count };
    k.pay_style = bp_head_style(l->head, pay, true);
    k.count_style = bp_head_style(l->head, count, true);
    bp_status status = bp_head_rows(l->head, (size_t[]){ pay, count }, 2, see, &k, err);
    *grows = false;
    if (status == BP_OK && k.n >= ROWS_LEAST) {
        double *value = bp_alloc(0, k.n, sizeof *value);
        if (value == NULL)
            status = bp_no_memory(err, "a look at head counts");
        else
            *grows = grows_with(&k, value);
        free(value);
    }
    free(k.row);
    return status;
}

bp_status bp_group_pay_find(size_t *count, const bp_lookup *l, size_t pay, bp_err *err)
{
    bp_status status = BP_OK;
    *count = BP_NO_COLUMN;
    if (l->schema->column[BP_ROLE_PERSON] != BP_NO_COLUMN)
        return BP_OK;
    for (size_t i = 0;
         status == BP_OK && *count == BP_NO_COLUMN && i < l->head->layout.n_columns;
         i++) {
        bool grows = false;
        if (!may_count(l, i, pay))
            continue;
        status = hold_against(&grows, l, pay, i, err);
        if (grows)
            *count = i;
    }
    return status;
}

static bool is_mean_pay(const bp_lookup *l, size_t column)
{
    const bp_text name = bp_text_of(bp_lookup_name(l, column));
    return bp_stated_is_figure(name) && bp_pay_named(name) &&
           bp_column_is_number(bp_evidence_kind(&l->head->evidence[column]));
}

size_t bp_group_pay_mean(const bp_lookup *l)
{
    size_t mean = BP_NO_COLUMN;
    bool counted = false;
    if (l->schema->column[BP_ROLE_PERSON] != BP_NO_COLUMN)
        return BP_NO_COLUMN;
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        if (is_mean_pay(l, i) && mean != BP_NO_COLUMN)
            return BP_NO_COLUMN;
        if (is_mean_pay(l, i))
            mean = i;
        counted |= may_count(l, i, BP_NO_COLUMN);
    }
    return counted ? mean : BP_NO_COLUMN;
}

void bp_group_pay_ask(const bp_lookup *l, size_t pay, size_t count)
{
    bp_setting setting[BP_DOUBT_SETTINGS_MAX];
    const char *name = bp_lookup_name(l, pay);
    size_t n = 0;
    for (size_t i = 0; i < l->head->layout.n_columns && n + 1 < BP_DOUBT_SETTINGS_MAX;
         i++)
        if (i != pay && is_mean_pay(l, i))
            setting[n++] = (bp_setting){ BP_SET_PAY, NULL, bp_lookup_name(l, i) };
    setting[n] = (bp_setting){ BP_SET_PAY, NULL, name };
    bp_doubts_add(l->doubts, "pay", &(bp_loc){ .file = l->file }, setting, n + 1,
                  "'%s' grows with '%s', as what all of them are paid together does: it "
                  "is the pay of groups, not of people%s",
                  name, bp_lookup_name(l, count),
                  n > 0 ? "; what one is paid on average is in another column" : "");
}
