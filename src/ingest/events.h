/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events.h - what happened to rows, counted for notes.  Layer: ingest.
 *
 * Which year and currency a survey is of is decided once all rows were read, and notes
 * are about its rows alone: so events are counted apart by both. */
#ifndef BP_INGEST_EVENTS_H
#define BP_INGEST_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "data/batch.h"

#define BP_CODE_MAX 64

typedef enum bp_event_kind {
    BP_EVENT_CONVERTED, /* pay was converted at `rate` */
    BP_EVENT_KEPT, /* ... was not: it is in the currency that others are converted to */
    BP_EVENT_UNRATED,    /* its currency has no rate: the row is not used */
    BP_EVENT_UNAGED,     /* pay of the date `rate` cannot be aged: it is as it was */
    BP_EVENT_OUTSIDE,    /* in none of the bands */
    BP_EVENT_UNNUMBERED, /* no number to be found in a band */
    BP_EVENT_REPAIRED,   /* a date was made the band that it had been */
    BP_EVENT_BLANK       /* the wanted column `rate` is blank, and counts 0 in a sum */
} bp_event_kind;

typedef struct bp_event {
    bp_event_kind kind;
    size_t rate;            /* of BP_EVENT_CONVERTED, _UNAGED and _BLANK; else 0 */
    char code[BP_CODE_MAX]; /* currency of the row; in which it was paid, where it has to
                               do with rates */
    size_t n_code;
    int32_t year;
    uint64_t rows;
    uint64_t size; /* of pay, as bp_event_size has it, over the rows */
    bp_place first;
} bp_event;

/* {0} is empty. */
typedef struct bp_events {
    bp_event *at; /* [n] */
    size_t n;
    size_t cap;
    size_t last; /* where the last row went */
    bool failed; /* memory ran out: an event is missing */
} bp_events;

void bp_events_release(bp_events *r);

/* Four times the binary logarithm of pay in units, nearly: whole, so that sums do not
 * depend on their order. */
uint64_t bp_event_size(int64_t units);

/* Counts one row, or adds the rows of another list. */
void bp_events_count(bp_events *r, bp_event_kind kind, size_t rate, bp_text code,
                     int32_t year, uint64_t size, bp_place place);
void bp_events_add(bp_events *to, const bp_events *from);

#endif
