/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L
#include "near.h"

#include "base/str.h"
#include "folder.h"
#include "ingest/offers.h"

static void amounts_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        int64_t units;
        int scale;
        const char *currency;
    } good[] = {
        { "425000", 425000, 0, NULL },       { "$410k", 410000, 0, "$" },
        { " 410 K ", 410000, 0, NULL },      { "€1.234,50", 12345, 1, "EUR" },
        { "CHF 1'234.50", 12345, 1, "CHF" }, { "1.2m", 1200000, 0, NULL },
        { "24.50", 245, 1, NULL },           { "$410,000", 410000, 0, "$" },
    };
    static const char *const bad[] = {
        "",      "much",    "7%",  "$50 per hour",    "nan",
        "-5000", "4e5-5e5", "0x1", "9999999999999999"
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        bp_decimal d;
        const char *currency;
        assert_true(bp_amount_read(&d, &currency, bp_text_of(good[i].text), NULL));
        assert_int_equal(d.units, good[i].units);
        assert_int_equal(d.scale, good[i].scale);
        if (good[i].currency == NULL)
            assert_null(currency);
        else
            assert_string_equal(currency, good[i].currency);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bp_decimal d;
        const char *currency;
        assert_false(bp_amount_read(&d, &currency, bp_text_of(bad[i]), NULL));
    }
}

static bp_offers *read_text(const char *text)
{
    bp_offers *o = NULL;
    bp_err err;
    put_file("offers.csv", text, strlen(text));
    bp_reading reading;
    bp_choice choice;
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    if (bp_offers_read(&o, "offers.csv", &reading, &choice, &err) != BP_OK)
        fail_msg("%s", err.text);
    return o;
}

static void columns_are_id_amounts_and_groups(void **state)
{
    (void)state;
    bp_offers *o = read_text("Candidate,tier,Base salary,bonus,region\n"
                             "Ada,CMO,\"410,000\",50k,\nBo,Director,299500.50,,East\n");
    bp_err err;
    bp_decimal d;
    bool blank;
    assert_int_equal(o->n, 2);
    assert_int_equal(o->n_by, 2);
    assert_string_equal(o->by[0], "tier");
    assert_string_equal(o->by[1], "region");
    assert_string_equal(o->offered[0].id, "Ada");
    assert_string_equal(o->offered[0].by[0], "CMO");
    assert_string_equal(o->offered[0].by[1], "");
    assert_int_equal(bp_offers_amount(&d, &blank, o, 0, "base", &err), BP_OK);
    assert_int_equal(d.units, 410000);
    assert_int_equal(bp_offers_amount(&d, &blank, o, 0, "tcc", &err), BP_OK);
    assert_int_equal(d.units, 460000);
    assert_int_equal(bp_offers_amount(&d, &blank, o, 1, "total", &err), BP_OK);
    assert_int_equal(d.units, 2995005);
    assert_int_equal(d.scale, 1);
    assert_int_equal(bp_offers_amount(&d, &blank, o, 0, "bonus", &err), BP_OK);
    assert_int_equal(d.units, 50000);
    assert_int_equal(bp_offers_amount(&d, &blank, o, 1, "lti", &err), BP_EDATA);
    assert_string_equal(err.text,
                        "offers.csv:3: does not say what is offered as lti; name "
                        "its column 'amount'");
    assert_int_equal(bp_offers_place(o, 1, 1).field, 5);
    bp_offers_free(o);
}

/* A blank base is no offer yet, a blank bonus is none; a list has both kinds. */
static void a_blank_amount_is_a_line_of_the_list(void **state)
{
    static const struct {
        const char *element;
        size_t i;
        bool blank;
        int64_t units;
    } cases[] = {
        { "base", 0, true, 0 },   { "base", 1, false, 9 },  { "tcc", 0, true, 0 },
        { "tcc", 1, false, 9 },   { "bonus", 0, false, 2 }, { "bonus", 1, true, 0 },
        { "bonus", 2, false, 3 }, { "tcc", 2, false, 8 },
    };
    (void)state;
    bp_offers *o = read_text("id,base,bonus\na,n/a,2\nb,9,\nc,5,3\n");
    bp_err err;
    bp_decimal d;
    bool blank;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(
            bp_offers_amount(&d, &blank, o, cases[i].i, cases[i].element, &err), BP_OK);
        assert_int_equal(blank, cases[i].blank);
        assert_int_equal(d.units, cases[i].units);
    }
    bp_offers_free(o);
}

