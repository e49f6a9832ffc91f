/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shorten.c - names that are too long for their place, and stay different.
 *
 * Names of organisations begin alike ("Saint Mary's Hospital, North", "..., South"), and
 * cut at the end they would be one name twice.  Such a name keeps its beginning, by which
 * it is known, and the words from where it differs. */
#include "base/shorten.h"

#include <string.h>

/* A name in parts: text[0..head), dots, text[from..to), dots unless `to` is its end. */
typedef struct cut {
    bp_text name;
    const char *dots;
    bp_has_room *fits;
    const void *arg;
    size_t head;
    size_t from;
    size_t to;
    bool failed; /* memory was out, and nobody knows whether it fits */
} cut;

/* The start of the character before byte i > 0. */
static size_t before(bp_text t, size_t i)
{
    do
        i--;
    while (i > 0 && ((unsigned char)t.at[i] & 0xc0) == 0x80);
    return i;
}

static size_t after(bp_text t, size_t i)
{
    do
        i++;
    while (i < t.n && ((unsigned char)t.at[i] & 0xc0) == 0x80);
    return i;
}

static void put(bp_str *out, const cut *c)
{
    const bp_text head = bp_text_trim((bp_text){ c->name.at, c->head });
    bp_str_bytes(out, head.at, head.n);
    if (c->head < c->from)
        bp_str_puts(out, c->dots);
    bp_str_bytes(out, c->name.at + c->from, c->to - c->from);
    if (c->from < c->to && c->to < c->name.n)
        bp_str_puts(out, c->dots);
}

static bool has_room(cut *c)
{
    bp_str s = { 0 };
    put(&s, c);
    const bool room = s.failed || c->fits(c->arg, bp_str_text(&s));
    c->failed |= s.failed;
    bp_str_release(&s);
    return room;
}

/* The bytes that both begin with, in whole characters. */
static size_t common(bp_text a, bp_text b)
{
    size_t i = 0;
    while (i < a.n && i < b.n && a.at[i] == b.at[i])
        i++;
    while (i > 0 && i < a.n && ((unsigned char)a.at[i] & 0xc0) == 0x80)
        i--;
    return i;
}

/* Where a name first differs from all that begin with the same `head` bytes; 0: none
 * does. */
static size_t find_difference(bp_text name, const bp_text other[], size_t n, size_t head)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t same = common(name, other[i]);
        const bool equal = same == name.n && same == other[i].n;
        most = !equal && same >= head && same > most ? same : most;
    }
    return most;
}

/* The start of the word that byte i is in, unless it is more than `most` before it. */
static size_t word_start(bp_text t, size_t i, size_t most)
{
    size_t start = i;
    while (start > 0 && t.at[start - 1] != ' ')
        start = before(t, start);
    return i - start <= most ? start : i;
}

static size_t word_end(bp_text t, size_t i)
{
    while (i < t.n && t.at[i] != ' ')
        i = after(t, i);
    return i;
}

/* What differs by a comma is told apart by the word behind it. */
static size_t next_word(bp_text t, size_t i)
{
    size_t k = i;
    while (k < t.n && strchr(" ,;:.-/(", t.at[k]) != NULL)
        k++;
    return k < t.n ? k : i;
}

static void shrink(cut *c, size_t *part, size_t least)
{
    while (!has_room(c) && *part > least)
        *part = before(c->name, *part);
}

/* Of the beginning half stays, and of the rest what is up to the end of the word that
 * differs, as long as there is room; at last a little of both. */
static bool keep_difference(cut *c, size_t differs)
{
    const bp_text t = c->name;
    const size_t most = c->head;
    if (differs == t.n) /* it is the beginning of the other, which is longer */
        differs = before(t, t.n);
    differs = next_word(t, differs);
    c->from = word_start(t, differs, most / 2);
    c->to = t.n;
    c->head = c->head < c->from ? c->head : c->from;
    shrink(c, &c->head, most / 2);
    shrink(c, &c->to, word_end(t, differs));
    shrink(c, &c->head, most / 4);
    shrink(c, &c->to, after(t, differs));
    return has_room(c);
}

void bp_shorten(bp_str *out, bp_text name, const bp_text other[], size_t n,
                const char *dots, bp_has_room *fits, const void *arg)
{
    cut c = { .name = name, .dots = dots, .fits = fits, .arg = arg, .head = name.n };
    c.from = c.to = name.n;
    while (!has_room(&c) && c.head > 0)
        c.head = before(name, c.head);
    cut end = c;
    if (c.head < name.n) {
        const size_t differs = find_difference(name, other, n, c.head);
        if (differs > 0 && !keep_difference(&c, differs)) {
            end.failed = c.failed;
            c = end;
        }
    }
    put(out, &c);
    out->failed |= c.failed;
}
