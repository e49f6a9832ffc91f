/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "columns.h"

/* Headers are those of public salary files; the roles are what a reader of the file would
 * say. */

static bp_schema find(columns *c, const bp_map *map, size_t n_map)
{
    bp_schema s;
    bp_err err;
    assert_int_equal(
        bp_schema_find(&s, "pay.csv", &c->layout, c->evidence, map, n_map, &err), BP_OK);
    return s;
}

static void assert_role(columns *c, const bp_schema *s, bp_role role, const char *name)
{
    if (name == NULL) {
        assert_int_equal(s->column[role], BP_NO_COLUMN);
        return;
    }
    assert_int_not_equal(s->column[role], BP_NO_COLUMN);
    assert_string_equal(c->name[s->column[role]], name);
}

static void headers_tell_roles(void **state)
{
    static char *const names[] = { "survey_year",
                                   "effective_date",
                                   "organization",
                                   "org_id",
                                   "person_id",
                                   "Job Title",
                                   "experience_level",
                                   "yearsofexperience",
                                   "company_size",
                                   "region",
                                   "Base Salary (USD)",
                                   "bonus",
                                   "totalyearlycompensation",
                                   "salary_currency",
                                   "pwgtp",
                                   NULL };
    static const char *const cells[] = { "2024",   "2024-01-01", "Alder",  "7",
                                         "P1",     "CMO",        "SE",     "12",
                                         "L",      "West",       "425000", "1",
                                         "500000", "USD",        "3",      NULL };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_YEAR, "survey_year");
    assert_role(&c, &s, BP_ROLE_DATE, "effective_date");
    assert_role(&c, &s, BP_ROLE_ORG, "org_id"); /* names vary in spelling */
    assert_role(&c, &s, BP_ROLE_PERSON, "person_id");
    assert_role(&c, &s, BP_ROLE_TITLE, "Job Title");
    assert_role(&c, &s, BP_ROLE_TIER, "experience_level");
    assert_role(&c, &s, BP_ROLE_EXPERIENCE, "yearsofexperience");
    assert_role(&c, &s, BP_ROLE_SIZE, "company_size");
    assert_role(&c, &s, BP_ROLE_REGION, "region");
    assert_role(&c, &s, BP_ROLE_BASE, "Base Salary (USD)");
    assert_role(&c, &s, BP_ROLE_BONUS, "bonus");
    assert_role(&c, &s, BP_ROLE_TOTAL, "totalyearlycompensation");
    assert_role(&c, &s, BP_ROLE_CURRENCY, "salary_currency");
    assert_role(&c, &s, BP_ROLE_WEIGHT, "pwgtp");
    assert_role(&c, &s, BP_ROLE_LTI, NULL);
}

