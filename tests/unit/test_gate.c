/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_gate.c - rules withhold a cell, and its digits are in no output.
 *
 * Every subject and every kind of chart is asked under rules of the test's own, and
 * everything that can be written of the answer (text, Markdown, csv, json, the page, the
 * workbook unpacked, each chart's picture, data file and script) is searched for the
 * figures that the same question shows without rules and withholds under them.  That they
 * are found there without them shows that the search can find them. */
#define _GNU_SOURCE
#include "near.h"

#include <zlib.h>

#include "answer/answer.h"
#include "answer/gate.h"
#include "base/str.h"
#include "benchpay/benchpay.h"
#include "folder.h"
#include "ingest/needs.h"
#include "report/build.h"

/* ---- the survey ---- */

static double drawn(unsigned *seed, double low, double high)
{
    *seed = *seed * 1103515245u + 12345u;
    return low + (high - low) * ((*seed >> 8) & 0xffff) / 65536.0;
}

/* Three tiers in two regions and three years.  Chief Medical Officers are few and paid
 * far above the others, so that none of their figures is also one of everybody's.
 *   one_house   all Medical Directors are of one organization, which has half of all
 *   few_in_2024  people of each tier in that year */
static void write_survey(bool one_house, int few_in_2024)
{
    static const struct {
        const char *tier;
        int people;
        double low, high;
    } tiers[] = { { "Medical Director", 180, 301000, 399000 },
                  { "Associate CMO", 120, 352000, 447000 },
                  { "CMO", 26, 703000, 797000 } };
    bp_str s = { 0 };
    unsigned seed = 20261128;
    bp_str_puts(&s,
                "employee_id,organization,tier,region,year,currency,base_salary,bonus,"
                "distance\n");
    for (int year = 2023; year <= 2025; year++)
        for (int t = 0, who = 0; t < 3; t++)
            for (int i = 0; i < tiers[t].people; i++, who++) {
                double pay = drawn(&seed, tiers[t].low, tiers[t].high);
                pay *= 1 + .031 * (year - 2023) + .0001 * drawn(&seed, 0, 90);
                if (year == 2024 && i >= few_in_2024)
                    continue;
                bp_str_printf(&s, "e%d,Org %d,%s,%s,%d,USD,%.0f,%.0f,%d\n", who,
                              one_house && t == 0 ? 0 : who % 37, tiers[t].tier,
                              who % 2 ? "North" : "South", year, pay, pay * .11,
                              100 + who % 37 * 20);
            }
    put_file("pay.csv", s.at, s.n);
    bp_str_release(&s);
}

#define MANY 1000

static int set_up(void **state)
{
    int failed = enter_folder(state);
    write_survey(false, MANY);
    static const char offers[] =
        "id,amount,tier\nA,742000,CMO\nB,371000,Medical Director\n";
    put_file("offers.csv", offers, strlen(offers));
    static const char rates[] = "currency,rate\nUSD,0.87\n";
    put_file("rates.csv", rates, strlen(rates));
    return failed;
}

/* ---- rules ---- */

/* Nothing but a number of people, or that no organization has more than a share. */
static bp_rule_set rules_of(uint64_t people, bp_level share)
{
    return (bp_rule_set){ .people = people,
                          .orgs = 1,
                          .share = share,
                          .two_largest = { 1, 1 },
                          .p_percent = { 0, 1 },
                          .quartile_people = 1,
                          .mean_people = 1,
                          .tail_people = 1,
                          .tail_orgs = 1,
                          .beyond = 1,
                          .round_digits = 15 };
}

static bp_rule_set at_least(uint64_t people)
{
    return rules_of(people, (bp_level){ 1, 1 });
}

/* Everybody, and the Medical Directors, where these are of one house. */
static bp_rule_set no_large_house(void)
{
    return rules_of(1, (bp_level){ 1, 4 });
}

/* ---- figures that are withheld ---- */

typedef struct figures {
    double value[400];
    size_t n;
} figures;

static void add_figure(figures *f, bp_figure open, bp_figure gated)
{
    assert_true(f->n < sizeof f->value / sizeof f->value[0]);
    if (open.state == BP_SHOWN && gated.state != BP_SHOWN)
        f->value[f->n++] = open.value;
}

static void add_table(figures *f, const bp_percentiles *p, const bp_percentiles *gated)
{
    for (size_t i = 0; p != NULL && i < p->n_groups; i++) {
        add_figure(f, p->group[i].mean, gated->group[i].mean);
        for (size_t k = 0; k < p->n_levels; k++)
            add_figure(f, p->group[i].p[k], gated->group[i].p[k]);
    }
}

/* The local pay of the table's groups. */
static void add_local(figures *f, const bp_local *l, const bp_local *gated,
                      size_t n_levels)
{
    for (size_t i = 1; l != NULL && i < l->n; i++) {
        add_figure(f, l->group[i].mean, gated->group[i].mean);
        for (size_t k = 0; k < n_levels; k++)
            add_figure(f, l->group[i].p[k], gated->group[i].p[k]);
    }
}

static void add_years(figures *f, const bp_observed *o, const bp_observed *gated)
{
    for (size_t i = 0; o != NULL && i < o->n; i++)
        add_figure(f, o->year[i].median, gated->year[i].median);
}

/* All that was given without rules, and is not under them. */
static void collect(figures *f, const bp_answer *a, const bp_answer *gated)
{
    add_table(f, a->table, gated->table);
    add_local(f, a->local, gated->local, a->table != NULL ? a->table->n_levels : 0);
    for (size_t i = 0; i < a->n_tiles; i++)
        add_table(f, a->tiles[i].both, gated->tiles[i].both);
    for (size_t i = 0; i < a->n_total; i++)
        add_table(f, a->total[i], gated->total[i]);
    for (size_t i = 0; i < a->n_by; i++)
        add_table(f, a->by[i], gated->by[i]);
    add_years(f, a->observed, gated->observed);
    for (size_t i = 0; i < a->n_parts; i++)
        add_years(f, a->part[i].observed, gated->part[i].observed);
    for (size_t i = 0; a->market != NULL && i < bp_market_rungs(a->market); i++)
        add_figure(f, bp_market_rung(a->market, i).value,
                   bp_market_rung(gated->market, i).value);
}

/* ---- searching ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number that begins so: the digits are not the rest of another one. */
static bool holds(const char *bytes, size_t n, const char *digits)
{
    const size_t length = strlen(digits);
    const char *end = bytes + n;
    for (const char *at = bytes;
         (at = memmem(at, (size_t)(end - at), digits, length)) != NULL; at++) {
        const bool begins = at == bytes || (!is_digit(at[-1]) && at[-1] != '.');
        if (begins && (at + length == end || !is_digit(at[length])))
            return true;
    }
    return false;
}

/* The ways in which a figure is written: in full, rounded, grouped, in thousands. */
static bool shows(const char *bytes, size_t n, double x)
{
    char text[5][40];
    const long long whole = (long long)(x + .5);
    bp_str full = { 0 };
    bp_str_number(&full, x);
    snprintf(text[0], sizeof text[0], "%s", full.at);
    bp_str_release(&full);
    snprintf(text[1], sizeof text[1], "%lld", whole);
    snprintf(text[2], sizeof text[2], "%lld", (long long)x);
    snprintf(text[3], sizeof text[3], "%lld,%03lld", whole / 1000, whole % 1000);
    snprintf(text[4], sizeof text[4], "%.10g", x);
    for (size_t i = 0; i < 5; i++)
        if (strlen(text[i]) >= 6 && holds(bytes, n, text[i]))
            return true;
    return false;
}

static size_t count_shown(const char *bytes, size_t n, const figures *f)
{
    size_t found = 0;
    for (size_t i = 0; i < f->n; i++)
        found += shows(bytes, n, f->value[i]);
    return found;
}

static unsigned le(const unsigned char *p, int bytes)
{
    unsigned x = 0;
    for (int i = bytes; i-- > 0;)
        x = x << 8 | p[i];
    return x;
}

/* The files of a workbook, one after the other. */
static void unpack(bp_str *out, const char *zip, size_t n)
{
    const unsigned char *at = (const unsigned char *)zip, *end = at + n;
    for (; at + 46 < end; at++) { /* the central directory, wherever it is */
        if (memcmp(at, "PK\1\2", 4) != 0)
            continue;
        const unsigned char *local = (const unsigned char *)zip + le(at + 42, 4);
        const unsigned packed = le(at + 20, 4), size = le(at + 24, 4);
        const unsigned char *data = local + 30 + le(local + 26, 2) + le(local + 28, 2);
        char *plain = calloc(1, size + 1u);
        z_stream z = { .next_in = (Bytef *)(uintptr_t)data,
                       .avail_in = packed,
                       .next_out = (Bytef *)plain,
                       .avail_out = size };
        assert_non_null(plain);
        if (le(at + 10, 2) == 8) {
            assert_int_equal(inflateInit2(&z, -MAX_WBITS), Z_OK);
            assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
            inflateEnd(&z);
            bp_str_bytes(out, plain, size);
        } else {
            bp_str_bytes(out, (const char *)data, size);
        }
        free(plain);
    }
}

/* How often each kind of output shows one of the figures. */
enum { AS_TEXT, AS_JSON, AS_PAGE, AS_BOOK, AS_DATA, KINDS };

typedef struct seen {
    size_t n[KINDS];
} seen;

static const char *const kind_name[KINDS] = { "text, md or csv", "json", "the page",
                                              "the workbook", "a chart's files" };

static void look(seen *s, int kind, const char *bytes, size_t n, const figures *f)
{
    s->n[kind] += count_shown(bytes, n, f);
}

static void look_at_formats(seen *s, bp_report *r, const figures *f)
{
    static const int kind[BP_FORMATS] = {
        [BP_FORMAT_TEXT] = AS_TEXT, [BP_FORMAT_MD] = AS_TEXT,   [BP_FORMAT_CSV] = AS_TEXT,
        [BP_FORMAT_JSON] = AS_JSON, [BP_FORMAT_HTML] = AS_PAGE, [BP_FORMAT_XLSX] = AS_BOOK
    };
    bp_look style;
    bp_look_init(&style);
    for (bp_format k = BP_FORMAT_TEXT; k < BP_FORMATS; k++) {
        bp_err err;
        char *bytes = NULL;
        size_t n = 0;
        if (bp_render(&bytes, &n, r, k, &style, &err) != BP_OK)
            continue; /* a report without csv, a check without a workbook */
        bp_str book = { 0 };
        if (k == BP_FORMAT_XLSX)
            unpack(&book, bytes, n);
        look(s, kind[k], book.n > 0 ? book.at : bytes, book.n > 0 ? book.n : n, f);
        bp_str_release(&book);
        free(bytes);
    }
}

static void look_at_charts(seen *s, bp_report *r, const figures *f)
{
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    bp_chart *c;
    for (size_t i = 0; (c = bp_report_chart(r, i)) != NULL; i++) {
        bp_chart_script script = { 0 };
        bp_err err;
        if (bp_chart_script_make(&script, c, &o, &err) != BP_OK)
            fail_msg("%s: %s", c->id, err.text);
        for (size_t k = 0; k < BP_CHART_FILES; k++)
            if (script.file[k].bytes != NULL)
                look(s, AS_DATA, script.file[k].bytes, script.file[k].n, f);
        bp_chart_script_release(&script);
        if (c->picture != NULL)
            look(s, AS_DATA, c->picture, c->picture_size, f);
    }
}

static bp_answer *ask(const bp_question *q)
{
    bp_err err;
    bp_answer *a = NULL;
    if (bp_answer_new(&a, q, &err) != BP_OK)
        fail_msg("%s", err.text);
    return a;
}

static bp_question under(bp_question q, const bp_rule_set *rules)
{
    q.rules = BP_RULES_OWN;
    q.own_rules = rules;
    return q;
}

static seen search(const bp_answer *a, const figures *f)
{
    seen s = { { 0 } };
    bp_err err;
    bp_report *r = NULL;
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    size_t failed;
    assert_int_equal(bp_report_of(&r, a, &err), BP_OK);
    assert_int_equal(bp_charts_draw(r, &o, &failed, &err), BP_OK);
    look_at_charts(&s, r, f);
    look_at_formats(&s, r, f);
    bp_report_free(r);
    return s;
}

/* Without the rules the figures are in the outputs, with them they are in none.
 *   kinds  bits of the kinds of output that must show them without them */
static void check(const char *what, const bp_question *q, bp_rule_set rules,
                  unsigned kinds)
{
    figures f = { .n = 0 };
    const bp_question ruled = under(*q, &rules);
    bp_answer *open = ask(q), *gated = ask(&ruled);
    collect(&f, open, gated);
    if (f.n == 0)
        fail_msg("%s: the rules withhold nothing", what);
    const seen before = search(open, &f), after = search(gated, &f);
    bp_answer_free(open);
    bp_answer_free(gated);
    for (int k = 0; k < KINDS; k++) {
        if ((kinds & 1u << k) != 0 && before.n[k] == 0)
            fail_msg("%s: %s shows nothing of the cell, even without rules", what,
                     kind_name[k]);
        if (after.n[k] > 0)
            fail_msg("%s: %s shows %zu figures that are withheld", what, kind_name[k],
                     after.n[k]);
    }
}

/* ---- the questions ---- */

#define ALL                                                                              \
    (1u << AS_TEXT | 1u << AS_JSON | 1u << AS_PAGE | 1u << AS_BOOK | 1u << AS_DATA)
#define TABLES (ALL & ~(1u << AS_DATA))
#define DRAWN (1u << AS_DATA)

static const char *const by_tier[] = { "tier" };
static const char *const by_both[] = { "tier", "region" };

static bp_question question(bp_subject subject, const char *const *by, size_t n_by)
{
    static const char *file[] = { "pay.csv" };
    bp_question q;
    bp_question_init(&q);
    q.rules = BP_RULES_NONE;
    q.subject = subject;
    q.reading.file = file;
    q.reading.n_files = 1;
    q.choice.by = by;
    q.choice.n_by = n_by;
    q.choice.pay = subject == BP_ASK_REPORT ? NULL : "base_salary";
    return q;
}

static bp_question chart(bp_chart_kind kind, const char *const *by, size_t n_by)
{
    bp_question q = question(BP_ASK_CHART, by, n_by);
    q.chart = kind;
    return q;
}

static void a_group_is_withheld_everywhere(void **state)
{
    (void)state;
    bp_question q = question(BP_ASK_REPORT, NULL, 0);
    q.offers.list = "offers.csv";
    check("report", &q, at_least(30), ALL);
    q = question(BP_ASK_PERCENTILES, by_both, 2);
    check("percentiles", &q, at_least(30), TABLES);
    q = question(BP_ASK_TIERS, NULL, 0);
    check("tiers", &q, at_least(30), TABLES);
    q = question(BP_ASK_OFFER, by_tier, 1);
    q.offers.list = "offers.csv";
    check("offer", &q, at_least(30), TABLES);
}

static void joined_groups_are_withheld_everywhere(void **state)
{
    (void)state;
    bp_question q = question(BP_ASK_REPORT, by_tier, 1);
    q.method.top = 1;
    check("report", &q, at_least(150), TABLES);
    q = question(BP_ASK_PERCENTILES, by_tier, 1);
    q.method.min_people = 150;
    check("percentiles", &q, at_least(150), TABLES);
    q = chart(BP_CHART_PERCENTILES, by_tier, 1);
    q.method.top = 1;
    check("chart", &q, at_least(150), DRAWN);
}

static void local_pay_is_withheld_everywhere(void **state)
{
    (void)state;
    bp_question q = question(BP_ASK_PERCENTILES, by_tier, 1);
    q.choice.currency = "EUR";
    q.choice.rates = "rates.csv";
    q.choice.local = true;
    check("percentiles", &q, at_least(30), TABLES);
}

static void a_group_is_withheld_in_every_chart(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bp_chart_kind kind;
        const char *const *by;
        size_t n_by;
    } charts[] = { { "box", BP_CHART_BOX, by_tier, 1 },
                   { "percentiles", BP_CHART_PERCENTILES, by_tier, 1 },
                   { "tiers", BP_CHART_TIERS, by_tier, 1 },
                   { "heatmap", BP_CHART_HEATMAP, by_both, 2 } };
    for (size_t i = 0; i < sizeof charts / sizeof charts[0]; i++) {
        const bp_question q = chart(charts[i].kind, charts[i].by, charts[i].n_by);
        check(charts[i].name, &q, at_least(30), DRAWN);
    }
}

