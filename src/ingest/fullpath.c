/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record at a time, with everything that a request can ask of it.
 *
 * The rules are tried in the order of bp_rule, and the first that applies excludes the
 * row, so that each row is counted once and the counts add up to the input.  What a rule
 * needs is computed before it is tried; only texts of keys are made last, for rows that
 * are used. */
#include "ingest/fullpath.h"

#include <stdio.h>
#include <string.h>

#include "base/band.h"
#include "data/fill.h"
#include "ingest/bands.h"
#include "ingest/nonperson.h"
#include "ingest/pay.h"
#include "ingest/period.h"
#include "ingest/rowhash.h"
#include "ingest/rowweight.h"
#include "ingest/share.h"
#include "ingest/variables.h"

/* What is known of a row before it is used or excluded. */
typedef struct bp_row {
    bp_plan_row in;
    bp_place place;
    int32_t year;
    int32_t date; /* as in a batch */
    bp_text code; /* the currency that it was paid in; ISO codes in upper case */
    char iso[3];
    bp_row_pay pay;
    bp_row_weight weight; /* where the shape has weights */
    bp_text currency;     /* the one that `pay` is in */
    size_t rate;          /* at which it was converted; BP_NO_RATE: it was not */
    bool unrated;         /* it was to be, and there is no rate */
    bool unaged;          /* it was to be brought to a date, and cannot be */
    bool peer;            /* its organisation is one */
    bp_banded banded;
    bool repaired;   /* a key was a date that had been a band */
    int64_t prorate; /* of employees, as in a bp_staff_row */
    int32_t hired;   /* likewise */
} bp_row;

/* What is told of a row that is excluded.
 *   column  in the file, and its name; SIZE_MAX: it is about the row as a whole */
static bp_reject rejected(const bp_row *row, bp_rule rule, size_t column,
                          const char *name, const char *limit)
{
    const bp_reading *reading = row->in.plan->reading;
    const bool known = column < row->in.record->n;
    bp_reject x = { .rule = rule,
                    .place = row->place,
                    .year = row->year,
                    .currency = row->currency,
                    .field = known ? column + 1 : 0,
                    .column = known ? name : "",
                    .limit = limit };
    if (known && reading->keep_places && reading->show_values)
        x.value = bp_text_trim(row->in.record->field[column]);
    return x;
}

static bp_text org_of(const bp_rows *r, const bp_row *row)
{
    const char *org = r->plan->constants.org;
    return org != NULL ? bp_text_of(org) : bp_plan_cell(&row->in, r->plan->fields.org);
}

/* So many cells of a row are filled where it is no remark or heading. */
#define SOMEBODY_FILLED 3

static bool is_of_somebody(const bp_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; filled < SOMEBODY_FILLED && i < row->in.record->n; i++)
        filled += bp_text_trim(row->in.record->field[i]).n > 0;
    return filled == SOMEBODY_FILLED || filled == row->in.record->n;
}

static bp_status reject(bp_rows *r, const bp_row *row, bp_rule rule, size_t wanted,
                        const char *limit, bp_err *err)
{
    const bp_plan *p = r->plan;
    const bool known = wanted != BP_NOT_WANTED;
    const bp_reject x =
        rejected(row, rule, known ? bp_plan_written(&row->in, wanted)->at : SIZE_MAX,
                 known ? p->wanted.column[wanted].name : "", limit);
    bp_counts *c = &r->counts;
    c->excluded[rule]++;
    bool malformed =
        rule == BP_RULE_QUOTE || rule == BP_RULE_RAGGED || rule == BP_RULE_NUMBER;
    if (malformed && row->place.order < c->place.order) {
        c->malformed = rule;
        c->place = row->place;
        c->wanted = wanted;
        c->found = row->in.record->n;
        c->value[0] = '\0';
        if (known && p->reading->show_values) {
            bp_text value = bp_plan_cell(&row->in, wanted);
            int n = (int)(value.n < BP_VALUE_SHOWN ? value.n : BP_VALUE_SHOWN);
            snprintf(c->value, sizeof c->value, "%.*s", n, value.at);
        }
    }
    if (malformed && p->reading->strict)
        return bp_counts_fail(c, p, "", err);
    if (rule != BP_RULE_QUOTE && rule != BP_RULE_RAGGED && is_of_somebody(row))
        bp_counts_name_org(c, org_of(r, row));
    return bp_survey_reject(r->survey, &x, err);
}

