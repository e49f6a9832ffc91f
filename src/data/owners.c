/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners.c - who owns what, where a survey is divided. */
#include "data/owners.h"

#include <stdlib.h>

#include "data/inside.h"

static uint64_t hash_of_text(bp_text t)
{
    return bp_hash(t.at, t.n);
}

/* Part k of a prefix, as a number that is the same in all surveys. */
static uint64_t part_of(const bp_survey *s, const uint32_t prefix[], size_t k)
{
    const bp_cellset *c = &s->cells.set;
    if (k < c->n_keys)
        return hash_of_text(bp_dict_text(s->dicts.key[k], prefix[k]));
    if (k == c->currency && prefix[k] != BP_NO_ID)
        return hash_of_text(bp_dict_text(s->dicts.currency, prefix[k]));
    return prefix[k]; /* a year */
}

/* What stands for each prefix, and for each organization. */
typedef struct hashes {
    uint64_t *prefix; /* [prefixes] */
    uint64_t *org;    /* [organizations] */
} hashes;

static bool fill(hashes *h, const bp_survey *s)
{
    const bp_cellset *c = &s->cells.set;
    const size_t parts = bp_cellset_prefix_parts(c);
    const uint32_t orgs = bp_dict_count(s->dicts.org);
    h->prefix = bp_alloc(0, c->n_prefixes, sizeof h->prefix[0]);
    h->org = bp_alloc(0, orgs, sizeof h->org[0]);
    if (h->prefix == NULL || h->org == NULL)
        return false;
    for (size_t i = 0; i < c->n_prefixes; i++) {
        uint64_t part[BP_CELL_PARTS_MAX] = { 0 };
        for (size_t k = 0; k < parts; k++)
            part[k] = part_of(s, c->prefix + i * parts, k);
        h->prefix[i] = bp_hash(part, parts * sizeof part[0]);
    }
    for (uint32_t i = 0; i < orgs; i++)
        h->org[i] = hash_of_text(bp_dict_text(s->dicts.org, i));
    return true;
}

bool bp_owners_of_cells(uint32_t **owner, const bp_survey *s, size_t n)
{
    const bp_cellset *c = &s->cells.set;
    hashes h = { NULL, NULL };
    *owner = bp_alloc(0, c->n, sizeof **owner);
    const bool ok = *owner != NULL && (n == 1 || fill(&h, s));
    for (size_t i = 0; ok && n > 1 && i < c->n; i++) {
        const bp_cell_id *id = &c->id[i];
        const uint64_t org = c->org != SIZE_MAX ? h.org[id->org] : 0;
        (*owner)[i] = (uint32_t)bp_owner_of(h.prefix[id->prefix] ^ org, n);
    }
    free(h.prefix);
    free(h.org);
    return ok;
}
