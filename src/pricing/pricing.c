/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricing.c - what jobs are worth, from several surveys, on one date.
 *
 * Every survey is asked first, once for all of its jobs; then each job is priced by
 * itself: its sources are brought to the date, the level of the job and the place, in
 * that order and without rounding in between, and composed. */
#include "benchpay/pricing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ageing.h"
#include "base/str.h"
#include "base/text.h"
#include "ingest/elements.h"
#include "pricing/priceowned.h"

#define UNITS_SCALE 6 /* of figures that are converted */

void bp_pricing_free(bp_pricing *p)
{
    bp_pricing_owned *o = (bp_pricing_owned *)p;
    if (o == NULL)
        return;
    bp_price_cuts_release(&o->cuts);
    bp_matches_release(&o->matches);
    bp_places_release(&o->places);
    bp_rates_free(o->rates);
    bp_arena_release(&o->text);
    free(o->found);
    free(o->first);
    free(o->job);
    bp_reads_release(&o->reads);
    free(o->warning);
    free(o->staff);
    free(o);
}

/* ---- asking the surveys ---- */

/* Asks a survey for the matches that are its own. */
static bp_status ask_survey(bp_pricing_owned *o, size_t survey, bp_err *err)
{
    const bp_matches *m = &o->matches;
    const bp_pricing_question *q = o->made.question;
    size_t n = 0;
    bp_sought *sought = bp_alloc(0, m->n, sizeof *sought);
    bp_source_found *found = bp_alloc(0, m->n, sizeof *found);
    bp_status status =
        sought != NULL && found != NULL ? BP_OK : bp_no_memory(err, "the prices");
    for (size_t i = 0; status == BP_OK && i < m->n; i++)
        if (m->match[i].survey == survey)
            sought[n++] = (bp_sought){
                .match = m->match[i].text,
                .cut = m->match[i].cut,
                .title = m->job[m->match[i].job].title,
                .at = { .file = m->file, .line = m->match[i].line, .name = "cut" }
            };
    if (status == BP_OK && n > 0)
        status =
            bp_source_ask(found, &o->reads, q, &o->survey[survey],
                          q->cuts != NULL ? &o->cuts : NULL, sought, n, &o->text, err);
    for (size_t i = 0, k = 0; status == BP_OK && i < m->n; i++)
        if (m->match[i].survey == survey)
            o->found[i] = found[k++];
    free(sought);
    free(found);
    return status;
}

static bp_status ask_all(bp_pricing_owned *o, bp_err *err)
{
    o->found = bp_alloc(0, o->matches.n, sizeof *o->found);
    if (o->found == NULL)
        return bp_no_memory(err, "the prices");
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < o->n_surveys; i++)
        status = ask_survey(o, i, err);
    return status;
}

/* What a survey is said to be in, or its figures are. */
static bp_status own_currency(const char **out, const bp_pricing_survey *s,
                              const bp_source_found *f, bp_err *err)
{
    *out = s->currency != NULL ? s->currency : f->currency;
    return s->currency == NULL || f->currency == NULL ||
                   strcmp(s->currency, f->currency) == 0
               ? BP_OK
               : bp_fail(err, NULL, BP_EDATA,
                         "survey '%s' is said to be in %s, and its figures are in %s",
                         s->name, s->currency, f->currency);
}

/* Without a currency to convert into, all sources that say theirs have the same. */
static bp_status find_currency(bp_pricing_owned *o, bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    o->made.currency = q->currency;
    for (size_t i = 0; q->currency == NULL && i < o->matches.n; i++) {
        const bp_pricing_survey *s = &o->survey[o->matches.match[i].survey];
        const char *own;
        bp_status status = own_currency(&own, s, &o->found[i], err);
        if (status != BP_OK)
            return status;
        if (!o->found[i].found || own == NULL)
            continue;
        if (o->made.currency == NULL)
            o->made.currency = own;
        if (strcmp(o->made.currency, own) != 0)
            return bp_fail_hint(err, NULL, BP_EDATA, (bp_hint){ BP_HINT_CURRENCY, NULL },
                                "survey '%s' is in %s, others are in %s, and there is no "
                                "currency to convert into",
                                s->name, own, o->made.currency);
    }
    return BP_OK;
}