/* Excludes a row that is nobody's.
 *   column  in the file; SIZE_MAX: it is about the row as a whole
 *   what    it is instead */
static bp_status reject_summary(bp_rows *r, const bp_row *row, size_t column,
                                const char *what, bp_err *err)
{
    const bp_layout *l = &r->plan->head[r->file].layout;
    const bool known = column < l->n_columns;
    const bp_reject x = rejected(row, BP_RULE_SUMMARY, known ? column : SIZE_MAX,
                                 known ? l->name[column] : "", what);
    r->counts.excluded[BP_RULE_SUMMARY]++;
    return bp_survey_reject(r->survey, &x, err);
}

bool bp_full_peer(bp_rows *r, bp_text org, bp_text name)
{
    const bp_peers *peers = r->plan->peers;
    size_t i = bp_peers_find(peers, org);
    if (i == SIZE_MAX)
        i = bp_peers_find(peers, name);
    if (i != SIZE_MAX)
        r->counts.peer[i] = true;
    return i != SIZE_MAX;
}

static void find_peer(bp_rows *r, bp_row *row)
{
    const bp_fields *f = &r->plan->fields;
    row->peer =
        r->plan->peers != NULL && bp_full_peer(r, bp_plan_cell(&row->in, f->org),
                                               bp_plan_cell(&row->in, f->org_name));
}

static bp_text peer_text(const bp_row *row)
{
    return bp_text_of(row->peer ? BP_PEERS_IN : BP_PEERS_OUT);
}

/* By its conditions and its job. */
static bool is_chosen(bp_rows *r, const bp_row *row)
{
    const bp_plan *p = r->plan;
    for (size_t i = 0; i < p->choice->n_where; i++) {
        const bp_condition *c = &p->condition[i];
        const size_t at = bp_plan_written(&row->in, c->column)->at;
        const bp_text cell = c->of_peers ? peer_text(row) : row->in.record->field[at];
        if (!bp_condition_holds(c, cell, &r->rules[i]))
            return false;
        r->counts.passed[i]++;
    }
    for (size_t i = 0; i < p->choice->n_job; i++) {
        bp_text job = bp_text_trim(bp_text_of(p->choice->job[i]));
        for (size_t k = 0; k < 2; k++)
            if (p->fields.job[k] != BP_NOT_WANTED &&
                bp_text_alike(bp_plan_cell(&row->in, p->fields.job[k]), job))
                return true;
    }
    return p->choice->n_job == 0;
}

/* The date in a wanted column; {0}: there is none. */
static bp_date date_in(const bp_row *row, size_t wanted)
{
    bp_date date;
    return wanted != BP_NOT_WANTED &&
                   bp_date_read(&date, bp_plan_cell(&row->in, wanted),
                                bp_plan_written(&row->in, wanted)->date)
               ? date
               : (bp_date){ 0 };
}

/* The year, and the date that is kept. */
static void find_year(const bp_rows *r, bp_row *row)
{
    const bp_plan *p = r->plan;
    const size_t w = bp_fields_year(&p->fields), day = p->fields.date;
    const bool dated = p->shape.has_date && day != BP_NOT_WANTED;
    const bp_date date = date_in(row, w);
    row->date = bp_date_number(dated ? date_in(row, day) : p->constants.date);
    row->year = date.year != 0                                ? date.year
                : w == BP_NOT_WANTED && p->constants.has_year ? p->constants.year[r->file]
                                                              : BP_NO_YEAR;
}

