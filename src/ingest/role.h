/* SPDX-License-Identifier: GPL-3.0-or-later */
/* role.h - what a column can be, and the headers that say so.  Layer: ingest. */
#ifndef BP_INGEST_ROLE_H
#define BP_INGEST_ROLE_H

#include <stdbool.h>

#include "base/text.h"

typedef enum bp_role {
    BP_ROLE_BASE,
    BP_ROLE_BONUS, /* of which nothing says whether it is a target or was paid */
    BP_ROLE_TARGET_BONUS,
    BP_ROLE_ACTUAL_BONUS,
    BP_ROLE_LTI,
    BP_ROLE_BENEFITS,
    BP_ROLE_TOTAL,
    BP_ROLE_LOW,
    BP_ROLE_HIGH,
    BP_ROLE_WEIGHT,
    BP_ROLE_ORG,
    BP_ROLE_PERSON,
    BP_ROLE_TIER,
    BP_ROLE_JOB,
    BP_ROLE_TITLE,
    BP_ROLE_REGION,
    BP_ROLE_COUNTRY,
    BP_ROLE_SIZE,
    BP_ROLE_EXPERIENCE,
    BP_ROLE_FTE,
    BP_ROLE_WRVU, /* work RVUs, what physicians' work is counted in */
    BP_ROLE_PERIOD,
    BP_ROLE_CURRENCY,
    BP_ROLE_DATE,
    BP_ROLE_YEAR,
    BP_ROLE_HIRED,
    BP_ROLE_STATUS,
    BP_ROLE_GRADE, /* from here on of one's own employees alone (staffcolumns.h) */
    BP_ROLE_RATING,
    BP_ROLE_PRORATE,
    BP_ROLES
} bp_role;

/* "base", "bonus", ...: the words of a request, [BP_ROLES] and NULL. */
const char *const *bp_role_names(void);
bool bp_role_parse(bp_role *out, bp_text name);

/* Is something computed with its columns of one's own employees alone?  Elsewhere it
 * cannot be mapped: the request would expect something of it. */
static inline bool bp_role_is_of_staff(bp_role r)
{
    return r >= BP_ROLE_HIRED;
}

/* Pay roles are the first ones. */
static inline bool bp_role_is_pay(bp_role r)
{
    return r <= BP_ROLE_HIGH;
}

#define BP_NO_MATCH 100

/* How well a header says `role`: 0 is best, BP_NO_MATCH is not at all.  Case, blanks,
 * punctuation, camel case, units in parentheses, currency codes and the wordings of a
 * question are ignored. */
int bp_role_match(bp_role role, bp_text header);

/* The same of every role. */
void bp_role_matches(int out[BP_ROLES], bp_text header);

/* Of columns that are seen one after the other the first whose header says best what is
 * looked for, and another that says it as well. */
typedef struct bp_best {
    size_t column; /* SIZE_MAX: there is none */
    size_t rival;  /* likewise */
    int rank;
} bp_best;

#define BP_BEST_NONE                                                                     \
    {                                                                                    \
        .column = SIZE_MAX, .rival = SIZE_MAX, .rank = BP_NO_MATCH                       \
    }

/*   rank  as of bp_role_match */
static inline void bp_best_see(bp_best *b, size_t column, int rank)
{
    if (rank < b->rank)
        *b = (bp_best){ column, SIZE_MAX, rank };
    else if (rank == b->rank && rank < BP_NO_MATCH && b->rival == SIZE_MAX)
        b->rival = column;
}

#endif
