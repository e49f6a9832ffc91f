/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "near.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "benchpay/chart.h"
#include "folder.h"
#include "report/build.h"
#include "slots.h"

static const double count[] = { 3, 7, 12, 16, 11, 8, 0, 4, 1 };
static const double x[] = { 230000, 300000, 370000, 480000 };
static const double y[] = { 4, 11, 14, 6 };

/* 62 people in bins of $50,000 from $200,000. */
static bp_chart chart(const char *title)
{
    return (bp_chart){ .kind = BP_CHART_DISTRIBUTION,
                       .id = "base",
                       .title = { title, NULL, 0 },
                       .subtitle = { "People per $50,000", NULL, 0 },
                       .note = { "Source: a test", NULL, 0 },
                       .currency = "USD",
                       .u.bins = { .low = 200000,
                                   .width = 50000,
                                   .count = count,
                                   .n = 9,
                                   .curve = { x, y, 4 },
                                   .p25 = 324000,
                                   .p50 = 400500,
                                   .p75 = 486000 } };
}

static int enter(void **state)
{
    if (enter_folder(state) != 0)
        return 1;
    setenv("TMPDIR", *state, 1);
    return 0;
}

/* The picture, with a NUL behind it. */
static char *draw(bp_chart c, bp_picture picture, bool dark, size_t *n)
{
    const bp_chart_options o = { .picture = picture, .dark = dark };
    bp_err err = { 0 };
    if (bp_chart_draw(&c, &o, &err) != BP_OK)
        fail_msg("%s", err.text);
    char *text = calloc(c.picture_size + 1, 1);
    assert_non_null(text);
    memcpy(text, c.picture, c.picture_size);
    free(c.picture);
    *n = c.picture_size;
    return text;
}

static void assert_says(const char *svg, const char *text)
{
    if (strstr(svg, text) == NULL)
        fail_msg("the picture does not say: %s", text);
}

static void the_picture_says_what_the_slot_says(void **state)
{
    (void)state;
    size_t n;
    char *svg = draw(chart("Half earn more"), BP_PICTURE_SVG, false, &n);
    static const char *const says[] = {
        ">Half earn more</text>",
        ">People per $50,000</text>",
        ">Source: a test</text>",
        ">P25 $324k</text>",
        ">Median $401k</text>",
        ">P75 $486k</text>",
        ">300</text>",
        ">$650k</text>",
        ">15</text>",
        "<title id=\"base-title\">Half earn more</title>",
        "<desc id=\"base-desc\">People per $50,000. Source: a test</desc>",
        "viewBox=\"0 0 800 440\"",
    };
    for (size_t i = 0; i < sizeof says / sizeof says[0]; i++)
        assert_says(svg, says[i]);
    assert_null(strstr(svg, "Gnuplot"));
    free(svg);
}

/* What a shell, gnuplot or XML would make something of. */
static void hostile_texts_stay_texts(void **state)
{
    (void)state;
    static const char *const hostile[][2] = {
        { "`touch PWN`", "`touch PWN`" },
        { "\"; system(\"touch PWN\") #", "\"; system(\"touch PWN\") #" },
        { "<touch PWN", "&lt;touch PWN" },
        { "|touch PWN", "|touch PWN" },
        { "EOD", "EOD" },
        { "%s%n 100%", "%s%n 100%" },
        { "a\nb\tc", "a\\nb\\tc" },
        { "\\", "\\" },
        { "\\\"'q''", "\\\"'q''" },
        { "@ARG1 $x {/=9 y}_z^2", "@ARG1 $x {/=9 y}_z^2" },
        { "<script>x</script>]]>", "&lt;script&gt;x&lt;/script&gt;]]&gt;" },
        { "\x1b]0;t\x07", "\\x1b]0;t\\x07" },
        { "Z\xc3\xbcrich \xe5\x8c\xbb\xe9\x99\xa2",
          "Z\xc3\xbcrich \xe5\x8c\xbb\xe9\x99\xa2" },
        { "not UTF-8: \xff", "not UTF-8: \\xff" },
    };
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        size_t n;
        char want[200];
        char *svg = draw(chart(hostile[i][0]), BP_PICTURE_SVG, false, &n);
        snprintf(want, sizeof want, ">%s</text>", hostile[i][1]);
        assert_says(svg, want);
        free(svg);
    }
    assert_int_equal(files_here(), 0);
}

