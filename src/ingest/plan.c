/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps that make a plan, in their order.
 *
 * The order is a matter of what is known when: keys decide whether base pay that was
 * converted may be taken, that decides which column the element `base` and a condition on
 * it mean, and only when all columns are known can they be looked for in further files.
 * It is written down here, once, and the steps know nothing of each other. */
#include "ingest/plan.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lookalike.h"
#include "base/mem.h"
#include "ingest/further.h"
#include "ingest/grouppay.h"
#include "ingest/grouprows.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/paycuts.h"
#include "ingest/period.h"
#include "ingest/request.h"
#include "ingest/rowdoubt.h"
#include "ingest/rowweight.h"
#include "ingest/stated.h"
#include "ingest/weights.h"

/* A first row whose cells look like names and like data. */
static void ask_about_header(const bp_plan *p, size_t f)
{
    const bp_layout *l = &p->head[f].layout;
    char line[24];
    snprintf(line, sizeof line, "%llu", (unsigned long long)l->data_line);
    const bp_setting settings[] = { { BP_SET_NO_HEADER, NULL, NULL },
                                    { BP_SET_HEADER_ROW, NULL, line } };
    if (l->header_unsure)
        bp_doubts_add(p->doubts, "header",
                      &(bp_loc){ .file = p->file[f],
                                 .sheet = bp_input_sheet(p->head[f].input),
                                 .line = l->data_line },
                      settings, 2,
                      "this can be the header, or the first row of a file without one");
}

static bp_status open_heads(bp_plan *p, bool again, bp_err *err)
{
    const size_t n = p->n_files;
    p->head = bp_alloc(0, n, sizeof *p->head);
    p->file = bp_alloc(0, n, sizeof *p->file);
    p->written = bp_alloc(0, n, sizeof *p->written);
    p->summed = bp_alloc(0, n, sizeof *p->summed);
    if (p->head == NULL || p->file == NULL || p->written == NULL || p->summed == NULL)
        return bp_no_memory(err, "%zu files", n);
    bool sheets = p->reading->sheet == NULL;
    for (size_t f = 0; f < n; f++) {
        bp_status status =
            f == 1 ? bp_further_open(p->head, p->reading, again, err) : BP_OK;
        if (status == BP_OK && p->head[f].input == NULL)
            status =
                bp_head_open_likely(&p->head[f], p->reading, f, again, p->doubts, err);
        if (status != BP_OK)
            return status;
        p->file[f] = bp_input_name(p->head[f].input);
        sheets |= bp_input_sheet(p->head[f].input) != NULL;
        ask_about_header(p, f);
    }
    if (!sheets)
        return bp_fail(err, NULL, BP_EUSAGE, "no workbook to take the sheet '%.100s' of",
                       p->reading->sheet);
    return BP_OK;
}

/* A column that is to be recoded, and that no file has, is a slip. */
static bp_status check_recoded(const bp_plan *p, bp_err *err)
{
    const bp_recode *list = p->reading->recode;
    for (size_t i = 0; list != NULL && i < list->n; i++) {
        bool there = false;
        for (size_t f = 0; f < p->n_files; f++)
            there |= p->head[f].recoded[i] != SIZE_MAX;
        if (there)
            continue;
        const bp_layout *l = &p->head[0].layout;
        const bp_loc at = { .file = list->file, .line = list->column[i].line };
        const char *name = list->column[i].name;
        const char *near =
            bp_text_nearest(name, (const char *const *)l->name, l->n_columns);
        char meant[BP_LOOK_MEANT_ROOM];
        return bp_fail(err, &at, BP_EDATA, "'%s' has no column '%s'%s", p->file[0], name,
                       bp_look_meant(meant, near, name));
    }
    return BP_OK;
}

/* Where one amount in so many lacks an end, it matters what becomes of them: "250,000+"
 * is the highest pay, without which every percentile is too low. */
#define OPEN_ENDED 10

/* Cells that hold ranges say three things; those of no more than two classes, such as
 * "<=50K" and ">50K", say nothing that a percentile could be of. */
