/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/plan.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/elements.h"
#include "ingest/keys.h"

size_t bp_plan_want(bp_plan *p, size_t column)
{
    if (column == BP_NO_COLUMN)
        return BP_NOT_WANTED;
    for (size_t w = 0; w < p->n_wanted; w++)
        if (p->wanted[w].first == column)
            return w;
    if (p->n_wanted == BP_WANTED_MAX)
        return BP_NOT_WANTED;
    p->wanted[p->n_wanted] =
        (bp_wanted){ .first = column, .name = p->head[0].layout.name[column] };
    return p->n_wanted++;
}

static bp_status add_conditions(bp_plan *p, bp_err *err)
{
    size_t n = p->choice->n_where;
    p->condition = bp_alloc(0, n, sizeof *p->condition);
    if (p->condition == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu conditions", n);
    for (size_t i = 0; i < n; i++) {
        bp_condition *c = &p->condition[i];
        bp_status status = bp_condition_parse(c, p->choice->where[i], &p->schema,
                                              p->file[0], &p->head[0].layout, err);
        if (status != BP_OK)
            return status;
        c->column = bp_plan_want(p, c->column);
        if (c->column == BP_NOT_WANTED)
            return bp_fail(err, NULL, BP_ELIMIT,
                           "the request is about more than %d columns", BP_WANTED_MAX);
    }
    return BP_OK;
}

static bp_status add_jobs(bp_plan *p, bp_err *err)
{
    const bp_loc at = { .file = p->file[0] };
    if (p->choice->n_job == 0)
        return BP_OK;
    p->job[0] = bp_plan_want(p, p->schema.column[BP_ROLE_JOB]);
    p->job[1] = bp_plan_want(p, p->schema.column[BP_ROLE_TITLE]);
    if (p->job[0] != BP_NOT_WANTED || p->job[1] != BP_NOT_WANTED)
        return BP_OK;
    return bp_fail(
        err, &at, BP_EDATA,
        "--job: there is no job or title column; name it with --map title=COLUMN");
}

static void add_watched(bp_plan *p)
{
    static const bp_role roles[] = { BP_ROLE_TIER,   BP_ROLE_REGION,  BP_ROLE_COUNTRY,
                                     BP_ROLE_SIZE,   BP_ROLE_ORG,     BP_ROLE_EXPERIENCE,
                                     BP_ROLE_PERIOD, BP_ROLE_CURRENCY };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        size_t w = bp_plan_want(p, p->schema.column[roles[i]]);
        if (w == BP_NOT_WANTED)
            continue;
        p->watched[p->shape.n_watched] = w;
        p->shape.watched[p->shape.n_watched++] = p->wanted[w].name;
    }
}

static void add_roles(bp_plan *p)
{
    const size_t *column = p->schema.column;
    p->org = bp_plan_want(p, column[BP_ROLE_ORG]);
    p->year = bp_plan_want(p, column[BP_ROLE_YEAR]);
    p->period = bp_plan_want(p, column[BP_ROLE_PERIOD]);
    if (p->schema.mapped[BP_ROLE_FTE])
        p->fte = bp_plan_want(p, column[BP_ROLE_FTE]);
    if (p->reading->keep_records || p->reading->keep_people)
        p->person = bp_plan_want(p, column[BP_ROLE_PERSON]);
    if (p->reading->keep_records || p->year == BP_NOT_WANTED || p->rates != NULL)
        p->date = bp_plan_want(p, column[BP_ROLE_DATE]);
    if (p->reading->keep_records)
        add_watched(p);
}

static void shape_rest(bp_plan *p)
{
    bp_shape *s = &p->shape;
    size_t year = p->year != BP_NOT_WANTED ? p->year : p->date;
    s->has_org = p->org != BP_NOT_WANTED;
    s->has_person = p->person != BP_NOT_WANTED;
    s->has_year = year != BP_NOT_WANTED;
    s->year_column = s->has_year ? p->wanted[year].name : NULL;
    s->has_currency = p->currency_source != BP_CURRENCY_UNKNOWN;
    s->currency_column =
        p->wanted[p->currency != BP_NOT_WANTED ? p->currency : p->element[0].part[0]]
            .name;
    s->file = p->file;
    s->keep_places = p->reading->keep_places;
    s->keep_records = p->reading->keep_records;
    s->keep_people = p->reading->keep_people;
    s->pay_pairs = p->choice->pay_from != NULL;
}

