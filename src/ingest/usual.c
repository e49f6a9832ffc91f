#include "ingest/usual.h"

#include "data/fill.h"
#include "ingest/pay.h"
#include "ingest/worker.h"

static bool is_usual_key(const bp_plan *p, size_t k)
{
    return p->key_kind[k] == BP_KEY_TEXT || p->key_kind[k] == BP_KEY_CURRENCY;
}

static bool is_simple(const bp_plan *p, const bp_fences *within)
{
    const bp_shape *s = &p->shape;
    bool simple = true;
    for (size_t k = 0; k < s->n_keys; k++)
        simple &= is_usual_key(p, k);
    return simple && within == NULL && p->rates == NULL && p->fte == BP_NOT_WANTED &&
           p->period == BP_NOT_WANTED && p->reading->n_missing == 0 &&
           p->choice->n_job == 0 && s->n_watched == 0 && !s->pay_pairs &&
           !s->keep_people && !s->keep_records;
}

/* Bounds inside of those of the choice, in units of the scale. */
static void find_bounds(bp_usual *u, const bp_plan *p)
{
    const bp_choice *c = p->choice;
    bp_decimal low = c->min_pay, high = c->max_pay;
    u->low = 1;
    u->high = INT64_MAX;
    if (c->has_min_pay)
        u->low = bp_decimal_rescale(&low, p->shape.scale) ? low.units : INT64_MAX;
    if (c->has_max_pay)
        u->high = bp_decimal_rescale(&high, p->shape.scale) ? high.units : INT64_MIN;
}

void bp_usual_find(bp_usual *u, const bp_plan *p, size_t file, const bp_fences *within)
{
    *u = (bp_usual){ .none = !is_simple(p, within), .code = { "", 0 } };
    u->year = p->year != BP_NOT_WANTED ? p->year : p->date;
    if (p->currency_source == BP_CURRENCY_CONSTANT)
        u->code = bp_text_of(p->code);
    find_bounds(u, p);
    for (size_t w = 0; w < p->n_wanted; w++) {
        if (!p->wanted[w].pay)
            continue;
        u->pay[u->n_pay++] = (struct bp_usual_pay){
            .wanted = w,
            .at = p->written[file][w].at,
            .times = bp_pay_times(p->reading, p->wanted[w].annual ? BP_PERIOD_ANNUAL
                                                                  : p->reading->period),
            .rules = { .style = p->written[file][w].style, .scale = p->shape.scale },
        };
    }
}

/* Record i of the text, as far as it is looked at. */
typedef struct bp_glimpse {
    const bp_plain *plain;
    size_t i;
    const bp_written *written;
} bp_glimpse;

/* Trimmed: only a character that a blank may start or end with is looked at again. */
static inline bp_text cell(const bp_glimpse *g, size_t wanted)
{
    const bp_text t = bp_plain_field(g->plain, g->i, g->written[wanted].at);
    const unsigned char first = t.n > 0 ? (unsigned char)t.at[0] : 'x';
    const unsigned char last = t.n > 0 ? (unsigned char)t.at[t.n - 1] : 'x';
    if (first > ' ' && first != 0xc2 && last > ' ' && last != 0xa0)
        return t;
    return bp_text_trim(t);
}

/* The amounts of the columns of pay, 0 and `blank` where there is none. */
static bool read_pay(const bp_usual *u, const bp_glimpse *g, int64_t amount[],
                     bool blank[])
{
    for (size_t k = 0; k < u->n_pay; k++) {
        const struct bp_usual_pay *pay = &u->pay[k];
        const bp_text t = bp_plain_field(g->plain, g->i, pay->at);
        int64_t units = 0;
        blank[pay->wanted] = t.n == 0;
        if (t.n > 0 && !bp_pay_plain(&units, t, &pay->rules))
            return false;
        if (__builtin_mul_overflow(units, pay->times, &amount[pay->wanted]))
            return false;
    }
    return true;
}

static bool sum_parts(const bp_element *e, const int64_t amount[], int64_t *sum)
{
    *sum = 0;
    for (size_t i = 0; i < e->n; i++)
        if (__builtin_add_overflow(*sum, amount[e->part[i]], sum))
            return false;
    return true;
}

