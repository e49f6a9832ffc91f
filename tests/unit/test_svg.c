/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <stdio.h>
#include <string.h>

#include "chart/svg.h"

#define ROOT "<svg viewBox=\"0 0 8 4\" xmlns=\"http://www.w3.org/2000/svg\">"

static const bp_svg_words words = { "pay", { "A < B & C", 9 }, { "Why", 3 } };

static bp_status clean(bp_str *out, const char *svg, bp_err *err)
{
    return bp_svg_clean(out, bp_text_of(svg), &words, err);
}

static void the_picture_says_our_words_instead_of_gnuplots(void **state)
{
    (void)state;
    static const char svg[] =
        "<?xml version=\"1.0\"?>\n" ROOT "<title>Gnuplot</title><desc>Produced by</desc>"
        "<g id='a' ><title>gnuplot_plot_1</title><path/></g></svg>\n\n";
    bp_str out = { 0 };
    bp_err err;
    assert_int_equal(clean(&out, svg, &err), BP_OK);
    assert_string_equal(
        out.at,
        "<svg viewBox=\"0 0 8 4\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
        " aria-labelledby=\"pay-title pay-desc\">"
        "<title id=\"pay-title\">A &lt; B &amp; C</title>\n"
        "<desc id=\"pay-desc\">Why</desc><g id=\"pay-a\"><path/></g></svg>\n");
    bp_str_release(&out);
}

/* The first group of a picture: its colour is that which the one before ended with. */
static void groups_around_nothing_are_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "\n<g stroke=\"black\">\n</g>\n<g><path/></g>", "\n<g><path/></g>" },
        { "\n<g stroke=\"currentColor\">\n</g>\n<g><path/></g>", "\n<g><path/></g>" },
        { "<path/>\n\t<g id='a' ><title>gnuplot_plot_1</title>\n<g>\n</g>\n\t</g>\n",
          "<path/>\n" },
        { "<g><path/><g></g></g>", "<g><path/></g>" },
        { "<defs>\n</defs><text> </text>", "<defs>\n</defs><text> </text>" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char svg[400], want[400];
        snprintf(svg, sizeof svg, ROOT "%s</svg>", cases[i].in);
        snprintf(want, sizeof want, "</desc>%s</svg>\n", cases[i].want);
        bp_str out = { 0 };
        bp_err err;
        assert_int_equal(clean(&out, svg, &err), BP_OK);
        assert_string_equal(strstr(out.at, "</desc>"), want);
        bp_str_release(&out);
    }
}

static void attributes_become_fit_for_a_page(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "<use xlink:href='#gpPt6' id='gpPt7'/>",
          "<use xlink:href=\"#pay-gpPt6\" id=\"pay-gpPt7\"/>" },
        { "<path stroke='rgb(  0, 114, 178)'  d='M1,2'/>",
          "<path stroke=\"#0072b2\" d=\"M1,2\"/>" },
        { "<g font-family=\"Inter:Bold\"/>",
          "<g font-family=\"Inter, 'Liberation Sans', Arial, 'DejaVu Sans', sans-serif\""
          " font-weight=\"700\"/>" },
        { "<text>a ]]> &lt;script></text>", "<text>a ]]&gt; &lt;script&gt;</text>" },
        { "<text>a &amp; b &#xe9;&#60;\\</text>",
          "<text>a &amp; b &#xe9;&#60;\\</text>" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char svg[400];
        snprintf(svg, sizeof svg, ROOT "%s</svg>", cases[i].in);
        bp_str out = { 0 };
        bp_err err;
        assert_int_equal(clean(&out, svg, &err), BP_OK);
        assert_non_null(strstr(out.at, cases[i].want));
        bp_str_release(&out);
    }
}

