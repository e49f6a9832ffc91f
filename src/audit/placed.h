/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placed.h - offers of a report, among the people of their markets.  Layer: audit.
 *
 * Without rules a place is found among people one by one.  Under rules it follows from
 * percentiles that are shown: the band of an offer says between which two, and these are
 * found again. */
#ifndef BP_AUDIT_PLACED_H
#define BP_AUDIT_PLACED_H

#include "answer/reading.h"
#include "audit/agree.h"
#include "audit/decide.h"
#include "audit/standing.h"
#include "base/jsonread.h"

#define BP_PLACED_CUTS ((size_t)1 << BP_KEYS_MAX)

typedef struct bp_placed {
    const bp_answer *read; /* has the offers */
    const bp_payees *payees;
    const bp_rule_set *set;        /* NULL: no rules */
    const bp_json_value *row;      /* everybody in the report */
    bp_recount_method by;          /* that of percentiles */
    bp_share_ci share_ci;          /* ... and of shares of people, with */
    bp_recount_method by_share;    /* ... its units */
    bool mid;                      /* mid-ranks */
    bool of_orgs;                  /* organisations count for rules */
    bp_crowd *cut[BP_PLACED_CUTS]; /* markets by the keys that select them, as bits */
    bp_part *part[BP_PLACED_CUTS]; /* [cut->n] of each market, is anything shown? */
    bool drawn; /* limits were drawn at random, and are not found again */
    bp_agreed agreed;
} bp_placed;

/* Are the offers of a section true, and all of it to be shown?
 * Errors: BP_EDATA of reading the list; BP_ELIMIT */
bp_status bp_placed_check(bool *fits, bp_placed *p, const bp_json_value *section,
                          bp_err *err);

/* The same of the only offer in a group of a table, which has a row of its own.
 *   offer  in that row */
bp_status bp_placed_in_group(bool *fits, bp_placed *p, const bp_json_value *offer,
                             const bp_json_value *row, const bp_crowd *cut,
                             const bp_crowd_group *group, bp_err *err);
void bp_placed_release(bp_placed *p);

#endif
