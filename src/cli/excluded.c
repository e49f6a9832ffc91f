/* SPDX-License-Identifier: GPL-3.0-or-later */
/* excluded.c - the file of --excluded: which rows were left out, and by which rule.
 *
 * It joins the outputs of the run, so it appears with the report or not at all.  A
 * cell's value is pay: it is written only where --show-values asks for it. */
#include "cli/excluded.h"

#include <inttypes.h>

#include "data/excluded.h"
#include "render/renderer.h"

static void put_row(bp_str *csv, const bp_request *r, const bp_survey *survey,
                    const bp_exclusion *e)
{
    bp_render_csv_text(csv, bp_survey_input(survey, e->place.file)->file, r->csv_guard);
    bp_str_printf(csv, ",%" PRIu64 ",%s,", e->place.line, bp_rule_name(e->rule));
    bp_render_csv_text(csv, e->column, r->csv_guard);
    bp_str_putc(csv, ',');
    bp_render_csv_text(csv, e->limit, r->csv_guard);
    if (r->reading.show_values) {
        bp_str_putc(csv, ',');
        bp_render_csv_text(csv, e->value != NULL ? e->value : "", r->csv_guard);
    }
    bp_str_putc(csv, '\n');
}

bp_status bp_excluded_put(bp_outputs *out, const bp_request *r, const bp_survey *survey,
                          bp_err *err)
{
    bp_str csv = { 0 };
    bp_str_printf(&csv, "file,line,rule,column,limit%s\n",
                  r->reading.show_values ? ",value" : "");
    for (size_t i = 0; i < bp_survey_exclusions(survey); i++) {
        const bp_exclusion e = bp_survey_exclusion(survey, i);
        put_row(&csv, r, survey, &e);
    }
    bp_status status =
        csv.failed ? bp_no_memory(err, "the excluded rows")
                   : bp_outputs_add(out, r->excluded, (bp_text){ csv.at, csv.n }, err);
    bp_str_release(&csv);
    return status;
}
