/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_structure.c - `benchpay structure`: grades and ranges from priced jobs.
 *
 * Midpoints are either given or fitted: options of the one kind with the other are
 * refused, since one of them would be passed over. */
#include "benchpay/compose.h"
#include "cli/command.h"
#include "cli/drawn.h"
#include "cli/run.h"

#define SPREAD_USUAL .5

static bp_status check(const bp_request *r, bp_err *err)
{
    const bp_structure_question *s = &r->structure;
    const bool given = s->from > 0 || s->to > 0 || s->progression != 0 || s->grades > 0;
    const bp_loc at = { .name = "structure" };
    if (r->file.n > 1)
        return bp_fail(err, &at, BP_EUSAGE, "one file of jobs at a time, not also '%s'",
                       r->file.at[1]);
    if (r->staff.employees == NULL && r->reading.n_map > 0)
        return bp_fail(err, &at, BP_EUSAGE,
                       "without --employees there is one role to --map: manager=COL");
    if (r->staff.employees == NULL && r->where.n > 0)
        return bp_fail(err, &at, BP_EUSAGE,
                       "--where chooses among employees: name them with --employees");
    if (s->fit && given)
        return bp_fail(err, &at, BP_EUSAGE,
                       "--fit finds the midpoints, which --from, --to, --progression and "
                       "--grades give");
    if (!s->fit && (s->on_points || s->n_cuts > 0))
        return bp_fail(err, &at, BP_EUSAGE, "--on and --cuts are of --fit");
    if (s->n_cuts > 0 && !s->on_points)
        return bp_fail(err, &at, BP_EUSAGE, "--cuts needs --on points");
    if (!s->fit && (s->from == 0 || s->grades == 0))
        return bp_fail(err, &at, BP_EUSAGE,
                       "give --fit, or --from, --grades and --progression or --to");
    if (!s->fit && (s->to > 0) == (s->progression != 0) && s->grades > 1)
        return bp_fail(err, &at, BP_EUSAGE, "give --progression or --to, one of the two");
    return BP_OK;
}

static bp_status make(bp_report **out, bp_run *run, bp_err *err)
{
    const bp_request *r = run->request;
    static const double usual[] = { SPREAD_USUAL };
    bp_structure_question q = r->structure;
    bp_structure *s = NULL;
    bp_question staff;
    q.file = r->file.at[0];
    q.reading = r->reading;
    q.reading.n_map = 0;
    q.employees = bp_request_employees(r, &staff);
    q.chart = r->charts != BP_NEVER;
    q.title = r->labels.title;
    q.request = r->said.at;
    q.n_request = r->said.n;
    if (q.n_spreads == 0) {
        q.spread = usual;
        q.n_spreads = 1;
    }
    bp_status status = bp_structure_new(&s, &q, err);
    if (status == BP_OK)
        status = bp_report_of_structure(out, s, err);
    bp_structure_free(s);
    return status;
}

bp_status bp_cmd_structure(const bp_request *r, bp_err *err)
{
    bp_status status = check(r, err);
    return status == BP_OK ? bp_run_report(r, make, bp_write_drawn, err) : status;
}
