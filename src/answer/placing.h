/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placing.h - offers while their markets are found.  Layer: answer. */
#ifndef BP_ANSWER_PLACING_H
#define BP_ANSWER_PLACING_H

#include "answer/answer.h"
#include "base/mem.h"
#include "base/room.h"

/* Placements with the memory of their parts. */
typedef struct placed {
    bp_placements all;  /* first: they are freed as the whole */
    bp_market **market; /* [n_markets] each made once */
    size_t n_markets;
    size_t cap_markets;
    bp_paylines **line; /* [n_lines] likewise */
    size_t n_lines;
    size_t cap_lines;
    bp_decimal *amount; /* [all.n] */
    const bp_scope_point *at; /* [all.n] on the line of pay; NULL: nobody asks */
    bp_ties ties;
    bp_method method;      /* of the markets: its intervals are those of shares */
    const char **by;       /* [all.n][all.n_by] what selects, as the survey spells it */
    bp_row_filter *filter; /* [cap_filters] of the question, then of a line */
    size_t n_filters;
    size_t cap_filters;
    bp_arena text;
    bp_room room; /* of the arrays that do not grow */
} placed;

/* What finds the markets. */
typedef struct placing {
    placed *o;
    const bp_answer *a;
    bp_err *err;
} placing;

/* Makes a market that of the offers. */
bp_status bp_placing_keep(placing *j, bp_market *m);

/* Adds the place of line i of the list to what was said. */
bp_status bp_placing_fail(const placing *j, size_t i, bp_status status);

/* Listed offer i has no market m, for the reason that was said without a place: it stays
 * in the list.
 *   by  the column whose value has none; beyond them: the line */
bp_status bp_placing_unplaced(placing *j, size_t i, size_t by, size_t m);

/* Which columns of the list select records or lines; the others are noted.
 * Errors: BP_ELIMIT */
bp_status bp_placing_columns(placing *j);

/* The market of offer i among the records. */
bp_status bp_placing_records(placing *j, size_t i);

/* The market that a line of a published table is, and what it says.
 * Errors: BP_EDATA  a figure that is no number, figures out of order; BP_ELIMIT */
bp_status bp_placing_market(bp_market **out, bp_published_line *line,
                            const bp_published *t, size_t row, bp_between between,
                            bp_err *err);

/* Which line of the published table is meant: the filters of the question, which come
 * before those of each line. */
bp_status bp_placing_filters(placing *j);

/* The market of offer i in the published table.  An offer by itself may be placed in
 * several lines that fit: all.line has them, and its market is NULL. */
bp_status bp_placing_published(placing *j, size_t i, size_t m);

#endif
