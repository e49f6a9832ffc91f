/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.h - disclosure rules: what may be shown of people's pay.  Layer: answer.
 *
 * bp_answer_new applies them to every figure of an answer; after that nothing knows what
 * was withheld.  They are industry convention, and no promise of anonymity. */
#ifndef BP_GATE_H
#define BP_GATE_H

#include <stdbool.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/level.h"

BP_API_BEGIN

typedef enum bp_rules {
    BP_RULES_NONE,           /* everything that was computed */
    BP_RULES_SURVEY,         /* the numbers of bp_rule_set below */
    BP_RULES_SURVEY_CLASSIC, /* 5 people for quartiles and mean, 10 for P10 and P90 */
    BP_RULES_OWN             /* those of a question */
} bp_rules;

/* "none", "survey", "survey-classic", "own". */
const char *bp_rules_name(bp_rules rules);

/* A cell is the people whom a figure is about.  What needs organisations holds only where
 * the survey has two of them; numbers in brackets are those of BP_RULES_SURVEY. */
typedef struct bp_rule_set {
    uint64_t people;      /* a cell needs so many [5] */
    uint64_t orgs;        /* of so many organisations [5] */
    bp_level share;       /* the largest has at most this of them [25 %], */
    bp_level two_largest; /* the two largest this [67 %], */
    bp_level p_percent;   /* and the others at least this much of the largest [10 %] */
    uint64_t
        quartile_people;   /* a level from P25 to P75, but for P50, needs so many [10] */
    uint64_t mean_people;  /* [10] */
    uint64_t tail_people;  /* a level p beyond that needs 1 / min(p, 1 - p), or so many
                            * [10], */
    uint64_t tail_orgs;    /* and as many organisations, or so many [10] */
    uint64_t beyond;       /* a limit of an interval has so many people, of as many
                            * organisations, beyond it [3] */
    uint64_t round_digits; /* money is rounded to so many digits [3] */
    uint64_t round_below;  /* in cells of fewer people [30]; limits always are */
    bool equations; /* the mean needs more than 2 / min(p, 1 - p) people for each level p
                     * shown beside it, and a cell shows fewer figures than its people
                     * less two [true] */
} bp_rule_set;

/* The numbers of a name; of BP_RULES_OWN those of BP_RULES_SURVEY.  NULL: there are none
 * of BP_RULES_NONE. */
const bp_rule_set *bp_rules_of(bp_rules rules);

/* Reads the section [rules] of an INI file, whose keys are the names above but for
 * `equations`; what is missing there is as in BP_RULES_SURVEY.
 * Errors: BP_EUSAGE  another section or key, or a value that is out of range
 *         BP_EDATA, BP_EIO, BP_ELIMIT those of the file */
bp_status bp_rules_read(bp_rule_set *out, const char *path, bp_err *err);

BP_API_END

#endif