static void ask_about_ranges(const bp_plan *p, const bp_lookup *l)
{
    static const bp_setting setting[] = { { BP_SET_RANGE, NULL, "mid" },
                                          { BP_SET_RANGE, NULL, "low" },
                                          { BP_SET_RANGE, NULL, "high" } };
    const bp_element *pay = &p->elements.at[0];
    const bp_wanted_column *c = &p->wanted.column[pay->part[0]];
    const bp_evidence *e = &l->head->evidence[c->first];
    const uint64_t open = e->ranges - e->spans, all = e->numbers + e->ranges;
    const bool ranges = bp_evidence_kind(e) == BP_COLUMN_RANGE;
    if (pay->n != 1 || (!ranges && (open == 0 || OPEN_ENDED * open < all)))
        return;
    const bp_loc at = { .file = l->file, .name = c->name };
    const bool asked = l->reading->range == BP_RANGE_NONE;
    if (e->spans == 0 && e->distinct <= 2 && e->ranges > e->distinct)
        bp_doubts_add(l->doubts, "range", &at, NULL, 0,
                      "its cells say no more of pay than that it is above an amount, or "
                      "below it: nobody's is known");
    else if (asked && !ranges)
        bp_doubts_add(
            l->doubts, "range", &at, setting + 1, 2,
            "%llu of its cells say no more than that pay is above an amount, or "
            "below it: they can be read as that amount, or left out",
            (unsigned long long)open);
    else if (asked && e->spans == 0)
        bp_doubts_add(l->doubts, "range", &at, setting + 1, 2,
                      "its cells say that pay is above an amount, or below it, and no "
                      "more: those with a low or with a high end can be meant");
    else if (asked)
        bp_doubts_add(l->doubts, "range", &at, setting, 3,
                      "its cells hold ranges of pay: their middle, low or high end can "
                      "be meant");
}

/* Whose pay it is: one column that was named is what was meant, and which it is may be
 * asked about already. */
static bp_status ask_about_groups(bp_plan *p, const bp_lookup *l, bp_err *err)
{
    const bp_element *pay = &p->elements.at[0];
    const bool asked =
        p->schema.rival[BP_ROLE_BASE][1] != BP_NO_COLUMN ||
        (!p->schema.sure && p->schema.column[BP_ROLE_TOTAL] == BP_NO_COLUMN);
    const bool named = asked || l->choice->pay != NULL ||
                       p->schema.mapped[BP_ROLE_BASE] || p->schema.mapped[BP_ROLE_TOTAL];
    p->people = BP_NO_COLUMN;
    if (pay->n != 1 || pay->years || pay->work || pay->ratio != BP_RATIO_NONE)
        return BP_OK;
    const size_t column = p->wanted.column[pay->part[0]].first;
    bp_status status = bp_group_pay_find(&p->people, l, column, err);
    if (status == BP_OK && p->people != BP_NO_COLUMN && !named)
        bp_group_pay_ask(l, column, p->people);
    return status;
}

/* Rows that are chosen by their dates are of one date, as far as the head can tell. */
static bp_status ask_about_people(const bp_plan *p, const bp_lookup *l, bp_err *err)
{
    if (l->doubts == NULL || l->reading->staff != 0 ||
        bp_conditions_on(p->condition, l->choice->n_where, &p->wanted,
                         p->schema.column[BP_ROLE_DATE]))
        return BP_OK;
    bp_status status = bp_person_ask(l, &p->wanted, p->condition, err);
    return status == BP_OK ? bp_effective_ask(l, err) : status;
}

/* An organisation that was given for all rows is no column to tell peers by. */
static bp_status read_peers(bp_plan *p, bp_err *err)
{
    if (p->schema.column[BP_ROLE_ORG] == BP_NO_COLUMN)
        return bp_fail_hint(err, &(bp_loc){ .file = p->file[0] }, BP_EDATA,
                            (bp_hint){ BP_HINT_MAP, "org" },
                            "there is no organization column to find peers in");
    return bp_peers_read(&p->peers, p->choice->peers, err);
}

