/* SPDX-License-Identifier: GPL-3.0-or-later */
/* equity.c - the report of a question about pay equity.
 *
 * Machines get a line a figure.  People get what they ask in the order in which they ask
 * it: what is the gap, how sure is it, what is in it, and what the number does not prove.
 */
#include "base/str.h"
#include "compose/chart.h"
#include "compose/equity_text.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"

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
    const bp_machine_place at = { .json = "equity", .csv = true, .data = true };
    bp_fields f;
    bp_fields_begin(&f, r, &(bp_table){ .name = "equity", .machine = at }, false);
    for (size_t i = 0; i < e->n; i++) {
        const bp_equity_line *l = &e->line[i];
        const char *part = bp_equity_part_name(l->part);
        bp_put_at(&f, "part", NULL, bp_value_text(part), BP_COL_KEY);
        bp_put_at(&f, "group", NULL, bp_value_text(l->group), BP_COL_KEY);
        bp_put_at(&f, "category", NULL, bp_value_text(l->category), BP_COL_KEY);
        bp_put_at(&f, "factor", NULL, bp_value_text(l->factor), BP_COL_KEY);
        bp_put_at(&f, "figure", NULL, bp_value_text(l->figure), BP_COL_KEY);
        bp_put(&f, "n", NULL, bp_value_count(l->n));
        bp_put(&f, "value", NULL, value_of(e, l, l->value));
        bp_put(&f, "lo", NULL, limit(e, l, l->value.lo));
        bp_put(&f, "hi", NULL, limit(e, l, l->value.hi));
        bp_put(&f, "t", NULL, bp_value_if(l->tested, bp_value_number(l->t)));
        bp_put(&f, "status", NULL, bp_value_text(status_of(r, l)));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
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
