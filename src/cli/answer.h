/* SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - what all commands do alike.  Layer: cli. */
#ifndef BP_CLI_ANSWER_H
#define BP_CLI_ANSWER_H

#include "base/file.h"
#include "cli/request.h"
#include "compose/compose.h"

/* What the report says about the request. */
bp_context bp_answer_context(const bp_request *r, const bp_survey *survey);

/* Reads the survey, showing progress; --outliers drop reads it twice. */
bp_status bp_answer_read(bp_survey **out, bp_request *r, bp_err *err);

/* Warnings about the survey; about outliers only where they are flagged. */
bp_status bp_answer_quality(bp_warnings **out, const bp_request *r,
                            const bp_survey *survey, bp_err *err);

/* With --strict rows that contradict each other are a failure.
 * Errors: BP_EDATA */
bp_status bp_answer_strict(const bp_request *r, const bp_warnings *q, bp_err *err);

/* What was observed in every year, and growth as the request wants it; both are for the
 * caller to free.
 *   survey  NULL: growth from the request's amount; *observed is NULL
 * Errors: those of bp_observed_new and bp_growth_new
 *         BP_EDATA  a year stands twice in a series */
bp_status bp_answer_growth(bp_observed **observed, bp_growth **growth,
                           const bp_request *r, const bp_survey *survey, bp_err *err);

/* The targets of the request, looked at before any work is done.
 * Errors: BP_EUSAGE  an output that is an input, or twice
 *         BP_EIO, BP_ELIMIT */
bp_status bp_answer_targets(bp_outputs **out, const bp_request *r, bp_err *err);

/* The same for a file that the run writes on its own account. */
bp_status bp_answer_target(const bp_outputs *out, const bp_request *r, const char *path,
                           bp_err *err);

/* Names the key of tiers in r->choice.by, when it stands there not yet. */
bp_status bp_answer_add_tier(bp_request *r, bp_err *err);

/* The tiers of a table, ordered as the request says. */
bp_status bp_answer_tiers(bp_tiers **out, bp_percentiles *p, const bp_request *r,
                          const bp_survey *survey, bp_err *err);

/* The points of --from-range. */
bp_range_points bp_answer_points(const bp_request *r);

/* Adds what a command makes of its report to the targets. */
typedef bp_status bp_answer_put(bp_outputs *out, bp_request *r, bp_report *report,
                                bp_err *err);

/* The report in the format of each target, or of standard output. */
bp_answer_put bp_answer_render;

/* Does one of the targets have this format? */
bool bp_answer_writes(const bp_request *r, bp_format format);

/* Fills the report from the survey, which is NULL where there is no file, or where
 * r->answers and the input cannot be used; then err says why. */
typedef bp_status bp_answer_fill(bp_report *report, const bp_request *r,
                                 const bp_survey *survey, bp_err *err);

/* A whole run: targets, survey, report, bytes; all targets appear together.
 * Errors: those of the steps; BP_EDATA for a report that says that the input
 * cannot be used, which is written nevertheless */
bp_status bp_answer(bp_request *r, const char *command, bp_answer_fill *fill,
                    bp_answer_put *put, bp_err *err);

#endif
