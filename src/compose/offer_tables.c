/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer_tables.c - offers as rows: for machines all fields of the contract, for people
 * those that a page has room for.
 *
 * A list of offers, the lines of a published table and the groups of a survey are rows of
 * the same fields; they differ in what stands in front of them.  People see a percentile
 * rank; the share of records that machines get beside it is another number. */
#include "compose/offer_tables.h"

#include "compose/fields.h"
#include "compose/place.h"
#include "compose/words.h"

/* What the rows of a table are. */
typedef enum rows_of { OF_ONE, OF_LIST, OF_LINES, OF_GROUPS } rows_of;

/* A table that is being laid out: the list's columns that select a market, or the keys of
 * a table, stand before the fields of the contract. */
typedef struct layout {
    bp_fields f;
    bp_report *r;
    const bp_placements *o;
    rows_of what;
    const bp_percentiles *groups; /* OF_GROUPS */
    bool hidden;                  /* from people */
    size_t band;                  /* its column */
} layout;

static void put_spare(layout *l, const char *key, const char *heading, bp_value v,
                      bp_place_in_row at, double spare)
{
    bp_put_spare(&l->f, key, heading, v, at, spare);
}

static void put(layout *l, const char *key, const char *heading, bp_value v,
                bp_place_in_row at)
{
    bp_put_at(&l->f, key, heading, v, at);
}

static bp_value count_or_none(bool known, uint64_t n)
{
    return bp_value_if(known, bp_value_count(n));
}

static const char *rows_heading(const bp_survey *s, const bp_market *m)
{
    return s == NULL                                         ? "People"
           : m != NULL && bp_market_basis(m) == BP_BASIS_ORG ? "Orgs"
           : bp_survey_of_lines(s)                           ? "Lines"
           : bp_survey_of_posts(s)                           ? "Rows"
                                                             : "People";
}

/* What an amount of the list is; blank ones are not there. */
static bp_figure part(bp_decimal d)
{
    return d.units < 0 ? bp_figure_absent()
                       : bp_figure_of(bp_money_double(d.units, d.scale));
}

static bp_figure bonus_share(const bp_offered *f)
{
    return f->base.units <= 0 || f->bonus.units < 0
               ? bp_figure_absent()
               : bp_figure_of(bp_money_double(f->bonus.units, f->bonus.scale) /
                              bp_money_double(f->base.units, f->base.scale));
}

/* Parts are money, whatever their market is of. */
static bp_value money(const layout *l, bp_decimal d, const bp_market *m)
{
    bp_value v = bp_compose_money(part(d), m, l->o);
    if (v.kind != BP_KIND_MONEY)
        v = bp_money_of(part(d), NULL);
    return v;
}

/* The parts that a list has columns for. */
static void put_parts(layout *l, const bp_placement *k)
{
    const bp_offers *list = l->o->list;
    const bp_offered *f = k->offered;
    const bp_market *m = k->market[BP_FIRST_MARKET];
    if (list->has_base)
        put(l, "base", "Base", money(l, f->base, m), BP_COL_FIELD);
    if (list->has_bonus)
        put_spare(l, "bonus", "Bonus", money(l, f->bonus, m), BP_COL_FIELD, 40);
    if (list->has_base && list->has_bonus) {
        bp_figure share = bonus_share(f), percent = share;
        percent.value *= 100;
        put(l, "bonus_percent", NULL, bp_value_figure(BP_KIND_NUMBER, percent, NULL),
            BP_COL_FIELD);
        put_spare(l, "share", "Bonus %", bp_percent_of(share), BP_COL_DISPLAY, 30);
    }
    if (list->has_tcc)
        put_spare(l, "tcc", "TCC", money(l, f->tcc, m), BP_COL_FIELD, 20);
}

