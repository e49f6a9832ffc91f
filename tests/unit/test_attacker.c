/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_attacker.c - what is published pins nobody's pay.
 *
 * Small surveys at random, asked through the library: tables by one key, with intervals,
 * and tables by two keys with both margins.  An attacker (attacker.h) computes between
 * what and what the pay of the top earner of every group must be, and of those who are
 * in a sum and in no group that is shown.  Under the rules nobody is known within 10 %;
 * without rules nearly everybody is in groups of up to seven, which shows that the
 * attacker is one. */
#define _GNU_SOURCE
#include "near.h"

#include "answer/answer.h"
#include "attacker.h"
#include "base/str.h"
#include "benchpay/benchpay.h"
#include "folder.h"

static uint64_t seed = 20261129;

static double drawn(double low, double high)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return low + (high - low) * (double)(seed >> 11) * 0x1p-53;
}

static double drawn_normal(void)
{
    return sqrt(-2 * log(drawn(1e-12, 1))) * cos(2 * M_PI * drawn(0, 1));
}

/* ---- a survey ---- */

enum { TIERS = 4, REGIONS = 4, ROWS = 400 };

typedef struct row {
    int tier;
    int region;
    double pay;
} row;

typedef struct survey {
    row row[ROWS];
    size_t n;
} survey;

/* Groups of 1 to 25 people, lognormal; some of few organisations, some without any. */
static void draw(survey *s)
{
    bp_str text = { 0 };
    const int tiers = (int)drawn(2, TIERS + 1), regions = (int)drawn(2, REGIONS + 1);
    const double spread = drawn(.12, .4), empty = drawn(0, .4), most = drawn(6, 26);
    const int orgs = drawn(0, 1) < .25 ? 0 : (int)drawn(4, 40);
    s->n = 0;
    bp_str_puts(&text,
                orgs > 0 ? "organization,tier,region,salary\n" : "tier,region,salary\n");
    for (int t = 0; t < tiers; t++)
        for (int r = 0; r < regions; r++) {
            const int people =
                drawn(0, 1) < empty ? (int)drawn(0, 5) : (int)drawn(1, most);
            for (int i = 0; i < people; i++) {
                const double pay =
                    floor(200000 * (1 + .4 * t) * exp(spread * drawn_normal()));
                if (orgs > 0)
                    bp_str_printf(&text, "Org %d,", (int)drawn(0, orgs));
                bp_str_printf(&text, "Tier %d,Region %d,%.0f\n", t, r, pay);
                s->row[s->n++] = (row){ t, r, pay };
            }
        }
    put_file("pay.csv", text.at, text.n);
    bp_str_release(&text);
}

/* The people of a group, whose values are "Tier 2" or "Region 1"; none: everybody. */
static bool is_in(const row *r, const bp_percentiles *p, const bp_group *g)
{
    for (size_t k = 0; g->by != NULL && k < p->n_keys; k++) {
        const int value = strcmp(p->key[k], "tier") == 0 ? r->tier : r->region;
        if (g->by[k][strlen(g->by[k]) - 1] - '0' != value)
            return false;
    }
    return true;
}

/* ---- what is published ---- */

/* What a figure may have been before it was rounded to three digits: 0 to the next, -1 up
 * to it, 1 down to it. */
static range before_rounding(double x, bool rounded, int direction)
{
    const double unit = rounded ? pow(10, floor(log10(x)) - 2) : 2e-6;
    const range r = { x - (direction > 0   ? 0
                           : direction < 0 ? unit
                                           : unit / 2),
                      x + (direction < 0   ? 0
                           : direction > 0 ? unit
                                           : unit / 2) };
    return (range){ r.lo - 1e-6, r.hi + 1e-6 };
}

/* A group of a table, as the attacker sees it and as it is. */
typedef struct target {
    cell cell;
    double top;
    uint8_t in[ROWS]; /* is the person of a row in it? */
} target;

static void know_limits(cell *c, double p, const bp_figure *f, bool rules)
{
    if (f->lo_state == BP_SHOWN)
        know_low_limit(c, p, before_rounding(f->lo, rules, 1));
    if (f->hi_state == BP_SHOWN)
        know_high_limit(c, p, before_rounding(f->hi, rules, -1));
}

