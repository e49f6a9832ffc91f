/* SPDX-License-Identifier: GPL-3.0-or-later */
/* benchpay.h - pay benchmarks from salary surveys: the whole library.
 *
 * A run goes once through: a question (question.h) receives one answer (answer.h), whose
 * figures have all passed the disclosure rules; the answer becomes a report (compose.h),
 * its charts are drawn (chart.h), and a renderer makes the bytes (render.h).  Surveys
 * (read.h) and single statistics can be had alone, too. */
#ifndef BENCHPAY_H
#define BENCHPAY_H

#include "benchpay/ageing.h"
#include "benchpay/answer.h"
#include "benchpay/basis.h"
#include "benchpay/change.h"
#include "benchpay/chart.h"
#include "benchpay/chartkind.h"
#include "benchpay/chartslot.h"
#include "benchpay/choice.h"
#include "benchpay/compa.h"
#include "benchpay/compose.h"
#include "benchpay/employees.h"
#include "benchpay/err.h"
#include "benchpay/explain.h"
#include "benchpay/figure.h"
#include "benchpay/gate.h"
#include "benchpay/growth.h"
#include "benchpay/hint.h"
#include "benchpay/knots.h"
#include "benchpay/level.h"
#include "benchpay/merit.h"
#include "benchpay/money.h"
#include "benchpay/observed.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"
#include "benchpay/pricing.h"
#include "benchpay/proposals.h"
#include "benchpay/published.h"
#include "benchpay/quantile.h"
#include "benchpay/question.h"
#include "benchpay/range.h"
#include "benchpay/read.h"
#include "benchpay/render.h"
#include "benchpay/report.h"
#include "benchpay/stop.h"
#include "benchpay/structure.h"
#include "benchpay/survey.h"
#include "benchpay/table.h"
#include "benchpay/tiers.h"
#include "benchpay/trend.h"
#include "benchpay/value.h"
#include "benchpay/version.h"
#include "benchpay/weights.h"

#endif