/* As surveys and payrolls of these countries name their columns. */
static void headers_of_other_languages_tell_roles(void **state)
{
    static const struct {
        bp_role role;
        const char *headers[8];
    } cases[] = {
        { BP_ROLE_ORG,
          { "Arbeitgeber", "\xc3\x89tablissement", "\xc3\x93rg\xc3\xa3o", "Empresa",
            "Azienda", "Werkgever", "F\xc3\xb6retag", NULL } },
        { BP_ROLE_TITLE,
          { "Berufsbezeichnung", "Intitul\xc3\xa9 du poste", "Puesto",
            "Fun\xc3\xa7\xc3\xa3o", "Mansione", "Befattning", "Stanowisko", NULL } },
        { BP_ROLE_REGION,
          { "Bundesland", "Kanton", "Regione", "L\xc3\xa4n", "Ville", "Munic\xc3\xadpio",
            "Wojew\xc3\xb3"
            "dztwo",
            NULL } },
        { BP_ROLE_COUNTRY, { "Land", "Pays", "Pa\xc3\xads", "Paese", "Kraj", NULL } },
        { BP_ROLE_SIZE,
          { "Unternehmensgr\xc3\xb6\xc3\x9f"
            "e",
            "Betten", "Effectif", "Nombre de lits", NULL } },
        { BP_ROLE_EXPERIENCE,
          { "Berufserfahrung (Jahre)", "Anciennet\xc3\xa9",
            "Antig\xc3\xbc"
            "edad",
            "Erfarenhet", "Anzianit\xc3\xa0", "Sta\xc5\xbc", NULL } },
        { BP_ROLE_PERSON,
          { "Personalnummer",
            "Matr\xc3\xad"
            "cula",
            "Matricule", NULL } },
        { BP_ROLE_CURRENCY, { "W\xc3\xa4hrung", "Devise", "Moeda", "Valuta", NULL } },
        { BP_ROLE_DATE, { "Stichtag", "Fecha", NULL } },
        { BP_ROLE_YEAR,
          { "Jahr",
            "Ann\xc3\xa9"
            "e",
            "A\xc3\xb1o", "Anno", NULL } },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (const char *const *h = cases[i].headers; *h != NULL; h++) {
            int match[BP_ROLES];
            bp_role_matches(match, bp_text_of(*h));
            for (bp_role r = 0; r < BP_ROLES; r++)
                if ((match[r] < BP_NO_MATCH) != (r == cases[i].role))
                    fail_msg("%s: role %s", *h, bp_role_names()[r]);
        }
}

static void questions_tell_roles_too(void **state)
{
    static char *const names[] = {
        "Timestamp",
        "If your job title needs additional context, please clarify here:",
        "What is your annual salary? (You'll indicate the currency in a later question.)",
        "How much additional monetary compensation do you get, if any?",
        "Please indicate the currency",
        "What country do you work in?",
        NULL
    };
    static const char *const cells[] = {
        "4/27/2021 11:02:09", "x", "55,000", "0", "USD", "US", NULL
    };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_BASE, names[2]);
    assert_role(&c, &s, BP_ROLE_BONUS, names[3]);
    assert_role(&c, &s, BP_ROLE_CURRENCY, names[4]);
    assert_role(&c, &s, BP_ROLE_COUNTRY, names[5]);
    assert_role(&c, &s, BP_ROLE_TITLE, NULL);
    assert_role(&c, &s, BP_ROLE_DATE, NULL);
    assert_role(&c, &s, BP_ROLE_YEAR, NULL);
}

static void a_year_is_known_by_its_header_only(void **state)
{
    static char *const names[] = { "HireDate",     "birth year", "Founded",
                                   "AnnualSalary", "years",      NULL };
    static const char *const cells[] = {
        "10/24/1979", "1980", "1980", "5", "2014", NULL
    };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_YEAR, NULL);
    assert_role(&c, &s, BP_ROLE_DATE, NULL);
    assert_role(&c, &s, BP_ROLE_BASE, "AnnualSalary");
}

static void cells_must_hold_what_the_role_needs(void **state)
{
    static char *const names[] = { "salary", "year", "wage", NULL };
    static const char *const cells[] = { "competitive", "first", "12.5", NULL };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_BASE, "wage");
    assert_role(&c, &s, BP_ROLE_YEAR, NULL);
}

static void the_better_header_wins_and_equal_ones_are_told(void **state)
{
    static char *const one[] = { "Monthly salary (gross, in EUR)",
                                 "Hourly rate (VAT 0%, in euros)", NULL };
    static char *const two[] = { "Sal94", "Sal95", NULL };
    static const char *const cells[] = { "8400.0", "70.0", NULL };
    columns c;
    (void)state;
    make_columns(&c, one, cells);
    bp_schema s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_BASE, one[0]);

    make_columns(&c, two, cells);
    s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_BASE, "Sal94"); /* for the time being */
    assert_int_equal(s.rival[BP_ROLE_BASE][0], 0);
    assert_int_equal(s.rival[BP_ROLE_BASE][1], 1);
}

static void one_currency_stands_beside_many(void **state)
{
    static char *const names[] = { "salary", "salary_currency", "salary_in_usd", NULL };
    static const char *const cells[] = { "70000", "EUR", "79833", NULL };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, NULL, 0);
    assert_role(&c, &s, BP_ROLE_BASE, "salary");
    assert_int_equal(s.converted, 2);
}

static void a_map_wins_and_may_say_none(void **state)
{
    static char *const names[] = { "salary", "wage", "tier", NULL };
    static const char *const cells[] = { "1", "2", "A", NULL };
    static const bp_map map[] = { { "base", "WAGE" }, { "tier", "" } };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, map, 2);
    assert_role(&c, &s, BP_ROLE_BASE, "wage");
    assert_role(&c, &s, BP_ROLE_TIER, NULL);
}