static void aim(target *t, const survey *s, const bp_percentiles *p, size_t i, bool rules)
{
    const bp_group *g = &p->group[i];
    const bool rounded = rules && g->n < 30;
    *t = (target){ .cell = { .n = g->n, .sum = ANYTHING } };
    for (size_t k = 0; k < s->n; k++) {
        t->in[k] = is_in(&s->row[k], p, g);
        t->top = t->in[k] && s->row[k].pay > t->top ? s->row[k].pay : t->top;
    }
    if (g->mean.state == BP_SHOWN)
        t->cell.sum =
            times_range((double)g->n, before_rounding(g->mean.value, rounded, 0));
    for (size_t k = 0; k < p->n_levels && g->n <= UNKNOWNS; k++) {
        const double level = bp_level_share(p->level[k]);
        if (g->p[k].state != BP_SHOWN)
            continue;
        know_level(&t->cell, level, before_rounding(g->p[k].value, rounded, 0));
        know_limits(&t->cell, level, &g->p[k], rules);
    }
}

enum { TARGETS = UNKNOWNS };

/* All groups of all tables, and what makes which. */
typedef struct publication {
    target target[TARGETS];
    size_t n;
    equations sums; /* of the pay of targets */
    size_t whole[EQUATIONS];
} publication;

static bool is_within(const survey *s, const target *a, const target *b)
{
    for (size_t k = 0; k < s->n; k++)
        if (a->in[k] && !b->in[k])
            return false;
    return true;
}

/* The groups of a table that are within a target are all of it, or it is of another
 * table that cuts them. */
static void add_sum(publication *p, const survey *s, size_t whole, size_t from, size_t to)
{
    equation *e = add_equation(&p->sums, (range){ 0, 0 });
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        if (i != whole && is_within(s, &p->target[i], &p->target[whole])) {
            e->times[i] = 1;
            n += p->target[i].cell.n;
        }
    e->times[whole] = -1;
    p->whole[p->sums.n - 1] = whole;
    if (n != p->target[whole].cell.n)
        p->sums.n--;
}

static void add_table(publication *p, const survey *s, const bp_percentiles *t,
                      bool rules)
{
    const size_t from = p->n;
    for (size_t i = p->n == 0 ? 0 : 1; i < t->n_groups; i++)
        aim(&p->target[p->n++], s, t, i, rules);
    for (size_t whole = 0; whole < from || whole == 0; whole++)
        add_sum(p, s, whole, from == 0 ? 1 : from, p->n);
}

static void read_publication(publication *p, const survey *s, const bp_answer *a,
                             bool rules)
{
    p->n = p->sums.n = 0;
    if (a->table != NULL)
        add_table(p, s, a->table, rules);
    for (size_t i = 0; i < a->n_by; i++)
        add_table(p, s, a->by[i], rules);
    for (size_t i = 0; i < a->n_tiles; i++)
        add_table(p, s, a->tiles[i].both, rules);
    p->sums.x = p->n;
}

/* ---- attacks ---- */

typedef struct score {
    size_t small; /* groups of up to seven people */
    size_t pinned_small;
    size_t all;
    size_t pinned;
} score;

static bool is_pinned(range r, double top)
{
    assert_true(r.lo <= top * (1 + 1e-6) && r.hi >= top * (1 - 1e-6));
    return r.lo >= .9 * top && r.hi <= 1.1 * top;
}

static void attack_cell(score *s, const cell *c, double top)
{
    if (c->n > UNKNOWNS)
        return;
    const bool pinned = is_pinned(attack(c), top);
    s->all++;
    s->pinned += pinned;
    s->small += c->n <= 7;
    s->pinned_small += c->n <= 7 && pinned;
}

/* Those of a sum who are in no part whose mean is shown: their pay together is known
 * where the whole's is. */
