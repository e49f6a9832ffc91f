/* SPDX-License-Identifier: GPL-3.0-or-later */
/* noting.h - what is said of how the input was read, one thing after the other.
 * Layer: ingest. */
#ifndef BP_INGEST_NOTING_H
#define BP_INGEST_NOTING_H

#include "base/str.h"
#include "base/utf8.h"
#include "ingest/counts.h"

typedef struct bp_noting {
    bp_survey *survey;
    const bp_plan *plan;
    const bp_counts *counts;
    bp_err *err;
    bp_status status; /* once a note has failed, nothing more is added */
} bp_noting;

void bp_noting_say(bp_noting *n, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void bp_noting_hint(bp_noting *n, bp_hint hint, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* A warning.
 *   rule  its code
 *   rows  how many it is about; 0: the file as a whole */
void bp_noting_warn(bp_noting *n, const char *rule, bp_hint hint, uint64_t rows,
                    const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* "1 row", "12 rows". */
typedef struct bp_counted {
    char text[40];
} bp_counted;

bp_counted bp_noting_count(uint64_t n, const char *thing);

/* A list that is to be part of a note, unless memory ran out for it: then that is the
 * failure, and the text is empty. */
const char *bp_noting_part(bp_noting *n, const bp_str *list);

/* Questions make long headers: so much of a name, for "%.*s", is in a note. */
#define BP_NOTE_NAME(name) (int)bp_utf8_fit(bp_text_of(name), 60), name

/* The column of the chosen pay. */
static inline const bp_wanted_column *bp_noting_pay(const bp_noting *n)
{
    return &n->plan->wanted.column[n->plan->elements.at[0].part[0]];
}

/* The parts, each a file of notes. */
void bp_notes_pay(bp_noting *n);     /* what was taken for pay, and its period */
void bp_notes_cells(bp_noting *n);   /* cells that few have, or that cannot be read */
void bp_notes_headers(bp_noting *n); /* headers that are not what they look like */
void bp_notes_units(bp_noting *n);   /* what amounts are in, and amounts that are odd */
void bp_notes_rates(bp_noting *n);   /* of the survey's year: what pay was converted at */
void bp_notes_ageing(bp_noting *n);  /* pay that moves by the rate of other pay */

#endif
