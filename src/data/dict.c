/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dict.c - texts and their numbers.
 *
 * Every row asks for the ids of its texts, so a look-up of a short one takes two
 * comparisons of words and touches one line of the cache. */
#include "data/dict.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/order.h"

/* Short texts, which nearly all are, are held by the slot itself and found without a look
 * at their bytes.  Of a longer one the slot holds a hash. */
#define SHORT BP_TEXT_AHEAD

typedef struct slot {
    bp_short words;
    uint32_t n;     /* bytes; those of a long text are compared themselves */
    uint32_t after; /* the number + 1; 0: free */
} slot;

struct bp_dict {
    bp_text *text; /* [n] */
    size_t n;
    size_t cap;
    slot *slot; /* [n_slots] a power of two, at most half full */
    size_t n_slots;
    bp_arena bytes;
};

/* What a slot holds of a text. */
static inline bp_short words_of(bp_text t)
{
    return t.n > SHORT ? (bp_short){ bp_hash(t.at, t.n), 0 } : bp_short_of(t);
}

static inline bp_short words_ahead(bp_text t)
{
    return t.n > SHORT ? words_of(t) : bp_short_ahead(t);
}

/* The halves of a long product: each bit of a word reaches all of one of them. */
static inline uint64_t hash_of(bp_short w)
{
    __extension__ const unsigned __int128 product =
        (unsigned __int128)(w.a ^ UINT64_C(0x9e3779b97f4a7c15)) *
        (w.b ^ UINT64_C(0xd1342543de82ef95));
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The slot of a text, or the free one where it belongs. */
static inline slot *find(const bp_dict *d, bp_short w, uint64_t hash, bp_text t)
{
    const size_t mask = d->n_slots - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        slot *s = &d->slot[i];
        const uint64_t different =
            (s->words.a ^ w.a) | (s->words.b ^ w.b) | (s->n ^ (uint32_t)t.n);
        if (s->after == 0 ||
            (different == 0 && (t.n <= SHORT || bp_text_equal(d->text[s->after - 1], t))))
            return s;
    }
}

static inline slot *find_text(const bp_dict *d, bp_text t)
{
    const bp_short w = words_of(t);
    return find(d, w, hash_of(w), t);
}

/* Slots for more texts.  Those that are there differ, and need not be looked at. */
static bool place_all(bp_dict *d, size_t n_slots)
{
    slot *new = bp_alloc_table(n_slots, sizeof *new);
    if (new == NULL)
        return false;
    for (size_t k = 0; k < d->n_slots; k++) {
        const slot *s = &d->slot[k];
        size_t i = hash_of(s->words) & (n_slots - 1);
        while (s->after != 0 && new[i].after != 0)
            i = (i + 1) & (n_slots - 1);
        if (s->after != 0)
            new[i] = *s;
    }
    free(d->slot);
    d->slot = new;
    d->n_slots = n_slots;
    return true;
}

/* Room enough that the few texts of most dictionaries do not collide: a second look costs
 * more than all else. */
#define SLOTS_LEAST 256

bp_dict *bp_dict_new(void)
{
    bp_dict *d = bp_alloc(0, 1, sizeof *d);
    if (d != NULL && !place_all(d, SLOTS_LEAST)) {
        free(d);
        return NULL;
    }
    return d;
}

void bp_dict_free(bp_dict *d)
{
    if (d == NULL)
        return;
    free(d->text);
    free(d->slot);
    bp_arena_release(&d->bytes);
    free(d);
}

uint32_t bp_dict_find(const bp_dict *d, bp_text t)
{
    return find_text(d, t)->after - 1; /* BP_NO_ID where it is free */
}

/* Slots grow fast while they are few. */
#define SLOTS_MANY ((size_t)64 << 10)

static bool grow(bp_dict *d)
{
    return place_all(d, (d->n_slots < SLOTS_MANY ? 4 : 2) * d->n_slots);
}

static uint32_t add(bp_dict *d, bp_text t)
{
    const char *copy = bp_arena_copy(&d->bytes, t.at, t.n);
    if (copy == NULL || d->n >= BP_NO_ID - 1 ||
        !bp_reserve(&d->text, &d->cap, d->n + 1, sizeof d->text[0]) ||
        (2 * (d->n + 1) > d->n_slots && !grow(d)))
        return BP_NO_ID;
    d->text[d->n++] = (bp_text){ copy, t.n };
    *find_text(d, t) = (slot){ words_of(t), (uint32_t)t.n, (uint32_t)d->n };
    return (uint32_t)d->n - 1;
}

/* A text that was not found: it may be there with other blanks.  It is not entered as it
 * was written, so that texts in order, which nearly all are, pay nothing for it. */
static uint32_t add_new(bp_dict *d, bp_text t)
{
    if (!bp_text_is_spaced(t))
        return add(d, t);
    char *copy = bp_alloc(0, t.n + 1, 1);
    if (copy == NULL)
        return BP_NO_ID;
    const bp_text spaced = { copy, bp_text_space(copy, t) };
    const slot *s = find_text(d, spaced);
    const uint32_t id = s->after != 0 ? s->after - 1 : add(d, spaced);
    free(copy);
    return id;
}

uint32_t bp_dict_put(bp_dict *d, bp_text t)
{
    const slot *s = find_text(d, t);
    return s->after != 0 ? s->after - 1 : add_new(d, t);
}

/* Some at a time, so that the slots of all are fetched before the first is looked at. */
#define AHEAD 32