/* Puts the pay into the one currency that was asked for, where there are rates. */
static void convert(bp_rows *r, bp_row *row)
{
    const bp_plan *p = r->plan;
    row->currency = row->code;
    if (p->rates == NULL || row->code.n == 0 || row->pay.rule != BP_RULE_COUNT ||
        bp_text_equal(row->code, bp_text_of(p->choice->currency)))
        return;
    row->rate = bp_row_pay_convert(&row->pay, &row->in, row->code, row->year);
    row->unrated = row->rate == BP_NO_RATE;
    if (!row->unrated)
        row->currency = bp_text_of(p->choice->currency);
}

/* Brings the pay to the date that was asked for; rows without a date are rejected later,
 * and which rows must have a movement is known once all were read. */
static void age(bp_rows *r, bp_row *row)
{
    const bp_plan *p = r->plan;
    if (row->date == 0 || row->pay.rule != BP_RULE_COUNT)
        return;
    for (size_t e = 0; e < p->shape.n_elements; e++) {
        const bp_element *pay = &p->elements.at[e];
        int64_t *value = &row->pay.value[e];
        bp_age_part part[BP_PARTS_MAX];
        if (!bp_element_is_pay(pay) || *value == BP_NO_PAY)
            continue;
        for (size_t i = 0; i < pay->n; i++)
            part[i] = (bp_age_part){ pay->moves[i], row->pay.part[pay->part[i]] };
        row->unaged |= !bp_row_age(value, &r->ages, p->choice->age, part, pay->n,
                                   row->date, p->shape.scale);
    }
}

/* Room for the texts of one row. */
static bp_status make_room(bp_rows *r, const bp_row *row, bp_err *err)
{
    const bp_plan *p = r->plan;
    size_t need = row->currency.n + 32 * BP_KEYS_MAX + org_of(r, row).n;
    for (size_t k = 0; k < p->shape.n_keys; k++)
        need += bp_plan_cell(&row->in, p->keys.wanted[k]).n + row->code.n + r->longest;
    for (size_t v = 0; v < p->variables.n; v++)
        need += bp_plan_cell(&row->in, p->variables.at[v].wanted).n;
    for (size_t w = 0; w < p->shape.n_watched; w++)
        need += bp_plan_cell(&row->in, p->fields.watched[w]).n;
    if (p->shape.staff != 0)
        need += bp_plan_cell(&row->in, p->fields.person).n;
    for (size_t c = 0; p->shape.staff != 0 && c < BP_STAFF_COLUMNS; c++)
        need += bp_plan_cell(&row->in, p->fields.staff[c]).n;
    return bp_store_room(&r->store, r->survey, need, err);
}

static bp_text key_text(bp_rows *r, bp_row *row, size_t k)
{
    const bp_plan *p = r->plan;
    bp_band_date date;
    char text[32];
    if (p->keys.kind[k] == BP_KEY_CURRENCY || p->keys.kind[k] == BP_KEY_LOCAL)
        return bp_store_keep(&r->store, row->code);
    if (p->keys.kind[k] == BP_KEY_PEERS)
        return bp_store_keep(&r->store, peer_text(row));
    if (p->keys.kind[k] == BP_KEY_DATE) {
        const int n = snprintf(text, sizeof text, "%08d", (int)row->date);
        return bp_store_keep(&r->store, (bp_text){ text, (size_t)n });
    }
    if (p->keys.kind[k] == BP_KEY_YEAR) {
        int n = row->year == BP_NO_YEAR
                    ? 0
                    : snprintf(text, sizeof text, "%d", (int)row->year);
        return bp_store_keep(&r->store, (bp_text){ text, (size_t)n });
    }
    bp_text t = bp_plan_cell(&row->in, p->keys.wanted[k]);
    if (p->reading->n_missing > 0 && bp_plan_missing(&row->in, t))
        t.n = 0;
    if (p->keys.kind[k] == BP_KEY_BAND) {
        row->banded = bp_bands_place(&t, p->choice, t,
                                     bp_plan_written(&row->in, p->keys.wanted[k])->style);
        return bp_store_keep(&r->store, t);
    }
    if (p->keys.kind[k] == BP_KEY_REPAIR && bp_band_damaged(t, &date)) {
        int n = snprintf(text, sizeof text, "%u-%u", date.low, date.high);
        row->repaired = true;
        return bp_store_keep(&r->store, (bp_text){ text, (size_t)n });
    }
    /* A survey takes blanks for one by itself, fences do not. */
    return r->within != NULL ? bp_store_space(&r->store, t) : bp_store_keep(&r->store, t);
}