/* ---- the steps of a source ---- */

/* The rate at which a source is converted, where it is in another currency. */
static bp_status find_rate(size_t *out, const bp_pricing_owned *o,
                           const bp_pricing_survey *s, const bp_source_found *f,
                           bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    const char *own;
    const int32_t on = f->effective != 0 ? f->effective : f->last;
    *out = BP_NO_RATE;
    bp_status status = own_currency(&own, s, f, err);
    if (status != BP_OK)
        return status;
    if (q->currency == NULL || own == NULL || strcmp(own, q->currency) == 0)
        return BP_OK;
    if (o->rates == NULL)
        return bp_fail(err, NULL, BP_EDATA,
                       "survey '%s' is in %s: there are no rates into %s", s->name, own,
                       q->currency);
    *out = bp_rates_find(o->rates, bp_text_of(own),
                         (bp_date){ on / 10000, on / 100 % 100, on % 100 });
    return *out != BP_NO_RATE
               ? BP_OK
               : bp_fail(err, NULL, BP_EDATA,
                         "survey '%s' is in %s, of which there is no rate", s->name, own);
}

/* Half to even at the hundredth, as pay of rows is.
 *   rate  BP_NO_RATE: it stays as it is
 * False: it is too large. */
static bool convert(double *x, const bp_rates *r, size_t rate)
{
    const double size = *x * (double)bp_pow10(UNITS_SCALE);
    if (rate == BP_NO_RATE)
        return true;
    if (!(fabs(size) < 0x1p63))
        return false;
    int64_t units = llround(size);
    const bool fits = bp_rate_convert(&units, r->rate[rate].units, r->from, UNITS_SCALE);
    *x = bp_money_double(units, UNITS_SCALE);
    return fits;
}

/* ";bonus:0.02", ";bonus:2025:0.02;bonus:2026:0.03". */
static void put_own(bp_str *s, const bp_element_movement *own)
{
    const bp_movement *m = &own->movement;
    for (size_t i = 0; i < m->n; i++) {
        bp_str_printf(s, ";%s:", own->pay);
        if (m->year[i] != 0)
            bp_str_printf(s, "%d:", m->year[i]);
        bp_str_number(s, m->rate[i]);
    }
}

/* One rate is a number; several, and those of parts, are a text. */
static bp_status tell_movement(bp_price_line *l, bp_pricing_owned *o,
                               const bp_pricing_survey *of, size_t which, bool apart,
                               bp_err *err)
{
    char text[BP_MOVEMENT_TEXT];
    bp_str s = { 0 };
    l->movement = which == 0 ? &of->movement : &of->own[which - 1].movement;
    bp_movement_text(text, l->movement);
    bp_str_puts(&s, text);
    for (size_t i = 0; apart && i < of->n_own; i++)
        put_own(&s, &of->own[i]);
    if (!s.failed && strchr(bp_str_text(&s).at, ':') != NULL)
        l->yearly = bp_arena_copy(&o->text, s.at, s.n);
    const bool failed = s.failed || l->yearly == NULL;
    bp_str_release(&s);
    return failed ? bp_no_memory(err, "the prices") : BP_OK;
}

static bp_status age(bp_price_line *l, bp_pricing_owned *o, const bp_pricing_survey *s,
                     const bp_source_found *f, bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    const bp_ageing to = bp_source_ageing(q, s);
    const size_t which = f->element != NULL ? bp_ageing_which(&to, f->element) : 0;
    const bool dated = s->effective != 0 || f->effective != 0;
    bp_err cause;
    l->factor = 1;
    l->by_row = f->effective == 0;
    l->effective = f->effective != 0 ? f->effective : dated ? s->effective : f->first;
    l->latest = dated ? 0 : f->last;
    const bool apart =
        l->by_row && f->element != NULL && bp_elements_move_apart(&to, f->element);
    bp_status status = tell_movement(l, o, s, which, apart, err);
    if (status != BP_OK || !dated)
        return status;
    l->months = 12 * bp_ageing_years(l->effective, q->to, q->count);
    if (!l->by_row)
        status = bp_ageing_factor(&l->factor, l->movement, q->ageing, q->count,
                                  l->effective, q->to, &cause);
    return status == BP_OK ? BP_OK
                           : bp_fail(err, NULL, status == BP_ELIMIT ? status : BP_EDATA,
                                     "survey '%s': %s", s->name, cause.text);
}