static void everybody_is_withheld_everywhere(void **state)
{
    (void)state;
    write_survey(true, MANY);
    const bp_question q = question(BP_ASK_PERCENTILES, by_tier, 1);
    check("percentiles", &q, no_large_house(), TABLES);
}

/* A field that needs.c does not list has all rows read on the slower path, which gives the
 * same answer: nothing else would tell. */
static void rules_ask_no_more_of_rows(void **state)
{
    static const bp_subject subjects[] = { BP_ASK_REPORT, BP_ASK_PERCENTILES,
                                           BP_ASK_TIERS, BP_ASK_CHECK, BP_ASK_GROWTH };
    static const bp_shape none;
    (void)state;
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
        for (int ledger = 0; ledger < 2; ledger++) {
            bp_question q = question(subjects[i], NULL, 0);
            q.rules = BP_RULES_SURVEY;
            q.as_with_ledger = ledger == 1 && subjects[i] != BP_ASK_GROWTH;
            bp_answer *a = ask(&q);
            assert_false(bp_needs_of(&a->reading, &a->choice, &none) & BP_NEED_UNKNOWN);
            bp_answer_free(a);
        }
}

/* There is nothing that may be shown, for one reason before all others. */
static void refused(bp_question q, bp_rule_set rules, const char *why)
{
    bp_err err;
    bp_answer *a = NULL;
    q = under(q, &rules);
    assert_int_equal(bp_answer_new(&a, &q, &err), BP_ENONE);
    assert_null(a);
    if (strncmp(err.text, why, strlen(why)) != 0)
        fail_msg("%s: not '%s'", err.text, why);
}

