/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rules_ledger.c - groups that earlier runs showed.
 *
 * Within a run groups are compared as they are (rules_nested.c); of earlier runs there
 * are sketches alone, so sketches of this run's groups are made of its rows.  A row is
 * the same in two runs where its person is, in the same year if there are years; without
 * a person column where it is the same place of a file of the same bytes, so a file that
 * was changed has other rows: then a column of persons is what makes the ledger work. */
#include "answer/rules_ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/withhold.h"
#include "base/mem.h"
#include "base/room.h"
#include "base/str.h"

struct bp_sketching {
    bp_ledger *ledger;
    const bp_overlap *overlap;
    const bp_survey *survey;
    bool of_orgs;
    uint64_t *element; /* [rows] of all pieces, one after the other */
    size_t *from;      /* [pieces] the first of each */
    uint64_t *org;     /* [orgs] element of each */
    uint64_t *weight;  /* [orgs] of the group that is being looked at */
    bool *has;         /* [orgs] is it of that group? */
    uint32_t *touched; /* [orgs] those that are */
    bp_room room;      /* of the arrays */
};

/* ---- elements ---- */

/* What a row is known by, in words. */
static uint64_t row_element(const bp_sketching *k, bp_digest *d, int64_t number)
{
    char text[128];
    const size_t file = (size_t)(number >> BP_FILE_BIT);
    const uint64_t at = (uint64_t)number & ((UINT64_C(1) << BP_FILE_BIT) - 1);
    const char *sha256 = number < 0 ? "person" : bp_survey_input(k->survey, file)->sha256;
    const int n = snprintf(text, sizeof text, "row %s %llx", sha256,
                           (unsigned long long)(number < 0 ? (uint64_t)number : at));
    return bp_ledger_element(k->ledger, d, text, (size_t)n);
}

static bool add_rows(bp_sketching *k, bp_digest *d, size_t n_pieces)
{
    const bp_piece *piece = k->overlap->piece;
    size_t rows = 0, largest = 0;
    for (size_t i = 0; i < n_pieces; i++) {
        k->from[i] = rows;
        rows += piece[i].n;
        largest = piece[i].n > largest ? piece[i].n : largest;
    }
    int64_t *number = bp_alloc(0, largest, sizeof *number);
    k->element = bp_room_take(&k->room, rows, sizeof k->element[0]);
    const bool ok = number != NULL && k->element != NULL;
    for (size_t i = 0; ok && i < n_pieces; i++) {
        bp_piece_rows(&piece[i], k->survey, number);
        for (size_t r = 0; r < piece[i].n; r++)
            k->element[k->from[i] + r] = row_element(k, d, number[r]);
    }
    free(number);
    return ok;
}

static bool add_orgs(bp_sketching *k, bp_digest *d)
{
    bp_str name = { 0 };
    for (size_t i = 0; i < k->overlap->orgs; i++) {
        const bp_text text = bp_piece_org(k->survey, (uint32_t)i);
        bp_str_clear(&name);
        bp_str_puts(&name, "org ");
        bp_str_bytes(&name, text.at, text.n);
        if (!name.failed)
            k->org[i] = bp_ledger_element(k->ledger, d, name.at, name.n);
    }
    const bool ok = !name.failed;
    bp_str_release(&name);
    return ok;
}

void bp_sketching_free(bp_sketching *k)
{
    if (k == NULL)
        return;
    bp_room_release(&k->room);
    free(k);
}

static bp_status prepare(bp_sketching *k, bp_err *err)
{
    const size_t pieces = k->overlap->first[k->overlap->n_places];
    const size_t orgs = k->overlap->orgs;
    bp_digest *d = NULL;
    bp_status status = bp_digest_new(&d, err);
    if (status != BP_OK)
        return status;
    k->from = bp_room_take(&k->room, pieces, sizeof k->from[0]);
    k->org = bp_room_take(&k->room, orgs, sizeof k->org[0]);
    k->weight = bp_room_take(&k->room, orgs, sizeof k->weight[0]);
    k->has = bp_room_take(&k->room, orgs, sizeof k->has[0]);
    k->touched = bp_room_take(&k->room, orgs, sizeof k->touched[0]);
    const bool ok = !k->room.failed && add_rows(k, d, pieces) && add_orgs(k, d);
    bp_digest_free(d);
    return ok ? BP_OK : bp_no_memory(err, "the ledger");
}