static bp_status decide_date(const bp_plan *p, size_t f, size_t w, bp_date_style *out,
                             bp_err *err)
{
    const bp_head *h = &p->head[f];
    size_t at = p->written[f][w].at;
    const bp_loc where = { .file = p->file[f], .name = p->wanted[w].name };
    bool sure = bp_date_decide(&h->evidence[at].date, out);
    if (p->reading->date_format != NULL && out->order != BP_DATE_YEAR) {
        if (!bp_date_style_parse(out, p->reading->date_format))
            return bp_fail(
                err, NULL, BP_EUSAGE,
                "--date-format '%s' is not known; write YYYY-MM-DD, DD/MM/YYYY, "
                "MM/DD/YYYY, DD.MM.YYYY and the like",
                p->reading->date_format);
        return BP_OK;
    }
    if (sure)
        return BP_OK;
    char day[BP_DATE_NAME], month[BP_DATE_NAME];
    bp_date_name(day, (bp_date_style){ BP_DATE_DMY, out->mark });
    bp_date_name(month, (bp_date_style){ BP_DATE_MDY, out->mark });
    return bp_fail(err, &where, BP_EDATA,
                   "its dates can be %s or %s; say which with --date-format", day, month);
}

static bp_status decide_style(const bp_plan *p, size_t f, size_t w, bp_written *out,
                              bp_err *err)
{
    const bp_wanted *wanted = &p->wanted[w];
    bp_column_kind kind = bp_evidence_kind(&p->head[f].evidence[out->at]);
    out->numbers = kind != BP_COLUMN_TEXT && kind != BP_COLUMN_EMPTY;
    out->style =
        bp_head_style(&p->head[f], out->at, wanted->pay || kind == BP_COLUMN_MONEY);
    if (p->reading->number_format != NULL &&
        !bp_number_style_parse(&out->style, p->reading->number_format))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--number-format '%s' is not known; write 1,234.56 or 1.234,56 or "
                       "1 234,56 or 1'234.56 or 1234.56 or 1234,56",
                       p->reading->number_format);
    if (w == p->year || w == p->date)
        return decide_date(p, f, w, &out->date, err);
    return BP_OK;
}

/* Where the wanted columns stand in file f, matched by name, and how they are written. */
static bp_status find_in_file(bp_plan *p, size_t f, bp_err *err)
{
    for (size_t w = 0; w < p->n_wanted; w++) {
        bp_written *out = &p->written[f][w];
        bool twice = false;
        out->at = f == 0
                      ? p->wanted[w].first
                      : bp_layout_column(&p->head[f].layout, p->wanted[w].name, &twice);
        const bp_loc at = { .file = p->file[f] };
        if (twice)
            return bp_fail(err, &at, BP_EDATA, "the header '%s' stands twice",
                           p->wanted[w].name);
        if (out->at == SIZE_MAX)
            return bp_fail(err, &at, BP_EDATA, "there is no column '%s', which '%s' has",
                           p->wanted[w].name, p->file[0]);
        bp_status status = decide_style(p, f, w, out, err);
        if (status != BP_OK)
            return status;
    }
    return BP_OK;
}

/* The scale that fits the largest pay of all heads. */
static bp_status find_scale(bp_plan *p, bp_err *err)
{
    bp_int128 largest = 0, times = p->dearest;
    if (p->period != BP_NOT_WANTED || p->reading->period == BP_PERIOD_HOURLY)
        times *= p->reading->hours;
    for (size_t f = 0; f < p->shape.n_files; f++) {
        size_t column[BP_WANTED_MAX], n = 0;
        bp_number_style style[BP_WANTED_MAX];
        for (size_t w = 0; w < p->n_wanted; w++) {
            if (!p->wanted[w].pay)
                continue;
            column[n] = p->written[f][w].at;
            style[n++] = p->written[f][w].style;
        }
        bp_int128 most = 0;
        bp_status status = bp_head_largest(&p->head[f], column, style, n, &most, err);
        if (status != BP_OK)
            return status;
        largest = most > largest ? most : largest;
    }
    p->shape.scale = bp_elements_scale(largest * times);
    p->shape.step = bp_elements_step(largest * times, p->shape.scale);
    return BP_OK;
}