static void whatever_gnuplot_does_not_draw_with_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "text",
        "<g></g>",
        "<svg/>",
        "<!DOCTYPE svg>" ROOT "</svg>",
        ROOT,
        ROOT "</g>",
        ROOT "<g></svg></g>",
        ROOT "</svg>" ROOT "</svg>",
        ROOT "</svg> more",
        ROOT "<svg></svg></svg>",
        ROOT "<script>alert(1)</script></svg>",
        ROOT "<SCRIPT/></svg>",
        ROOT "<foreignObject/></svg>",
        ROOT "<a/></svg>",
        ROOT "<image/></svg>",
        ROOT "<style>g{}</style></svg>",
        ROOT "<![CDATA[x]]></svg>",
        ROOT "<!-- x --></svg>",
        ROOT "<g onload=\"x\"/></svg>",
        ROOT "<g ONclick='x'/></svg>",
        ROOT "<use xlink:href='http://example.org/#a'/></svg>",
        ROOT "<use href=\"javascript:x\"/></svg>",
        ROOT "<g style=\"fill:url(http://example.org)\"/></svg>",
        ROOT "<g class=\"<\"/></svg>",
        /* "url(" after escapes of CSS, entities */
        ROOT "<g fill=\"u\\72l(http://example.org)\"/></svg>",
        ROOT "<g fill=\"\\75 rl(http://example.org)\"/></svg>",
        ROOT "<g fill='u&#114;l(http://example.org)'/></svg>",
        ROOT "<use xlink:href='#a&#x0a;'/></svg>",
        ROOT "<g stroke='red' stroke='blue'/></svg>",
        ROOT "<g Stroke='red' stroke='blue'/></svg>",
        ROOT "<g font-family='Inter:Bold' font-weight='bold'/></svg>",
        "<svg role='x'></svg>",
        ROOT "<g 1stroke='red'/></svg>",
        ROOT "<g -stroke='red'/></svg>",
        ROOT "<text>&nbsp;</text></svg>",
        ROOT "<text>&x;</text></svg>",
        ROOT "<text>a & b</text></svg>",
        ROOT "<text>&#0;</text></svg>",
        ROOT "<text>&#x1b;</text></svg>",
        ROOT "<text>&#xd800;</text></svg>",
        ROOT "<text>&#x110000;</text></svg>",
        ROOT "<text>&#-60;</text></svg>",
        ROOT "<text>&#\n60;</text></svg>",
        ROOT "<text>&#x\ne9;</text></svg>",
        ROOT "<text>&#x+e9;</text></svg>",
        ROOT "<text>&#x0xe9;</text></svg>",
        ROOT "<text>&#60</text></svg>",
        ROOT "<text>\xff</text></svg>",
        ROOT "<text>\xc0\xbc</text></svg>", /* '<', overlong */
        ROOT "<text>\x1b[2J</text></svg>",
        ROOT "<text>\xc2\x9b</text></svg>",
        ROOT "<text>\xef\xbf\xbf</text></svg>",
        ROOT "<g class='\"'/></svg>",
        ROOT "<g class=x/></svg>",
        ROOT "<g class/></svg>",
        ROOT "<g class=\"x/></svg>",
        ROOT "<g",
        ROOT "<g/",
        ROOT "<title>",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        bp_str out = { 0 };
        bp_err err = { 0 };
        if (clean(&out, bad[i], &err) != BP_ECHART)
            fail_msg("passed: %s", bad[i]);
        assert_non_null(strstr(err.text, "gnuplot's picture was refused"));
        bp_str_release(&out);
    }
}

/* The root and fifteen more. */
static void sixteen_elements_may_be_open(void **state)
{
    (void)state;
    for (size_t n = 15; n <= 16; n++) {
        bp_str svg = { 0 }, out = { 0 };
        bp_err err;
        bp_str_puts(&svg, ROOT);
        for (size_t i = 0; i < n; i++)
            bp_str_puts(&svg, "<g>");
        for (size_t i = 0; i < n; i++)
            bp_str_puts(&svg, "</g>");
        bp_str_puts(&svg, "</svg>");
        assert_int_equal(clean(&out, svg.at, &err), n == 15 ? BP_OK : BP_ECHART);
        bp_str_release(&svg);
        bp_str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_picture_says_our_words_instead_of_gnuplots),
        cmocka_unit_test(groups_around_nothing_are_left_out),
        cmocka_unit_test(attributes_become_fit_for_a_page),
        cmocka_unit_test(whatever_gnuplot_does_not_draw_with_is_refused),
        cmocka_unit_test(sixteen_elements_may_be_open),
    };
    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