/* Every sign of ASCII beside digits, letters and itself: of an escape gnuplot reads up to
 * four digits, so that $1 after it must not be read as one with it. */
static void signs_stay_beside_digits(void **state)
{
    (void)state;
    for (char c = '!'; c <= '~'; c++) {
        if (bp_is_digit(c) || bp_is_letter(c))
            continue;
        bp_str title = { 0 }, want = { 0 };
        size_t n;
        for (const char *t = "?0?17?777?8?z??0000 \xc3\xa9"
                             "12";
             *t != '\0'; t++) {
            const char one = *t == '?' ? c : *t;
            bp_str_putc(&title, one);
            if (one == '&' || one == '<' || one == '>')
                bp_str_puts(&want, one == '&' ? "&amp;" : one == '<' ? "&lt;" : "&gt;");
            else
                bp_str_putc(&want, one);
        }
        char *svg = draw(chart(title.at), BP_PICTURE_SVG, false, &n);
        assert_says(svg, want.at);
        free(svg);
        bp_str_release(&want);
        bp_str_release(&title);
    }
}

/* Whatever a text is, a string of the script has these bytes and whole escapes alone. */
static void strings_of_a_script_hold_nothing_that_gnuplot_reads(void **state)
{
    (void)state;
    char title[128] = "";
    for (size_t i = 0; i < 127; i++)
        title[i] = (char)(i + 1);
    bp_chart_script s = { 0 };
    bp_err err;
    bp_chart c = chart(title);
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    assert_int_equal(bp_chart_script_make(&s, &c, &o, &err), BP_OK);
    char *script = strndup(s.file[0].bytes, s.file[0].n);
    size_t strings = 0, escapes = 0;
    for (char *at = script; (at = strstr(at, "\nset label at ")) != NULL; strings++) {
        at = strchr(at, '"') + 1;
        while (*at != '"') {
            const bool escape = *at == '\\';
            if (escape) {
                assert_true(at[1] >= '0' && at[1] <= '3');
                assert_int_equal(strspn(at + 1, "01234567"), 3);
                escapes++;
            } else {
                assert_non_null(
                    memchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                           "0123456789 $()+,-.:;",
                           *at, 72));
            }
            at += escape ? 4 : 1;
            assert_false(escape && *at >= '8' && *at <= '9');
        }
    }
    assert_true(strings > 10 && escapes > 20);
    free(script);
    bp_chart_script_release(&s);
}

static void pictures_repeat_to_the_byte(void **state)
{
    (void)state;
    for (int k = 0; k < 4; k++) {
        size_t n, m;
        bp_picture picture = k % 2 == 0 ? BP_PICTURE_SVG : BP_PICTURE_PNG;
        char *a = draw(chart("Again"), picture, k > 1, &n);
        char *b = draw(chart("Again"), picture, k > 1, &m);
        assert_int_equal(n, m);
        assert_memory_equal(a, b, n);
        free(a);
        free(b);
    }
    assert_int_equal(files_here(), 0);
}

/* PNG specification 11.2.2: width and height are the first fields of IHDR. */
/* U+10FFFD is nobody's: no font has it.  Readers of svg have fonts of their own. */
static void letters_without_a_font_become_boxes_in_png(void **state)
{
    (void)state;
    static const bp_picture picture[] = { BP_PICTURE_SVG, BP_PICTURE_PNG,
                                          BP_PICTURE_PDF };
    for (size_t i = 0; i < 3; i++) {
        bp_chart_script s = { 0 };
        bp_err err;
        bp_chart c = chart("Z\xc3\xbcrich \xf4\x8f\xbf\xbd");
        const bp_chart_options o = { .picture = picture[i] };
        assert_int_equal(bp_chart_script_make(&s, &c, &o, &err), BP_OK);
        const bp_chart_file *f = &s.file[0];
        const bool svg = picture[i] == BP_PICTURE_SVG;
        assert_true(svg == (memmem(f->bytes, f->n, "\\364\\217\\277\\275", 16) != NULL));
        if (!svg)
            assert_true(memmem(f->bytes, f->n, "rich \\342\\226\\241\"", 18) != NULL ||
                        memmem(f->bytes, f->n, "rich \\077\"", 10) != NULL);
        bp_chart_script_release(&s);
    }
}