/* What a source is multiplied by, once it is converted. */
static double multiplier(const bp_price_line *l)
{
    return l->factor * (1 + l->adjust) * (1 + l->geography);
}

static bp_status put_figures(bp_priced_source *s, bp_pricing_owned *o,
                             const bp_source_found *f, size_t rate, bp_err *err)
{
    const size_t n = o->made.question->n_levels;
    const double by = multiplier(&s->line);
    bp_composite_knot *knot = bp_arena_take(&o->text, (f->n_knots + 1) * sizeof *knot);
    s->p = bp_arena_take(&o->text, n * sizeof *s->p);
    if (s->p == NULL || knot == NULL)
        return bp_no_memory(err, "the prices");
    bool fits = true;
    for (size_t k = 0; k < n; k++) {
        s->p[k] = f->p[k];
        fits = fits && convert(&s->p[k].value, o->rates, rate);
        s->p[k].value *= by;
    }
    for (size_t k = 0; k < f->n_knots; k++) {
        knot[k] = f->knot[k];
        fits = fits && convert(&knot[k].x, o->rates, rate);
        knot[k].x *= by;
    }
    if (!fits)
        return bp_fail(err, NULL, BP_EDATA,
                       "survey '%s': what it has for '%s' is too large to be converted",
                       s->line.survey, s->line.match);
    s->mixture = (bp_composite_source){ .knot = knot, .n = f->n_knots };
    s->line.raw = f->p;
    s->line.p = s->p;
    return BP_OK;
}

/* Everything but its weight. */
static bp_status bring(bp_priced_source *s, bp_pricing_owned *o, size_t match,
                       const char *place, bp_err *err)
{
    const bp_match *m = &o->matches.match[match];
    const bp_source_found *f = &o->found[match];
    const bp_pricing_survey *survey = &o->survey[m->survey];
    size_t rate = BP_NO_RATE;
    const double local = survey->local || o->made.question->places == NULL
                             ? 0
                             : bp_places_find(&o->places, place, f->cut);
    *s = (bp_priced_source){ .line = { .survey = survey->name,
                                       .match = m->text,
                                       .cut = m->cut,
                                       .found = f->found,
                                       .yearly = "",
                                       .factor = 1,
                                       .adjust = m->adjust,
                                       .has_people = f->has_people,
                                       .has_orgs = f->has_orgs,
                                       .people = f->people,
                                       .orgs = f->orgs } };
    s->line.geography = survey->geography == 0 ? local
                        : local == 0           ? survey->geography
                                     : (1 + survey->geography) * (1 + local) - 1;
    bp_status status = f->found ? find_rate(&rate, o, survey, f, err) : BP_OK;
    if (status == BP_OK && f->found)
        status = age(&s->line, o, survey, f, err);
    if (rate != BP_NO_RATE)
        s->line.rate = bp_money_double(o->rates->rate[rate].units, BP_RATE_SCALE);
    return status == BP_OK ? put_figures(s, o, f, rate, err) : status;
}

/* ---- weights ---- */

/* How many of a job's sources are of the same survey and shared alike. */
static size_t sharers(const bp_pricing_owned *o, size_t match, bool blank)
{
    const bp_matches *m = &o->matches;
    const bp_match *own = &m->match[match];
    const size_t first = o->first[own->job];
    size_t n = 0;
    for (size_t i = first; i < first + m->job[own->job].n; i++)
        n += m->match[i].survey == own->survey && o->found[i].found &&
             !(blank && m->match[i].has_weight);
    return n;
}