/* What stands in front of a row. */
static void put_front(layout *l, const bp_placement *k, size_t i, size_t m)
{
    const bp_placements *o = l->o;
    const char *const *by = NULL;
    if (l->what == OF_LIST || l->what == OF_LINES)
        put(l, l->what == OF_LIST ? "id" : "row", l->what == OF_LIST ? "Offer" : "Line",
            bp_value_text(k->id), BP_COL_KEY);
    for (size_t c = 0; l->what == OF_LIST && c < o->n_by; c++)
        if (!o->column[c].ignored)
            put(l, o->by[c], bp_words_heading(l->r, o->by[c]), bp_value_text(k->by[c]),
                BP_COL_DISPLAY);
    if (l->what == OF_LIST && m == BP_FIRST_MARKET)
        put_parts(l, k);
    if (l->what != OF_GROUPS)
        return;
    by = l->groups->group[i].by;
    for (size_t c = 0; c < l->groups->n_keys; c++)
        put(l, l->groups->key[c], bp_words_heading(l->r, l->groups->key[c]),
            bp_value_text(by != NULL ? by[c] : NULL), BP_COL_BY);
}

/* Does a row of the list show what it offers as one of its parts? */
static bool shows_parts(const layout *l)
{
    const bp_offers *list = l->o->list;
    return l->what == OF_LIST && !list->has_amount;
}

/* Of the share at or below; people see them where places have some. */
static void put_limits(layout *l, const bp_offer *a, bool of_records)
{
    const bp_ci *ci = &l->o->ci;
    const bool shown = of_records && ci->method != BP_CI_NONE;
    const bp_figure *p = &a->percentile;
    put_spare(l, "lo", shown ? bp_report_text(l->r, "%g%% low", 100 * ci->level) : NULL,
              bp_compose_place_limit(p->lo, p->lo_state), BP_COL_FIELD, 90);
    put_spare(l, "hi", shown ? bp_report_text(l->r, "%g%% high", 100 * ci->level) : NULL,
              bp_compose_place_limit(p->hi, p->hi_state), BP_COL_FIELD, 90);
}

/* Where the offer is. */
static void put_place(layout *l, const bp_placement *k, size_t m)
{
    const bp_offer *a = &k->offer[m];
    const bp_market *market = k->market[m];
    const bool people = bp_compose_of_people(market);
    const bool placed = bp_compose_counts(market) && a->percentile.state == BP_SHOWN;
    const bp_figure amount = k->no_amount ? bp_figure_without(BP_ABSENT, BP_WHY_NO_AMOUNT)
                                          : bp_figure_of(a->amount);
    bp_value rank = bp_compose_rank(l->r, a, market);
    rank.about = a->extrapolated;
    put(l, "amount", shows_parts(l) || l->what == OF_GROUPS ? NULL : "Amount",
        bp_compose_money(amount, market, l->o), BP_COL_FIELD);
    put(l, "rank", "Rank", rank, BP_COL_FIELD);
    put(l, "percentile", NULL, bp_value_figure(BP_KIND_NUMBER, a->percentile, NULL),
        BP_COL_FIELD);
    const bool of_records = l->what != OF_LINES && m == BP_FIRST_MARKET && !l->o->alone;
    put_limits(l, a, of_records);
    put_spare(l, "n", of_records ? rows_heading(l->o->survey, market) : NULL,
              count_or_none(people, people ? bp_market_amounts(market) : 0), BP_COL_FIELD,
              50);
    put(l, "below", NULL, count_or_none(placed, a->below), BP_COL_FIELD);
    put(l, "equal", NULL, count_or_none(placed, a->equal), BP_COL_FIELD);
    l->band = l->f.n;
    put_spare(l, "band", "Band", bp_value_text(a->band[0] != '\0' ? a->band : NULL),
              BP_COL_FIELD, 80);
}

