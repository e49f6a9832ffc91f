/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watch.h - the distinct values of a column.  Layer: data. */
#ifndef BP_DATA_WATCH_H
#define BP_DATA_WATCH_H

#include "data/cells.h"
#include "data/dict.h"

#define BP_WATCHED_VALUES 10000

/* A column of more values than BP_WATCHED_VALUES is no list of names: it is
 * given up, so that every split of the rows ends alike. */
typedef struct bp_watch {
    bp_dict *text;
    struct bp_watched_rows {
        uint64_t rows;
        bp_place first[3]; /* in input order */
    } * value;             /* [number of texts] */
    size_t cap;
    bool given_up;
} bp_watch;

bool bp_watch_init(bp_watch *w);
void bp_watch_release(bp_watch *w);
bool bp_watch_add(bp_watch *w, bp_text t, const bp_place *place);
bool bp_watch_merge(bp_watch *w, const bp_watch *from);
bool bp_watch_sort(bp_watch *w);
size_t bp_watch_count(const bp_watch *w);
bp_watched_value bp_watch_value(const bp_watch *w, size_t i);

#endif
