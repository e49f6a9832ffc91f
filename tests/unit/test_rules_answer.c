/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_rules_answer.c - what several tables of one answer tell together. */
#define _GNU_SOURCE
#include "near.h"

#include "answer/answer.h"
#include "base/str.h"
#include "benchpay/benchpay.h"
#include "folder.h"

/* ---- a region within a country ---- */

/* West is Bland but for some people of East, who are of so many organisations; Aland has
 * a region of its own.  All have enough organisations. */
static void put_countries(int east, int east_orgs)
{
    bp_str s = { 0 };
    bp_str_puts(&s, "organization,country,region,salary\n");
    for (int i = 0; i < 60; i++)
        bp_str_printf(&s, "Org %d,Aland,North,%d\n", i % 15, 400000 + 1709 * i);
    for (int i = 0; i < 200; i++)
        bp_str_printf(&s, "Org %d,Bland,West,%d\n", i % 20, 380000 + 2113 * (i % 90));
    for (int i = 0; i < east; i++)
        bp_str_printf(&s, "Org %d,Bland,East,%d\n", i % east_orgs, 410000 + 3301 * i);
    put_file("pay.csv", s.at, s.n);
    bp_str_release(&s);
}

static bp_answer *ask(bp_subject subject, bp_chart_kind kind, const char *const *by)
{
    static const char *file[] = { "pay.csv" };
    bp_question q;
    bp_answer *a = NULL;
    bp_err err;
    bp_question_init(&q);
    q.subject = subject;
    q.chart = kind;
    q.charts = BP_CHARTS_NONE;
    q.reading.file = file;
    q.reading.n_files = 1;
    q.choice.by = by;
    q.choice.n_by = 2;
    q.rules = BP_RULES_SURVEY;
    if (bp_answer_new(&a, &q, &err) != BP_OK)
        fail_msg("%s", err.text);
    return a;
}

static const bp_group *find(const bp_percentiles *p, const char *value)
{
    for (size_t i = 1; i < p->n_groups; i++)
        if (strcmp(p->group[i].by[0], value) == 0)
            return &p->group[i];
    fail_msg("there is no group '%s'", value);
    return NULL;
}

static unsigned west_within_bland(int east, int east_orgs)
{
    static const char *const by[] = { "country", "region" };
    put_countries(east, east_orgs);
    bp_answer *a = ask(BP_ASK_REPORT, BP_CHART_BOX, by);
    const unsigned reasons = find(a->by[1], "West")->reasons;
    assert_int_equal(find(a->by[0], "Bland")->reasons, 0);
    assert_int_equal(find(a->by[1], "North")->reasons, 0); /* it is Aland */
    bp_answer_free(a);
    return reasons;
}

static void a_group_within_another_differs_by_five_people(void **state)
{
    (void)state;
    for (int n = 1; n <= 7; n++)
        assert_int_equal(west_within_bland(n, n), n <= 4 ? BP_WHY_DIFFERENCE : 0);
}

static void and_by_five_organisations(void **state)
{
    (void)state;
    for (int orgs = 1; orgs <= 7; orgs++)
        assert_int_equal(west_within_bland(40, orgs), orgs <= 4 ? BP_WHY_DIFFERENCE : 0);
}

/* ---- means of rows and columns ---- */

/* Tiles of 40 people and more; those of Tier 1 in Region 1 are of four organisations. */
static void put_tiles(void)
{
    bp_str s = { 0 };
    bp_str_puts(&s, "organization,tier,region,salary\n");
    for (int t = 1; t <= 3; t++)
        for (int r = 1; r <= 3; r++)
            for (int i = 0; i < 40 + t + 3 * r; i++)
                bp_str_printf(&s, "Org %d,Tier %d,Region %d,%d\n",
                              i % (t == 1 && r == 1 ? 4 : 20), t, r,
                              300000 + 1709 * i + 20000 * t);
    put_file("pay.csv", s.at, s.n);
    bp_str_release(&s);
}

static const bp_group *tile(const bp_answer *a, const char *tier, const char *region)
{
    const bp_percentiles *p = a->tiles[0].both;
    for (size_t i = 1; i < p->n_groups; i++)
        if (strcmp(p->group[i].by[0], tier) == 0 &&
            strcmp(p->group[i].by[1], region) == 0)
            return &p->group[i];
    fail_msg("there is no tile");
    return NULL;
}

/* One tile is withheld, so another one of its row and of its column are, the smallest
 * (40 + tier + 3 region people: Tier 1 in Region 2 and Tier 2 in Region 1), and the one
 * where these meet.  Of four in a rectangle one makes up for another, but each only as
 * far as its percentiles let it, which is not 10 %: so the two tiles below go, too.  The
 * margins stay, and what is in no such rectangle. */
static void a_tile_is_covered_by_those_of_its_row_and_column(void **state)
{
    (void)state;
    static const char *const by[] = { "tier", "region" };
    put_tiles();
    bp_answer *a = ask(BP_ASK_CHART, BP_CHART_HEATMAP, by);
    for (int t = 1; t <= 3; t++)
        for (int r = 1; r <= 3; r++) {
            char tier[24], region[24];
            snprintf(tier, sizeof tier, "Tier %d", t);
            snprintf(region, sizeof region, "Region %d", r);
            const bp_group *g = tile(a, tier, region);
            const bool covers = r <= 2;
            assert_int_equal(g->mean.state, covers ? BP_WITHHELD : BP_SHOWN);
            if (covers && (t == 2 || r == 2))
                assert_int_equal(g->mean.reasons, BP_WHY_COMPLEMENT);
            assert_int_equal(g->p[2].state, t == 1 && r == 1 ? BP_WITHHELD : BP_SHOWN);
        }
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < a->by[k]->n_groups; i++)
            assert_int_equal(a->by[k]->group[i].mean.state, BP_SHOWN);
    bp_answer_free(a);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_group_within_another_differs_by_five_people),
        IN_FOLDER(and_by_five_organisations),
        IN_FOLDER(a_tile_is_covered_by_those_of_its_row_and_column),
    };
    return cmocka_run_group_tests_name("rules of an answer", tests, NULL, NULL);
}