/* Its market, for people and, of a list, for machines. */
static void put_market(layout *l, const bp_placement *k, size_t m)
{
    static const char *const key[] = { "market_p25", "market_p50", "market_p75" };
    static const char *const heading[] = { "P25", "P50", "P75" };
    const bp_market *market = k->market[m];
    const bool people = bp_compose_of_people(market);
    const bp_place_in_row at = l->what == OF_LIST ? BP_COL_INNER : BP_COL_DISPLAY;
    put(l, "market_n", NULL, count_or_none(people, people ? bp_market_people(market) : 0),
        at);
    for (unsigned q = 1; q <= 3; q++) {
        bp_figure f = market != NULL ? bp_market_quartile(market, q) : bp_figure_absent();
        put_spare(l, key[q - 1], heading[q - 1], bp_compose_money(f, market, l->o), at,
                  q == 2 ? 0 : 60);
    }
}

/* What a range that was given says of the offer. */
static void put_range(layout *l, const bp_placement *k, size_t m)
{
    const bp_placements *o = l->o;
    const bp_figure absent = bp_figure_absent();
    const bp_offer *a = &k->offer[m];
    if (o->midpoint > 0)
        put(l, "compa", "Compa",
            bp_value_figure(BP_KIND_RATIO,
                            k->no_amount ? absent
                                         : bp_offer_ratio(a, bp_figure_of(o->midpoint)),
                            NULL),
            BP_COL_DISPLAY);
    if (o->range_min > 0)
        put(l, "penetration", "In range",
            bp_percent_of(k->no_amount
                              ? absent
                              : bp_compose_penetration(a, o->range_min, o->range_max)),
            BP_COL_DISPLAY);
}

/* Where it is on the line of pay; json has that of a single offer beside it. */
static void put_line(layout *l, const bp_placement *k)
{
    const bool list = l->what == OF_LIST;
    const bp_place_in_row at = list ? BP_COL_INNER : BP_COL_CSV;
    const bp_figure absent = bp_figure_absent();
    const bool placed = k->line != NULL;
    const bp_figure share = placed ? k->on_line.percentile : absent;
    if (l->o->scope == NULL || (l->what != OF_LIST && l->what != OF_ONE))
        return;
    put(l, "line_at",
        list ? bp_report_text(l->r, "At %s", bp_words_heading_inside(l->r, l->o->scope))
             : NULL,
        bp_value_text(placed ? k->on_line.point.at : NULL), at);
    put_spare(
        l, "line_median", list ? "Line" : NULL,
        bp_compose_money(placed ? k->on_line.point.median : absent, k->market[0], l->o),
        at, 15);
    put(l, "line_percentile", NULL, bp_value_figure(BP_KIND_NUMBER, share, NULL), at);
    if (list)
        put(l, "line rank", "Of line", bp_value_figure(BP_KIND_RANK, share, NULL),
            BP_COL_DISPLAY);
}

/* What to ask for, as json has it in a list of its own. */
static void put_asks(layout *l, const bp_placement *k, size_t m)
{
    for (size_t i = 0; l->o->asks && i < BP_ASKS; i++) {
        const double p = bp_level_percent(bp_ask_level[i]);
        bp_ask ask = k->ask[m][i];
        ask.amount.reasons = ask.adds.reasons = 0;
        put(l, bp_report_text(l->r, "ask_p%.8g", p), NULL,
            bp_compose_money(ask.amount, k->market[m], l->o), BP_COL_CSV);
        put(l, bp_report_text(l->r, "ask_p%.8g_adds", p), NULL,
            bp_compose_money(ask.adds, k->market[m], l->o), BP_COL_CSV);
    }
}

/* Beside the market's percentiles the band says little. */
static void show_last(bp_fields *f, size_t column)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n_display; i++)
        if (f->display[i] != column)
            f->display[n++] = f->display[i];
    if (n < f->n_display)
        f->display[n] = column;
}