static void wrong_maps_are_answered(void **state)
{
    static char *const names[] = { "salary", "tier", "tier", NULL };
    static const char *const cells[] = { "1", "A", "B", NULL };
    static const struct {
        bp_map map;
        bp_status want;
        const char *text;
    } cases[] = {
        { { "bse", "salary" },
          BP_EUSAGE,
          "there is no role 'bse'; did you mean 'base'?" },
        { { "base", "salry" },
          BP_EUSAGE,
          "pay.csv: there is no column 'salry'; did you mean 'salary'?" },
        { { "region", "tier" },
          BP_EDATA,
          "pay.csv: the header 'tier' appears twice; say which of its columns is meant: "
          "#2, #3" },
    };
    columns c;
    (void)state;
    make_columns(&c, names, cells);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_err err;
        bp_schema s = { .converted = 42 };
        assert_int_equal(
            bp_schema_find(&s, "pay.csv", &c.layout, c.evidence, &cases[i].map, 1, &err),
            cases[i].want);
        assert_string_equal(err.text, cases[i].text);
        assert_int_equal(s.converted, 42);
    }
}

static void options_name_columns_or_roles(void **state)
{
    static char *const names[] = { "wage", "Seniority", "size", "Job Title", NULL };
    static const char *const cells[] = { "1", "A", "L", "x", NULL };
    columns c;
    size_t column = 0;
    bp_err err;
    (void)state;
    make_columns(&c, names, cells);
    bp_schema s = find(&c, NULL, 0);
    static const struct {
        const char *name;
        size_t want;
    } good[] = { { "tier", 1 },
                 { "seniority", 1 },
                 { "size", 2 },
                 { "title", 3 },
                 { "job_title", 3 } };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_int_equal(
            bp_schema_column(&column, &s, "pay.csv", &c.layout, good[i].name, &err),
            BP_OK);
        assert_int_equal(column, good[i].want);
    }
    assert_int_equal(
        bp_schema_column(&column, &s, "pay.csv", &c.layout, "senority", &err), BP_EUSAGE);
    assert_string_equal(err.text, "pay.csv: there is no column 'senority'; did you mean "
                                  "'Seniority'?");
}

/* So much of a header is looked at: 234 letters, as bp_headwords has room for. */
static void long_headers_are_cut(void **state)
{
    char header[600];
    (void)state;
    memset(header, 'x', sizeof header);
    for (size_t n = 233; n <= sizeof header; n += n < 242 ? 1 : 100)
        assert_int_equal(bp_role_match(BP_ROLE_BASE, (bp_text){ header, n }),
                         BP_NO_MATCH);
    memcpy(header + 234 - 16, "valorbrutomensal", 16);
    assert_true(bp_role_match(BP_ROLE_BASE, (bp_text){ header, 600 }) < BP_NO_MATCH);
    memcpy(header + 234 - 16, "xvalorbrutomensal", 17);
    assert_int_equal(bp_role_match(BP_ROLE_BASE, (bp_text){ header, 600 }), BP_NO_MATCH);
}

static void published_tables_are_not_records(void **state)
{
    static char *const oews[] = { "OCC_TITLE", "TOT_EMP", "A_PCT10",
                                  "A_MEDIAN",  "A_PCT90", NULL };
    static char *const majors[] = { "Major", "Total", "Median", "P25th", "P75th", NULL };
    static char *const records[] = { "title", "salary", "market median", "x", "y", NULL };
    static const char *const cells[] = { "x", "1", "2", "3", "4", NULL };
    static const struct {
        char *const *names;
        bool want;
    } cases[] = { { oews, true }, { majors, true }, { records, false } };
    columns c;
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        make_columns(&c, cases[i].names, cells);
        bp_schema s = find(&c, NULL, 0);
        assert_int_equal(bp_schema_is_published(&s, &c.layout), cases[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_tell_roles),
        cmocka_unit_test(headers_of_other_languages_tell_roles),
        cmocka_unit_test(questions_tell_roles_too),
        cmocka_unit_test(a_year_is_known_by_its_header_only),
        cmocka_unit_test(cells_must_hold_what_the_role_needs),
        cmocka_unit_test(the_better_header_wins_and_equal_ones_are_told),
        cmocka_unit_test(one_currency_stands_beside_many),
        cmocka_unit_test(a_map_wins_and_may_say_none),
        cmocka_unit_test(wrong_maps_are_answered),
        cmocka_unit_test(options_name_columns_or_roles),
        cmocka_unit_test(long_headers_are_cut),
        cmocka_unit_test(published_tables_are_not_records),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