/* Two columns that may be the currency, and whether they said another one of some row. */
typedef struct rivals {
    const size_t *column; /* [2] */
    bool differ;
} rivals;

static bp_status hold_currencies(void *arg, const bp_record *r, bp_err *err)
{
    rivals *k = arg;
    char iso[2][3];
    bp_text said[2];
    (void)err;
    for (size_t i = 0; i < 2; i++)
        said[i] = bp_currency_fold(bp_text_trim(r->field[k->column[i]]), iso[i]);
    k->differ |= !bp_text_equal(said[0], said[1]);
    return BP_OK;
}

/* A currency in two columns, by its code and by its name, is no question. */
static bp_status settle_currency(bp_schema *s, const bp_head *h, bp_err *err)
{
    size_t *rival = s->rival[BP_ROLE_CURRENCY];
    rivals k = { .column = rival };
    if (s->column[BP_ROLE_CURRENCY] != BP_NO_COLUMN || rival[1] == BP_NO_COLUMN)
        return BP_OK;
    const bp_status status = bp_head_rows(h, rival, 2, hold_currencies, &k, err);
    if (status == BP_OK && !k.differ) {
        s->column[BP_ROLE_CURRENCY] = rival[0];
        rival[0] = rival[1] = BP_NO_COLUMN;
    }
    return status;
}

/* What was found in the first file, in the order in which it must be found. */
static bp_status resolve(bp_plan *p, bp_err *err)
{
    const bp_reading *r = p->reading;
    const bp_choice *c = p->choice;
    const bp_layout *layout = &p->head[0].layout;
    const bp_lookup lookup = { r, c, p->file[0], &p->head[0], &p->schema, p->doubts };
    bp_status status = bp_schema_find(&p->schema, p->file[0], layout, p->head[0].evidence,
                                      r->map, r->n_map, err);
    if (status == BP_OK)
        status = settle_currency(&p->schema, &p->head[0], err);
    if (status == BP_OK && r->staff != 0)
        bp_schema_take_base(&p->schema);
    if (status == BP_OK && c->rates != NULL)
        status = bp_rates_read(&p->rates, c->rates, c->currency, c->rates_from, err);
    if (status == BP_OK && c->peers != NULL)
        status = read_peers(p, err);
    if (status == BP_OK)
        status = bp_keys_find(&p->keys, &p->wanted, &lookup, err);
    if (status == BP_OK)
        bp_schema_take_converted(&p->schema, layout, c->currency, p->keys.by_currency);
    if (status == BP_OK)
        status = bp_elements_find(&p->elements, &p->wanted, &lookup, err);
    if (status == BP_OK)
        status =
            bp_fields_find(&p->fields, &p->wanted, &lookup, &p->elements.period, err);
    if (status == BP_OK)
        status = bp_variables_find(&p->variables, &p->wanted, &lookup, err);
    if (status == BP_OK)
        status = bp_conditions_new(&p->condition, &p->wanted, &lookup, err);
    if (status == BP_OK)
        status = ask_about_people(p, &lookup, err);
    if (status == BP_OK)
        status = ask_about_groups(p, &lookup, err);
    if (status == BP_OK)
        status = bp_group_rows_find(&p->group, &p->listed, &lookup, err);
    if (status != BP_OK)
        return status;
    ask_about_ranges(p, &lookup);
    bp_year_ask(&lookup, &p->wanted);
    p->currency = p->constants.currency != NULL
                      ? (bp_pay_currency){ .source = BP_CURRENCY_CONSTANT,
                                           .wanted = BP_NOT_WANTED,
                                           .code = p->constants.currency }
                      : bp_elements_currency(&p->elements, &p->wanted, &lookup);
    if (p->wanted.full)
        return bp_fail(err, NULL, BP_ELIMIT, "the request is about more than %d columns",
                       BP_WANTED_MAX);
    if (p->rates != NULL && p->currency.source == BP_CURRENCY_UNKNOWN)
        return bp_fail_hint(err, &(bp_loc){ .file = p->file[0] }, BP_EDATA,
                            (bp_hint){ BP_HINT_PAID_IN, NULL },
                            "the currency of its pay is not known, so it cannot be "
                            "converted");
    return BP_OK;
}

