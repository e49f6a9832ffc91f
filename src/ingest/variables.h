/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variables.h - what a row says of the variables of a model.  Layer: ingest. */
#ifndef BP_INGEST_VARIABLES_H
#define BP_INGEST_VARIABLES_H

#include "ingest/plan.h"

/* The number in the row; BP_NO_NUMBER: it has none. */
double bp_variable_number(const bp_plan_row *r, size_t v);

/* The text in the row; empty: it has none. */
bp_text bp_variable_label(const bp_plan_row *r, size_t v);

/* Why the row cannot be used; BP_RULE_COUNT: it can. */
bp_rule bp_variable_rule(const bp_plan_row *r, size_t v);

#endif