static void attack_rest(score *s, const publication *p, const survey *of, size_t i,
                        const range sum[])
{
    const size_t whole = p->whole[i];
    cell rest = { .n = p->target[whole].cell.n, .sum = sum[whole] };
    double top = 0;
    uint8_t in[ROWS];
    memcpy(in, p->target[whole].in, sizeof in);
    for (size_t k = 0; k < p->n; k++) {
        if (p->sums.of[i].times[k] <= 0 || isinf(p->target[k].cell.sum.hi))
            continue;
        rest.n -= p->target[k].cell.n;
        rest.sum.lo -= p->target[k].cell.sum.hi;
        rest.sum.hi -= p->target[k].cell.sum.lo;
        for (size_t r = 0; r < of->n; r++)
            in[r] = in[r] && !p->target[k].in[r];
    }
    for (size_t r = 0; r < of->n; r++)
        top = in[r] && of->row[r].pay > top ? of->row[r].pay : top;
    if (rest.n > 0 && rest.n < p->target[whole].cell.n)
        attack_cell(s, &rest, top);
}

static void attack_all(score *s, publication *p, const survey *of)
{
    range sum[UNKNOWNS];
    const size_t n = p->sums.n;
    for (size_t i = 0; i < p->n; i++)
        sum[i] = p->target[i].cell.sum;
    deduce(&p->sums, sum, false);
    p->sums.n = n;
    for (size_t i = 0; i < p->n; i++) {
        cell c = p->target[i].cell;
        c.sum = sum[i];
        attack_cell(s, &c, p->target[i].top);
    }
    for (size_t i = 0; i < n; i++)
        attack_rest(s, p, of, i, sum);
}

/* ---- the questions ---- */

static bp_answer *ask(bool both, bp_rules rules)
{
    static const char *file[] = { "pay.csv" };
    static const char *const by[] = { "tier", "region" };
    bp_question q;
    bp_answer *a = NULL;
    bp_question_init(&q);
    q.subject = both ? BP_ASK_CHART : BP_ASK_PERCENTILES;
    q.chart = BP_CHART_HEATMAP;
    q.reading.file = file;
    q.reading.n_files = 1;
    q.reading.threads = 1;
    q.choice.by = by;
    q.choice.n_by = both ? 2 : 1;
    q.method.ci.method = both ? BP_CI_NONE : BP_CI_ORDER;
    q.labels.title = "Pay"; /* else it is looked at which groups differ */
    q.rules = rules;
    bp_err err;
    const bp_status status = bp_answer_new(&a, &q, &err);
    if (status != BP_OK && status != BP_ENONE)
        fail_msg("%s", err.text);
    return a;
}

static score attack_surveys(size_t n, bp_rules rules)
{
    static survey s;
    static publication p;
    score all = { 0 };
    for (size_t i = 0; i < n; i++) {
        draw(&s);
        bp_answer *a = ask(i % 2 == 1, rules);
        if (a == NULL)
            continue;
        read_publication(&p, &s, a, rules != BP_RULES_NONE);
        attack_all(&all, &p, &s);
        if (rules != BP_RULES_NONE && all.pinned > 0)
            fail_msg("survey %zu of %zu: the top earner of a group is known", i, n);
        bp_answer_free(a);
    }
    printf("# %zu groups, %zu tops within 10 %%; of up to 7 people %zu, %zu\n", all.all,
           all.pinned, all.small, all.pinned_small);
    return all;
}

static void nobody_is_pinned_under_the_rules(void **state)
{
    (void)state;
    const score s = attack_surveys(20000, BP_RULES_SURVEY);
    assert_int_equal(s.pinned, 0);
    assert_true(s.all > 100000);
}

static void without_rules_nearly_everybody_is_in_small_groups(void **state)
{
    (void)state;
    const score s = attack_surveys(500, BP_RULES_NONE);
    assert_true(s.small > 1000);
    assert_true(s.pinned_small * 10 >= s.small * 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_rules_nearly_everybody_is_in_small_groups,
                                        enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(nobody_is_pinned_under_the_rules, enter_folder,
                                        leave_folder),
    };
    return cmocka_run_group_tests_name("attacker", tests, NULL, NULL);
}