/* Of so many amounts in a hundred a word says what they are paid for. */
#define SAYING_LEAST 90

/* "$21 an hour" beside "$52,000 a year": the cells are as good as a column. */
static bool is_told_by_cells(const bp_plan *p)
{
    const bp_element *pay = &p->elements.at[0];
    const bp_evidence *e = &p->head[0].evidence[p->wanted.column[pay->part[0]].first];
    return p->reading->period == BP_PERIOD_AS_IS && p->fields.period == BP_NOT_WANTED &&
           !pay->years && !pay->work && pay->ratio == BP_RATIO_NONE &&
           e->amounts_for > 0 &&
           100 * e->periods >= SAYING_LEAST * (e->numbers + e->ranges);
}

/* Pay is annual when the request, a column or its cells say what it is paid for. */
static bp_period find_period(const bp_plan *p)
{
    return p->reading->period != BP_PERIOD_AS_IS || p->fields.period != BP_NOT_WANTED ||
                   p->told_by_cells
               ? BP_PERIOD_ANNUAL
               : bp_elements_period(&p->elements, &p->wanted);
}

/* Percentiles that come again as often as each other, once a group: ranks of people come
 * as they are. */
static bool repeats_levels(const bp_evidence *e)
{
    static const char *const words[][2] = {
        { "25", "50" }, { "P25", "P50" }, { "p25", "p50" }, { "25th", "50th" }
    };
    bool levels = false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        levels |= bp_evidence_has(e, bp_text_of(words[i][0])) &&
                  bp_evidence_has(e, bp_text_of(words[i][1]));
    return levels && e->distinct < 12 && bp_evidence_values(e) % e->distinct == 0;
}

/* Is each row a percentile of its own? */
static bool lists_levels(const bp_plan *p)
{
    const bp_layout *l = &p->head[0].layout;
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_evidence *e = &p->head[0].evidence[i];
        const bool once = e->numbers > 2 && e->distinct == e->numbers;
        if (bp_stated_lists_levels(bp_text_of(l->name[i])) && (once || repeats_levels(e)))
            return true;
    }
    return false;
}

/* Is it a pay scale of a column a step, one of which is the pay? */
static bool is_scale(const bp_plan *p)
{
    const bp_layout *l = &p->head[0].layout;
    const char *pay = p->wanted.column[p->elements.at[0].part[0]].name;
    return l->has_header && bp_stated_is_step(bp_text_of(pay)) &&
           bp_stated_is_scale(l->name, l->n_columns);
}

/* "2023", "FY2023", "total; 2023": a year, and no word of pay. */
static bool is_of_year(const char *name)
{
    return bp_pay_year(bp_text_of(name)) != 0 && !bp_pay_named(bp_text_of(name));
}

/* Is there a column a year, one of which is the pay, and nobody's name or number? */
static bool has_years(const bp_plan *p)
{
    const bp_layout *l = &p->head[0].layout;
    size_t years = 0;
    for (size_t i = 0; l->has_header && i < l->n_columns; i++)
        years += is_of_year(l->name[i]);
    return years > 1 && is_of_year(p->wanted.column[p->elements.at[0].part[0]].name) &&
           !bp_schema_has_people(&p->schema, l);
}

/* Is a row of several people, and does not count as many? */
static bool is_of_posts(const bp_plan *p)
{
    const size_t count = bp_weights_find(&p->head[0], &p->schema).count;
    const bool counted = p->choice->weights == BP_WEIGHTS_FREQ &&
                         p->wanted.column[p->fields.weight].first == count;
    const char *pay = p->wanted.column[p->elements.at[0].part[0]].name;
    return p->people != BP_NO_COLUMN || p->listed || bp_pay_is_of_all(bp_text_of(pay)) ||
           (count != SIZE_MAX && !counted);
}

