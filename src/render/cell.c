/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell.c - what all formats say of a cell alike.
 *
 * Which columns machines get, which codes a row has, how a missing figure or the total is
 * named: a format that decided this by itself would sooner or later disagree with the
 * others. */
#include "render/renderer.h"

bp_sensitivity bp_render_range(const bp_value *v)
{
    const bp_figure none = bp_figure_absent();
    return v->sensitivity != NULL ? *v->sensitivity : (bp_sensitivity){ none, none };
}

static void put_codes(bp_str *out, unsigned reasons, const char *key, const char *suffix)
{
    for (unsigned i = 0; i < BP_REASONS; i++) {
        if ((reasons & 1u << i) == 0)
            continue;
        bp_str_puts(out, bp_reason_code(i));
        if (key != NULL)
            bp_str_printf(out, ":%s%s", key, suffix);
        bp_str_putc(out, ';');
    }
}

unsigned bp_render_limit_why(bp_state limit)
{
    return limit == BP_WITHHELD        ? BP_WHY_INTERVAL
           : limit == BP_NOT_ESTIMABLE ? BP_WHY_NOT_ESTIMABLE
                                       : 0;
}

void bp_render_status(bp_str *out, const bp_table *t, const bp_row *row)
{
    size_t start = out->n;
    put_codes(out, row->reasons, NULL, "");
    for (size_t i = 0; i < t->n_columns; i++) {
        const bp_column *c = &t->column[i];
        const bp_figure *f = &row->value[i].figure;
        unsigned own = f->reasons & ~row->reasons;
        if (c->place == BP_COL_STATUS || c->place == BP_COL_DISPLAY ||
            row->value[i].kind == BP_KIND_TEXT)
            continue;
        if (f->state != BP_SHOWN) {
            put_codes(out, own, c->key, "");
            continue;
        }
        if (bp_render_limits(t, c)) {
            put_codes(out, bp_render_limit_why(f->lo_state), c->key, "_lo");
            put_codes(out, bp_render_limit_why(f->hi_state), c->key, "_hi");
        }
        if (bp_render_ranges(t, c)) {
            const bp_sensitivity s = bp_render_range(&row->value[i]);
            put_codes(out, s.min.reasons, c->key, "_min");
            put_codes(out, s.max.reasons, c->key, "_max");
        }
    }
    if (out->n == start)
        bp_str_puts(out, "ok");
    else if (!out->failed)
        out->at[--out->n] = '\0'; /* the last ';' */
}

/* A column of percentages is one whatever its rows are of. */
static bool has_row_decimals(const bp_table *t, size_t column)
{
    return t->by_row && t->column[column].kind != BP_KIND_PERCENT;
}

int bp_render_decimals(const bp_table *t, const bp_row *row, size_t column)
{
    bp_decimals d = { 0 };
    if (!has_row_decimals(t, column))
        return t->decimals[column];
    for (size_t i = 0; i < t->n_columns; i++)
        if (has_row_decimals(t, i) && row->value[i].kind == row->value[column].kind)
            bp_decimals_add(&d, &row->value[i]);
    return bp_decimals_of(&d);
}

void bp_render_cell(bp_str *out, const bp_table *t, const bp_row *row, size_t column,
                    bool ascii)
{
    const bp_column *c = &t->column[column];
    const bp_value *v = &row->value[column];
    const int decimals = bp_render_decimals(t, row, column);
    if (c->place == BP_COL_STATUS)
        bp_render_status(out, t, row);
    else if (c->place != BP_COL_BY)
        bp_format_value(out, v,
                        (bp_text_style){ .ascii = ascii,
                                         .decimals = decimals,
                                         .whole = decimals == 0 });
    else if (row->total)
        bp_str_puts(out, column == 0 ? "All" : "");
    else
        bp_str_puts(out, v->text != NULL && v->text[0] != '\0' ? v->text : "(blank)");
}

void bp_render_headline(bp_str *out, const bp_headline *h, bool ascii)
{
    const bool range = h->upto.kind != BP_KIND_TEXT;
    const bp_value value[] = { h->value, h->upto };
    const bp_line line = { range ? "{} to {}" : "{}", value, range ? 2 : 1 };
    bp_format_line(out, &line, (bp_text_style){ .ascii = ascii });
}

void bp_render_why(bp_str *out, const bp_table *t)
{
    unsigned reasons = 0;
    for (size_t i = 0; i < t->n_rows; i++) {
        const bp_row *row = &t->row[i];
        reasons |= row->reasons;
        for (size_t k = 0; k < t->n_display; k++) {
            const bp_value *v = &row->value[t->display[k]];
            if (bp_render_missing(v))
                reasons |= v->figure.reasons;
        }
    }
    bp_render_reasons(out, reasons);
}

/* How much of two reasons is the same mark: "withheld: ". */
static size_t same_mark(const char *a, const char *b)
{
    const char *end = strstr(a, ": ");
    const size_t n = end != NULL ? (size_t)(end - a) + 2 : 0;
    return strncmp(a, b, n) == 0 ? n : 0;
}

void bp_render_reasons(bp_str *out, unsigned reasons)
{
    const char *last = NULL;
    for (unsigned i = 0; i < BP_REASONS; i++) {
        if ((reasons & 1u << i) == 0)
            continue;
        const char *why = bp_format_reason(i);
        const size_t same = last != NULL ? same_mark(last, why) : 0;
        if (last != NULL)
            bp_str_puts(out, same > 0 ? ", " : "; ");
        bp_str_puts(out, why + same);
        last = why;
    }
}

const bp_table *bp_render_next(const bp_report *r, bp_table_place *at)
{
    for (; at->section < r->n_sections; at->section++, at->item = 0) {
        const bp_section *s = &r->section[at->section];
        while (at->item < s->n_items) {
            const bp_item *item = &s->item[at->item++];
            if (item->kind == BP_ITEM_TABLE)
                return &item->u.table;
        }
    }
    return NULL;
}

void bp_render_bin(bp_value row[3], const bp_chart *c, size_t i)
{
    const bp_chart_bins *b = &c->u.bins;
    const bp_value beyond = bp_value_text("no limit");
    const double low = b->low + (double)i * b->width;
    const double high = b->low + (double)(i + 1) * b->width;
    row[0] = i == 0 && b->open_low ? beyond : bp_value_money(low, c->currency);
    row[1] = i + 1 == b->n && b->open_high ? beyond : bp_value_money(high, c->currency);
    row[2] = bp_value_number(b->count[i]);
}
