/* SPDX-License-Identifier: GPL-3.0-or-later */
/* propose.c - the file of --propose: which values should be read as others.
 *
 * It is made to be read and changed by a person, and then given to --recode, which knows
 * a doubt by the question mark before what a value becomes. */
#include "cli/propose.h"

#include <inttypes.h>

#include "analysis/repairs.h"
#include "base/str.h"
#include "cli/console.h"
#include "render/renderer.h"

static void put_line(bp_str *csv, bp_str *to, const bp_repair *x, bool guard)
{
    bp_str_clear(to);
    bp_str_printf(to, "%s%s", x->doubtful ? "?" : "", x->to);
    bp_render_csv_text(csv, x->column, guard);
    bp_str_putc(csv, ',');
    bp_render_csv_text(csv, x->from, guard);
    bp_str_putc(csv, ',');
    bp_render_csv_text(csv, bp_str_text(to).at, guard);
    bp_str_printf(csv, ",%" PRIu64 "\n", x->rows);
}

bp_status bp_propose_put(bp_proposed *proposed, bp_outputs *out, const bp_request *r,
                         const bp_survey *survey, bp_err *err)
{
    bp_repairs *repairs = NULL;
    bp_str csv = { 0 }, to = { 0 };
    bp_status status = bp_repairs_new(&repairs, survey, err);
    bp_str_puts(&csv, "column,from,to,rows\n");
    for (size_t i = 0; status == BP_OK && i < repairs->n; i++)
        put_line(&csv, &to, &repairs->repair[i], r->csv_guard);
    if (status == BP_OK && (csv.failed || to.failed))
        status = bp_no_memory(err, "what to recode");
    if (status == BP_OK)
        status = bp_outputs_add(out, r->propose, bp_str_text(&csv), err);
    if (status == BP_OK)
        *proposed = (bp_proposed){ repairs->n, repairs->doubtful };
    bp_repairs_free(repairs);
    bp_str_release(&to);
    bp_str_release(&csv);
    return status;
}

void bp_propose_tell(const bp_proposed *p, const bp_request *r)
{
    bp_str text = { 0 };
    bp_str_printf(&text, "%s: %zu value%s that %s probably another", r->propose, p->lines,
                  p->lines == 1 ? "" : "s", p->lines == 1 ? "is" : "are");
    if (p->doubtful > 0)
        bp_str_printf(&text,
                      "; %zu of them ha%s a question mark, which you must remove before "
                      "--recode joins values that may both be meant",
                      p->doubtful, p->doubtful == 1 ? "s" : "ve");
    if (!text.failed)
        bp_console_tell(text.at);
    bp_str_release(&text);
}