/* The fields of the contract; those with a heading are for people too. */
static void put_fields(layout *l, const bp_placement *k, size_t i, size_t m)
{
    const bp_offer *a = &k->offer[m];
    const bp_market *market = k->market[m];
    put_front(l, k, i, m);
    put_place(l, k, m);
    if (l->what == OF_LIST || l->what == OF_GROUPS)
        put_market(l, k, m);
    put_spare(l, "market_ratio", "Ratio",
              bp_value_figure(BP_KIND_RATIO, a->market_ratio, NULL), BP_COL_FIELD, 65);
    put_spare(l, "to_p50", "Above P50",
              bp_compose_with_plus(bp_compose_money(a->to_p50, market, l->o)),
              BP_COL_FIELD, 70);
    put_range(l, k, m);
    if (m == BP_FIRST_MARKET)
        put_line(l, k);
    if (l->what == OF_LIST || l->what == OF_GROUPS)
        show_last(&l->f, l->band);
    put(l, "method", NULL, bp_value_text(a->method), BP_COL_FIELD);
    put(l, "extrapolated", NULL,
        bp_value_figure(BP_KIND_FLAG, bp_figure_of(a->extrapolated ? 1 : 0), NULL),
        BP_COL_FIELD);
    put_asks(l, k, m);
    if (l->what != OF_ONE)
        put(l, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
}

static unsigned reasons_of(const layout *l, const bp_placement *k, size_t m)
{
    unsigned reasons = k->no_amount ? BP_WHY_NO_AMOUNT : 0;
    if (l->what == OF_LIST && k->market[m] == NULL)
        reasons |= BP_WHY_NO_MARKET;
    return reasons;
}

static bool any_extrapolated(const bp_placement k[], size_t n, size_t m)
{
    bool any = false;
    for (size_t i = 0; i < n; i++)
        any |= k[i].offer[m].extrapolated && k[i].offer[m].rank.state == BP_SHOWN;
    return any;
}

static void add_rows(layout *l, const bp_table *like, const bp_placement k[], size_t n,
                     size_t m)
{
    bp_fields_begin(&l->f, l->r, like, l->what != OF_ONE && !l->hidden);
    for (size_t i = 0; i < n; i++) {
        put_fields(l, &k[i], i, m);
        bp_fields_row(&l->f, reasons_of(l, &k[i], m), l->what == OF_GROUPS && i == 0);
    }
}

/* ---- what to ask for ---- */

/* Json's lists: three rows for each offer. */
static void add_ask_lists(bp_report *r, const bp_placement k[], size_t n, size_t m,
                          bp_machine_place at)
{
    bp_fields f;
    at.turn = BP_JSON_FURTHER;
    bp_fields_begin(&f, r, &(bp_table){ .name = "ask", .machine = at }, false);
    for (size_t i = 0; i < n; i++)
        for (size_t a = 0; a < BP_ASKS; a++) {
            const bp_ask *ask = &k[i].ask[m][a];
            const double level = bp_level_percent(bp_ask_level[a]);
            bp_put(&f, "p", NULL, bp_value_number(level));
            bp_put(&f, "amount", NULL,
                   bp_value_figure(BP_KIND_NUMBER, ask->amount, NULL));
            bp_put(&f, "adds", NULL, bp_value_figure(BP_KIND_NUMBER, ask->adds, NULL));
            bp_fields_row(&f, 0, false);
        }
}

static void begin_asks(layout *l, const char *caption)
{
    bp_fields_begin(&l->f, l->r, &(bp_table){ .name = "ask", .caption = caption }, true);
}

/* For people: a row an offer, each level with what it adds. */
static void add_ask_table(layout *l, const bp_placement k[], size_t n, size_t m,
                          const char *caption)
{
    begin_asks(l, caption);
    for (size_t i = 0; i < n; i++) {
        put_front(l, &k[i], i, BP_MARKETS);
        for (size_t a = 0; a < BP_ASKS; a++) {
            const char *level =
                bp_report_text(l->r, "P%.8g", bp_level_percent(bp_ask_level[a]));
            bp_ask ask = k[i].ask[m][a];
            put(l, level, level, bp_compose_money(ask.amount, k[i].market[m], l->o),
                BP_COL_DISPLAY);
            put(l, "adds", "Adds",
                bp_compose_with_plus(bp_compose_money(ask.adds, k[i].market[m], l->o)),
                BP_COL_DISPLAY);
        }
        bp_fields_row(&l->f, 0, l->what == OF_GROUPS && i == 0);
    }
}

/* Nobody asks for less than is offered. */
static bool adds_nothing(const bp_ask *ask)
{
    return ask->adds.state == BP_SHOWN && ask->adds.value <= 0;
}

static bool none_adds(const bp_placement *k, size_t m)
{
    size_t a = 0;
    while (a < BP_ASKS && adds_nothing(&k->ask[m][a]))
        a++;
    return a == BP_ASKS;
}

/* Of a single offer: a row a level. */
static void add_ask_levels(layout *l, const bp_placement *k, size_t m,
                           const char *caption)
{
    if (none_adds(k, m)) {
        const double p = bp_level_percent(bp_ask_level[BP_ASKS - 1]);
        const char *highest = bp_report_text(l->r, "P%.8g", p);
        bp_report_say(l->r, BP_SAY("{}: nothing, it has {} already."),
                      BP_VALUES(bp_value_text(caption), bp_value_text(highest)));
        return;
    }
    begin_asks(l, caption);
    for (size_t a = 0; a < BP_ASKS; a++) {
        const bp_ask *ask = &k->ask[m][a];
        if (adds_nothing(ask))
            continue;
        const char *level =
            bp_report_text(l->r, "P%.8g", bp_level_percent(bp_ask_level[a]));
        const bp_figure share = ask->adds.state == BP_SHOWN
                                    ? bp_figure_of(ask->adds.value / k->offer[m].amount)
                                    : ask->adds;
        put(l, "level", "Ask for", bp_value_text(level), BP_COL_DISPLAY);
        put(l, "amount", "Amount", bp_compose_money(ask->amount, k->market[m], l->o),
            BP_COL_DISPLAY);
        put(l, "adds", "Adds",
            bp_compose_with_plus(bp_compose_money(ask->adds, k->market[m], l->o)),
            BP_COL_DISPLAY);
        put(l, "share", "%", bp_compose_with_plus(bp_percent_of(share)), BP_COL_DISPLAY);
        bp_fields_row(&l->f, 0, false);
    }
}

/* ---- the tables ---- */

static const char *against(bp_report *r, const bp_placements *o, size_t m)
{
    return o->name[1] != NULL ? bp_report_text(r, "Against %s", o->name[m]) : NULL;
}

static const char *ask_caption(bp_report *r, const bp_placements *o, size_t m)
{
    return o->name[1] != NULL
               ? bp_report_text(r, "What to ask for, against %s", o->name[m])
               : "What to ask for";
}

static void add_asks(layout *l, const bp_placement k[], size_t n, size_t m, size_t of,
                     const char *name)
{
    const bp_placements *o = l->o;
    if (!o->asks)
        return;
    if (l->what == OF_ONE) {
        add_ask_levels(l, k, of, ask_caption(l->r, o, m));
        add_ask_lists(l->r, k, n, of,
                      (bp_machine_place){ .json = bp_report_text(l->r, "%s.ask", name) });
    } else {
        add_ask_table(l, k, n, of, ask_caption(l->r, o, m));
        add_ask_lists(
            l->r, k, n, of,
            (bp_machine_place){ .json = name, .shape = BP_JSON_EACH, .inner = "ask" });
    }
}

/* A single offer's place on its line, for json. */
static void add_line_object(bp_report *r, const bp_placement *k)
{
    const bp_line_place *on = &k->on_line;
    bp_fields f;
    if (k->line == NULL)
        return;
    bp_fields_object(&f, r, "line", false);
    f.like.machine.turn = BP_JSON_FURTHER;
    bp_put(&f, "at", NULL, bp_value_text(on->point.at));
    bp_put(&f, "median", NULL, bp_value_figure(BP_KIND_NUMBER, on->point.median, NULL));
    bp_put(&f, "percentile", NULL, bp_value_figure(BP_KIND_NUMBER, on->percentile, NULL));
    bp_fields_row(&f, 0, false);
}

void bp_compose_offer_table(bp_report *r, const bp_placements *o, size_t m)
{
    const bool lines = !o->listed && o->offer[0].market[m] == NULL;
    const bool beside = lines && !o->alone;
    const bool by_group = o->n_tables == 1 && !r->sectioned;
    const char *name = lines       ? "lines"
                       : m > 0     ? "published"
                       : o->listed ? "offers"
                                   : "offer";
    const bp_placement *k = lines ? o->line : o->offer;
    const size_t n = lines ? o->n_lines : o->n, of = lines ? 0 : m;
    layout l = { .r = r,
                 .o = o,
                 .what = lines       ? OF_LINES
                         : o->listed ? OF_LIST
                                     : OF_ONE };
    const bp_table like = {
        .name = name,
        .caption = against(r, o, m),
        .machine = { .json = name,
                     .shape = l.what == OF_ONE ? BP_JSON_OBJECT : BP_JSON_ROWS,
                     .turn = BP_JSON_FURTHER,
                     .data = true,
                     .csv = !beside && !by_group,
                     .csv_prefix = m > 0 && !beside ? "published_" : NULL },
    };
    add_rows(&l, &like, k, n, of);
    if (l.what != OF_ONE && any_extrapolated(k, n, of))
        bp_report_remark(
            r, BP_SAY("~ extrapolated: beyond the first or last published figure"), NULL,
            0);
    add_asks(&l, k, n, m, of, name);
    if (l.what == OF_ONE && m == BP_FIRST_MARKET)
        add_line_object(r, k);
}

/* "By tier and region" */
static const char *names_of(bp_report *r, const bp_percentiles *p)
{
    const char *text = "By ";
    for (size_t i = 0; i < p->n_keys; i++)
        text = bp_words_join(r, text, bp_words_heading_inside(r, p->key[i]), i, p->n_keys,
                             " and ");
    return text;
}

/* The offer in each group of a table that is in the same list of tables of json: as
 * objects in its groups; for people where `shown`. */
static void add_groups(bp_report *r, const bp_placements *o, const bp_group_offers *g,
                       const char *json, bool shown)
{
    layout l = {
        .r = r, .o = o, .what = OF_GROUPS, .groups = g->table, .hidden = !shown
    };
    const char *by = names_of(r, g->table);
    const bp_machine_place at = { .json = json,
                                  .shape = BP_JSON_EACH,
                                  .turn = BP_JSON_FURTHER,
                                  .inner = "offer",
                                  .data = json != NULL,
                                  .csv = json != NULL };
    const bp_table like = { .name = "offer by group",
                            .caption = shown ? by : NULL,
                            .machine = at };
    add_rows(&l, &like, g->group, g->table->n_groups, BP_FIRST_MARKET);
    if (o->asks && shown)
        add_ask_table(&l, g->group, g->table->n_groups, BP_FIRST_MARKET,
                      bp_report_text(r, "%s, what to ask for", by));
    if (o->asks && json != NULL)
        add_ask_lists(r, g->group, g->table->n_groups, BP_FIRST_MARKET,
                      (bp_machine_place){
                          .json = json, .shape = BP_JSON_EACH, .inner = "offer.ask" });
}

void bp_compose_offers_by_group(bp_report *r, const bp_placements *o)
{
    for (size_t i = 0; i < o->n_tables; i++)
        if (!r->sectioned ||
            o->by_table[i].table->n_groups > 2) /* else it is everybody */
            add_groups(r, o, &o->by_table[i], r->sectioned ? NULL : "groups", true);
}

void bp_compose_group_offers(bp_report *r, const bp_answer *a, const bp_percentiles *p)
{
    const bp_placements *o = a->placements;
    for (size_t i = 0; o != NULL && i < o->n_tables; i++)
        if (o->by_table[i].table == p)
            add_groups(r, o, &o->by_table[i], "groups", false);
}