bp_status bp_sketching_new(bp_sketching **out, bp_ledger *l, const bp_overlap *o,
                           const bp_survey *s, bool of_orgs, bp_err *err)
{
    bp_sketching *k = bp_alloc(sizeof *k, 0, 0);
    if (k == NULL)
        return bp_no_memory(err, "the ledger");
    *k = (bp_sketching){ .ledger = l, .overlap = o, .survey = s, .of_orgs = of_orgs };
    bp_status status = prepare(k, err);
    if (status == BP_OK)
        *out = k;
    else
        bp_sketching_free(k);
    return status;
}

/* ---- groups ---- */

/* An organisation is known by its name and its people: the marks are of both. */
static void add_org(bp_ledger_cell *c, uint64_t org, uint64_t weight)
{
    bp_sketch_add(&c->orgs, org, weight);
    bp_marks_add(&c->org_marks, bp_sketch_times(org, weight));
}

/* The people of a piece; those of an organisation are added up until all are there. */
static size_t add_piece(const bp_sketching *k, bp_ledger_cell *c, size_t piece,
                        size_t n_touched)
{
    const bp_piece *p = &k->overlap->piece[piece];
    for (size_t r = 0; r < p->n; r++) {
        const uint64_t x = k->element[k->from[piece] + r];
        bp_sketch_add(&c->people, x, 1);
        bp_marks_add(&c->people_marks, x);
        if (p->org == BP_NO_ID && k->of_orgs)
            add_org(c, x, x);
        if (p->org == BP_NO_ID)
            continue;
        if (!k->has[p->org])
            k->touched[n_touched++] = p->org;
        k->has[p->org] = true;
        k->weight[p->org] = bp_sketch_plus(k->weight[p->org], x);
    }
    c->n += p->n;
    return n_touched;
}

/* The group of a table: the places from..end - 1 of a list; NULL: all places up to end.
 */
static bp_ledger_cell sketch(const bp_sketching *k, const uint32_t place[], size_t from,
                             size_t end)
{
    const bp_overlap *o = k->overlap;
    bp_ledger_cell c = { .of_orgs = k->of_orgs };
    size_t n = 0;
    for (size_t i = from; i < end; i++) {
        const size_t at = place != NULL ? place[i] : i;
        for (size_t p = o->first[at]; p < o->first[at + 1]; p++)
            n = add_piece(k, &c, p, n);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t org = k->touched[i];
        if (k->of_orgs)
            add_org(&c, k->org[org], k->weight[org]);
        k->weight[org] = 0;
        k->has[org] = false;
    }
    return c;
}

/* ---- cuts ---- */

/* What is done with a group that is shown. */
typedef bp_status visitor(bp_ledger *l, bp_percentiles *p, size_t group,
                          const bp_ledger_cell *c, bp_err *err);

static bp_status visit_cut(const bp_sketching *k, const bp_cuts *cuts, size_t i,
                           const bp_ledger_cell *everybody, visitor *visit, bp_err *err)
{
    const bp_cut *cut = &cuts->cut[i];
    bp_members m = { 0 };
    bp_status status = bp_members_list(&m, k->overlap, i, cut->n_groups)
                           ? BP_OK
                           : bp_no_memory(err, "the ledger");
    for (size_t g = 0; status == BP_OK && g < cut->n_groups; g++) {
        size_t at;
        if (!bp_cut_shows(cut, g))
            continue;
        const bp_ledger_cell c =
            g == 0 ? *everybody : sketch(k, m.place, m.from[g], m.from[g + 1]);
        bp_percentiles *p = bp_cut_group(cut, g, &at);
        status = visit(k->ledger, p, at, &c, err);
    }
    bp_members_release(&m);
    return status;
}

static bp_status visit_all(const bp_sketching *k, const bp_cuts *c, visitor *visit,
                           bp_err *err)
{
    const bp_ledger_cell everybody = sketch(k, NULL, 0, k->overlap->n_places);
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < c->n; i++)
        status = visit_cut(k, c, i, &everybody, visit, err);
    return status;
}