static bp_status open_heads(bp_plan *p, bool again, bp_err *err)
{
    size_t n = p->shape.n_files;
    p->head = bp_alloc(0, n, sizeof *p->head);
    p->file = bp_alloc(0, n, sizeof *p->file);
    p->written = bp_alloc(0, n, sizeof *p->written);
    if (p->head == NULL || p->file == NULL || p->written == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for %zu files", n);
    for (size_t f = 0; f < n; f++) {
        bp_status status = bp_head_open(&p->head[f], p->reading, f, again, err);
        if (status != BP_OK)
            return status;
        p->file[f] = bp_input_name(p->head[f].input);
    }
    return BP_OK;
}

static bp_status open_rates(bp_plan *p, bp_err *err)
{
    p->dearest = 1;
    if (p->choice->rates == NULL)
        return BP_OK;
    bp_status status = bp_rates_read(&p->rates, p->choice->rates, err);
    for (size_t i = 0; status == BP_OK && i < bp_rates_count(p->rates); i++) {
        int64_t rate = bp_rates_at(p->rates, i).units / bp_pow10(BP_RATE_SCALE) + 1;
        p->dearest = rate > p->dearest ? rate : p->dearest;
    }
    return status;
}

static bp_status resolve(bp_plan *p, bp_err *err)
{
    const bp_reading *r = p->reading;
    bp_status status = bp_schema_find(&p->schema, p->file[0], &p->head[0].layout,
                                      p->head[0].evidence, r->map, r->n_map, err);
    if (status == BP_OK)
        status = open_rates(p, err);
    if (status == BP_OK)
        status = bp_keys_choose(p, err);
    if (status == BP_OK)
        status = bp_elements_choose(p, err);
    if (status == BP_OK)
        status = add_jobs(p, err);
    if (status == BP_OK)
        status = add_conditions(p, err);
    if (status != BP_OK)
        return status;
    add_roles(p);
    bp_elements_find_currency(p);
    if (p->rates != NULL && p->currency_source == BP_CURRENCY_UNKNOWN)
        return bp_fail(
            err, &(bp_loc){ .file = p->file[0] }, BP_EDATA,
            "--fx: the currency of its pay is not known; name the column with --map "
            "currency=COLUMN");
    shape_rest(p);
    for (size_t f = 0; status == BP_OK && f < p->shape.n_files; f++)
        status = find_in_file(p, f, err);
    return status == BP_OK ? find_scale(p, err) : status;
}

bp_status bp_plan_new(bp_plan **out, const bp_reading *reading, const bp_choice *choice,
                      bool again, bp_err *err)
{
    bp_plan *p = bp_alloc(0, 1, sizeof *p);
    if (p == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for a plan");
    p->reading = reading;
    p->choice = choice;
    p->shape.n_files = reading->n_files;
    p->job[0] = p->job[1] = p->org = p->person = p->year = BP_NOT_WANTED;
    p->date = p->currency = p->period = p->fte = BP_NOT_WANTED;
    bp_status status = open_heads(p, again, err);
    if (status == BP_OK)
        status = resolve(p, err);
    if (status != BP_OK) {
        bp_plan_free(p);
        return status;
    }
    *out = p;
    return BP_OK;
}

void bp_plan_free(bp_plan *p)
{
    if (p == NULL)
        return;
    for (size_t f = 0; p->head != NULL && f < p->shape.n_files; f++)
        bp_head_release(&p->head[f]);
    bp_rates_free(p->rates);
    free(p->head);
    free(p->file);
    free(p->written);
    free(p->condition);
    free(p);
}