static bp_status weigh(double *out, const bp_pricing_owned *o, size_t match, bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    const bp_match *m = &o->matches.match[match];
    const bp_source_found *f = &o->found[match];
    const bp_pricing_survey *s = &o->survey[m->survey];
    const bool given =
        q->weights == BP_SOURCES_GIVEN || (q->weights == BP_SOURCES_AUTO && o->given);
    *out = 0;
    if (!f->found)
        return BP_OK;
    if (q->weights == BP_SOURCES_PEOPLE || q->weights == BP_SOURCES_ORGS) {
        const bool people = q->weights == BP_SOURCES_PEOPLE;
        const bp_loc at = { .file = o->matches.file, .line = m->line };
        if (people ? !f->has_people : !f->has_orgs)
            return bp_fail(err, &at, BP_EDATA,
                           "sources weigh as many %s as they have, and survey '%s' does "
                           "not say how many",
                           people ? "people" : "organizations", s->name);
        *out = (double)(people ? f->people : f->orgs);
    } else if (!given) {
        *out = 1 / (double)sharers(o, match, false);
    } else {
        *out = m->has_weight
                   ? m->weight
                   : (s->has_weight ? s->weight : 1) / (double)sharers(o, match, true);
    }
    return BP_OK;
}

static bp_status weigh_all(bp_priced_source source[], const bp_pricing_owned *o,
                           size_t job, bp_err *err)
{
    const size_t n = o->matches.job[job].n, first = o->first[job];
    bool any = false;
    bp_sum sum = { { 0 } };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i++) {
        status = weigh(&source[i].omega, o, first + i, err);
        any |= source[i].line.found;
        bp_sum_add(&sum, source[i].omega);
    }
    if (status != BP_OK)
        return status;
    const double all = bp_sum_value(&sum);
    const bp_loc at = { .file = o->matches.file, .line = o->matches.job[job].line };
    if (any && !(all > 0))
        return bp_fail(err, &at, BP_EDATA,
                       "job '%s': the weights of its sources are all 0",
                       o->matches.job[job].job);
    for (size_t i = 0; i < n; i++) {
        source[i].line.omega = source[i].omega;
        source[i].line.weight = all > 0 ? source[i].omega / all : 0;
        source[i].mixture.weight = source[i].omega;
    }
    return BP_OK;
}

/* ---- composites ---- */

static void put_target(bp_price_line *l, const bp_pricing_question *q)
{
    double x = 0;
    l->target = (bp_price){ BP_PRICE_NOT_ESTIMABLE, 0, 0 };
    if (bp_price_at(&x, l->p, q->level, q->n_levels, q->target))
        l->target = (bp_price){ BP_PRICE_SHOWN, 0, x * (1 + q->target_plus) };
}

static size_t median_of(const bp_pricing_question *q)
{
    size_t k = 0;
    while (k < q->n_levels && bp_level_compare(q->level[k], (bp_level){ 1, 2 }) != 0)
        k++;
    return k;
}

/* A level that a source lacks: its P50 times the ratio of the others that have both. */
static void fill_level(bp_priced_source source[], size_t n, size_t own, size_t k,
                       size_t median)
{
    bp_sum level = { { 0 } }, middle = { { 0 } };
    for (size_t i = 0; i < n; i++) {
        const bp_priced_source *s = &source[i];
        if (i == own || !s->line.found || s->p[k].state != BP_PRICE_SHOWN ||
            s->p[median].state != BP_PRICE_SHOWN)
            continue;
        bp_sum_add(&level, s->omega * s->p[k].value);
        bp_sum_add(&middle, s->omega * s->p[median].value);
    }
    const double at_level = bp_sum_value(&level), at_median = bp_sum_value(&middle);
    if (at_level > 0 && at_median > 0)
        source[own].p[k] =
            (bp_price){ BP_PRICE_FILLED, 0,
                        source[own].p[median].value * at_level / at_median };
}

static void fill_levels(bp_priced_source source[], size_t n, const bp_pricing_question *q)
{
    const size_t median = median_of(q);
    for (size_t i = 0; q->fill && median < q->n_levels && i < n; i++)
        for (size_t k = 0; source[i].line.found && k < q->n_levels; k++)
            if (!bp_price_known(&source[i].p[k]) && source[i].omega > 0 &&
                source[i].p[median].state == BP_PRICE_SHOWN)
                fill_level(source, n, i, k, median);
}

static void count_sources(bp_price_line *c, const bp_priced_source source[], size_t n)
{
    c->has_people = c->has_orgs = true;
    for (size_t i = 0; i < n; i++) {
        const bp_price_line *l = &source[i].line;
        if (!l->found || !(source[i].omega > 0))
            continue;
        c->found = true;
        c->has_people &= l->has_people;
        c->has_orgs &= l->has_orgs;
        c->people += l->people;
        c->orgs += l->orgs;
    }
    c->has_people &= c->found;
    c->has_orgs &= c->found;
}