static void an_answer_of_which_nothing_is_left_is_refused(void **state)
{
    (void)state;
    /* tiles are compared with the median of all */
    static const bp_chart_kind kinds[] = { BP_CHART_DISTRIBUTION, BP_CHART_ECDF,
                                           BP_CHART_OFFER, BP_CHART_HEATMAP };
    static const char why[] = "nothing of it may be shown: dominance";
    write_survey(true, MANY);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const bool tiles = kinds[i] == BP_CHART_HEATMAP;
        bp_question q = chart(kinds[i], by_both, tiles ? 2 : 0);
        q.offers.has_amount = kinds[i] == BP_CHART_OFFER;
        q.offers.amount = (bp_decimal){ 371000, 0 };
        refused(q, no_large_house(), why);
    }
    bp_question q = question(BP_ASK_OFFER, NULL, 0);
    q.offers.has_amount = true;
    q.offers.amount = (bp_decimal){ 371000, 0 };
    refused(q, no_large_house(), why);
    refused(question(BP_ASK_REPORT, NULL, 0), no_large_house(), why);
}

static void no_chart_is_drawn_of_nothing(void **state)
{
    (void)state;
    static const char *const scope[] = { "distance" }, *const where[] = { "tier=CMO" };
    for (bp_chart_kind kind = 0; kind < BP_CHART_ANSWERS; kind++) {
        bp_question q = chart(kind, by_both, kind == BP_CHART_HEATMAP ? 2 : 1);
        q.offers.list = kind == BP_CHART_OFFERS ? "offers.csv" : NULL;
        q.offers.has_amount = kind == BP_CHART_OFFER;
        q.offers.amount = (bp_decimal){ 371000, 0 };
        q.scope.on = scope;
        q.scope.n_on = 1;
        q.equity.group = "region";
        q.choice.where = where; /* too few for a line under any rules */
        q.choice.n_where = kind == BP_CHART_PAYLINE ? 1 : 0;
        if (kind == BP_CHART_GAPS || kind == BP_CHART_BANDS)
            q.choice.n_by = 0;
        refused(q, at_least(MANY), "nothing of it may be shown: few-people");
    }
}

