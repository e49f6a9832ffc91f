/* SPDX-License-Identifier: GPL-3.0-or-later */
/* auditor.h - is a report in json true of its records, and does it show no more than its
 * rules allow?  Layer: audit.
 *
 * The records are read as for the report; every count, figure and decision is found
 * again by the files of this folder alone. */
#ifndef BP_AUDIT_AUDITOR_H
#define BP_AUDIT_AUDITOR_H

#include "base/jsonread.h"
#include "base/str.h"
#include "benchpay/question.h"

typedef struct bp_audited {
    size_t cells;     /* rows of tables: groups of people */
    size_t figures;   /* numbers that agree */
    size_t withheld;  /* figures that the rules do not ask to withhold */
    bp_str first;     /* the first of those, and its group */
    bp_str unchecked; /* what of the report was not looked at: "growth, offer" */
} bp_audited;

void bp_audited_release(bp_audited *a);

/* Audits a report of percentiles, of tiers, or of the whole benchmark.
 *   q       what it answers
 *   report  the whole json
 *   name    of its file, for messages
 * Errors: BP_ENONE   a figure that is another, or should not be shown: names the first
 *         BP_EDATA   the json is no such report; the records are lines of published
 *                    figures, or cannot be read
 *         BP_ELIMIT  memory */
bp_status bp_auditor_check(bp_audited *out, const bp_question *q,
                           const bp_json_value *report, const char *name, bp_err *err);

#endif