static bp_status compare(bp_ledger *l, bp_percentiles *p, size_t group,
                         const bp_ledger_cell *c, bp_err *err)
{
    (void)err;
    if (bp_ledger_differs(l, c))
        bp_percentiles_withhold(p, group, BP_WHY_DIFFERENCE);
    return BP_OK;
}

static bp_status add(bp_ledger *l, bp_percentiles *p, size_t group,
                     const bp_ledger_cell *c, bp_err *err)
{
    (void)p;
    (void)group;
    return bp_ledger_add(l, c, err);
}

bp_status bp_rules_ledger_compare(bp_sketching *k, const bp_cuts *c, bp_err *err)
{
    return visit_all(k, c, compare, err);
}

bp_status bp_rules_ledger_add(bp_sketching *k, const bp_cuts *c, bp_err *err)
{
    return visit_all(k, c, add, err);
}

/* ---- sums ---- */

bp_status bp_rules_ledger_pay(uint64_t *out, const bp_sketching *k, const char *words,
                              bp_err *err)
{
    bp_digest *d = NULL;
    bp_status status = bp_digest_new(&d, err);
    if (status == BP_OK)
        *out = bp_ledger_element(k->ledger, d, words, strlen(words));
    bp_digest_free(d);
    return status;
}

/* Powers of the people of a group: the places from..end - 1 of a list; NULL: all up to
 * end. */
static void add_powers(bp_ledger_sum *s, const bp_sketching *k, const uint32_t place[],
                       size_t from, size_t end)
{
    const bp_overlap *o = k->overlap;
    for (size_t i = from; i < end; i++) {
        const size_t at = place != NULL ? place[i] : i;
        const size_t first = k->from[o->first[at]];
        size_t rows = 0;
        for (size_t p = o->first[at]; p < o->first[at + 1]; p++)
            rows += o->piece[p].n;
        for (size_t r = first; r < first + rows; r++) {
            uint64_t power = k->element[r];
            for (size_t m = 1; m < BP_SKETCH_SUMS; m++)
                power = bp_sketch_times(power, k->element[r]);
            for (size_t m = 0; m < BP_SUM_MORE; m++) {
                s->more[m] = bp_sketch_plus(s->more[m], power);
                power = bp_sketch_times(power, k->element[r]);
            }
        }
    }
}

/* Those of one table, into sum[]. */
static bool put_table(bp_ledger_sum sum[], const bp_sketching *k, const bp_cuts *c,
                      size_t i, uint64_t pay)
{
    bp_members m = { 0 };
    const bool ok = bp_members_list(&m, k->overlap, i, c->cut[i].n_groups);
    for (size_t g = 1; ok && g < c->cut[i].n_groups; g++) {
        const bp_ledger_cell cell = sketch(k, m.place, m.from[g], m.from[g + 1]);
        sum[g - 1] = (bp_ledger_sum){ .pay = pay, .n = cell.n, .people = cell.people };
        add_powers(&sum[g - 1], k, m.place, m.from[g], m.from[g + 1]);
    }
    bp_members_release(&m);
    return ok;
}

bp_status bp_rules_ledger_sums(bp_ledger_sum **out, bp_sketching *k, const bp_cuts *c,
                               const bp_tables *t, const char *pay, bp_err *err)
{
    const bp_ledger_cell everybody = sketch(k, NULL, 0, k->overlap->n_places);
    size_t n = 1;
    uint64_t of = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->table[i]->n_groups - 1;
    bp_ledger_sum *sum = bp_alloc(0, n, sizeof *sum);
    bp_status status = sum != NULL ? bp_rules_ledger_pay(&of, k, pay, err) : BP_ELIMIT;
    bool ok = status == BP_OK;
    if (ok) {
        sum[0] =
            (bp_ledger_sum){ .pay = of, .n = everybody.n, .people = everybody.people };
        add_powers(&sum[0], k, NULL, 0, k->overlap->n_places);
    }
    n = 1;
    for (size_t i = 0; ok && i < t->n; i++) {
        ok = put_table(sum + n, k, c, i, of);
        n += t->table[i]->n_groups - 1;
    }
    if (ok) {
        *out = sum;
        return BP_OK;
    }
    free(sum);
    return bp_no_memory(err, "the ledger");
}