static bool has_weights(const bp_rows *r)
{
    return r->plan->shape.weights != BP_UNWEIGHTED;
}

/* What weighs nothing is in no figure: it has no pay, and is in no organization. */
static bool is_weightless(const bp_rows *r, const bp_row *row)
{
    return has_weights(r) && row->weight.units == 0;
}

/* What is kept of an employee. */
static void fill_staff(bp_rows *r, const bp_row *row, bp_batch *b, size_t i)
{
    const bp_fields *f = &r->plan->fields;
    b->who[i] = bp_store_space(&r->store, bp_plan_cell(&row->in, f->person));
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++) {
        bp_text t = bp_plan_cell(&row->in, f->staff[c]);
        t.n = bp_plan_missing(&row->in, t) ? 0 : t.n;
        b->staff[c][i] = bp_store_keep(&r->store, t);
    }
    b->fte[i] = row->pay.fte;
    b->by_time[i] = row->pay.by_time;
    b->prorate[i] = (int32_t)row->prorate;
    b->hired[i] = row->hired;
}

static void fill_row(bp_rows *r, bp_row *row)
{
    const bp_shape *s = &r->plan->shape;
    bp_batch *b = &r->store.batch;
    size_t i = b->n;
    for (size_t e = 0; e < s->n_elements; e++)
        b->pay[e][i] = is_weightless(r, row) ? BP_NO_PAY : row->pay.value[e];
    if (has_weights(r))
        b->weight[i] = row->weight.units;
    for (size_t k = 0; k < s->n_keys; k++)
        b->key[k][i] = key_text(r, row, k);
    for (size_t v = 0; v < s->n_variables; v++) {
        if (s->variable_text[v])
            b->label[v][i] = bp_store_keep(&r->store, bp_variable_label(&row->in, v));
        else
            b->number[v][i] = bp_variable_number(&row->in, v);
    }
    for (size_t w = 0; w < s->n_watched; w++)
        b->watched[w][i] =
            bp_store_keep(&r->store, bp_plan_cell(&row->in, r->plan->fields.watched[w]));
    b->org[i] = bp_store_keep(&r->store, is_weightless(r, row) ? (bp_text){ "", 0 }
                                                               : org_of(r, row));
    b->year[i] = row->year;
    b->date[i] = row->date;
    b->currency[i] = bp_store_keep(&r->store, row->currency);
    b->file = row->place.file;
    b->order[i] = row->place.order;
    b->line[i] = row->place.line;
    if (s->staff != 0)
        fill_staff(r, row, b, i);
    if (s->keep_records || s->keep_people || s->keep_rows)
        bp_rowhash_record(b, i, r->plan, r->file, row->in.record);
}

/* Events of rates are counted by the currency they are for, others by that of the pay. */
static void count_event(bp_rows *r, const bp_row *row, bp_event_kind kind)
{
    bool rated = kind == BP_EVENT_CONVERTED || kind == BP_EVENT_UNRATED;
    bool sized = kind == BP_EVENT_CONVERTED || kind == BP_EVENT_KEPT;
    bp_events_count(&r->counts.events, kind, kind == BP_EVENT_CONVERTED ? row->rate : 0,
                    rated ? row->code : row->currency, row->year,
                    sized ? bp_event_size(row->pay.value[0]) : 0, row->place);
}

/* The period column says that it is a year's pay, and it is too small for one. */
static bool is_small_year(const bp_rows *r, const bp_row *row)
{
    const bp_plan *p = r->plan;
    return p->fields.period != BP_NOT_WANTED && row->pay.period == BP_PERIOD_ANNUAL &&
           p->elements.at[0].ratio == BP_RATIO_NONE &&
           row->pay.value[0] < BP_SMALL_FOR_A_YEAR * bp_pow10(p->shape.scale);
}

