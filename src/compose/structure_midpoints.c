/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_midpoints.c - where the midpoints of a structure come from.
 *
 * People read a sentence; a workbook has the numbers in it as cells to change. */
#include <math.h>

#include "compose/fields.h"
#include "compose/structure.h"

#define POINTS 100 /* a point alone makes a difference that nobody can read */

/* ---- the fitted line ---- */

/* ln y = a + b x by the functions of spreadsheets, which leave out a pair without x. */
#define LIMIT(sign)                                                                      \
    "EXP([b]" sign "TINV(0.05,[n]-2)*SUMPRODUCT(STEYX(LN([jobs:market]),[jobs:on]))/"    \
    "SQRT(DEVSQ([jobs:on])))-1"

static void add_fit(bp_report *r, const bp_structure *s)
{
    const bp_structure_fit *fit = &s->fit;
    const bool sure = fit->has_interval;
    bp_fields f;
    bp_fields_object(&f, r, "fit", true);
    f.like.n_sheet = 7; /* a workbook shows all of them */
    bp_put(&f, "a", "a", bp_value_number(fit->a));
    bp_put_formula(&f, "SUMPRODUCT(INTERCEPT(LN([jobs:market]),[jobs:on]))");
    bp_put(&f, "b", "b", bp_value_number(fit->b));
    bp_put_formula(&f, "SUMPRODUCT(SLOPE(LN([jobs:market]),[jobs:on]))");
    bp_put(&f, "r2", "R²", bp_value_ratio(fit->r2));
    bp_put_formula(&f, "SUMPRODUCT(RSQ(LN([jobs:market]),[jobs:on]))");
    bp_put(&f, "n", "Jobs", bp_value_count(fit->n));
    bp_put_formula(&f, "COUNT([jobs:on])");
    bp_put(&f, "progression", "Step", bp_value_percent(fit->progression));
    bp_put_formula(&f, "EXP([b])-1");
    bp_put(&f, "lo", "From (95%)", bp_value_if(sure, bp_value_percent(fit->lo)));
    bp_put_formula(&f, sure ? LIMIT("-") : NULL);
    bp_put(&f, "hi", "To (95%)", bp_value_if(sure, bp_value_percent(fit->hi)));
    bp_put_formula(&f, sure ? LIMIT("+") : NULL);
    bp_fields_row(&f, 0, false);
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
        bp_report_say(r,
                      BP_SAY("The market rises {} {} (line of ln market, {} jobs, R² {}; "
                             "95% interval {} to {})."),
                      said, 6);
    else
        bp_report_say(r,
                      BP_SAY("The market rises {} {} (line of ln market, {} jobs, R² {}; "
                             "too few for an interval)."),
                      said, 4);
}

/* ---- given midpoints ---- */

static void say_given(bp_report *r, const bp_structure *s)
{
    const bp_structure_question *q = s->question;
    const bp_value said[] = { bp_value_money(q->from, NULL),
                              bp_value_percent(s->progression) };
    if (s->n_grades > 1)
        bp_report_say(r, BP_SAY("Midpoints from {}, each {} above the one below."), said,
                      2);
}

/* A cell of the workbook for the reader to change, unless it is worked out. */
static void put_setting(bp_fields *f, const char *key, const char *heading, bp_value v,
                        bp_formula formula)
{
    bp_put_at(f, key, heading, v, BP_COL_DISPLAY);
    bp_put_formula(f, formula);
}

/* What a workbook works midpoints out from.  A line has its own numbers. */
static void add_settings(bp_report *r, const bp_structure *s)
{
    static const size_t line[] = { 0, 1 }, step[] = { 2, 3, 0, 1 },
                        last[] = { 2, 4, 3, 0, 1 };
    const bp_structure_question *q = s->question;
    const bool to = !q->fit && q->to > 0;
    bp_fields f;
    bp_fields_begin(&f, r,
                    &(bp_table){ .name = "settings",
                                 .caption =
                                     "Cells of this colour can be changed, and midpoints "
                                     "overwritten: all else follows. Rounded to 0: not.",
                                 .sheet = q->fit ? line
                                          : to   ? last
                                                 : step,
                                 .n_sheet = q->fit ? 2
                                            : to   ? 5
                                                   : 4 },
                    false);
    put_setting(&f, "next", "Moved by", bp_value_percent(q->next), "");
    put_setting(&f, "round", "Rounded to", bp_value_number(q->round), "");
    put_setting(&f, "from", "From", bp_value_money(q->from, NULL), "");
    put_setting(&f, "progression", "Step", bp_value_percent(s->progression),
                to ? "([to]/[from])^(1/(ROWS([grades:grade])-1))-1" : "");
    put_setting(&f, "to", "To", bp_value_money(q->to, NULL), "");
    bp_fields_row(&f, 0, false);
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
