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
        r->at[r->n++].rows = 0;
    }
    r->at[i].rows += one->rows;
    if (one->first.order < r->at[i].first.order)
        r->at[i].first = one->first;
    r->last = i;
}

void bp_events_count(bp_events *r, bp_event_kind kind, size_t rate, bp_text code,
                     int32_t year, bp_place place)
{
    bp_event one = {
        .kind = kind, .rate = rate, .year = year, .rows = 1, .first = place
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