static void png_has_twice_the_pixels(void **state)
{
    (void)state;
    size_t n;
    char *png = draw(chart("Twice"), BP_PICTURE_PNG, false, &n);
    assert_memory_equal(png + 12, "IHDR\0\0\x06\x40\0\0\x03\x70", 12);
    free(png);
}

static void dark_pictures_have_dark_paper(void **state)
{
    (void)state;
    size_t n;
    char *light = draw(chart("Paper"), BP_PICTURE_SVG, false, &n);
    char *dark = draw(chart("Paper"), BP_PICTURE_SVG, true, &n);
    assert_says(light, "height=\"440\" fill=\"#ffffff\"");
    assert_says(dark, "height=\"440\" fill=\"#15191c\"");
    free(light);
    free(dark);
}

static void a_long_title_takes_lines_of_one_length(void **state)
{
    (void)state;
    size_t n;
    char *svg = draw(chart("Half of the chief medical officers of critical access "
                           "hospitals are paid between $324,000 and $486,000 a year"),
                     BP_PICTURE_SVG, false, &n);
    assert_says(svg, ">Half of the chief medical officers of critical access</text>");
    assert_says(svg, ">hospitals are paid between $324,000 and $486,000 a year</text>");
    free(svg);
}

static void a_title_beyond_three_lines_ends_in_an_ellipsis(void **state)
{
    (void)state;
    size_t n;
    char *svg =
        draw(chart("Half of the chief medical officers of critical access hospitals "
                   "are paid between $324,000 and $486,000 a year, which is less than "
                   "those of systems are paid in the same region, where the cost of "
                   "living is no higher than elsewhere and the work is much the same"),
             BP_PICTURE_SVG, false, &n);
    assert_says(svg, ">Half of the chief medical officers of critical access");
    assert_says(svg, "\xe2\x80\xa6</text>");
    free(svg);
}

