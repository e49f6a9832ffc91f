#include "data/fill.h"
#include "data/inside.h"

/* Rows are added some at a time, one thing after the other for all of them: their
 * numbers, what is accounted of them, their cells, and at last their pay, by when
 * the processor has fetched the memory that it goes to. */
#define ROWS 256

/* n rows of a batch, from its row `from` on. */
typedef struct rows {
    const bp_batch *batch;
    size_t from;
    size_t n;
    uint32_t id[ROWS * (BP_KEYS_MAX + BP_CELL_PARTS)]; /* [n][keys + BP_CELL_PARTS] */
    uint32_t cell[ROWS];
} rows;

static void put_all(uint32_t id[], size_t n, size_t step, uint32_t value)
{
    for (size_t i = 0; i < n; i++)
        id[i * step] = value;
}

/* The numbers of the rows; false when memory is out. */
static bool identify(bp_survey *s, rows *r)
{
    const bp_shape *shape = &s->shape;
    const bp_batch *b = r->batch;
    const size_t step = shape->n_keys + BP_CELL_PARTS;
    uint32_t *rest = r->id + shape->n_keys;
    bool ok = true;
    for (size_t k = 0; k < shape->n_keys; k++)
        ok &= bp_dict_put_all(s->key[k], b->key[k] + r->from, r->n, r->id + k, step);
    put_all(rest + BP_CELL_ORG, r->n, step, BP_NO_ID);
    put_all(rest + BP_CELL_CURRENCY, r->n, step, BP_NO_ID);
    put_all(rest + BP_CELL_YEAR, r->n, step, BP_NO_YEAR);
    if (shape->has_org)
        ok &= bp_dict_put_all(s->org, b->org + r->from, r->n, rest + BP_CELL_ORG, step);
    if (shape->has_currency)
        ok &= bp_dict_put_all(s->currency, b->currency + r->from, r->n,
                              rest + BP_CELL_CURRENCY, step);
    for (size_t i = 0; shape->has_year && i < r->n; i++)
        rest[i * step + BP_CELL_YEAR] = (uint32_t)b->year[r->from + i];
    return ok;
}

static bool cash_below_base(const bp_survey *s, const bp_batch *b, size_t i)
{
    if (s->base == SIZE_MAX || s->tcc == SIZE_MAX)
        return false;
    int64_t base = b->pay[s->base][i], tcc = b->pay[s->tcc][i];
    return base != BP_NO_PAY && tcc != BP_NO_PAY && tcc < base;
}

static bool add_record(bp_survey *s, const bp_batch *b, size_t i, uint32_t slice)
{
    if (!s->shape.keep_records)
        return true;
    if (!bp_reserve(&s->record, &s->cap_records, s->n_records + 1, sizeof s->record[0]))
        return false;
    bp_record_row row = { .row_hash = b->row_hash[i],
                          .who_hash = b->who_hash[i],
                          .pay = b->pay[0][i],
                          .cash_below_base = cash_below_base(s, b, i),
                          .place = b->place[i] };
    s->record[s->n_records++] = (bp_kept_record){ row, slice };
    return true;
}

/* Everything about row i of the batch but its pay in its cell. */
static bool account(bp_survey *s, const bp_batch *b, size_t i, uint32_t slice,
                    uint32_t currency)
{
    const bp_mark mark = { .place = b->place[i], .outcome = BP_USED, .slice = slice };
    if (!bp_audit_count(&s->audit, &mark, (bp_text){ 0 }))
        return false;
    for (size_t w = 0; w < s->shape.n_watched; w++)
        if (!bp_watch_add(&s->watch[w], b->watched[w][i], &b->place[i]))
            return false;
    return add_record(s, b, i, slice) && bp_survey_add_paid(s, b, i, currency);
}

static bool account_all(bp_survey *s, const rows *r)
{
    const size_t step = s->shape.n_keys + BP_CELL_PARTS;
    const bp_place *place = r->batch->place + r->from;
    const uint32_t *id = r->id + s->shape.n_keys, *before = id;
    uint32_t slice = BP_NO_ID;
    for (size_t i = 0; i < r->n; i++, before = id, id += step) {
        const uint32_t year = id[BP_CELL_YEAR], currency = id[BP_CELL_CURRENCY];
        if (i == 0 || year != before[BP_CELL_YEAR] ||
            currency != before[BP_CELL_CURRENCY] || place[i].file != place[i - 1].file)
            slice = bp_audit_slice(&s->audit, (int32_t)year, currency, place[i].file);
        if (slice == BP_NO_ID || !account(s, r->batch, r->from + i, slice, currency))
            return false;
    }
    return true;
}

static bool add_pay(bp_survey *s, const rows *r)
{
    const bp_cellset *c = &s->cells;
    for (size_t e = 0; e < c->n_elements; e++) {
        const int64_t *pay = r->batch->pay[e] + r->from;
        for (size_t i = 0; i < r->n; i++) {
            const bp_run *run = &c->run[r->cell[i] * c->n_elements + e];
            __builtin_prefetch(run->value + run->n, 1);
        }
        for (size_t i = 0; i < r->n; i++)
            if (pay[i] != BP_NO_PAY &&
                !bp_run_add(&c->run[r->cell[i] * c->n_elements + e], pay[i]))
                return false;
    }
    return true;
}

bp_status bp_survey_add(bp_survey *s, const bp_batch *b, bp_err *err)
{
    rows r;
    r.batch = b;
    for (r.from = 0; r.from < b->n; r.from += r.n) {
        r.n = b->n - r.from < ROWS ? b->n - r.from : ROWS;
        bool ok = identify(s, &r) && account_all(s, &r);
        bp_status status = BP_OK;
        if (ok)
            status =
                bp_cellset_put_all(&s->cells, r.id, b->place + r.from, r.n, r.cell, err);
        if (status != BP_OK)
            return status;
        if (!ok || !add_pay(s, &r))
            return bp_fail(err, NULL, BP_ELIMIT, "no memory for the survey");
    }
    return BP_OK;
}