/* 15 % of 410,000 is 61,500; a list may have total cash alone. */
static void parts_follow_from_each_other(void **state)
{
    (void)state;
    bp_offers *o = read_text("id,base,bonus %,tcc\na,410000,15%,471500\nb,300k,12.5,\n"
                             "c,,20%,\nd,,,500000\n");
    bp_err err;
    bp_decimal d;
    bool blank;
    assert_int_equal(o->n_by, 0);
    assert_int_equal(o->offered[0].bonus.units, 61500);
    assert_int_equal(o->offered[1].bonus.units, 37500);
    assert_int_equal(o->offered[1].tcc.units, 337500);
    assert_true(o->offered[2].bonus.units < 0 && o->offered[2].tcc.units < 0);
    assert_int_equal(bp_offers_amount(&d, &blank, o, 3, "tcc", &err), BP_OK);
    assert_int_equal(d.units, 500000);
    assert_int_equal(bp_offers_amount(&d, &blank, o, 3, "base", &err), BP_OK);
    assert_true(blank);
    bp_offers_free(o);
}

static void without_an_id_the_line_stands_for_it(void **state)
{
    (void)state;
    bp_offers *o = read_text("amount\n410000\n");
    assert_string_equal(o->offered[0].id, "2");
    bp_offers_free(o);
}

static void what_is_no_amount_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *text;
        const char *why;
    } cases[] = {
        { "id,amount\na,410000\nb,much\n",
          "offers.csv:3:2: amount: not an amount of money as its column writes them" },
        { "id,tier\na,CMO\n",
          "offers.csv: there is no column 'amount', and no base or bonus" },
        { "id,base,bonus_percent\na,410000,0.15\n",
          "offers.csv:2:3: bonus_percent: may be a share of 1 or of 100; write it with a "
          "% sign" },
        { "id,base,bonus %\na,410000,many\n",
          "offers.csv:2:3: bonus %: not a percentage" },
        { "id,base,bonus,tcc\na,410000,50000,500000\n",
          "offers.csv:2: base and bonus are not the total cash" },
        { "id,amount\na,410000,x\n", "offers.csv:2: has 3 fields; the header has 2" },
    };
    bp_reading reading;
    bp_choice choice;
    (void)state;
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bp_offers *o = NULL;
        bp_err err;
        put_file("offers.csv", cases[i].text, strlen(cases[i].text));
        assert_int_equal(bp_offers_read(&o, "offers.csv", &reading, &choice, &err),
                         BP_EDATA);
        assert_null(o);
        assert_string_equal(err.text, cases[i].why);
    }
}

static void an_amount_may_stand_in_a_file(void **state)
{
    (void)state;
    bp_decimal d = { 7, 7 };
    const char *currency;
    bp_err err;
    put_file("amount.txt", "$410,000\n", 9);
    assert_int_equal(bp_amount_read_file(&d, &currency, "amount.txt", NULL, &err), BP_OK);
    assert_int_equal(d.units, 410000);
    put_file("amount.txt", "410000\n420000\n", 14);
    assert_int_equal(bp_amount_read_file(&d, &currency, "amount.txt", NULL, &err),
                     BP_EUSAGE);
    put_file("amount.txt", "0\n", 2);
    assert_int_equal(bp_amount_read_file(&d, &currency, "amount.txt", NULL, &err),
                     BP_EUSAGE);
    assert_string_equal(err.text,
                        "amount.txt: not one amount of money; write it as 410000, "
                        "410k or $410,000");
    assert_int_equal(bp_amount_read_file(&d, &currency, "none.txt", NULL, &err), BP_EIO);
}

/* A record has 4096 fields at most, and all but the amount may be groups. */
static void as_many_groups_as_there_are_columns_are_read(void **state)
{
    enum { COLUMNS = 4096 };
    bp_str text = { 0 };
    (void)state;
    bp_str_puts(&text, "amount");
    for (int i = 1; i < COLUMNS; i++)
        bp_str_printf(&text, ",c%d", i);
    bp_str_puts(&text, "\n5");
    for (int i = 1; i < COLUMNS; i++)
        bp_str_printf(&text, ",v%d", i);
    bp_str_puts(&text, "\n");
    assert_false(text.failed);
    bp_offers *o = read_text(text.at);
    assert_int_equal(o->n_by, COLUMNS - 1);
    assert_string_equal(o->by[COLUMNS - 2], "c4095");
    assert_string_equal(o->offered[0].by[COLUMNS - 2], "v4095");
    assert_int_equal(bp_offers_place(o, 0, COLUMNS - 2).field, COLUMNS);
    bp_offers_free(o);
    bp_str_release(&text);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_are_read_as_people_write_them),
        IN_FOLDER(columns_are_id_amounts_and_groups),
        IN_FOLDER(a_blank_amount_is_a_line_of_the_list),
        IN_FOLDER(parts_follow_from_each_other),
        IN_FOLDER(without_an_id_the_line_stands_for_it),
        IN_FOLDER(what_is_no_amount_is_refused_with_its_place),
        IN_FOLDER(an_amount_may_stand_in_a_file),
        IN_FOLDER(as_many_groups_as_there_are_columns_are_read),
    };
    return cmocka_run_group_tests_name("offers", tests, NULL, NULL);
}
