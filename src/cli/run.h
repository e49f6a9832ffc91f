/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - a whole run: a question is asked, and its answer written.  Layer: cli. */
#ifndef BP_CLI_RUN_H
#define BP_CLI_RUN_H

#include "base/outputs.h"
#include "benchpay/report.h"
#include "cli/request.h"

/* A run in progress. */
typedef struct bp_run {
    const bp_request *request;
    bool chart; /* a chart is made, in place of a report */
    bp_outputs *out;
    bp_words made;         /* folders that it made for pictures */
    bp_arena text;         /* of their names */
    bp_plotters *plotters; /* which wait for its charts; NULL: none do */
} bp_run;

/* Refuses outputs that are among the inputs of a request, which may be another than the
 * run's own.  Errors: those of bp_target_check */
bp_status bp_run_reads(const bp_run *run, const bp_request *read, bp_err *err);

/* Adds what a command makes of its report to the outputs. */
typedef bp_status bp_write(bp_run *run, bp_report *report, bp_err *err);

/* The report in the format of each output. */
bp_write bp_write_report;

/* Answers the question and writes the answer; all files appear together.
 * Errors: those of the steps; BP_EDATA for a report that says that the input cannot be
 * used, which is written nevertheless */
bp_status bp_run_question(const bp_request *r, bp_question q, bp_write *write,
                          bp_err *err);

/* Makes a report, or a chart, of what the run's request asks, where that is no question;
 * it may add outputs of its own. */
typedef bp_status bp_make(bp_report **out, bp_run *run, bp_err *err);

/* The same of such a report, or of a chart.  Errors: those of the steps */
bp_status bp_run_report(const bp_request *r, bp_make *make, bp_write *write, bp_err *err);
bp_status bp_run_chart(const bp_request *r, bp_make *make, bp_write *write, bp_err *err);

/* The words of a command that has no report, at its first output.
 * Errors: those of bp_outputs_commit; BP_ELIMIT  the words could not be put together */
bp_status bp_run_line(const bp_request *r, const bp_str *line, bp_err *err);

#endif
