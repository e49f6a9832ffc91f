/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.c - from the values of options to a question.
 *
 * Options come in any order, from a profile and from the command line, so each only
 * stores its value; what they mean together is checked and put together once all were
 * read. */
#include "cli/request.h"

#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/hints.h"
#include "cli/tiers.h"
#include "ingest/role.h"

bp_status bp_request_init(bp_request *r, bp_err *err)
{
    *r = (bp_request){
        .method = { .sort = BP_SORT_NAME,
                    .ci = { .method = BP_CI_AUTO, .level = .95, .seed = 1 } },
        .rules = BP_RULES_SURVEY,
        .growth = { .anchor = BP_ANCHOR_LAST,
                    .min_people = BP_YEAR_PEOPLE,
                    .level = .95,
                    .seed = 1 },
        .threshold = BP_THRESHOLD,
        .explained = { 1, 2 },
        .format = BP_FORMAT_TEXT,
        .csv_guard = true,
        .progress = true,
    };
    bp_reading_init(&r->reading);
    bp_choice_init(&r->choice);
    return bp_request_set_levels(r, BP_LEVELS_STANDARD, NULL, err);
}

void bp_request_release(bp_request *r)
{
    bp_words *const lists[] = {
        &r->said,           &r->asked,    &r->file,     &r->missing, &r->job,
        &r->where,          &r->by,       &r->output,   &r->row,     &r->cell,
        &r->price.location, &r->scope_on, &r->scope_at, &r->adjust
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        free(lists[i]->at);
    bp_tier_request_release(&r->tiers);
    bp_recode_free(r->recoding);
    free(r->filter);
    free(r->cut);
    free(r->spread);
    free(r->map);
    free(r->scenario);
    free(r->level);
    free(r->age.own);
    bp_arena_release(&r->text);
    *r = (bp_request){ 0 };
}

static bool has_level(const bp_request *r, bp_level new)
{
    for (size_t i = 0; i < r->n_level; i++)
        if (bp_level_compare(r->level[i], new) == 0)
            return true;
    return false;
}

static bp_status add_level(bp_request *r, const char *word, const bp_loc *at, bp_err *err)
{
    bp_level level;
    if (bp_level_parse(&level, word, NULL) != BP_OK)
        return bp_fail(
            err, at, BP_EUSAGE,
            "'%s' is not a level in percent from 0 to 100, as in " BP_LEVELS_STANDARD,
            word);
    if (has_level(r, level))
        return bp_fail(err, at, BP_EUSAGE, "level %s appears twice", word);
    if (r->n_level == BP_LEVELS_MAX)
        return bp_fail(err, at, BP_EUSAGE, "more than %d levels", BP_LEVELS_MAX);
    if (!bp_reserve(&r->level, &r->cap_level, r->n_level + 1, sizeof r->level[0]))
        return bp_fail(err, at, BP_ELIMIT, "no memory for the levels");
    r->level[r->n_level++] = level;
    return BP_OK;
}

bp_status bp_request_set_levels(bp_request *r, const char *list, const bp_loc *at,
                                bp_err *err)
{
    bp_words words = { 0 };
    bp_status status = bp_arg_list(&words, &r->text, list, at, err);
    r->n_level = 0;
    for (size_t i = 0; status == BP_OK && i < words.n; i++)
        status = add_level(r, words.at[i], at, err);
    free(words.at);
    return status;
}

bp_status bp_request_map(bp_request *r, const char *role, const char *column,
                         const bp_loc *at, bp_err *err)
{
    size_t place;
    bp_status status = bp_arg_word(&place, role, bp_role_names(), at, err);
    if (status != BP_OK)
        return status;

    size_t i = 0;
    while (i < r->n_map && strcmp(r->map[i].role, role) != 0)
        i++;
    if (!bp_reserve(&r->map, &r->cap_map, i + 1, sizeof r->map[0]))
        return bp_no_memory(err, "the columns");
    r->map[i] = (bp_map){ .role = role, .column = column };
    if (i == r->n_map)
        r->n_map++;
    return BP_OK;
}

static bool exceeds(bp_decimal a, bp_decimal b)
{
    return (bp_int128)a.units * bp_pow10(b.scale) >
           (bp_int128)b.units * bp_pow10(a.scale);
}

void bp_request_beside(const char *out[BP_BESIDE_MAX], const bp_request *r)
{
    const char *const all[BP_BESIDE_MAX] = {
        r->offers.amount_file, r->offers.list,   r->offers.published,
        r->choice.rates,       r->choice.peers,  r->profile,
        r->rules_file,         r->ledger,        r->recode,
        r->staff.structure,    r->staff.market,  r->staff.employees,
        r->staff.merit.matrix, r->price.surveys, r->price.geography,
        r->price.movements
    };
    memcpy(out, all, sizeof all);
}

size_t bp_request_standard_inputs(const bp_request *r)
{
    const char *beside[BP_BESIDE_MAX];
    size_t n = 0;
    bp_request_beside(beside, r);
    for (size_t i = 0; i < r->file.n; i++)
        n += strcmp(r->file.at[i], "-") == 0;
    for (size_t i = 0; i < BP_BESIDE_MAX; i++)
        n += beside[i] != NULL && strcmp(beside[i], "-") == 0;
    return n;
}

static bp_status check_offer(const bp_request *r, bp_err *err)
{
    const bp_offer_question *o = &r->offers;
    if ((r->amount != NULL) + (o->amount_file != NULL) + (o->list != NULL) > 1)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "an amount, --offer-file and --offers exclude each other");
    if ((o->range_min.units > 0) != (o->range_max.units > 0))
        return bp_fail(err, NULL, BP_EUSAGE, "--range-min and --range-max go together");
    if (o->range_min.units > 0 && !exceeds(o->range_max, o->range_min))
        return bp_fail(err, NULL, BP_EUSAGE, "--range-min must be below --range-max");
    return BP_OK;
}