/* Was a level of one that counts filled?  Then so is that of the composite. */
static bool is_filled(const bp_priced_source source[], size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++)
        if (source[i].line.found && source[i].p[k].state == BP_PRICE_FILLED)
            return true;
    return false;
}

static bp_status compose(bp_job_price *j, bp_pricing_owned *o,
                         const bp_priced_source source[], bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    bp_price *p = bp_arena_take(&o->text, q->n_levels * sizeof *p);
    bp_price_line *c = &j->composite;
    if (p == NULL)
        return bp_no_memory(err, "the prices");
    *c = (bp_price_line){
        .effective = q->to, .cut = "", .yearly = "", .weight = 1, .p = p
    };
    count_sources(c, source, j->n);
    for (size_t k = 0; k < q->n_levels; k++) {
        p[k] = q->composite == BP_COMPOSITE_MIXTURE
                   ? bp_price_mixture(source, j->n, bp_level_share(q->level[k]))
                   : bp_price_average(source, j->n, k);
        if (p[k].state == BP_PRICE_SHOWN && q->composite == BP_COMPOSITE_AVERAGE &&
            is_filled(source, j->n, k))
            p[k].state = BP_PRICE_FILLED;
    }
    put_target(c, q);
    return BP_OK;
}

/* ---- jobs ---- */

static bp_status price_job(bp_pricing_owned *o, size_t at, size_t job, const char *place,
                           bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    const bp_matched_job *m = &o->matches.job[job];
    bp_job_price *j = &o->job[at];
    bp_priced_source *source = bp_alloc(0, m->n, sizeof *source);
    bp_price_line *line = bp_arena_take(&o->text, m->n * sizeof *line);
    *j = (bp_job_price){ .job = m->job,
                         .title = m->title,
                         .grade = m->grade,
                         .location = place != NULL ? place : m->location,
                         .source = line,
                         .n = m->n };
    bp_status status =
        source != NULL && line != NULL ? BP_OK : bp_no_memory(err, "the prices");
    if (status == BP_OK && q->places != NULL)
        status = bp_places_check(&o->places, j->location, err);
    for (size_t i = 0; status == BP_OK && i < m->n; i++)
        status = bring(&source[i], o, o->first[job] + i, j->location, err);
    if (status == BP_OK)
        status = weigh_all(source, o, job, err);
    if (status == BP_OK) {
        fill_levels(source, m->n, q);
        status = compose(j, o, source, err);
    }
    for (size_t i = 0; status == BP_OK && i < m->n; i++) {
        put_target(&source[i].line, q);
        line[i] = source[i].line;
    }
    if (status == BP_OK && o->staff != NULL)
        bp_price_staff_put(&j->staff, &o->level, &o->staff[job], &j->composite.target);
    if (status == BP_OK)
        status = bp_price_warn(o, at, source, err);
    free(source);
    return status;
}

static bp_status price_all(bp_pricing_owned *o, bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    const size_t places = q->n_locations > 0 ? q->n_locations : 1;
    bp_status status = BP_OK;
    o->job = bp_alloc(0, places * o->matches.n_jobs, sizeof *o->job);
    if (o->job == NULL)
        return bp_no_memory(err, "the prices");
    o->made.job = o->job;
    o->made.n_jobs = o->matches.n_jobs;
    for (size_t l = 0; status == BP_OK && l < places; l++)
        for (size_t i = 0; status == BP_OK && i < o->matches.n_jobs; i++)
            status = price_job(o, o->made.n++, i,
                               q->n_locations > 0 ? q->location[l] : NULL, err);
    return status;
}

/* ---- the whole ---- */

