/* SPDX-License-Identifier: GPL-3.0-or-later */
/* damage.h - a packed file with all the damage that it can take, one at a time. */
#ifndef DAMAGE_H
#define DAMAGE_H

#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "base/pack.h"
#include "pieces.h"

/* Returns 1: the files that it has looked at. */
static size_t assert_damaged(bp_text bytes)
{
    bp_err err;
    bp_packed p;
    char *own = malloc(bytes.n + 1); /* its end is the end of memory that may be read */
    assert_non_null(own);
    memcpy(own, bytes.at, bytes.n);
    own = realloc(own, bytes.n > 0 ? bytes.n : 1);
    assert_non_null(own);
    bp_text there = { own, bytes.n };
    const bp_pack_source source[] = { bp_pack_memory(there), pieces_of(&there) };
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(bp_packed_open(&p, &source[i], "a.part", &err), BP_EDATA);
        assert_true(p.groups == 0 && p.head.at == NULL);
    }
    free(own);
    return 1;
}

/* Every bit is another, and every length less; and it is longer. */
static size_t damage_bits(bp_str *s)
{
    size_t files = 0;
    for (size_t bit = 0; bit < 8 * s->n; bit++) {
        s->at[bit / 8] = (char)(s->at[bit / 8] ^ 1 << bit % 8);
        files += assert_damaged(bp_str_text(s));
        s->at[bit / 8] = (char)(s->at[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t n = 0; n < s->n; n++)
        files += assert_damaged((bp_text){ s->at, n });
    bp_str_putc(s, 'x');
    files += assert_damaged(bp_str_text(s));
    s->n--;
    return files;
}

/* A block is exchanged with the next, doubled over it, zeroed.
 *   own  [s->n] */
static size_t damage_block(const bp_str *s, char own[], size_t at, size_t size)
{
    size_t files = 0;
    const bool same = memcmp(s->at + at, s->at + at + size, size) == 0;
    memcpy(own, s->at, s->n);
    memcpy(own + at, s->at + at + size, size);
    memcpy(own + at + size, s->at + at, size);
    if (!same)
        files += assert_damaged((bp_text){ own, s->n });
    memcpy(own + at, s->at + at, size);
    if (!same)
        files += assert_damaged((bp_text){ own, s->n });
    memcpy(own, s->at, s->n);
    memset(own + at, 0, size);
    if (memcmp(own, s->at, s->n) != 0)
        files += assert_damaged((bp_text){ own, s->n });
    return files;
}

/* None of these is taken for a file; how many were tried. */
static size_t assert_all_damage_shows(bp_str *s)
{
    size_t files = damage_bits(s);
    char *own = malloc(s->n);
    assert_non_null(own);
    for (size_t size = 1; size <= 64; size *= 2)
        for (size_t at = 0; at + 2 * size <= s->n; at += size)
            files += damage_block(s, own, at, size);
    free(own);
    return files;
}

#endif
