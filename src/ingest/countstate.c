/* SPDX-License-Identifier: GPL-3.0-or-later */
/* countstate.c - what became of the rows, as a section of a partial file.
 *
 * Numbers of files, columns and rates in it are used to look things up in the plan, so
 * they are held against it before. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/parts.h"
#include "ingest/partial.h"
#include "ingest/request.h"

static int by_kind(const void *a, const void *b)
{
    const bp_event *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind > y->kind ? 1 : -1;
    if (x->rate != y->rate)
        return x->rate > y->rate ? 1 : -1;
    if (x->year != y->year)
        return x->year > y->year ? 1 : -1;
    const int order = memcmp(x->code, y->code, sizeof x->code); /* zeros follow a code */
    return order != 0 ? order : (x->n_code > y->n_code) - (x->n_code < y->n_code);
}

static void save_events(bp_str *out, bp_events *e)
{
    if (e->n > 1)
        qsort(e->at, e->n, sizeof e->at[0], by_kind);
    bp_pack_uint(out, e->n);
    for (size_t i = 0; i < e->n; i++) {
        const bp_event *one = &e->at[i];
        bp_pack_uint(out, one->kind);
        bp_pack_uint(out, one->rate);
        bp_pack_text(out, (bp_text){ one->code, one->n_code });
        bp_pack_int(out, one->year);
        bp_pack_uint(out, one->rows);
        bp_pack_uint(out, one->size);
        bp_save_place(out, &one->first);
    }
}

static bool load_events(bp_events *e, bp_unpack *from)
{
    const size_t n = bp_unpack_count(from);
    for (size_t i = 0; !from->bad && i < n; i++) {
        bp_event one = { .kind =
                             (bp_event_kind)bp_unpack_below(from, BP_EVENT_BLANK + 1) };
        one.rate = bp_unpack_uint(from);
        const bp_text code = bp_unpack_text(from);
        from->bad |= code.n > BP_CODE_MAX;
        if (from->bad || !bp_reserve(&e->at, &e->cap, e->n + 1, sizeof one))
            return from->bad;
        one.n_code = code.n;
        memcpy(one.code, code.at, code.n);
        one.year = (int32_t)bp_unpack_int(from);
        one.rows = bp_unpack_uint(from);
        one.size = bp_unpack_uint(from);
        one.first = bp_load_place(from, BP_FILES_MAX);
        e->at[e->n++] = one;
    }
    return true;
}

static void save_malformed(bp_str *out, const bp_counts *c)
{
    bp_pack_uint(out, c->place.order != UINT64_MAX);
    if (c->place.order == UINT64_MAX)
        return;
    bp_save_place(out, &c->place);
    bp_pack_uint(out, c->malformed);
    bp_pack_uint(out, c->wanted);
    bp_pack_uint(out, c->found);
    bp_pack_string(out, c->value);
}

/* Files of before have none, which is the same as rows that name none. */
static void save_orgs(bp_str *out, const bp_named_orgs *o)
{
    if (!o->any)
        return;
    bp_pack_uint(out, o->several);
    bp_pack_uint(out, o->one);
}

static void load_orgs(bp_named_orgs *o, bp_unpack *from)
{
    if (from->bad || bp_unpack_left(from) == 0)
        return;
    o->any = true;
    o->several = bp_unpack_below(from, 2) == 1;
    o->one = bp_unpack_uint(from);
}

