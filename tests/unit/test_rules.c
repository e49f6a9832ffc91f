/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
/* Boundaries are those of the rules as they are written: 5 organisations, 25 %, 67 %, 10
 * people for quartiles, 20 for P95, 21 for the mean beside P90, 3 beyond a limit. */
#include "near.h"

#include <string.h>

#include "answer/rules.h"
#include "folder.h"

static const bp_level levels[] = { { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 } };

static bp_shares shares(int64_t largest, int64_t second, int64_t all)
{
    return (bp_shares){ largest, second, all };
}

/* A cell in which nobody is large. */
static bp_verdict judge(bp_rules rules, uint64_t n, uint64_t orgs,
                        const bp_concentration *who)
{
    static const bp_concentration even = { .people = { 1, 1, 100 },
                                           .pay = { 1, 1, 100 } };
    bp_verdict v;
    bp_rules_judge(
        &v, bp_rules_of(rules),
        &(bp_facts){
            .n = n, .orgs = orgs, .of_orgs = orgs > 0, .who = who != NULL ? who : &even },
        levels, 5);
    return v;
}

static void cells_need_people_and_organisations(void **state)
{
    (void)state;
    assert_int_equal(judge(BP_RULES_SURVEY, 5, 5, NULL).cell, 0);
    assert_int_equal(judge(BP_RULES_SURVEY, 4, 4, NULL).cell,
                     BP_WHY_FEW_PEOPLE | BP_WHY_FEW_ORGS);
    assert_int_equal(judge(BP_RULES_SURVEY, 50, 4, NULL).cell, BP_WHY_FEW_ORGS);
    assert_int_equal(judge(BP_RULES_SURVEY, 5, 0, NULL).cell, 0);
}

static void levels_need_more_the_further_out(void **state)
{
    (void)state;
    bp_verdict v = judge(BP_RULES_SURVEY, 9, 9, NULL);
    assert_int_equal(v.level[1], BP_WHY_FEW_PEOPLE);
    assert_int_equal(v.level[2], 0);
    assert_int_equal(v.mean, BP_WHY_FEW_PEOPLE);
    v = judge(BP_RULES_SURVEY, 10, 9, NULL);
    assert_int_equal(v.level[0], BP_WHY_FEW_ORGS);
    assert_int_equal(v.level[1], 0);
    assert_int_equal(v.mean, 0);
    v = judge(BP_RULES_SURVEY, 10, 10, NULL);
    assert_int_equal(v.level[0], 0);
    assert_int_equal(v.mean, BP_WHY_EQUATIONS);
    assert_int_equal(judge(BP_RULES_SURVEY, 20, 10, NULL).mean, BP_WHY_EQUATIONS);
    assert_int_equal(judge(BP_RULES_SURVEY, 21, 10, NULL).mean, 0);
    assert_int_equal(judge(BP_RULES_SURVEY_CLASSIC, 5, 5, NULL).mean, 0);
    assert_int_equal(judge(BP_RULES_SURVEY_CLASSIC, 5, 5, NULL).level[1], 0);
    assert_int_equal(judge(BP_RULES_SURVEY_CLASSIC, 9, 9, NULL).level[4],
                     BP_WHY_FEW_PEOPLE | BP_WHY_FEW_ORGS);
}

static unsigned judge_one(bp_level level, uint64_t n, uint64_t orgs)
{
    bp_verdict v;
    bp_rules_judge(&v, bp_rules_of(BP_RULES_SURVEY),
                   &(bp_facts){ .n = n, .orgs = orgs, .of_orgs = true }, &level, 1);
    return v.level[0];
}

static void the_far_tail_needs_one_person_a_side(void **state)
{
    (void)state;
    assert_int_equal(judge_one((bp_level){ 95, 100 }, 20, 20), 0);
    assert_int_equal(judge_one((bp_level){ 95, 100 }, 19, 20), BP_WHY_FEW_PEOPLE);
    assert_int_equal(judge_one((bp_level){ 5, 100 }, 20, 19), BP_WHY_FEW_ORGS);
    assert_int_equal(judge_one((bp_level){ 975, 1000 }, 40, 40), 0);
    assert_int_equal(judge_one((bp_level){ 975, 1000 }, 39, 39),
                     BP_WHY_FEW_PEOPLE | BP_WHY_FEW_ORGS);
    assert_int_equal(judge_one((bp_level){ 1, 1 }, 1000000, 1000),
                     BP_WHY_FEW_PEOPLE | BP_WHY_FEW_ORGS);
}