/* The key that has the texts of a column, or SIZE_MAX.  Keys are blank where a text is
 * said to be missing. */
static size_t key_of(const bp_plan *p, size_t wanted)
{
    for (size_t k = 0; k < p->keys.n && p->reading->n_missing == 0; k++)
        if (p->keys.kind[k] == BP_KEY_TEXT && p->keys.wanted[k] == wanted)
            return k;
    return SIZE_MAX;
}

/* Which ids of rows tell their texts in a watched column, as in a shape. */
static size_t watched_as(const bp_plan *p, size_t wanted)
{
    const size_t key = key_of(p, wanted);
    const bool org =
        p->shape.has_org && p->reading->n_missing == 0 && p->constants.org == NULL;
    return key == SIZE_MAX && org && p->fields.org == wanted ? BP_KEYS_MAX : key;
}

/* The key that has the texts of organisations, as in a shape.  Rows that weigh nothing
 * are in no organisation. */
static size_t org_key(const bp_plan *p)
{
    const bool same = p->shape.has_org && p->constants.org == NULL &&
                      p->choice->weights == BP_UNWEIGHTED;
    return same ? key_of(p, p->fields.org) + 1 : 0;
}

/* Fills all of a zeroed shape but the scale.  In place, so that its padding stays 0, as
 * bp_needs_of expects. */
static void fill_shape(bp_shape *s, const bp_plan *p)
{
    const bp_reading *r = p->reading;
    const size_t year = bp_fields_year(&p->fields);
    const size_t currency = p->currency.wanted != BP_NOT_WANTED
                                ? p->currency.wanted
                                : p->elements.at[0].part[0];
    s->bits = p->choice->approximate;
    s->n_elements = p->elements.n;
    s->has_whole = p->elements.has_whole;
    s->whole_of = p->elements.whole_of;
    s->has_work = p->elements.has_work;
    s->has_experience = p->elements.has_experience;
    s->n_keys = p->keys.n;
    s->of_posts = is_of_posts(p);
    s->weights = p->choice->weights;
    s->of_lines = bp_elements_published(&p->elements, &p->wanted) || lists_levels(p) ||
                  has_years(p) || is_scale(p) || p->group != BP_NO_COLUMN;
    s->has_org =
        !r->without_orgs && (p->fields.org != BP_NOT_WANTED || p->constants.org != NULL);
    s->org_key = org_key(p);
    s->has_person = p->fields.person != BP_NOT_WANTED;
    s->has_year = year != BP_NOT_WANTED || p->constants.has_year;
    s->has_date = (r->keep_dates || p->choice->age != NULL) &&
                  (p->fields.date != BP_NOT_WANTED || p->constants.date.year != 0);
    s->has_currency = p->currency.source != BP_CURRENCY_UNKNOWN;
    s->currency = p->choice->currency;
    s->year_column = year != BP_NOT_WANTED ? p->wanted.column[year].name
                     : s->has_year         ? bp_role_names()[BP_ROLE_YEAR]
                                           : NULL;
    s->currency_column = p->wanted.column[currency].name;
    if (s->weights != BP_UNWEIGHTED)
        s->weight_column = p->wanted.column[p->fields.weight].name;
    s->n_watched = p->fields.n_watched;
    s->n_usual = p->fields.n_usual;
    s->values_most = r->keep_values ? BP_VALUES_MOST : BP_WATCHED_VALUES;
    s->n_files = p->n_files;
    s->file = p->file;
    s->keep_places = r->keep_places;
    s->keep_records = r->keep_records;
    s->keep_people = r->keep_people;
    s->keep_rows = r->keep_rows;
    s->staff = r->staff;
    s->pay_pairs = p->choice->pay_from != NULL;
    for (size_t e = 0; e < s->n_elements; e++) {
        s->element[e] = p->elements.at[e].name;
        s->ratio[e] = p->elements.at[e].ratio;
        s->quotient[e] = p->elements.at[e].quotient;
        s->n_made += s->quotient[e].made;
    }
    for (size_t k = 0; k < s->n_keys; k++)
        s->key[k] = p->keys.name[k];
    s->n_variables = p->variables.n;
    for (size_t v = 0; v < s->n_variables; v++) {
        s->variable[v] = p->choice->variable[v].name;
        s->variable_text[v] = p->variables.at[v].text;
    }
    for (size_t w = 0; w < s->n_watched; w++) {
        s->watched[w] = p->wanted.column[p->fields.watched[w]].name;
        s->watched_as[w] = watched_as(p, p->fields.watched[w]);
    }
}