static bool fill_pay(bp_rows *r, const bp_glimpse *g)
{
    const bp_plan *p = r->plan;
    const bp_usual *u = &r->usual;
    bp_batch *b = &r->store.batch;
    int64_t amount[BP_WANTED_MAX], sum;
    bool blank[BP_WANTED_MAX];
    if (!read_pay(u, g, amount, blank))
        return false;
    for (size_t e = 0; e < p->shape.n_elements; e++) {
        const bp_element *element = &p->element[e];
        if (!sum_parts(element, amount, &sum))
            return false;
        if (blank[element->part[0]] || sum <= 0)
            sum = BP_NO_PAY;
        b->pay[e][b->n] = sum;
    }
    if (b->pay[0][b->n] < u->low || b->pay[0][b->n] > u->high ||
        b->pay[0][b->n] == BP_NO_PAY)
        return false;
    for (size_t k = 0; k < u->n_pay; k++)
        r->counts.blank[u->pay[k].wanted] +=
            blank[u->pay[k].wanted] && r->listed[u->pay[k].wanted];
    return true;
}

static bool is_code(bp_text t)
{
    return t.n == 3 && t.at[0] >= 'A' && t.at[0] <= 'Z' && t.at[1] >= 'A' &&
           t.at[1] <= 'Z' && t.at[2] >= 'A' && t.at[2] <= 'Z';
}

/* Puts the record into the batch, when it is usual. */
static bool fill(bp_rows *r, const bp_glimpse *g)
{
    const bp_plan *p = r->plan;
    const bp_usual *u = &r->usual;
    bp_batch *b = &r->store.batch;
    const size_t i = b->n;
    bp_text code = u->code;
    bp_date date = { .year = BP_NO_YEAR };
    if (p->currency_source == BP_CURRENCY_COLUMN) {
        code = cell(g, p->currency);
        if (!is_code(code))
            return false;
    }
    if (u->year != BP_NOT_WANTED &&
        !bp_date_read(&date, cell(g, u->year), g->written[u->year].date))
        return false;
    for (size_t k = 0; k < p->shape.n_keys; k++)
        b->key[k][i] = p->key_kind[k] == BP_KEY_TEXT ? cell(g, p->key[k]) : code;
    if (p->shape.has_org)
        b->org[i] = cell(g, p->org);
    b->year[i] = date.year;
    b->currency[i] = code;
    b->place[i] =
        bp_rows_place(r, bp_plain_position(g->plain, g->i), g->plain->line + g->i);
    return fill_pay(r, g);
}

static bool is_selected(bp_rows *r, const bp_glimpse *g)
{
    const bp_plan *p = r->plan;
    for (size_t k = 0; k < p->choice->n_where; k++) {
        const bp_condition *c = &p->condition[k];
        const bp_text t = bp_plain_field(g->plain, g->i, g->written[c->column].at);
        if (!bp_condition_holds(c, t, &r->rules[k]))
            return false;
        r->counts.passed[k]++;
    }
    return true;
}

static bp_record record_of(bp_rows *r, const bp_glimpse *g)
{
    const bp_record record = { .field = r->field,
                               .n = bp_plain_fields(g->plain, g->i),
                               .line = g->plain->line + g->i,
                               .position = bp_plain_position(g->plain, g->i) };
    for (size_t k = 0; k < record.n; k++)
        r->field[k] = bp_plain_field(g->plain, g->i, k);
    return record;
}

static bp_status take(bp_rows *r, const bp_glimpse *g, bp_err *err)
{
    const bp_layout *l = &r->plan->head[r->file].layout;
    if (r->usual.none || bp_plain_fields(g->plain, g->i) != l->n_columns ||
        g->plain->line + g->i < l->data_line) {
        const bp_record record = record_of(r, g);
        return bp_rows_take(r, &record, err);
    }
    r->counts.rows++;
    if (!is_selected(r, g)) {
        bp_survey_filter(r->survey, (uint32_t)r->file);
        return BP_OK;
    }
    if (r->store.batch.n == BP_BATCH_ROWS) {
        bp_status status = bp_store_flush(&r->store, r->survey, err);
        if (status != BP_OK)
            return status;
    }
    if (!fill(r, g)) {
        const bp_record record = record_of(r, g);
        return bp_rows_judge(r, &record, err);
    }
    r->store.batch.n++;
    r->counts.used++;
    return BP_OK;
}

bp_status bp_usual_take(void *arg, const bp_plain *plain, bp_err *err)
{
    bp_rows *r = arg;
    bp_glimpse g = { .plain = plain, .written = r->plan->written[r->file] };
    bp_status status = BP_OK;
    for (; status == BP_OK && g.i < plain->n; g.i++)
        status = take(r, &g, err);
    return status;
}