static void exactly_a_quarter_is_not_above_it(void **state)
{
    (void)state;
    bp_concentration c = { .people = shares(25, 20, 100), .pay = shares(25, 20, 100) };
    assert_int_equal(judge(BP_RULES_SURVEY, 100, 9, &c).cell, 0);
    c.people = shares(26, 20, 100);
    assert_int_equal(judge(BP_RULES_SURVEY, 100, 9, &c).cell, BP_WHY_DOMINANCE);
    c.people = shares(25, 20, 100);
    c.pay = shares(2600001, 20, 10400000); /* a hair above a quarter */
    bp_verdict v = judge(BP_RULES_SURVEY, 100, 9, &c);
    assert_int_equal(v.cell, 0);
    assert_int_equal(v.mean, BP_WHY_DOMINANCE);
    c.pay = shares(2600000, 20, 10400000);
    assert_int_equal(judge(BP_RULES_SURVEY, 100, 9, &c).mean, 0);
    assert_int_equal(judge(BP_RULES_SURVEY, 100, 0, &c).mean, 0);
}

static void exactly_67_percent_of_the_two_largest_is_not_above_it(void **state)
{
    (void)state;
    bp_rule_set own = *bp_rules_of(BP_RULES_OWN);
    own.share = (bp_level){ 1, 1 }; /* 25 % each is never 67 % of two */
    bp_concentration c = { .people = shares(40, 27, 100), .pay = shares(1, 1, 100) };
    const bp_facts f = { .n = 100, .orgs = 9, .of_orgs = true, .who = &c };
    bp_verdict v;
    bp_rules_judge(&v, &own, &f, levels, 5);
    assert_int_equal(v.cell, 0);
    c.people = shares(40, 28, 100);
    bp_rules_judge(&v, &own, &f, levels, 5);
    assert_int_equal(v.cell, BP_WHY_DOMINANCE);
}

/* Quartiles of five people (type 7) are the 2nd, 3rd and 4th person's pay: of these the
 * median alone is shown. */
static void five_people_are_their_own_quartiles(void **state)
{
    (void)state;
    const bp_verdict v = judge(BP_RULES_SURVEY, 5, 5, NULL);
    for (size_t k = 1; k <= 3; k++) {
        const bp_position at = bp_quantile_position(5, levels[k], 7);
        assert_int_equal(at.num, 0);
        assert_int_equal(at.lo, k);
        assert_int_equal(v.level[k], k == 2 ? 0 : BP_WHY_FEW_PEOPLE);
    }
    assert_int_equal(v.mean, BP_WHY_FEW_PEOPLE);
}

/* Contributions 100 60 20 10 5 with p = 15: 35 >= 15; 100 60 5 3 2: 10 < 15. */
static void the_p_percent_rule(void **state)
{
    (void)state;
    bp_rule_set own = *bp_rules_of(BP_RULES_OWN);
    own.share = own.two_largest = (bp_level){ 1, 1 };
    own.p_percent = (bp_level){ 15, 100 };
    bp_concentration c = { .people = shares(1, 1, 100), .pay = shares(100, 60, 195) };
    const bp_facts f = { .n = 100, .orgs = 5, .of_orgs = true, .who = &c };
    bp_verdict v;
    bp_rules_judge(&v, &own, &f, levels, 5);
    assert_int_equal(v.mean, 0);
    c.pay = shares(100, 60, 170);
    bp_rules_judge(&v, &own, &f, levels, 5);
    assert_int_equal(v.mean, BP_WHY_DOMINANCE);
    c.pay = shares(100, 60, 175); /* exactly 15 */
    bp_rules_judge(&v, &own, &f, levels, 5);
    assert_int_equal(v.mean, 0);
}

static void equal_pay_tells_everybodys(void **state)
{
    (void)state;
    const bp_concentration c = { .people = shares(1, 1, 100), .all_equal = true };
    assert_int_equal(judge(BP_RULES_SURVEY, 100, 9, &c).cell, BP_WHY_ALL_EQUAL);
}

/* Nine deciles of 12 people and their mean: fewer than 10 figures may be shown. */
static void a_cell_shows_few_equations(void **state)
{
    (void)state;
    bp_level decile[9];
    for (uint32_t i = 0; i < 9; i++)
        decile[i] = (bp_level){ i + 1, 10 };
    bp_verdict v;
    const bp_facts f = { .n = 10, .orgs = 10, .of_orgs = true };
    bp_rules_judge(&v, bp_rules_of(BP_RULES_SURVEY), &f, decile, 9);
    size_t shown = v.mean == 0;
    for (size_t i = 0; i < 9; i++)
        shown += v.level[i] == 0;
    assert_int_equal(v.mean, BP_WHY_EQUATIONS);
    assert_int_equal(shown, 7); /* below 8 */
    assert_int_equal(v.level[0], BP_WHY_EQUATIONS);
    assert_int_equal(v.level[8], BP_WHY_EQUATIONS);
    assert_int_equal(v.level[1], 0);
}

