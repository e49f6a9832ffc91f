/* SPDX-License-Identifier: GPL-3.0-or-later */
/* benchpay.h - pay benchmarks from salary surveys: the whole library.
 *
 * A run goes once through: a reading and a choice make a survey (read.h), the
 * survey makes percentiles (percentiles.h), the gate passes them (gate.h), a
 * report holds them (report.h), charts are drawn (chart.h) and a renderer makes
 * the bytes (render.h). */
#ifndef BENCHPAY_H
#define BENCHPAY_H

#include "benchpay/chart.h"
#include "benchpay/choice.h"
#include "benchpay/err.h"
#include "benchpay/figure.h"
#include "benchpay/gate.h"
#include "benchpay/growth.h"
#include "benchpay/knots.h"
#include "benchpay/level.h"
#include "benchpay/money.h"
#include "benchpay/observed.h"
#include "benchpay/offer.h"
#include "benchpay/percentiles.h"
#include "benchpay/published.h"
#include "benchpay/quantile.h"
#include "benchpay/range.h"
#include "benchpay/read.h"
#include "benchpay/render.h"
#include "benchpay/report.h"
#include "benchpay/survey.h"
#include "benchpay/tiers.h"
#include "benchpay/trend.h"

#endif