/* Is it in another currency than the one asked for?  Nobody asks for its band. */
static bool is_other(const bp_rows *r, const bp_row *row)
{
    const char *asked = r->plan->shape.currency;
    return asked != NULL && r->plan->shape.has_currency &&
           bp_currency_is_other(row->currency, bp_text_of(asked));
}

static void count_used(bp_rows *r, const bp_row *row)
{
    const bp_plan *p = r->plan;
    bool rounded = false, scientific = false;
    for (size_t w = 0; w < p->wanted.n; w++) {
        if (!p->wanted.column[w].pay)
            continue;
        const bp_pay *cell = &row->pay.cell[w];
        rounded |= cell->rounded;
        scientific |= cell->scientific;
        if (r->listed[w] && cell->found == BP_FOUND_MISSING)
            bp_events_count(&r->counts.events, BP_EVENT_BLANK, w, row->currency,
                            row->year, 0, row->place);
    }
    if (row->rate != BP_NO_RATE)
        count_event(r, row, BP_EVENT_CONVERTED);
    else if (p->rates != NULL)
        count_event(r, row, BP_EVENT_KEPT);
    if (row->banded != BP_BANDED_IN && !is_other(r, row))
        count_event(r, row,
                    row->banded == BP_BANDED_OUTSIDE ? BP_EVENT_OUTSIDE
                                                     : BP_EVENT_UNNUMBERED);
    if (row->repaired)
        count_event(r, row, BP_EVENT_REPAIRED);
    if (row->unaged)
        bp_events_count(&r->counts.events, BP_EVENT_UNAGED, (size_t)row->date,
                        row->currency, row->year, 0, row->place);
    r->counts.used++;
    r->counts.rounded += rounded;
    r->counts.scientific += scientific;
    r->counts.unread += row->pay.unread;
    r->counts.part_time += row->pay.part_time;
    if (has_weights(r)) {
        r->counts.weights_rounded += row->weight.rounded;
        r->counts.weightless += row->weight.units == 0;
    }
    r->counts.paid_for[row->pay.period]++;
    r->counts.small_year += is_small_year(r, row);
}

/* Leaves the row that was filled last to distinct.h. */
static bp_status keep_for_person(bp_rows *r, const bp_row *row, bool doubtful,
                                 bp_err *err)
{
    const bp_plan *p = r->plan;
    const size_t w = p->fields.date != BP_NOT_WANTED ? p->fields.date : p->fields.year;
    bp_text person = bp_plan_cell(&row->in, p->fields.person);
    const bp_date d = date_in(row, w);
    if (bp_plan_missing(&row->in, person))
        person.n = 0;
    if (!bp_distinct_add(&r->distinct, &r->store.batch, r->store.batch.n, person,
                         d.year * 10000 + d.month * 100 + d.day))
        return bp_no_memory(err, "one row a person");
    count_used(r, row);
    if (doubtful)
        bp_places_add(&r->counts.summaries, row->place);
    return BP_OK;
}

/* The first variable that is to be above 0, and is not; BP_NOT_WANTED: none. */
static size_t find_not_positive(const bp_rows *r, const bp_row *row)
{
    const bp_plan *p = r->plan;
    for (size_t v = 0; v < p->variables.n; v++)
        if (bp_variable_rule(&row->in, v) == BP_RULE_SCOPE)
            return p->variables.at[v].wanted;
    return BP_NOT_WANTED;
}