static bool put_some(bp_dict *d, const bp_text text[], const bp_short want[], size_t n,
                     uint32_t id[], size_t step)
{
    uint64_t hash[AHEAD];
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        hash[i] = hash_of(want[i]);
        __builtin_prefetch(&d->slot[hash[i] & (d->n_slots - 1)]);
    }
    for (size_t i = 0; i < n; i++) {
        const slot *s = find(d, want[i], hash[i], text[i]);
        id[i * step] = s->after != 0 ? s->after - 1 : add_new(d, text[i]);
        ok &= id[i * step] != BP_NO_ID;
    }
    return ok;
}

/* Up to so many slots the first cache holds all of them, and nothing need be fetched. */
#define FEW 512

bool bp_dict_put_all(bp_dict *d, const bp_text text[], size_t n, uint32_t id[],
                     size_t step)
{
    bp_short want[AHEAD];
    bool ok = true;
    size_t i = 0;
    for (; d->n_slots <= FEW && i < n; i++) {
        const bp_short w = words_ahead(text[i]);
        const slot *s = find(d, w, hash_of(w), text[i]);
        id[i * step] = s->after != 0 ? s->after - 1 : add_new(d, text[i]);
        ok &= id[i * step] != BP_NO_ID;
    }
    for (size_t some; i < n; i += some) {
        some = n - i < AHEAD ? n - i : AHEAD;
        for (size_t k = 0; k < some; k++)
            want[k] = words_ahead(text[i + k]);
        ok &= put_some(d, text + i, want, some, id + i * step, step);
    }
    return ok;
}

bool bp_dict_put_dict(bp_dict *d, const bp_dict *from, uint32_t id[])
{
    bp_short want[AHEAD];
    bool ok = true;
    for (size_t i = 0, some; i < from->n; i += some) {
        some = from->n - i < AHEAD ? from->n - i : AHEAD;
        for (size_t k = 0; k < some; k++)
            want[k] = words_of(from->text[i + k]);
        ok &= put_some(d, from->text + i, want, some, id + i, 1);
    }
    return ok;
}

uint32_t bp_dict_count(const bp_dict *d)
{
    return (uint32_t)d->n;
}

/* The memory of a text, with what allocation adds. */
#define TEXT_BYTES 32

size_t bp_dict_bytes(const bp_dict *d)
{
    return d->n_slots * sizeof d->slot[0] + d->cap * sizeof d->text[0] +
           d->n * TEXT_BYTES;
}

bp_text bp_dict_text(const bp_dict *d, uint32_t id)
{
    return d->text[id];
}

/* Words of the first bytes of a text, in whose order texts are as far as these tell. */
#define WORDS (SHORT / sizeof(uint32_t))

static void put_words(uint32_t word[], bp_text t)
{
    unsigned char first[SHORT] = { 0 };
    if (t.n > 0)
        memcpy(first, t.at, t.n < SHORT ? t.n : SHORT);
    for (size_t w = 0; w < WORDS; w++) {
        const unsigned char *at = first + w * sizeof word[0];
        word[w] =
            (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    }
}

typedef struct entry {
    bp_text text;
    uint32_t id;
} entry;

static int by_text(const void *a, const void *b)
{
    return bp_text_order(((const entry *)a)->text, ((const entry *)b)->text);
}

/* Of texts in the order of their words, those with equal ones go by the rest.
 *   list  [n] their numbers
 *   room  [n] */
static void order_alike(uint32_t list[], const uint32_t word[], const bp_dict *d,
                        entry room[])
{
    for (size_t i = 0, to; i < d->n; i = to) {
        const uint32_t *of = word + list[i] * WORDS;
        size_t n = 0;
        for (to = i; to < d->n &&
                     memcmp(of, word + list[to] * WORDS, WORDS * sizeof word[0]) == 0;)
            to++;
        for (size_t k = i; to > i + 1 && k < to; k++)
            room[n++] = (entry){ d->text[list[k]], list[k] };
        qsort(room, n, sizeof *room, by_text);
        for (size_t k = 0; k < n; k++)
            list[i + k] = room[k].id;
    }
}

/* The numbers of all texts in their order.  False: memory is out. */
static bool order_texts(const bp_dict *d, uint32_t list[], entry room[])
{
    static const size_t part[WORDS] = { 0, 1, 2, 3 };
    uint32_t *word = bp_alloc(0, d->n, WORDS * sizeof *word);
    if (word == NULL)
        return false;
    for (uint32_t i = 0; i < d->n; i++) {
        list[i] = i;
        put_words(word + i * WORDS, d->text[i]);
    }
    const bool ok = bp_order_rows(list, d->n, word, WORDS, part, WORDS);
    if (ok)
        order_alike(list, word, d, room);
    free(word);
    return ok;
}

bool bp_dict_sort(bp_dict *d, uint32_t now[])
{
    uint32_t *list = bp_alloc(0, d->n, sizeof *list);
    entry *room = bp_alloc(0, d->n, sizeof *room);
    const bool ok = list != NULL && room != NULL && order_texts(d, list, room);
    for (uint32_t i = 0; ok && i < d->n; i++) {
        room[i].text = d->text[list[i]];
        now[list[i]] = i;
    }
    for (uint32_t i = 0; ok && i < d->n; i++)
        d->text[i] = room[i].text;
    for (size_t i = 0; ok && i < d->n_slots; i++)
        if (d->slot[i].after != 0)
            d->slot[i].after = now[d->slot[i].after - 1] + 1;
    free(room);
    free(list);
    return ok;
}