static void a_year_is_withheld_everywhere(void **state)
{
    (void)state;
    write_survey(false, 10);
    bp_question q = question(BP_ASK_GROWTH, NULL, 0);
    check("project", &q, at_least(40), TABLES);
    q = question(BP_ASK_REPORT, NULL, 0);
    check("report", &q, at_least(40), 1u << AS_JSON | 1u << AS_PAGE | 1u << AS_DATA);
    q = chart(BP_CHART_GROWTH, NULL, 0);
    check("growth", &q, at_least(40), DRAWN);
    q = question(BP_ASK_GROWTH, NULL, 0);
    q.growth.matching = BP_MATCH_PERSON;
    q.growth.plan.source = BP_GROWTH_MATCHED;
    check("matched", &q, at_least(40), TABLES);
}

static void years_of_a_group_are_withheld_everywhere(void **state)
{
    static const char *const by[] = { "tier" };
    (void)state;
    bp_question q = question(BP_ASK_GROWTH, NULL, 0);
    q.choice.by = by;
    q.choice.n_by = 1;
    check("by tier", &q, at_least(30), TABLES);
    write_survey(false, 10);
    check("by tier in 2024", &q, at_least(40), TABLES);
}

/* A trend is fitted to the medians that are shown: by hand, of two years. */
static void what_is_derived_comes_from_what_is_shown(void **state)
{
    (void)state;
    bp_rule_set rules = at_least(40);
    write_survey(false, 10);
    bp_question q = under(question(BP_ASK_GROWTH, NULL, 0), &rules);
    bp_answer *a = ask(&q);
    const bp_growth *g = bp_answer_growth(a);
    const bp_observed_year *y = a->observed->year;
    assert_int_equal(y[1].median.state, BP_WITHHELD);
    assert_near(y[1].median.value, 0, 0);
    assert_int_equal(g->n, 2);
    assert_near(g->rate.value, bp_cagr(y[0].median.value, y[2].median.value, 2), 1e-12);
    bp_answer_free(a);

    rules = at_least(30);
    q = under(question(BP_ASK_TIERS, NULL, 0), &rules);
    a = ask(&q);
    const bp_percentiles *p = bp_answer_table(a, 0);
    assert_string_equal(p->group[3].by[0], "CMO");
    assert_int_equal(a->tiers->tier[3].ratio.state, BP_WITHHELD);
    assert_int_equal(a->tiers->tier[2].ratio.state, BP_SHOWN);
    bp_answer_free(a);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_group_is_withheld_everywhere),
        IN_FOLDER(joined_groups_are_withheld_everywhere),
        IN_FOLDER(local_pay_is_withheld_everywhere),
        IN_FOLDER(a_group_is_withheld_in_every_chart),
        IN_FOLDER(everybody_is_withheld_everywhere),
        IN_FOLDER(rules_ask_no_more_of_rows),
        IN_FOLDER(an_answer_of_which_nothing_is_left_is_refused),
        IN_FOLDER(no_chart_is_drawn_of_nothing),
        IN_FOLDER(a_year_is_withheld_everywhere),
        IN_FOLDER(years_of_a_group_are_withheld_everywhere),
        IN_FOLDER(what_is_derived_comes_from_what_is_shown),
    };
    return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
