/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events are few kinds in few years and currencies, so a list that is searched from where
 * the last row went is short and quick.  Rows come in any order on any thread; the first
 * place of an event is the least, not the one that was counted first. */
#include "ingest/events.h"

#include <stdlib.h>

#include "base/mem.h"

void bp_events_release(bp_events *r)
{
    free(r->at);
    *r = (bp_events){ 0 };
}

static bool same(const bp_event *a, const bp_event *b)
{
    return a->kind == b->kind && a->rate == b->rate && a->year == b->year &&
           bp_text_equal((bp_text){ a->code, a->n_code },
                         (bp_text){ b->code, b->n_code });
}

static void count(bp_events *r, const bp_event *one)
{
    size_t i = r->last < r->n && same(&r->at[r->last], one) ? r->last : 0;
    while (i < r->n && !same(&r->at[i], one))
        i++;
    if (i == r->n) {
        if (!bp_reserve(&r->at, &r->cap, r->n + 1, sizeof *r->at)) {
            r->failed = true;
            return;
        }
        r->at[r->n] = *one;
        r->at[r->n].size = 0;
        r->at[r->n++].rows = 0;
    }
    r->at[i].rows += one->rows;
    r->at[i].size += one->size;
    if (one->first.order < r->at[i].first.order)
        r->at[i].first = one->first;
    r->last = i;
}

uint64_t bp_event_size(int64_t units)
{
    uint64_t bits = 0;
    for (int64_t rest = units; rest >= 8; rest /= 2)
        bits++;
    const uint64_t top =
        units > 0 ? (uint64_t)units >> bits : 0; /* 4 to 7, where large */
    return 4 * bits + top;
}

void bp_events_count(bp_events *r, bp_event_kind kind, size_t rate, bp_text code,
                     int32_t year, uint64_t size, bp_place place)
{
    bp_event one = {
        .kind = kind, .rate = rate, .year = year, .rows = 1, .size = size, .first = place
    };
    one.n_code = code.n < BP_CODE_MAX ? code.n : BP_CODE_MAX;
    if (one.n_code > 0)
        memcpy(one.code, code.at, one.n_code);
    count(r, &one);
}

void bp_events_add(bp_events *to, const bp_events *from)
{
    for (size_t i = 0; i < from->n; i++)
        count(to, &from->at[i]);
    to->failed |= from->failed;
}
