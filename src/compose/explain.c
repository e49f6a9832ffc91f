/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - the report of how one percentile came about.
 *
 * Step by step, so that it can be followed with a pocket calculator: who is in it, the
 * rank, its two neighbours, the way between them, how sure it is, and which rules it was
 * held against.  What becomes of rows before that is in every report's head. */
#include <stdio.h>

#include "benchpay/compose.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/interval.h"
#include "compose/scope.h"
#include "compose/words.h"

/* "P97.5". */
static const char *level_words(bp_report *r, bp_level level)
{
    char text[16];
    bp_level_text(text, sizeof text, level);
    return bp_report_text(r, "P%s", text);
}

/* "tier=CMO, region=South", "everybody". */
static const char *cell_words(bp_report *r, const bp_explanation *e, const char *join,
                              const char *all)
{
    const bp_percentiles *p = e->answer->table;
    bp_str text = { 0 };
    if (e->group->by == NULL)
        return all;
    for (size_t k = 0; k < p->n_keys; k++)
        bp_str_printf(&text, "%s%s%s%s", k > 0 ? ", " : "", p->key[k], join,
                      e->group->by[k][0] != '\0' ? e->group->by[k] : "(blank)");
    return bp_report_take(r, &text);
}

static bp_value money(const bp_explanation *e, bp_figure f)
{
    return bp_money_of(f, e->group->currency);
}

/* ---- for machines ---- */

static void add_object(bp_report *r, const bp_explanation *e)
{
    static const char *const kinds[] = { [BP_EXPLAIN_RANKS] = "ranks",
                                         [BP_EXPLAIN_STEPS] = "steps",
                                         [BP_EXPLAIN_WINDOW] = "window" };
    const bp_answer *a = e->answer;
    const bp_group *g = e->group;
    const bool drawn = e->t > 0;
    bp_fields f;
    bp_fields_object(&f, r, "explain", true);
    f.like.machine.csv = true;
    bp_put(&f, "cell", NULL, bp_value_text(cell_words(r, e, "=", "")));
    bp_put(&f, "p", NULL, bp_value_number(bp_level_percent(e->level)));
    bp_put(&f, "n", NULL, bp_value_count(g->n));
    bp_put(&f, "orgs", NULL, bp_value_if(a->table->has_orgs, bp_value_count(g->orgs)));
    bp_put(&f, "qtype", NULL, bp_value_number(a->method.qtype));
    bp_put(&f, "kind", NULL, bp_value_text(kinds[e->kind]));
    bp_put(&f, "of", NULL, bp_value_number(e->n));
    bp_put(&f, "h", NULL, bp_value_number(e->h));
    bp_put(&f, "rank", NULL, bp_value_count(e->rank));
    bp_put(&f, "next", NULL, bp_value_count(e->last));
    bp_put(&f, "fraction", NULL, bp_value_figure(BP_KIND_NUMBER, e->fraction, NULL));
    bp_put(&f, "lower", NULL, money(e, e->lower));
    bp_put(&f, "upper", NULL, money(e, e->upper));
    bp_put(&f, "value", NULL, money(e, e->figure));
    bp_put(&f, "lo", NULL, bp_compose_limit(&e->figure, false, g->currency));
    bp_put(&f, "hi", NULL, bp_compose_limit(&e->figure, true, g->currency));
    bp_put(&f, "rank_lo", NULL, bp_value_if(e->rank_lo > 0, bp_value_count(e->rank_lo)));
    bp_put(&f, "rank_hi", NULL, bp_value_if(e->rank_hi > 0, bp_value_count(e->rank_hi)));
    bp_put(&f, "t", NULL, bp_value_if(drawn, bp_value_number(e->t)));
    bp_put(&f, "se_share", NULL, bp_value_if(drawn, bp_value_number(e->se_share)));
    bp_put(&f, "below", NULL, bp_value_number(e->below));
    bp_put(&f, "at_most", NULL, bp_value_number(e->at_most));
    bp_put(&f, "share", NULL, bp_value_number(e->share));
    bp_put_at(&f, "status", NULL, bp_value_text(NULL), BP_COL_STATUS);
    bp_fields_row(&f, g->reasons, false);
}

/* ---- for people, step by step ---- */

static void step(bp_report *r, const char *what, bp_value value)
{
    bp_report_add_row(r, (bp_value[]){ bp_value_text(what), value }, 2, 0, false);
}

static void open_steps(bp_report *r, const char *caption)
{
    static const bp_column column[] = {
        { "step", "Step", BP_KIND_TEXT, BP_COL_DISPLAY, 0 },
        { "value", "Value", BP_KIND_NUMBER, BP_COL_DISPLAY, 0 },
    };
    bp_report_add_table(r, &(bp_table){ .name = "steps",
                                        .caption = caption,
                                        .column = column,
                                        .n_columns = 2,
                                        .n_display = 2 });
}

