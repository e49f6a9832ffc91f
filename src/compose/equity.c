/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity.c - the report of a question about pay equity.
 *
 * Machines get a line a figure.  People get what they ask in the order in which they ask
 * it: what is the gap, how sure is it, what is in it, and what the number does not prove.
 */
#include "base/str.h"
#include "compose/chart.h"
#include "compose/equity_text.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

static bp_value value_of(const bp_equity *e, const bp_equity_line *l, bp_figure f)
{
    static const bp_kind kind[] = { [BP_EQUITY_MONEY] = BP_KIND_MONEY,
                                    [BP_EQUITY_SHARE] = BP_KIND_PERCENT,
                                    [BP_EQUITY_NUMBER] = BP_KIND_NUMBER };
    return bp_value_figure(kind[l->kind], f,
                           l->kind == BP_EQUITY_MONEY ? e->currency : NULL);
}

static bp_value limit(const bp_equity *e, const bp_equity_line *l, double x)
{
    return value_of(e, l, bp_figure_limit(&l->value, x));
}

/* "ok", or the reasons; a gap of 5 % or more says so. */
static const char *status_of(bp_report *r, const bp_equity_line *l)
{
    bp_str text = { 0 };
    for (unsigned i = 0; i < BP_REASONS; i++)
        if ((l->value.reasons & 1u << i) != 0)
            bp_str_printf(&text, "%s%s", text.n > 0 ? ";" : "", bp_reason_code(i));
    if (text.n == 0)
        bp_str_puts(&text, l->at_least_5 ? "at-least-5" : "ok");
    return bp_report_take(r, &text);
}

/* A line a figure, for csv, json and the workbook's data. */
static void add_lines(bp_report *r, const bp_equity *e)
{
    static const bp_column column[] = {
        { "part", "", BP_KIND_TEXT, BP_COL_KEY, 0 },
        { "group", "", BP_KIND_TEXT, BP_COL_KEY, 0 },
        { "category", "", BP_KIND_TEXT, BP_COL_KEY, 0 },
        { "factor", "", BP_KIND_TEXT, BP_COL_KEY, 0 },
        { "figure", "", BP_KIND_TEXT, BP_COL_KEY, 0 },
        { "n", "", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "value", "", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "lo", "", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "hi", "", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "t", "", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "status", "", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    };
    bp_report_add_table(
        r, &(bp_table){ .name = "equity",
                        .machine = { .json = "equity", .csv = true, .data = true },
                        .column = column,
                        .n_columns = sizeof column / sizeof column[0] });
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        const bp_value value[] = {
            bp_value_text(bp_equity_part_name(l->part)),
            bp_value_text(l->group),
            bp_value_text(l->category),
            bp_value_text(l->factor),
            bp_value_text(l->figure),
            bp_value_count(l->n),
            value_of(e, l, l->value),
            limit(e, l, l->value.lo),
            limit(e, l, l->value.hi),
            bp_value_figure(BP_KIND_NUMBER,
                            l->tested ? bp_figure_of(l->t) : bp_figure_absent(), NULL),
            bp_value_text(status_of(r, l)),
        };
        bp_report_add_row(r, value, sizeof value / sizeof value[0], 0, false);
    }
}

void bp_compose_equity(bp_report *r, const bp_answer *a)
{
    const bp_equity *e = a->equity;
    bp_compose_head(r, a);
    bp_compose_rules(r, a);
    bp_compose_title(r, a,
                     bp_report_text(r, "%s by %s", bp_words_element(a->table->element),
                                    e->question->group));
    bp_compose_scope(r, a, &a->table->group[0], a->table->has_orgs);
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "equity", .pay = a->table->element });
    bp_equity_sentences(r, e, a->method.ci.level);
    if (bp_answer_draws(a)) {
        bp_slot_gaps(r, a);
        bp_slot_bands(r, a);
    }
    bp_equity_tables(r, e, a->method.ci.level);
    add_lines(r, e);
    bp_equity_notes(r, e);
    r->method.ci_level = 100 * a->method.ci.level;
    r->method.ci_method = e->adjusted ? bp_se_name(e->se) : "welch";
}
