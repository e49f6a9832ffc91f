/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doubt.h - what a file can mean, where it can mean two things.  Layer: base.
 *
 * A file that can be read in two ways, which give different figures, is not guessed at:
 * whoever notices adds a doubt and goes on with the likelier reading, so that one look
 * finds all doubts of a file.  Where there is one, no figure is given: a run fails with
 * all of them, and a check lists them, each with what settles it. */
#ifndef BP_BASE_DOUBT_H
#define BP_BASE_DOUBT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "benchpay/err.h"
#include "benchpay/hint.h"

/* So many settings of a doubt are kept. */
#define BP_DOUBT_SETTINGS_MAX 10

typedef struct bp_doubt {
    const char *about; /* a code: "pay", "period", "currency", "range", ... */
    const char *text;  /* a sentence with every reading, its place in front */
    bp_setting setting[BP_DOUBT_SETTINGS_MAX]; /* [n] each settles it, the likeliest
                                                  first */
    size_t n;
} bp_doubt;

/* {0} is empty.  A failure is remembered: add without looking, ask once at the end. */
typedef struct bp_doubts {
    bp_doubt *doubt; /* [n] in the order of adding; the same text once */
    size_t n;
    size_t cap;
    bp_arena texts;
    bool failed; /* memory ran out */
} bp_doubts;

void bp_doubts_release(bp_doubts *d);

/* Adds one; all is copied.
 *   doubts   NULL: nobody is asked, and nothing is kept
 *   setting  [n] what settles it, the likeliest first; those beyond
 *            BP_DOUBT_SETTINGS_MAX are dropped */
void bp_doubts_add(bp_doubts *doubts, const char *about, const bp_loc *at,
                   const bp_setting setting[], size_t n, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));

/* BP_EDATA with all of them, a line each, when there are any; BP_ELIMIT when memory ran
 * out; else BP_OK. */
bp_status bp_doubts_fail(const bp_doubts *doubts, const char *const words[], bp_err *err);

/* Puts them in front of a failure, a line each: whoever mends that has them to settle,
 * too.  err may be NULL. */
void bp_doubts_tell_first(const bp_doubts *doubts, const char *const words[],
                          bp_err *err);

#endif
