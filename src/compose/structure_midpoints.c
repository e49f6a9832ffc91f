/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_midpoints.c - where the midpoints of a structure come from.
 *
 * People read a sentence; a workbook has the numbers in it as cells to change. */
#include <math.h>

#include "compose/structure.h"

#define POINTS 100 /* a point alone makes a difference that nobody can read */

/* ---- the fitted line ---- */

static void add_fit(bp_report *r, const bp_structure *s)
{
    static const bp_column column[] = {
        { "a", "a", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "b", "b", BP_KIND_NUMBER, BP_COL_FIELD, 0 },
        { "r2", "R²", BP_KIND_RATIO, BP_COL_FIELD, 0 },
        { "n", "Jobs", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "progression", "Step", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "lo", "From (95%)", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
        { "hi", "To (95%)", BP_KIND_PERCENT, BP_COL_FIELD, 0 },
    };
    const bp_structure_fit *f = &s->fit;
    const bp_value value[] = {
        bp_value_number(f->a),
        bp_value_number(f->b),
        bp_value_ratio(f->r2),
        bp_value_count(f->n),
        bp_value_percent(f->progression),
        f->has_interval ? bp_value_percent(f->lo) : bp_value_absent(BP_KIND_PERCENT),
        f->has_interval ? bp_value_percent(f->hi) : bp_value_absent(BP_KIND_PERCENT),
    };
    bp_report_add_table(
        r,
        &(bp_table){ .name = "fit",
                     .machine = { .json = "fit", .shape = BP_JSON_OBJECT, .data = true },
                     .column = column,
                     .n_columns = 7,
                     .n_sheet = 7 });
    bp_report_add_row(r, value, 7, 0, false);
    bp_structure_live_fit(r, s);
}

/* What a step of a progression makes of so many. */
static double over(double progression, double steps)
{
    return pow(1 + progression, steps) - 1;
}

static void say_line(bp_report *r, const bp_structure *s)
{
    const bp_structure_fit *f = &s->fit;
    const bool points = s->question->on_points;
    const double steps = points ? POINTS : 1;
    const bp_value said[] = {
        bp_value_percent(over(f->progression, steps)),
        bp_value_text(points ? "in 100 points" : "a grade"),
        bp_value_count(f->n),
        bp_value_ratio(f->r2),
        bp_value_percent(over(f->lo, steps)),
        bp_value_percent(over(f->hi, steps)),
    };
    if (f->has_interval)
        bp_report_add_line(r, BP_ITEM_LINE,
                           BP_SAY("The market rises {} {} (line of ln market, {} jobs, "
                                  "R² {}; 95% interval {} to {})."),
                           said, 6);
    else
        bp_report_add_line(r, BP_ITEM_LINE,
                           BP_SAY("The market rises {} {} (line of ln market, {} jobs, "
                                  "R² {}; too few for an interval)."),
                           said, 4);
}

/* ---- given midpoints ---- */

static void say_given(bp_report *r, const bp_structure *s)
{
    const bp_structure_question *q = s->question;
    const bp_value said[] = { bp_value_money(q->from, NULL),
                              bp_value_percent(s->progression) };
    if (s->n_grades > 1)
        bp_report_add_line(r, BP_ITEM_LINE,
                           BP_SAY("Midpoints from {}, each {} above the one below."),
                           said, 2);
}

/* What a workbook works midpoints out from.  A line has its own numbers. */
static void add_settings(bp_report *r, const bp_structure *s)
{
    static const bp_column column[] = {
        { "next", "Moved by", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
        { "round", "Rounded to", BP_KIND_NUMBER, BP_COL_DISPLAY, 0 },
        { "from", "From", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
        { "progression", "Step", BP_KIND_PERCENT, BP_COL_DISPLAY, 0 },
        { "to", "To", BP_KIND_MONEY, BP_COL_DISPLAY, 0 },
    };
    static const size_t line[] = { 0, 1 }, step[] = { 2, 3, 0, 1 },
                        last[] = { 2, 4, 3, 0, 1 };
    const bp_structure_question *q = s->question;
    const bool fit = q->fit, to = !fit && q->to > 0;
    const bp_value value[] = {
        bp_value_percent(q->next),     bp_value_number(q->round),
        bp_value_money(q->from, NULL), bp_value_percent(s->progression),
        bp_value_money(q->to, NULL),
    };
    bp_report_add_table(
        r, &(bp_table){ .name = "settings",
                        .caption = "Cells of this colour can be changed, and midpoints "
                                   "overwritten: all else follows. Rounded to 0: not.",
                        .column = column,
                        .n_columns = 5,
                        .sheet = fit  ? line
                                 : to ? last
                                      : step,
                        .n_sheet = fit  ? 2
                                   : to ? 5
                                        : 4 });
    bp_report_add_row(r, value, 5, 0, false);
    bp_structure_live_settings(r, s);
}

void bp_structure_add_midpoints(bp_report *r, const bp_structure *s)
{
    if (s->has_fit) {
        say_line(r, s);
        add_fit(r, s);
    } else {
        say_given(r, s);
    }
    add_settings(r, s);
}