/* The rules in their order, once the row is chosen. */
static bp_status apply_rules(bp_rows *r, bp_row *row, bp_err *err)
{
    const bp_plan *p = r->plan;
    size_t year = bp_fields_year(&p->fields);
    char limit[BP_LIMIT_TEXT];
    size_t column = SIZE_MAX;
    const char *what = "";
    bool doubtful;
    if (bp_nonperson_sums_up(r, row->in.record, &column, &what, &doubtful))
        return reject_summary(r, row, column, what, err);
    if (row->in.record->position >= r->tail && row->pay.rule == BP_RULE_COUNT &&
        row->pay.value[0] > 0) {
        bp_label_kind kind;
        column = bp_summaries_said(&p->summaries[r->file], row->in.record, true, &kind);
        if (column != SIZE_MAX || (double)row->pay.value[0] > p->largest)
            return bp_nonperson_wait(r,
                                     &(struct bp_late){ *row->in.record, row->place, kind,
                                                        column, row->pay.value[0] },
                                     err);
    }
    if (bp_nonperson_is_header(r, row->in.record, &row->pay))
        return reject_summary(r, row, bp_plan_written(&row->in, row->pay.wanted)->at,
                              "pay, not the header again", err);
    r->counts.contradicted += row->pay.rule == BP_RULE_PERIOD && row->pay.contradicted;
    if (row->pay.rule != BP_RULE_COUNT)
        return reject(r, row, row->pay.rule, row->pay.wanted, row->pay.limit, err);
    if (p->shape.has_year && row->year == BP_NO_YEAR && p->chosen_year != BP_YEAR_ALL) {
        char style[BP_DATE_NAME];
        bp_date_name(style, bp_plan_written(&row->in, year)->date);
        return reject(r, row, BP_RULE_DATE, year, style, err);
    }
    if (p->choice->age != NULL && row->date == 0)
        return reject(r, row, BP_RULE_DATE, p->fields.date, "a year, month and day", err);
    if (row->unrated) {
        count_event(r, row, BP_EVENT_UNRATED);
        return reject(r, row, BP_RULE_CURRENCY, p->currency.wanted,
                      "a currency with a rate", err);
    }
    const size_t scope = find_not_positive(r, row);
    if (scope != BP_NOT_WANTED)
        return reject(r, row, BP_RULE_SCOPE, scope, "above 0", err);
    size_t first = p->elements.at[0].part[0];
    size_t decides = row->pay.value[0] != BP_NO_PAY ? 0 : 1; /* of a pair, one may do */
    if (!bp_row_pay_within(p, row->pay.value[decides], limit))
        return reject(r, row, BP_RULE_LIMIT, first, limit, err);
    if (has_weights(r) && row->weight.found != BP_WEIGHT_NUMBER)
        return bp_row_weight_fail(row->weight.found, &row->in, err);

    bp_status status = make_room(r, row, err);
    if (status != BP_OK)
        return status;
    fill_row(r, row);
    if (p->shape.currency != NULL) /* it may be another: then nothing is kept of it */
        bp_counts_name_org(&r->counts, org_of(r, row));
    if (p->choice->distinct != BP_DISTINCT_NO)
        return keep_for_person(r, row, doubtful, err);
    if (r->within != NULL && !is_weightless(r, row) &&
        bp_batch_beyond(&r->store.batch, r->store.batch.n, r->within))
        return reject(r, row, BP_RULE_OUTLIER, first, "the fences of its group", err);
    r->store.batch.n++;
    count_used(r, row);
    if (doubtful)
        bp_places_add(&r->counts.summaries, row->place);
    return BP_OK;
}

/* The rest of a row is large, and written before it is read. */
static void row_init(bp_row *row, const bp_rows *r, const bp_record *record)
{
    row->in = (bp_plan_row){ r->plan, r->file, record };
    row->place = bp_rows_place(r, record->position, record->line);
    row->year = BP_NO_YEAR;
    row->date = 0;
    row->rate = BP_NO_RATE;
    row->unrated = row->unaged = row->repaired = row->peer = false;
    row->banded = BP_BANDED_IN;
    row->code = row->currency = (bp_text){ "", 0 };
}

/* A variable that is missing, or no number, leaves its row out as pay that is. */
static void find_variables(const bp_rows *r, bp_row *row)
{
    const bp_plan *p = r->plan;
    for (size_t v = 0; v < p->variables.n; v++) {
        const bp_rule rule = bp_variable_rule(&row->in, v);
        if (rule != BP_RULE_SCOPE)
            bp_row_pay_exclude(&row->pay, rule, p->variables.at[v].wanted,
                               rule == BP_RULE_NUMBER ? "a number" : "");
    }
}

/* A weight that is missing leaves its row out, before all that may be wrong with pay. */
static void find_weight(const bp_rows *r, bp_row *row)
{
    row->weight = bp_row_weight_read(&row->in);
    if (row->weight.found == BP_WEIGHT_MISSING)
        bp_row_pay_exclude(&row->pay, BP_RULE_MISSING, r->plan->fields.weight, "");
}