void bp_counts_save(bp_str *out, bp_counts *c)
{
    bp_pack_uint(out, c->n_passed);
    bp_pack_uint(out, c->n_peers);
    bp_pack_uint(out, c->n_recoded);
    for (size_t i = 0; i < c->n_passed; i++)
        bp_pack_uint(out, c->passed[i]);
    for (size_t i = 0; i < c->n_peers; i++)
        bp_pack_uint(out, c->peer[i]);
    for (size_t i = 0; i < c->n_recoded; i++)
        bp_pack_uint(out, c->recoded[i]);
    for (size_t i = 0; i < BP_COUNTS_SUMS; i++)
        bp_pack_uint(out, *bp_counts_sum(c, i));
    for (size_t i = 0; i < BP_RULE_COUNT; i++)
        bp_pack_uint(out, c->excluded[i]);
    for (size_t i = 0; i <= BP_PERIOD_HOURLY; i++)
        bp_pack_uint(out, c->paid_for[i]);
    bp_pack_uint(out, c->summaries.rows);
    for (size_t i = 0; i < BP_PLACES_MAX && i < c->summaries.rows; i++)
        bp_save_place(out, &c->summaries.first[i]);
    save_events(out, &c->events);
    save_malformed(out, c);
    save_orgs(out, &c->orgs);
}

static void load_malformed(bp_counts *c, bp_unpack *from)
{
    c->place = bp_load_place(from, BP_FILES_MAX);
    c->malformed = (bp_rule)bp_unpack_below(from, BP_RULE_COUNT);
    c->wanted = bp_unpack_uint(from);
    c->found = bp_unpack_uint(from);
    bp_unpack_below(from, 2);
    const bp_text value = bp_unpack_text(from);
    if (value.n < sizeof c->value)
        memcpy(c->value, value.at, value.n);
    else
        from->bad = true;
}

bool bp_counts_load(bp_counts *out, bp_unpack *from)
{
    const size_t passed = bp_unpack_count(from), peers = bp_unpack_count(from);
    bp_counts *c = out;
    if (!bp_counts_init_sizes(c, passed, peers, bp_unpack_count(from)))
        return false;
    for (size_t i = 0; i < c->n_passed; i++)
        c->passed[i] = bp_unpack_uint(from);
    for (size_t i = 0; i < c->n_peers; i++)
        c->peer[i] = bp_unpack_below(from, 2) == 1;
    for (size_t i = 0; i < c->n_recoded; i++)
        c->recoded[i] = bp_unpack_uint(from);
    for (size_t i = 0; i < BP_COUNTS_SUMS; i++)
        *bp_counts_sum(c, i) = bp_unpack_uint(from);
    for (size_t i = 0; i < BP_RULE_COUNT; i++)
        c->excluded[i] = bp_unpack_uint(from);
    for (size_t i = 0; i <= BP_PERIOD_HOURLY; i++)
        c->paid_for[i] = bp_unpack_uint(from);
    c->summaries.rows = bp_unpack_uint(from);
    for (size_t i = 0; i < BP_PLACES_MAX && i < c->summaries.rows; i++)
        c->summaries.first[i] = bp_load_place(from, BP_FILES_MAX);
    const bool ok = load_events(&c->events, from);
    if (bp_unpack_below(from, 2) == 1)
        load_malformed(c, from);
    load_orgs(&c->orgs, from);
    return ok;
}

static bool place_fits(const bp_place *p, const bp_plan *plan)
{
    return p->file < plan->n_files;
}

bp_status bp_counts_fit(const bp_counts *c, const bp_plan *p, bp_err *err)
{
    bp_counts like;
    const bool made = bp_counts_init(&like, p);
    bool fits = like.n_passed == c->n_passed && like.n_peers == c->n_peers &&
                like.n_recoded == c->n_recoded;
    bp_counts_release(&like);
    if (!made)
        return bp_no_memory(err, "counts");
    for (size_t i = 0; i < BP_PLACES_MAX && i < c->summaries.rows; i++)
        fits &= place_fits(&c->summaries.first[i], p);
    for (size_t i = 0; i < c->events.n; i++) {
        const bp_event *e = &c->events.at[i];
        fits &= place_fits(&e->first, p);
        if (e->kind == BP_EVENT_CONVERTED)
            fits &= p->rates != NULL && e->rate < p->rates->n;
    }
    if (c->place.order != UINT64_MAX)
        fits &= place_fits(&c->place, p) &&
                (c->malformed <= BP_RULE_RAGGED || c->wanted < p->wanted.n);
    return fits ? BP_OK
                : bp_fail(err, NULL, BP_EDATA, "the parts are not of this question");
}
