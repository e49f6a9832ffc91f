/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compose.h - an answer becomes a report.  Layer: compose. */
#ifndef BP_COMPOSE_H
#define BP_COMPOSE_H

#include "benchpay/answer.h"
#include "benchpay/api.h"
#include "benchpay/pricing.h"
#include "benchpay/report.h"
#include "benchpay/structure.h"

BP_API_BEGIN

/* The report of an answer, for bp_charts_draw (chart.h) and bp_render (render.h); the
 * caller frees it with bp_report_free.  Its texts are its own.  Errors: BP_ELIMIT. */
bp_status bp_report_of(bp_report **out, const bp_answer *a, bp_err *err);

/* The same of priced jobs.  Errors: BP_ELIMIT. */
bp_status bp_report_of_pricing(bp_report **out, const bp_pricing *p, bp_err *err);

/* The same of a structure.  Errors: BP_ELIMIT. */
bp_status bp_report_of_structure(bp_report **out, const bp_structure *s, bp_err *err);

BP_API_END

#endif