/* The share of the year and the date of hiring; a blank share is all of it. */
static void find_staff(const bp_rows *r, bp_row *row)
{
    const bp_fields *f = &r->plan->fields;
    row->prorate = BP_STAFF_WHOLE;
    if (f->prorate != BP_NOT_WANTED &&
        !bp_plan_missing(&row->in, bp_plan_cell(&row->in, f->prorate)) &&
        !bp_share_read(&row->prorate, &row->in, f->prorate))
        bp_row_pay_exclude(&row->pay, BP_RULE_NUMBER, f->prorate, "a share from 0 to 1");
    row->hired = bp_date_number(date_in(row, f->hired));
    if (row->hired == 0 && f->hired != BP_NOT_WANTED)
        bp_row_pay_exclude(&row->pay, BP_RULE_DATE, f->hired, "a date");
}

static bp_status take_chosen(bp_rows *r, bp_row *row, bp_err *err)
{
    bp_row_pay_read(&row->pay, &row->in);
    if (r->plan->shape.staff != 0)
        find_staff(r, row);
    if (has_weights(r))
        find_weight(r, row);
    find_variables(r, row);
    find_year(r, row);
    row->code = bp_row_pay_currency(row->iso, &row->in, &row->pay);
    convert(r, row);
    if (r->plan->choice->age != NULL)
        age(r, row);
    return apply_rules(r, row, err);
}

bp_status bp_full_take_chosen(bp_rows *r, const bp_record *record, bp_err *err)
{
    bp_row row;
    row_init(&row, r, record);
    find_peer(r, &row);
    return take_chosen(r, &row, err);
}

/* The record with the cells that it is read with. */
static bp_record recode(bp_rows *r, const bp_record *record)
{
    const bp_head *h = &r->plan->head[r->file];
    bp_record now = *record;
    if (h->recode == NULL)
        return now;
    memcpy(r->recoded, record->field, record->n * sizeof record->field[0]);
    bp_head_recode(h, r->recoded, r->counts.recoded);
    now.field = r->recoded;
    return now;
}

bp_status bp_full_take(void *arg, const bp_record *record, bp_err *err)
{
    bp_rows *r = arg;
    const bp_layout *l = &r->plan->head[r->file].layout;
    if (record->line < l->data_line)
        return BP_OK;
    bp_row row;
    row_init(&row, r, record);
    r->counts.rows++;
    if (record->broken)
        return reject(r, &row, BP_RULE_QUOTE, BP_NOT_WANTED,
                      "a delimiter behind a closing quote", err);
    if (record->n != l->n_columns && bp_nonperson_is_remark(r, record))
        return reject_summary(r, &row, SIZE_MAX, "a row, not a remark", err);
    if (record->n != l->n_columns) {
        char limit[BP_LIMIT_TEXT];
        snprintf(limit, sizeof limit, "%zu fields", l->n_columns);
        return reject(r, &row, BP_RULE_RAGGED, BP_NOT_WANTED, limit, err);
    }
    const bp_record now = recode(r, record);
    row.in.record = &now;
    find_peer(r, &row);
    if (!is_chosen(r, &row)) {
        if (is_of_somebody(&row))
            bp_counts_name_org(&r->counts, org_of(r, &row));
        bp_survey_filter(r->survey, (uint32_t)r->file);
        return BP_OK;
    }
    return take_chosen(r, &row, err);
}

bp_status bp_full_take_late(bp_rows *r, const struct bp_late *late, bp_lateness what,
                            bp_err *err)
{
    bp_row row;
    row_init(&row, r, &late->record);
    find_peer(r, &row);
    row.place = late->place;
    if (what == BP_LATE_SUMMARY) {
        find_year(r, &row);
        return reject_summary(r, &row, late->column, "one person", err);
    }
    if (what == BP_LATE_DOUBTFUL)
        bp_places_add(&r->counts.summaries, late->place);
    return take_chosen(r, &row, err);
}