static bp_status check(const bp_pricing_question *q, bp_err *err)
{
    if (q->n_levels == 0 || q->n_levels > BP_LEVELS_MAX)
        return bp_fail(err, NULL, BP_EUSAGE, "prices have 1 to %d levels", BP_LEVELS_MAX);
    for (size_t k = 1; k < q->n_levels; k++)
        if (bp_level_compare(q->level[k - 1], q->level[k]) >= 0)
            return bp_fail(err, NULL, BP_EUSAGE, "the levels of prices ascend");
    if (q->to <= 0)
        return bp_fail(err, NULL, BP_EUSAGE, "prices are of a date");
    if (bp_level_compare(q->target, q->level[0]) < 0 ||
        bp_level_compare(q->target, q->level[q->n_levels - 1]) > 0)
        return bp_fail(err, NULL, BP_EUSAGE, "the target is outside the levels");
    if (q->n_locations > 0 && q->places == NULL)
        return bp_fail(err, NULL, BP_EUSAGE, "places need their differentials");
    if (q->rates != NULL && q->currency == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "there are rates, but no currency to convert into");
    return BP_OK;
}

static bp_status read_files(bp_pricing_owned *o, bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    bp_status status = q->cuts != NULL ? bp_price_cuts_read(&o->cuts, q, err) : BP_OK;
    o->survey = q->cuts != NULL ? o->cuts.survey : q->survey;
    o->n_surveys = q->cuts != NULL ? o->cuts.n : q->n_surveys;
    if (status == BP_OK)
        status = bp_matches_read(&o->matches, &o->reads, q, o->survey, o->n_surveys, err);
    if (status == BP_OK && q->cuts != NULL &&
        !bp_reads_add_table(&o->reads, o->cuts.table->file, o->cuts.table, &o->text))
        status = bp_no_memory(err, "the prices");
    if (status == BP_OK && q->places != NULL)
        status = bp_places_read(&o->places, q->places, err);
    if (status == BP_OK && q->rates != NULL)
        status = bp_rates_read(&o->rates, q->rates, q->currency, q->rates_from, err);
    if (status != BP_OK)
        return status;
    o->first = bp_alloc(0, o->matches.n_jobs, sizeof *o->first);
    if (o->first == NULL)
        return bp_no_memory(err, "the prices");
    for (size_t i = 1; i < o->matches.n_jobs; i++)
        o->first[i] = o->first[i - 1] + o->matches.job[i - 1].n;
    for (size_t i = 0; i < o->matches.n; i++) {
        o->given |= o->matches.match[i].has_weight;
        o->made.has_cuts |= o->matches.match[i].cut[0] != '\0';
    }
    for (size_t i = 0; i < o->n_surveys; i++)
        o->given |= o->survey[i].has_weight;
    return BP_OK;
}

/* Unknown places are an error before anything is read. */
static bp_status check_places(const bp_pricing_owned *o, bp_err *err)
{
    const bp_pricing_question *q = o->made.question;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < q->n_locations; i++)
        status = bp_places_check(&o->places, q->location[i], err);
    return status;
}

static bp_status build(bp_pricing_owned *o, bp_err *err)
{
    bp_status status = read_files(o, err);
    if (status == BP_OK)
        status = check_places(o, err);
    if (status == BP_OK)
        status = ask_all(o, err);
    if (status == BP_OK)
        status = bp_price_check_found(o, err);
    if (status == BP_OK)
        status = find_currency(o, err);
    if (status == BP_OK && o->made.question->employees != NULL)
        status = bp_price_staff_read(o, err);
    if (status == BP_OK)
        status = price_all(o, err);
    if (status == BP_OK)
        status = bp_pay_level_check(&o->level, NULL, true, err);
    o->made.warning = o->warning;
    o->made.input = o->reads.input;
    o->made.n_inputs = o->reads.n_inputs;
    o->made.recoded = o->reads.recoded;
    o->made.n_recoded = o->reads.n_recoded;
    return status;
}

bp_status bp_pricing_new(bp_pricing **out, const bp_pricing_question *q, bp_err *err)
{
    bp_status status = check(q, err);
    bp_pricing_owned *o = status == BP_OK ? bp_alloc(sizeof *o, 0, 0) : NULL;
    if (status == BP_OK && o == NULL)
        status = bp_no_memory(err, "the prices");
    if (status == BP_OK) {
        o->made.question = q;
        status = build(o, err);
    }
    if (status == BP_OK)
        *out = &o->made;
    else
        bp_pricing_free(o != NULL ? &o->made : NULL);
    return status;
}
