/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes of records.
 *
 * Rows are not kept, so two of them are compared by 64 bits of hash: of all fields, to
 * find the same row twice, and of the person, to follow pay over the years.  No name of a
 * person is kept. */
#include "ingest/rowhash.h"

#include "data/slots.h"

/* The hash of a sequence of texts: each is mixed with that of those before it. */
static uint64_t hash_on(uint64_t before, bp_text t)
{
    const uint64_t pair[2] = { before, bp_hash(t.at, t.n) };
    return bp_hash(pair, sizeof pair);
}

uint64_t bp_rowhash_fields(const bp_record *r)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < r->n; i++)
        hash = hash_on(hash, r->field[i]);
    return hash;
}

uint64_t bp_rowhash_person(const bp_plan *p, size_t file, const bp_record *r)
{
    if (p->fields.person == BP_NOT_WANTED)
        return 0;
    bp_text t = bp_text_trim(r->field[p->written[file][p->fields.person].at]);
    bool missing = bp_cell_missing(t, p->reading->missing, p->reading->n_missing);
    return missing ? 0 : hash_on(0, t) | 1;
}

void bp_rowhash_payee(const bp_plan *p, size_t file, const bp_record *r, int32_t year,
                      uint64_t *payee, uint64_t *who)
{
    const size_t wanted[] = { p->fields.person, p->fields.org, p->fields.year,
                              p->fields.date };
    uint64_t hash = 0;
    *payee = *who = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        bp_text t = { "", 0 };
        if (wanted[i] != BP_NOT_WANTED)
            t = bp_text_trim(r->field[p->written[file][wanted[i]].at]);
        if (i == 0 && bp_cell_missing(t, p->reading->missing, p->reading->n_missing))
            return;
        hash = hash_on(hash, t);
        if (i == 1) { /* 0 is nobody */
            const uint64_t pair[2] = { hash, (uint64_t)(uint32_t)year };
            *payee = bp_hash(pair, sizeof pair) | 1;
        }
    }
    *who = hash | 1;
}
