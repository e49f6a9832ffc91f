#include "data/dict.h"

#include <stdlib.h>

#include "base/mem.h"
#include "data/slots.h"

struct bp_dict {
    bp_text *text; /* [n] */
    size_t n;
    size_t cap;
    bp_slots slots;
    bp_arena bytes;
};

bp_dict *bp_dict_new(void)
{
    return bp_alloc(0, 1, sizeof(bp_dict));
}

void bp_dict_free(bp_dict *d)
{
    if (d == NULL)
        return;
    free(d->text);
    bp_slots_release(&d->slots);
    bp_arena_release(&d->bytes);
    free(d);
}

static bool same(const void *user, uint32_t at, const void *key)
{
    const bp_dict *d = user;
    const bp_text *t = key;
    return bp_text_equal(d->text[at], *t);
}

uint32_t bp_dict_find(const bp_dict *d, bp_text t)
{
    return bp_slots_find(&d->slots, bp_hash(t.at, t.n), same, d, &t);
}

uint32_t bp_dict_put(bp_dict *d, bp_text t)
{
    uint64_t hash = bp_hash(t.at, t.n);
    uint32_t id = bp_slots_find(&d->slots, hash, same, d, &t);
    if (id != BP_NO_ID)
        return id;
    if (d->n >= BP_NO_ID || !bp_reserve(&d->text, &d->cap, d->n + 1, sizeof d->text[0]))
        return BP_NO_ID;
    const char *copy = bp_arena_copy(&d->bytes, t.at, t.n);
    if (copy == NULL || !bp_slots_add(&d->slots, hash, (uint32_t)d->n))
        return BP_NO_ID;
    d->text[d->n] = (bp_text){ copy, t.n };
    return (uint32_t)d->n++;
}

uint32_t bp_dict_count(const bp_dict *d)
{
    return (uint32_t)d->n;
}

bp_text bp_dict_text(const bp_dict *d, uint32_t id)
{
    return d->text[id];
}

typedef struct entry {
    bp_text text;
    uint32_t id;
} entry;

static int by_text(const void *a, const void *b)
{
    return bp_text_order(((const entry *)a)->text, ((const entry *)b)->text);
}

bool bp_dict_sort(bp_dict *d, uint32_t now[])
{
    entry *list = bp_alloc(0, d->n, sizeof *list);
    bp_slots slots = { 0 };
    if (list == NULL)
        return false;
    for (uint32_t i = 0; i < d->n; i++)
        list[i] = (entry){ d->text[i], i };
    qsort(list, d->n, sizeof *list, by_text);

    bool ok = true;
    for (uint32_t i = 0; ok && i < d->n; i++)
        ok = bp_slots_add(&slots, bp_hash(list[i].text.at, list[i].text.n), i);
    if (ok) {
        for (uint32_t i = 0; i < d->n; i++) {
            d->text[i] = list[i].text;
            now[list[i].id] = i;
        }
        bp_slots_release(&d->slots);
        d->slots = slots;
    } else {
        bp_slots_release(&slots);
    }
    free(list);
    return ok;
}
