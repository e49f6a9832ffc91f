/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.h - the distinct values of a column while rows come.  Layer: data. */
#ifndef BP_DATA_WATCH_H
#define BP_DATA_WATCH_H

#include "data/batch.h"
#include "data/dict.h"

/* Given up, with all that it held, once it has more than `most`: then every
 * split of the rows ends alike. */
typedef struct bp_watch {
    bp_dict *text; /* its own, or one of the survey (shape.h) */
    struct bp_watched_rows {
        uint64_t rows;
        bp_place first[3]; /* in input order */
    } * value;             /* [n] of each text */
    size_t n;
    size_t cap;
    uint32_t *of; /* [n_of] the text of each id of another dictionary, + 1; 0: none yet */
    size_t n_of;
    size_t cap_of;
    size_t most;
    bool given_up;
} bp_watch;

/* Counts the rows of a batch.  False: memory is out.
 *   text  [b->n] what they say */
bool bp_watch_add(bp_watch *w, const bp_text text[], const bp_batch *b);

/* The same by their ids.
 *   id  [b->n] each `step` behind the one before */
bool bp_watch_add_ids(bp_watch *w, const uint32_t id[], size_t step, const bp_batch *b);

/* The same where they are the ids of texts of another dictionary, always that one. */
bool bp_watch_add_known(bp_watch *w, const bp_dict *d, const uint32_t id[], size_t step,
                        const bp_batch *b);

#endif