/* Pay is a whole number of 10^-scale units in 64 bits: nine decimals where numbers stay
 * well inside, two at least.  The scale is one for the whole survey and is decided before
 * its rows are read, from the largest amount of the heads; a later cell may well be
 * larger, so a factor of a thousand is left, but for cents. */
static int scale_of(bp_int128 largest)
{
    int scale = BP_SCALE_MAX;
    while (scale > 2 && largest * 1000 > INT64_MAX / bp_pow10(scale))
        scale--;
    return scale;
}

/* The step of all pay, in units of the scale: a hundredth where four times the largest
 * amount is a number of hundredths that fits 32 bits, else a whole. */
static int64_t scale_step(bp_int128 largest, int scale)
{
    const bool cents = largest * 4 * 100 <= UINT32_MAX;
    return bp_pow10(cents ? scale - 2 : scale);
}

/* Pay grows where it is made annual, hourly pay most, and where it is converted. */
static void find_scale(bp_plan *p)
{
    bp_int128 largest = 1;
    for (size_t w = 0; w < p->wanted.n; w++) {
        const bp_int128 most = p->size[w].largest * p->wanted.column[w].unit;
        largest = most > largest ? most : largest;
    }
    if (p->rates != NULL)
        largest *= bp_rates_highest(p->rates);
    const bp_period longest = p->fields.period != BP_NOT_WANTED || p->told_by_cells
                                  ? BP_PERIOD_HOURLY
                                  : p->reading->period;
    largest *= bp_factor_of(p->reading, longest).times;
    p->shape.scale = scale_of(largest);
    p->shape.step = scale_step(largest, p->shape.scale);
    p->largest = (double)largest * (double)bp_pow10(p->shape.scale);
}

/* What is known of the amounts themselves. */
static bp_status find_amounts(bp_plan *p, bp_err *err)
{
    const bp_lookup lookup = { p->reading,  p->choice,  p->file[0],
                               &p->head[0], &p->schema, p->doubts };
    bp_status status = bp_sizes_find(p->size, p->odd, &p->wanted, &p->fields, p->reading,
                                     p->head, p->written, p->n_files, p->summed, err);
    if (status != BP_OK)
        return status;
    p->units = bp_units_find(&p->wanted, &p->elements, p->size, p->period,
                             p->told_by_cells, p->currency.code, &lookup);
    find_scale(p);
    return p->choice->weights == BP_WEIGHTS_SAMPLING ||
                   p->choice->weights == BP_WEIGHTS_ANALYTIC
               ? bp_weight_scale_find(&p->weight_scale, p->fields.weight, p->reading,
                                      p->head, p->written, p->n_files, err)
               : BP_OK;
}

/* Rows that are totals of others, which shows in amounts and in words. */
static bp_status find_summaries(bp_plan *p, bp_err *err)
{
    bp_status status = BP_OK;
    p->summaries = bp_alloc(0, p->n_files, sizeof *p->summaries);
    if (p->summaries == NULL)
        return bp_no_memory(err, "%zu files", p->n_files);
    for (size_t f = 0; status == BP_OK && f < p->n_files; f++)
        status = bp_summaries_find(&p->summaries[f], &p->head[f], &p->wanted,
                                   p->written[f], p->reading, p->elements.at[0].part[0],
                                   p->shape.scale, p->summed[f], err);
    return status;
}

