/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pieces.h - the finest groups of a survey's people: what tells how groups overlap.
 * Layer: data. */
#ifndef BP_DATA_PIECES_H
#define BP_DATA_PIECES_H

#include "data/pay.h"

/* People of one combination of key values and one organisation; every group is a union of
 * pieces. */
typedef struct bp_piece {
    const uint32_t *key; /* [keys of the survey] ids; pieces of equal keys follow each
                            other */
    uint32_t org;        /* id, in the order of names; BP_NO_ID: none */
    uint64_t n;          /* people with pay; above 0 */
    uint32_t cell;       /* known to this layer alone */
} bp_piece;

/* All pieces of the chosen year and currency, in the order of keys; the caller frees
 * them.  Errors: BP_ELIMIT. */
bp_status bp_pieces_new(bp_piece **out, size_t *n, const bp_survey *s, size_t element,
                        bp_err *err);

/* Every id of an organisation of theirs is below it. */
size_t bp_pieces_orgs(const bp_piece piece[], size_t n);

/* The name of an organisation. */
bp_text bp_piece_org(const bp_survey *s, uint32_t org);

/* The numbers of its rows, in no order, where reading kept them (bp_reading.keep_rows).
 * One below 0 is of a person (and year, where there are years), the same in every survey;
 * else it is the row's place in the input: the number of the file in the highest bits,
 * from bit BP_FILE_BIT on, and the position in it.
 *   number  [n] of element 0 */
void bp_piece_rows(const bp_piece *p, const bp_survey *s, int64_t number[]);

#define BP_FILE_BIT 48

#endif
