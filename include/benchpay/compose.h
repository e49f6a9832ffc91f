/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.h - an answer becomes a report.  Layer: compose. */
#ifndef BP_COMPOSE_H
#define BP_COMPOSE_H

#include "benchpay/answer.h"
#include "benchpay/api.h"
#include "benchpay/change.h"
#include "benchpay/compa.h"
#include "benchpay/explain.h"
#include "benchpay/merit.h"
#include "benchpay/pricing.h"
#include "benchpay/proposals.h"
#include "benchpay/report.h"
#include "benchpay/structure.h"

BP_API_BEGIN

/* The report of an answer, for bp_charts_draw (chart.h) and bp_render (render.h); the
 * caller frees it with bp_report_free.  The answer outlives it: of tables of many groups
 * rows are made as they are rendered.  Errors: BP_ELIMIT. */
bp_status bp_report_of(bp_report **out, const bp_answer *a, bp_err *err);

/* The same of what has changed.  Errors: BP_ELIMIT. */
bp_status bp_report_of_change(bp_report **out, const bp_change *c, bp_err *err);

/* Its chart alone.
 *   title, note  NULL: the chart's own
 * Errors: BP_EDATA  the answers have no figure that groups are compared by; BP_ELIMIT */
bp_status bp_report_of_change_chart(bp_report **out, const bp_change *c,
                                    const char *title, const char *note, bp_err *err);

/* The same of how a percentile came about.  Errors: BP_ELIMIT. */
bp_status bp_report_of_explanation(bp_report **out, const bp_explanation *e, bp_err *err);

/* The same of priced jobs.  Errors: BP_ELIMIT. */
bp_status bp_report_of_pricing(bp_report **out, const bp_pricing *p, bp_err *err);

/* Their chart alone, as of a structure below. */
bp_status bp_report_of_pricing_chart(bp_report **out, const bp_pricing *p,
                                     const char *title, const char *note, bp_err *err);

/* The same of matches that are proposed: its csv is a file of matches, to be edited.
 *   q  which they were made of
 * Errors: BP_ELIMIT. */
bp_status bp_report_of_proposals(bp_report **out, const bp_proposals *p,
                                 const bp_pricing_question *q, bp_err *err);

/* The same of a structure.  Errors: BP_ELIMIT. */
bp_status bp_report_of_structure(bp_report **out, const bp_structure *s, bp_err *err);

/* Its chart alone.
 *   title, note  NULL: the chart's own
 * Errors: BP_ELIMIT */
bp_status bp_report_of_structure_chart(bp_report **out, const bp_structure *s,
                                       const char *title, const char *note, bp_err *err);

/* The same of employees in their ranges, who become the report's, also on failure: they
 * are freed with it.  Errors: BP_ELIMIT. */
bp_status bp_report_of_compa(bp_report **out, bp_compa *c, bp_err *err);

/* Their chart alone, likewise; title and note as of a structure.
 * Errors: BP_EDATA  nobody has a range; BP_ELIMIT */
bp_status bp_report_of_compa_chart(bp_report **out, bp_compa *c, const char *title,
                                   const char *note, bp_err *err);

/* The same of a budget of increases.
 *   q  which it was made of */
bp_status bp_report_of_merit(bp_report **out, bp_merit *m, const bp_merit_question *q,
                             bp_err *err);

BP_API_END

#endif