static void people_beyond_the_bins_are_counted(void **state)
{
    (void)state;
    static const struct {
        uint64_t below, above;
        const char *says;
    } cases[] = {
        { 0, 1, ">Not drawn: 1 person paid $650,000 or more.</text>" },
        { 12, 0, ">Not drawn: 12 people paid less than $200,000.</text>" },
        { 1, 1200,
          ">Not drawn: 1 person paid less than $200,000 and 1,200 people paid "
          "$650,000 or more.</text>" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t n;
        bp_chart c = chart("Beyond");
        c.u.bins.below = cases[i].below;
        c.u.bins.above = cases[i].above;
        char *svg = draw(c, BP_PICTURE_SVG, false, &n);
        assert_says(svg, cases[i].says);
        free(svg);
    }
}

static void one_person_makes_a_picture(void **state)
{
    (void)state;
    static const double one[] = { 1 };
    bp_chart c = chart("One person");
    c.u.bins.count = one;
    c.u.bins.n = 1;
    c.u.bins.curve.n = 0;
    c.u.bins.p25 = c.u.bins.p50 = c.u.bins.p75 = 212500;
    size_t n;
    char *svg = draw(c, BP_PICTURE_SVG, false, &n);
    assert_says(svg, ">Median $213k</text>");
    free(svg);
}

static void numbers_that_make_no_picture_are_refused(void **state)
{
    (void)state;
    static const double bad[] = { 1, NAN };
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    bp_chart c[] = { chart("x"), chart("x"), chart("x"), chart("x") };
    c[0].u.bins.count = bad;
    c[0].u.bins.n = 2;
    c[1].u.bins.width = 0;
    c[2].u.bins.n = 0;
    c[3].u.bins.p50 = INFINITY;
    for (size_t i = 0; i < sizeof c / sizeof c[0]; i++) {
        bp_err err = { 0 };
        assert_int_equal(bp_chart_draw(&c[i], &o, &err), BP_EINTERNAL);
        assert_null(c[i].picture);
    }
}

static void a_report_without_gnuplot_says_why_it_has_no_chart(void **state)
{
    char *path = strdup(getenv("PATH"));
    bp_report *r = NULL;
    bp_err err;
    const bp_chart one = chart("A report");
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    size_t failed = 9;
    assert_int_equal(bp_report_new(&r, "report", &err), BP_OK);
    bp_report_add_section(
        r, &(bp_section){ .name = "distribution", .heading = "Distribution" });
    bp_report_add_chart(r, &one);

    setenv("PATH", *state, 1);
    assert_int_equal(bp_charts_draw(r, &o, &failed, &err), BP_OK);
    assert_int_equal(failed, 1);
    assert_string_equal(
        bp_report_chart(r, 0)->missing,
        "there is no gnuplot in PATH; charts need it (Debian: gnuplot-nox)");
    setenv("PATH", path, 1);
    assert_int_equal(bp_charts_draw(r, &o, &failed, &err), BP_OK);
    assert_int_equal(failed, 0);
    assert_non_null(bp_report_chart(r, 0)->picture);
    assert_null(bp_report_chart(r, 0)->missing);
    bp_report_free(r);
    free(path);
}

static void a_report_that_nobody_built_is_drawn_too(void **state)
{
    char *path = strdup(getenv("PATH"));
    bp_item item = { .kind = BP_ITEM_CHART, .u.chart = chart("By hand") };
    bp_section section = { .name = "distribution", .item = &item, .n_items = 1 };
    bp_report r = { .command = "report", .section = &section, .n_sections = 1 };
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    const bp_chart *c = &item.u.chart;
    size_t failed = 9;
    bp_err err;
    setenv("PATH", *state, 1);
    for (size_t i = 0; i < 2; i++) { /* the second reason takes the place of the first */
        assert_int_equal(bp_charts_draw(&r, &o, &failed, &err), BP_OK);
        assert_int_equal(failed, 1);
        assert_non_null(strstr(c->missing, "no gnuplot in PATH"));
    }
    setenv("PATH", path, 1);
    assert_int_equal(bp_charts_draw(&r, &o, &failed, &err), BP_OK);
    assert_int_equal(failed, 0);
    assert_non_null(c->picture);
    assert_null(c->missing);
    free(c->picture);
    free(path);
}

/* A report of three charts, drawn by `plotters`. */
static void assert_drawn_by(bp_plotters *plotters, const bp_chart *alone)
{
    const bp_chart_options o = { .plotters = plotters, .narrow = true };
    bp_item item[3];
    bp_section section = { .name = "all", .item = item, .n_items = 3 };
    bp_report r = { .command = "report", .section = &section, .n_sections = 1 };
    size_t failed = 9;
    bp_err err;
    for (size_t i = 0; i < 3; i++)
        item[i] = (bp_item){ .kind = BP_ITEM_CHART, .u.chart = chart("Drawn") };
    assert_int_equal(bp_charts_draw(&r, &o, &failed, &err), BP_OK);
    assert_int_equal(failed, 0);
    for (size_t i = 0; i < 3; i++) {
        const bp_chart *c = &item[i].u.chart;
        assert_int_equal(c->picture_size, alone->picture_size);
        assert_memory_equal(c->picture, alone->picture, alone->picture_size);
        assert_non_null(c->narrow);
        free(c->picture);
        free(c->narrow);
    }
}

static void plotters_draw_one_report_after_another(void **state)
{
    char *path = strdup(getenv("PATH"));
    bp_chart alone = chart("Drawn");
    const bp_chart_options o = { .picture = BP_PICTURE_SVG };
    bp_err err;
    assert_int_equal(bp_chart_draw(&alone, &o, &err), BP_OK);
    bp_plotters *p = bp_plotters_start(2);
    assert_non_null(p);
    for (int i = 0; i < 3; i++)
        assert_drawn_by(p, &alone);
    bp_plotters_stop(p);
    assert_drawn_by(p, &alone); /* by others, once these have ended */
    bp_plotters_free(p);

    /* Of those that ended while they waited nothing is told. */
    put_file("gnuplot", "#!/bin/sh\nexit 3\n", 17);
    assert_int_equal(chmod("gnuplot", 0700), 0);
    setenv("PATH", *state, 1);
    p = bp_plotters_start(2);
    setenv("PATH", path, 1);
    assert_drawn_by(p, &alone);
    bp_plotters_free(p);

    setenv("PATH", "/nowhere", 1);
    p = bp_plotters_start(2);
    setenv("PATH", path, 1);
    assert_drawn_by(p, &alone);
    bp_plotters_free(p);
    bp_plotters_stop(NULL);
    bp_plotters_free(NULL);
    free(alone.picture);
    free(path);
}

/* A folder of templates of which that of the ECDF is broken. */
static void put_plots(const char *broken)
{
    static const char *const name[] = { "style.gp", "distribution.gp" };
    bp_err err;
    assert_int_equal(mkdir("plots", 0700), 0);
    for (size_t i = 0; i < 2; i++) {
        char part[64], *path = NULL;
        bp_str bytes = { 0 };
        snprintf(part, sizeof part, "plots/%s", name[i]);
        assert_int_equal(bp_file_share(&path, part, &err), BP_OK);
        assert_int_equal(bp_file_read(&bytes, path, 1 << 20, &err), BP_OK);
        put_file(part, bytes.at, bytes.n);
        bp_str_release(&bytes);
        free(path);
    }
    put_file("plots/ecdf.gp", broken, strlen(broken));
}

static void remove_plots(void)
{
    assert_int_equal(unlink("plots/style.gp"), 0);
    assert_int_equal(unlink("plots/distribution.gp"), 0);
    assert_int_equal(unlink("plots/ecdf.gp"), 0);
    assert_int_equal(rmdir("plots"), 0);
}

/* Its reason is that of a process of its own, whatever it left undone for others. */
static void a_chart_that_fails_costs_no_other(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "plot NaN notitle\nexit error \"broken\"\n",
        "plot NaN notitle, \"nowhere.dat\" notitle\nplot x y\n",
        "exit\n",
        "set output\n",
        "cd '..'\nset print 'x'\nundefine $*\n",
    };
    for (size_t k = 0; k < sizeof broken / sizeof broken[0]; k++) {
        put_plots(broken[k]);
        const bp_chart_options o = { .plots = "plots", .narrow = true };
        bp_chart bad = share_chart(BP_CHART_ECDF), good = chart("Drawn");
        bp_item item[5];
        for (size_t i = 0; i < 5; i++)
            item[i] = (bp_item){ .kind = BP_ITEM_CHART, .u.chart = i == 1 ? bad : good };
        bp_section section = { .name = "all", .item = item, .n_items = 5 };
        bp_report r = { .command = "report", .section = &section, .n_sections = 1 };
        size_t failed = 9;
        bp_err err, alone;
        assert_int_equal(bp_chart_draw(&bad, &o, &alone), BP_ECHART);
        assert_int_equal(bp_chart_draw(&good, &o, &err), BP_OK);
        assert_int_equal(bp_charts_draw(&r, &o, &failed, &err), BP_OK);
        assert_int_equal(failed, 1);
        for (size_t i = 0; i < 5; i++) {
            bp_chart *c = &item[i].u.chart;
            if (i == 1) {
                assert_null(c->picture);
                assert_string_equal(c->missing, alone.text);
            } else {
                assert_null(c->missing);
                assert_int_equal(c->picture_size, good.picture_size);
                assert_memory_equal(c->picture, good.picture, good.picture_size);
                assert_non_null(c->narrow);
            }
            free(c->picture);
            free(c->narrow);
            free(c->missing);
        }
        free(good.picture);
        remove_plots();
        assert_int_equal(files_here(), 0);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(plotters_draw_one_report_after_another),
        TEST(a_chart_that_fails_costs_no_other),
        TEST(the_picture_says_what_the_slot_says),
        TEST(hostile_texts_stay_texts),
        TEST(signs_stay_beside_digits),
        TEST(strings_of_a_script_hold_nothing_that_gnuplot_reads),
        TEST(pictures_repeat_to_the_byte),
        TEST(letters_without_a_font_become_boxes_in_png),
        TEST(png_has_twice_the_pixels),
        TEST(dark_pictures_have_dark_paper),
        TEST(a_long_title_takes_lines_of_one_length),
        TEST(a_title_beyond_three_lines_ends_in_an_ellipsis),
        TEST(people_beyond_the_bins_are_counted),
        TEST(one_person_makes_a_picture),
        TEST(numbers_that_make_no_picture_are_refused),
        TEST(a_report_without_gnuplot_says_why_it_has_no_chart),
        TEST(a_report_that_nobody_built_is_drawn_too),
    };
    return cmocka_run_group_tests_name("chart", tests, NULL, NULL);
}