static void limits_have_people_beyond_them(void **state)
{
    (void)state;
    const bp_rule_set *set = bp_rules_of(BP_RULES_SURVEY);
    const bp_facts ten = { .n = 10, .orgs = 10, .of_orgs = true };
    const bp_facts nine = { .n = 9, .orgs = 9, .of_orgs = true }, alone = { .n = 10 };
    assert_true(bp_rules_limit(set, &ten, (bp_beyond){ 3, 3 }));
    assert_false(bp_rules_limit(set, &ten, (bp_beyond){ 3, 2 }));
    assert_false(bp_rules_limit(set, &ten, (bp_beyond){ 2, 3 }));
    assert_false(bp_rules_limit(set, &nine, (bp_beyond){ 3, 3 }));
    assert_true(bp_rules_limit(set, &alone, (bp_beyond){ 3, 0 }));
}

static void money_is_rounded_for_small_cells(void **state)
{
    (void)state;
    const bp_rule_set *set = bp_rules_of(BP_RULES_SURVEY);
    assert_near(bp_rules_round(set, 29, 425499), 425000, 0);
    assert_near(bp_rules_round(set, 29, 425500), 426000, 0);
    assert_near(bp_rules_round(set, 30, 425499), 425499, 0);
    assert_near(bp_rules_round(set, 29, 12.3456), 12.3, 0);
    assert_near(bp_rules_round(set, 29, 999999), 1000000, 0);
    assert_near(bp_rules_round_down(set, 425999), 425000, 0);
    assert_near(bp_rules_round_up(set, 425001), 426000, 0);
    assert_near(bp_rules_round_up(set, 425000), 425000, 0);
    assert_near(bp_rules_round(set, 5, 0), 0, 0);
}

static bp_status read_rules(bp_rule_set *set, const char *text, bp_err *err)
{
    put_file("rules.ini", text, strlen(text));
    return bp_rules_read(set, "rules.ini", err);
}

static void own_rules_come_from_a_file(void **state)
{
    (void)state;
    bp_rule_set set;
    bp_err err;
    assert_int_equal(
        read_rules(&set, "[rules]\npeople = 8\nshare = 40%\np_percent = 2.5\n", &err),
        BP_OK);
    assert_int_equal(set.people, 8);
    assert_int_equal(set.orgs, 5);
    assert_near(bp_level_percent(set.share), 40, 0);
    assert_near(bp_level_percent(set.p_percent), 2.5, 0);
    static const char *const wrong[] = {
        "[rules]\npeople = 0\n",        "[rules]\npeople = five\n",
        "[rules]\npeople =\n",          "[rules]\nshare = 101\n",
        "[rules]\nshare = 25%%\n",      "[rules]\nsize = 3\n",
        "[options]\npeople = 5\n",      "people = 5\n",
        "[rules]\npeople = -1\n",       "[rules]\npeople = 5 or 6\n",
        "[rules]\nround_digits = 16\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(read_rules(&set, wrong[i], &err), BP_EUSAGE);
    assert_string_equal(
        err.text, "rules.ini:2: round_digits: '16' is not a whole number from 1 to 15");
    assert_int_equal(bp_rules_read(&set, "none.ini", &err), BP_EIO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_need_people_and_organisations),
        cmocka_unit_test(levels_need_more_the_further_out),
        cmocka_unit_test(the_far_tail_needs_one_person_a_side),
        cmocka_unit_test(exactly_a_quarter_is_not_above_it),
        cmocka_unit_test(exactly_67_percent_of_the_two_largest_is_not_above_it),
        cmocka_unit_test(five_people_are_their_own_quartiles),
        cmocka_unit_test(the_p_percent_rule),
        cmocka_unit_test(equal_pay_tells_everybodys),
        cmocka_unit_test(a_cell_shows_few_equations),
        cmocka_unit_test(limits_have_people_beyond_them),
        cmocka_unit_test(money_is_rounded_for_small_cells),
        cmocka_unit_test_setup_teardown(own_rules_come_from_a_file, enter_folder,
                                        leave_folder),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
