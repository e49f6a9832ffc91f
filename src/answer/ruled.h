/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ruled.h - which disclosure rules an answer is under.  Layer: answer. */
#ifndef BP_ANSWER_RULED_H
#define BP_ANSWER_RULED_H

#include "benchpay/answer.h"

/* The disclosure rules of its question; NULL: none. */
const bp_rule_set *bp_ruled_by(const bp_answer *a);

/* Do they count organisations, not people alone?  The records are read. */
bool bp_ruled_orgs(const bp_answer *a);

#endif
