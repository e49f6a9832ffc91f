/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/remarks.h"

#include <stdlib.h>

#include "base/mem.h"

void bp_remarks_release(bp_remarks *r)
{
    free(r->at);
    *r = (bp_remarks){ 0 };
}

static bool same(const bp_remark *a, const bp_remark *b)
{
    return a->kind == b->kind && a->rate == b->rate && a->year == b->year &&
           bp_text_equal((bp_text){ a->code, a->n_code },
                         (bp_text){ b->code, b->n_code });
}

static void count(bp_remarks *r, const bp_remark *one)
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

void bp_remarks_row(bp_remarks *r, bp_remark_kind kind, size_t rate, bp_text code,
                    int32_t year, bp_place place)
{
    bp_remark one = {
        .kind = kind, .rate = rate, .year = year, .rows = 1, .first = place
    };
    one.n_code = code.n < BP_CODE_MAX ? code.n : BP_CODE_MAX;
    if (one.n_code > 0)
        memcpy(one.code, code.at, one.n_code);
    count(r, &one);
}

void bp_remarks_add(bp_remarks *to, const bp_remarks *from)
{
    for (size_t i = 0; i < from->n; i++)
        count(to, &from->at[i]);
    to->failed |= from->failed;
}