static void add_where(bp_report *r, const bp_explanation *e)
{
    const bp_answer *a = e->answer;
    const bool window = e->kind == BP_EXPLAIN_WINDOW;
    open_steps(r, "Where it is");
    step(r, "People", bp_value_count(e->group->n));
    if (a->table->has_orgs)
        step(r, "Organizations", bp_value_count(e->group->orgs));
    if (e->values != e->group->n)
        step(r, "Values that are ranked", bp_value_count(e->values));
    if (e->weighted)
        step(r, window ? "Values by their weights, n*" : "Values by their weights",
             bp_value_number(e->n));
    step(r, "Rank h, from 1 at the lowest", bp_value_number(e->h));
    step(r, bp_report_text(r, "Pay at rank %llu", (unsigned long long)e->rank),
         money(e, e->lower));
    if (e->last != e->rank)
        step(r,
             bp_report_text(r,
                            window ? "Pay at rank %llu, the last of the window"
                                   : "Pay at rank %llu",
                            (unsigned long long)e->last),
             money(e, e->upper));
    if (!window)
        step(r, "Fraction of the way between them",
             bp_value_figure(BP_KIND_NUMBER, e->fraction, NULL));
    if (e->weighted)
        step(r, "Weight below the first of them", bp_value_percent(e->below));
    if (e->weighted)
        step(r, "Weight at or below it", bp_value_percent(e->at_most));
    if (e->exact.state == BP_SHOWN)
        step(r, "Worked out from these", money(e, e->exact));
    step(r, bp_report_text(r, "%s, as it is shown", level_words(r, e->level)),
         money(e, e->figure));
}

static void add_sure(bp_report *r, const bp_explanation *e)
{
    const bp_percentiles *p = e->answer->table;
    if (p->ci.method == BP_CI_NONE)
        return;
    open_steps(r, "How sure it is");
    step(r, "Method", bp_value_text(bp_words_ci(r, &p->ci)));
    step(r, "From", bp_compose_limit(&e->figure, false, e->group->currency));
    step(r, "To", bp_compose_limit(&e->figure, true, e->group->currency));
    if (e->rank_lo > 0) {
        step(r, "The rank it goes from", bp_value_count(e->rank_lo));
        step(r, "The rank it goes to", bp_value_count(e->rank_hi));
    }
    if (e->t > 0) {
        step(r, "Share at or below the percentile", bp_value_percent(e->share));
        step(r, "Its standard error", bp_value_percent(e->se_share));
        step(r, "Student's t", bp_value_ratio(e->t));
    }
}

static void add_rules(bp_report *r, const bp_explanation *e)
{
    const bool any = e->n_rules > 0;
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "rules",
                                 .caption = any ? "Disclosure rules" : NULL,
                                 .machine = { .json = "rules", .data = true } },
                    any);
    for (size_t i = 0; i < e->n_rules; i++) {
        const bp_explain_rule *x = &e->rule[i];
        const bp_value count =
            x->share ? bp_value_percent(x->count) : bp_value_count((uint64_t)x->count);
        const bp_value bound =
            x->share ? bp_value_percent(x->bound) : bp_value_count((uint64_t)x->bound);
        const bp_value kept = bp_value_figure(BP_KIND_FLAG, bp_figure_of(x->kept), NULL);
        bp_put(&f, "rule", "Rule", bp_value_text(x->rule));
        bp_put(&f, "count", "The cell has", count);
        bp_put(&f, "asks", "Asked", bp_value_text(x->at_most ? "at most" : "at least"));
        bp_put(&f, "bound", "Bound", bound);
        bp_put(&f, "kept", "Kept", kept);
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

static void say(bp_report *r, const bp_explanation *e)
{
    const bp_value value[] = { bp_value_text(level_words(r, e->level)),
                               bp_value_text(cell_words(r, e, " ", "everybody")),
                               money(e, e->figure) };
    bp_report_say(r, BP_SAY("{} of {}: {}"), value, 3);
}

static void fill(bp_report *r, const bp_explanation *e)
{
    const bp_answer *a = e->answer;
    bp_compose_head(r, a);
    bp_compose_rules(r, a);
    bp_compose_title(r, a,
                     bp_report_text(r, "How %s came about", level_words(r, e->level)));
    bp_compose_scope(r, a, &a->table->group[0], a->table->has_orgs);
    bp_compose_warnings(r, a);
    bp_report_add_section(r,
                          &(bp_section){ .name = "explain", .pay = a->table->element });
    say(r, e);
    add_object(r, e);
    add_where(r, e);
    add_sure(r, e);
    add_rules(r, e);
    bp_compose_how(r, a, a->table);
    bp_report_add_about(r, "rows", "Rows");
    bp_compose_rows(r, a);
}

bp_status bp_report_of_explanation(bp_report **out, const bp_explanation *e, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, "explain", err);
    if (status != BP_OK)
        return status;
    fill(r, e);
    return bp_report_finish(out, r, err);
}
