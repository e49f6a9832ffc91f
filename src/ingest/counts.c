/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts.c - what became of the rows.
 *
 * Each worker counts its own rows; added up they are those of one worker alone, and the
 * first malformed row is the first of the input.  So a message names the same place
 * whatever the number of threads. */
#include "ingest/counts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/pay.h"
#include "data/slots.h"

static size_t peers_of(const bp_plan *p)
{
    return p->peers != NULL ? p->peers->n : 0;
}

static size_t recoded_of(const bp_plan *p)
{
    return p->reading->recode != NULL ? p->reading->recode->n : 0;
}

bool bp_counts_init(bp_counts *c, const bp_plan *p)
{
    return bp_counts_init_sizes(c, p->choice->n_where, peers_of(p), recoded_of(p));
}

bool bp_counts_init_sizes(bp_counts *c, size_t n_passed, size_t n_peers, size_t n_recoded)
{
    *c = (bp_counts){ .n_passed = n_passed,
                      .n_peers = n_peers,
                      .n_recoded = n_recoded,
                      .place.order = UINT64_MAX };
    c->passed = bp_alloc(0, n_passed, sizeof *c->passed);
    c->peer = bp_alloc(0, n_peers, sizeof *c->peer);
    c->recoded = bp_alloc(0, n_recoded, sizeof *c->recoded);
    return c->passed != NULL && c->peer != NULL && c->recoded != NULL;
}

/* Keeps the first ones. */
static void keep_place(bp_places *p, size_t n, bp_place place)
{
    size_t at = n < BP_PLACES_MAX ? n : BP_PLACES_MAX;
    while (at > 0 && p->first[at - 1].order > place.order) {
        if (at < BP_PLACES_MAX)
            p->first[at] = p->first[at - 1];
        at--;
    }
    if (at < BP_PLACES_MAX)
        p->first[at] = place;
}

void bp_places_add(bp_places *p, bp_place place)
{
    keep_place(p, (size_t)p->rows, place);
    p->rows++;
}

static void join_places(bp_places *to, const bp_places *from)
{
    const uint64_t rows = to->rows + from->rows;
    for (size_t i = 0; i < BP_PLACES_MAX && i < from->rows; i++) {
        keep_place(to, (size_t)to->rows, from->first[i]);
        to->rows++;
    }
    to->rows = rows;
}

void bp_counts_release(bp_counts *c)
{
    bp_events_release(&c->events);
    free(c->passed);
    free(c->peer);
    free(c->recoded);
    c->recoded = NULL;
    c->passed = NULL;
    c->peer = NULL;
}

uint64_t *bp_counts_sum(bp_counts *c, size_t i)
{
    static const size_t at[BP_COUNTS_SUMS] = {
        offsetof(bp_counts, rows),         offsetof(bp_counts, used),
        offsetof(bp_counts, scientific),   offsetof(bp_counts, rounded),
        offsetof(bp_counts, unread),       offsetof(bp_counts, weights_rounded),
        offsetof(bp_counts, weightless),   offsetof(bp_counts, part_time),
        offsetof(bp_counts, contradicted), offsetof(bp_counts, small_year),
        offsetof(bp_counts, people),       offsetof(bp_counts, of_people),
    };
    return (uint64_t *)(void *)((char *)c + at[i]);
}

/* Blanks are not what tells names apart. */
static uint64_t hash_of_name(bp_text name)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < name.n; i++)
        if (name.at[i] != ' ') {
            const uint64_t next[] = { hash, (unsigned char)name.at[i] };
            hash = bp_hash(next, sizeof next);
        }
    return hash;
}

static void add_orgs(bp_named_orgs *to, bp_named_orgs more)
{
    to->several |= more.several || (to->any && more.any && to->one != more.one);
    if (!to->any)
        to->one = more.one;
    to->any |= more.any;
    if (to->several)
        to->one = 0; /* which one came first is chance */
}

void bp_counts_name_org(bp_counts *c, bp_text org)
{
    if (org.n > 0 && !c->orgs.several)
        add_orgs(&c->orgs, (bp_named_orgs){ .any = true, .one = hash_of_name(org) });
}

bool bp_counts_name_several(const bp_counts *c, const bp_survey *s)
{
    const uint64_t orgs = bp_survey_orgs(s);
    if (orgs != 1 || !c->orgs.any)
        return orgs > 1 || c->orgs.several;
    const uint32_t named = bp_survey_org_text(s, 0).n == 0; /* a blank is before it */
    return c->orgs.several || c->orgs.one != hash_of_name(bp_survey_org_text(s, named));
}

void bp_counts_add(bp_counts *to, const bp_counts *from)
{
    bp_counts more = *from;
    for (size_t i = 0; i < BP_COUNTS_SUMS; i++)
        *bp_counts_sum(to, i) += *bp_counts_sum(&more, i);
    for (size_t i = 0; i <= BP_PERIOD_HOURLY; i++)
        to->paid_for[i] += from->paid_for[i];
    join_places(&to->summaries, &from->summaries);
    bp_events_add(&to->events, &from->events);
    add_orgs(&to->orgs, from->orgs);
    for (size_t i = 0; i < BP_RULE_COUNT; i++)
        to->excluded[i] += from->excluded[i];
    for (size_t i = 0; i < to->n_passed; i++)
        to->passed[i] += from->passed[i];
    for (size_t i = 0; i < to->n_peers; i++)
        to->peer[i] |= from->peer[i];
    for (size_t i = 0; i < to->n_recoded; i++)
        to->recoded[i] += from->recoded[i];
    if (from->place.order >= to->place.order)
        return;
    to->malformed = from->malformed;
    to->place = from->place;
    to->wanted = from->wanted;
    to->found = from->found;
    snprintf(to->value, sizeof to->value, "%s", from->value);
}