/* The column of weights; NULL: none was named. */
static const char *weight_of(const bp_request *r)
{
    const char *column = r->choice.weight;
    for (size_t i = 0; column == NULL && i < r->n_map; i++)
        if (strcmp(r->map[i].role, "weight") == 0 && r->map[i].column[0] != '\0')
            column = r->map[i].column;
    return column;
}

static bp_status check_sense(const bp_request *r, bp_err *err)
{
    const bp_choice *c = &r->choice;
    if (bp_request_standard_inputs(r) > 1)
        return bp_fail(err, NULL, BP_EUSAGE, "standard input ('-') is named twice");
    if (c->has_min_pay && c->has_max_pay && exceeds(c->min_pay, c->max_pay))
        return bp_fail(err, NULL, BP_EUSAGE, "--min-pay is above --max-pay: no pay fits");
    if (c->rates != NULL && c->currency == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--fx needs --currency CODE, which pay is converted into");
    if (c->rates_from && c->rates == NULL)
        return bp_fail(err, NULL, BP_EUSAGE, "--fx-direction is about the rates of --fx");
    if (c->weights == BP_UNWEIGHTED && weight_of(r) != NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--weight needs --weights freq, sampling or analytic, which says "
                       "what they mean");
    if (c->weights != BP_UNWEIGHTED && weight_of(r) == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--weights needs --weight COLUMN, which has them");
    if (c->local && (c->rates == NULL || r->by.n == 0))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--local needs --fx FILE, by which pay is converted, and --by");
    if (r->reading.no_header && r->reading.header_row > 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--no-header and --header-row contradict each other");
    return check_offer(r, err);
}

static bp_status cut_rows(bp_request *r, bp_err *err)
{
    r->filter = bp_alloc(0, r->row.n, sizeof *r->filter);
    if (r->filter == NULL)
        return bp_no_memory(err, "the command line");
    for (size_t i = 0; i < r->row.n; i++) {
        const char *row = r->row.at[i], *equals = strchr(row, '=');
        const bp_text column = bp_text_trim((bp_text){ row, (size_t)(equals - row) });
        r->filter[i] =
            (bp_row_filter){ bp_arena_copy(&r->text, column.at, column.n), equals + 1 };
        if (r->filter[i].column == NULL)
            return bp_no_memory(err, "the command line");
    }
    return BP_OK;
}

static bp_status settle_offer(bp_request *r, bp_err *err)
{
    bp_offer_question *o = &r->offers;
    bp_status status = cut_rows(r, err);
    o->row = r->filter;
    o->n_rows = r->row.n;
    o->has_amount = r->amount != NULL;
    return status == BP_OK && o->has_amount
               ? bp_arg_money(&o->amount, &o->currency, r->amount,
                              r->reading.number_format, NULL, err)
               : status;
}

/* Copies what was settled: nothing is decided here. */
bp_question bp_request_question(const bp_request *r, bp_subject subject)
{
    const bp_tier_request *t = &r->tiers;
    const char *const *name = t->name.n > 0 ? t->name.at : NULL;
    return (bp_question){
        .subject = subject,
        .sensitivity = r->sensitivity,
        .reading = r->reading,
        .choice = r->choice,
        .method = r->method,
        .rules = r->rules,
        .own_rules = &r->own_rules,
        .ledger = r->ledger,
        .as_with_ledger = r->as_with_ledger,
        .tiers = { .name = t->name.at, .n_names = r->choice.n_bands > 0 ? t->name.n : 0 },
        .range = { t->has_range, t->range, t->point, name, t->n_points },
        .offers = r->offers,
        .growth = { .plan = r->growth,
                    .matching = r->matching,
                    .required = r->asks_growth },
        .scope = r->scope,
        .equity = r->equity,
        .labels = r->labels,
    };
}

/* Pay is aged where a date is given; the rest says how.  Prices have a date of their own.
 */
static bp_status settle_age(bp_request *r, bp_err *err)
{
    bp_age_request *a = &r->age;
    const bool moves = a->how.movement.n > 0 || a->how.n_own > 0;
    a->how.own = a->own;
    r->choice.age = a->how.to != 0 ? &a->how : NULL;
    if (a->how.to != 0 && !moves)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "--age-to needs --movement RATE, by which pay moves in a year, as "
                       "3.5%%");
    return a->how.to == 0 && moves
               ? bp_fail(err, NULL, BP_EUSAGE,
                         "--movement needs --age-to DATE, to which pay is aged")
               : BP_OK;
}

bp_status bp_request_check_age(const bp_request *r, bp_err *err)
{
    return r->age.form_given && r->age.how.to == 0
               ? bp_fail(err, NULL, BP_EUSAGE,
                         "--ageing and --day-count are about --age-to")
               : BP_OK;
}

bp_status bp_request_check_seed(const bp_request *r, bp_err *err)
{
    const bp_ci_method method = r->method.ci.method;
    if (!r->says_seed || method == BP_CI_BOOTSTRAP || method == BP_CI_BCA)
        return BP_OK;
    return bp_fail(err, NULL, BP_EUSAGE,
                   "--seed is of what is drawn: of --ci-method bootstrap or bca");
}

bp_status bp_request_settle(bp_request *r, bp_err *err)
{
    bp_status status = check_sense(r, err);
    if (status == BP_OK)
        status = bp_request_settle_growth(r, err);
    if (status == BP_OK)
        status = settle_offer(r, err);
    if (status == BP_OK && r->recode != NULL)
        status = bp_recode_read(&r->recoding, r->recode, err);
    if (status == BP_OK)
        status = settle_age(r, err);
    if (status != BP_OK)
        return status;

    bp_choice *c = &r->choice;
    r->reading.file = r->file.at;
    r->reading.n_files = r->file.n;
    r->reading.missing = r->missing.at;
    r->reading.n_missing = r->missing.n;
    r->reading.map = r->map;
    r->reading.n_map = r->n_map;
    r->reading.recode = r->recoding;
    r->reading.keep_places = r->excluded != NULL;
    r->reading.keep_values = r->propose != NULL;
    c->job = r->job.at;
    c->n_job = r->job.n;
    c->where = r->where.at;
    c->n_where = r->where.n;
    r->scope.se = r->equity.se = r->se;
    r->equity.adjust = r->adjust.at;
    r->equity.n_adjust = r->adjust.n;
    r->scope.on = r->scope_on.at;
    r->scope.n_on = r->scope_on.n;
    r->scope.at = r->scope_at.at;
    r->scope.n_at = r->scope_at.n;
    c->by = r->by.at;
    c->n_by = r->by.n;
    r->method.level = r->level;
    r->method.n_levels = r->n_level;
    r->labels.request = r->said.at;
    r->labels.n_request = r->said.n;
    r->labels.asked = r->asked.at;
    r->labels.n_asked = r->asked.n;
    r->labels.program = "benchpay";
    r->labels.settings = bp_setting_words;
    return BP_OK;
}

const bp_question *bp_request_employees(const bp_request *r, bp_question *room)
{
    if (r->staff.employees == NULL)
        return NULL;
    *room = bp_request_question(r, BP_ASK_PERCENTILES);
    room->reading.file = &r->staff.employees;
    room->reading.n_files = 1;
    return room;
}
