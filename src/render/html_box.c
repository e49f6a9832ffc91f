/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_box.c - the offer box of a page.
 *
 * The reader types an amount, and a script places it between the percentiles of the
 * report as bp_knots_place would.  The page holds the percentiles as attributes of table
 * rows, so that the script parses no text that is written for people, and works without a
 * server: what is typed stays in the browser. */
#include "render/html_box.h"

#include <math.h>
#include <string.h>

#include "base/digest.h"
#include "render/html.h"
#include "report/format.h"

/* A percentile that an amount can be held against: its column, or false. */
static bool is_knot(const bp_table *t, size_t column)
{
    const bp_column *c = &t->column[column];
    const bp_figure *f = &t->row[0].value[column].figure;
    return c->place == BP_COL_LEVEL && c->level > 0 && c->level < 100 &&
           f->state == BP_SHOWN && f->value > 0;
}

/* The section's first table with knots of money that people see in its first row. */
static const bp_table *table_of(const bp_section *s)
{
    for (size_t i = 0; i < s->n_items; i++) {
        const bp_table *t = &s->item[i].u.table;
        if (s->item[i].kind != BP_ITEM_TABLE || t->n_rows == 0)
            continue;
        for (size_t k = 0; k < t->n_display; k++)
            if (is_knot(t, t->display[k]) &&
                t->row[0].value[t->display[k]].kind == BP_KIND_MONEY)
                return t;
    }
    return NULL;
}

const bp_section *bp_html_box_section(const bp_report *r)
{
    for (size_t i = 0; i < r->n_sections; i++)
        if (table_of(&r->section[i]) != NULL)
            return &r->section[i];
    return NULL;
}

static void put_value(bp_str *out, const bp_value *v, int decimals)
{
    bp_str s = { 0 };
    bp_format_value(&s, v,
                    (bp_text_style){ .decimals = decimals, .whole = decimals == 0 });
    bp_html_take(out, &s);
}

static void put_knots(bp_str *out, const bp_table *t)
{
    bp_decimals d = { 0 };
    for (size_t i = 0; i < t->n_columns; i++)
        if (is_knot(t, i))
            bp_decimals_add(&d, &t->row[0].value[i]);
    const int decimals = bp_decimals_of(&d);
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_value *v = &t->row[0].value[i];
        if (!is_knot(t, i))
            continue;
        bp_str_puts(out, "<tr data-p=\"");
        bp_str_number(out, t->column[i].level);
        bp_str_puts(out, "\" data-value=\"");
        bp_str_number(out, v->figure.value);
        bp_str_puts(out, "\"><th scope=\"row\">");
        bp_html_text(out, t->column[i].heading);
        bp_str_puts(out, "</th><td class=\"n\">");
        put_value(out, v, decimals);
        bp_str_puts(out, "</td><td class=\"n\"></td><td class=\"n\"></td></tr>\n");
    }
}

/* The knot in the middle, whose currency all have. */
static const bp_value *middle(const bp_table *t)
{
    const bp_value *found = NULL;
    size_t n = 0;
    for (size_t i = 0; i < t->n_columns; i++)
        n += is_knot(t, i);
    for (size_t i = 0, k = 0; i < t->n_columns; i++)
        if (is_knot(t, i) && k++ == n / 2)
            found = &t->row[0].value[i];
    return found;
}

/* The sign before the amounts, and the code of their currency. */
static void put_currency(bp_str *out, const char *currency)
{
    bp_str sign = { 0 };
    bp_format_sign(&sign, currency, false);
    bp_str_puts(out, " data-sign=\"");
    bp_html_take(out, &sign);
    bp_str_puts(out, "\" data-code=\"");
    bp_html_text(out, currency != NULL ? currency : "");
    bp_str_putc(out, '"');
}

/* "such as 370,000 or 370k": an amount of this market, to two digits. */
static void put_hint(bp_str *out, double amount)
{
    const double unit = pow(10, floor(log10(amount)) - 1);
    const bp_value example = bp_value_money(unit * round(amount / unit), NULL);
    bp_str s = { 0 };
    bp_format_value(&s, &example, (bp_text_style){ .whole = amount >= 10 });
    if (amount >= 1000) {
        bp_str_puts(&s, " or ");
        bp_format_value(&s, &example, (bp_text_style){ .brief = true });
    }
    bp_str_puts(out, "such as ");
    bp_html_take(out, &s);
}

/* The amounts of the report's own offers and their ranks, as json: [[425000,"P68"]]. */
static void put_own(bp_str *out, const bp_row *row)
{
    bp_str list = { 0 };
    for (size_t i = 0; i < row->n_own; i++) {
        bp_str_puts(&list, i > 0 ? ",[" : "[");
        bp_str_number(&list, row->own[i].amount);
        bp_str_puts(&list, ",\"");
        bp_format_value(&list, &row->own[i].rank, (bp_text_style){ 0 });
        bp_str_puts(&list, "\"]");
    }
    bp_str_puts(out, " data-own=\"[");
    bp_html_take(out, &list);
    bp_str_puts(out, "]\"");
}

void bp_html_box(bp_str *out, const bp_section *s)
{
    const bp_table *t = table_of(s);
    const bp_value *typical = middle(t);
    const bool named = t->column[0].place == BP_COL_PAY;
    bp_str_puts(out, "<section id=\"offer-box\" class=\"box\" "
                     "aria-labelledby=\"offer-box-name\"");
    put_currency(out, typical->currency);
    put_own(out, &t->row[0]);
    bp_str_puts(out, " hidden>\n<h2 id=\"offer-box-name\">Place an offer</h2>\n"
                     "<p class=\"ask\"><label for=\"amount\">");
    bp_html_text(out, named ? t->row[0].value[0].text : "Amount");
    bp_str_puts(out, "</label> <input id=\"amount\" inputmode=\"decimal\" "
                     "autocomplete=\"off\" spellcheck=\"false\" "
                     "aria-describedby=\"amount-hint\"> "
                     "<span class=\"mute\" id=\"amount-hint\">");
    put_hint(out, typical->figure.value);
    bp_str_puts(out, "</span></p>\n<output for=\"amount\" aria-live=\"polite\">"
                     "</output>\n<div class=\"wrap\" tabindex=\"0\">\n<table>\n"
                     "<caption class=\"spoken\">The offer and the percentiles</caption>\n"
                     "<thead><tr><th scope=\"col\">Level</th>"
                     "<th scope=\"col\" class=\"n\">Market</th>"
                     "<th scope=\"col\" class=\"n\">Offer above</th>"
                     "<th scope=\"col\" class=\"n\">%</th></tr></thead>\n<tbody>\n");
    put_knots(out, t);
    bp_str_puts(out, "</tbody>\n</table>\n</div>\n"
                     "<p class=\"note\">Worked out on this page from the percentiles "
                     "above: a lognormal between two of them; an offer of the report has "
                     "the report's rank. What you type stays here.</p>\n</section>\n");
}

bp_status bp_html_box_hash(char text[45], bp_err *err)
{
    bp_digest *d;
    bp_status status = bp_digest_new(&d, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; bp_offer_box_js[i] != NULL; i++)
        bp_digest_add(d, bp_offer_box_js[i], strlen(bp_offer_box_js[i]));
    bp_digest_base64(d, text);
    bp_digest_free(d);
    return BP_OK;
}

void bp_html_box_run(bp_str *out)
{
    bp_str_puts(out, "<script>");
    for (size_t i = 0; bp_offer_box_js[i] != NULL; i++)
        bp_str_puts(out, bp_offer_box_js[i]);
    bp_str_puts(out, "</script>\n");
}