/* Groups by year are of all years, unless one was named. */
static int choose_year(const bp_plan *p)
{
    const int year = p->choice->year;
    return p->keys.by_year && year <= 0 ? BP_YEAR_ALL : year;
}

/* A period of every row is that of the reading.  The bytes are copied, padding and all,
 * as bp_needs_of expects. */
static bp_status take_constants(bp_plan *p, bp_err *err)
{
    bp_status status = bp_constants_find(&p->constants, p->reading, err);
    if (status != BP_OK || p->constants.period == BP_PERIOD_AS_IS)
        return status;
    memcpy(&p->own, p->reading, sizeof p->own);
    p->own.period = p->constants.period;
    p->reading = &p->own;
    return BP_OK;
}

static bp_status make(bp_plan *p, bool again, bp_err *err)
{
    bp_status status = bp_reading_check(p->reading, err);
    if (status == BP_OK)
        status = bp_choice_check(p->choice, err);
    if (status == BP_OK && p->reading->staff != 0 &&
        p->choice->distinct != BP_DISTINCT_NO)
        status = bp_fail(err, NULL, BP_EUSAGE,
                         "employees are kept row by row: the rows of a person are not "
                         "made one");
    if (status == BP_OK)
        status = take_constants(p, err);
    if (status == BP_OK)
        status = open_heads(p, again, err);
    if (status == BP_OK)
        status = check_recoded(p, err);
    if (status == BP_OK)
        status = resolve(p, err);
    if (status != BP_OK)
        return status;
    p->chosen_year = choose_year(p);
    p->told_by_cells = is_told_by_cells(p);
    p->period = find_period(p);
    fill_shape(&p->shape, p);
    status = bp_pay_cuts_check(p,
                               &(bp_lookup){ p->reading, p->choice, p->file[0],
                                             &p->head[0], &p->schema, p->doubts },
                               err);
    for (size_t f = 0; status == BP_OK && f < p->n_files; f++)
        status = bp_written_find(p->written[f], f, &p->wanted, &p->fields, p->reading,
                                 p->head, p->file, p->doubts, err);
    if (status == BP_OK)
        status = find_amounts(p, err);
    if (status == BP_OK)
        status = find_summaries(p, err);
    for (size_t f = 0; p->n_files > 1 && f < p->n_files; f++)
        bp_head_forget(&p->head[f]);
    p->needs = p->wanted.needs | bp_needs_of(p->reading, p->choice, &p->shape);
    if (p->told_by_cells)
        p->needs |= BP_NEED_TOLD;
    if (bp_factor_of(p->reading, p->reading->period).of != 1)
        p->needs |= BP_NEED_FRACTION;
    return status;
}

bp_status bp_plan_new(bp_plan **out, const bp_reading *reading, const bp_choice *choice,
                      bool again, bp_doubts *doubts, bp_err *err)
{
    bp_plan *p = bp_alloc(0, 1, sizeof *p);
    if (p == NULL)
        return bp_no_memory(err, "a plan");
    p->reading = reading;
    p->choice = choice;
    p->doubts = doubts;
    p->n_files = reading->n_files;
    bp_status status = make(p, again, err);
    if (status != BP_OK) {
        bp_plan_free(p);
        return status;
    }
    assert(p->elements.n > 0 && p->needs != 0);
    *out = p;
    return BP_OK;
}

void bp_plan_free(bp_plan *p)
{
    if (p == NULL)
        return;
    for (size_t f = 0; p->head != NULL && f < p->n_files; f++)
        bp_head_release(&p->head[f]);
    for (size_t w = 0; w < p->wanted.n; w++)
        free(p->odd[w]);
    for (size_t f = 0; p->summaries != NULL && f < p->n_files; f++)
        bp_summaries_release(&p->summaries[f]);
    bp_constants_release(&p->constants);
    bp_rates_free(p->rates);
    bp_peers_free(p->peers);
    free(p->summaries);
    free(p->head);
    free(p->file);
    free(p->written);
    free(p->summed);
    free(p->condition);
    free(p);
}
