/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.c - numbers and texts as few bytes.
 *
 * Whoever reads them trusts nothing: never beyond what is there, so that bytes which
 * nobody wrote are refused as well.  They may be larger than memory, so a piece of them
 * is at hand, and the next is fetched when it is needed. */
#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A piece, which holds any number. */
#define PIECE ((size_t)64 << 10)
#define NUMBER_MOST 10

/* ---- numbers ---- */

void bp_pack_uint(bp_str *s, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        bp_str_putc(s, (char)(unsigned char)(number | 0x80));
    bp_str_putc(s, (char)number);
}

void bp_pack_int(bp_str *s, int64_t number)
{
    bp_pack_uint(s, bp_pack_folded(number));
}

void bp_pack_fixed(bp_str *s, uint64_t number, size_t n)
{
    for (size_t i = 0; i < n; i++, number >>= 8)
        bp_str_putc(s, (char)(unsigned char)number);
}

void bp_pack_wide(bp_str *s, bp_int128 number)
{
    bp_pack_fixed(s, (uint64_t)number, 8);
    bp_pack_fixed(s, (uint64_t)(number >> 64), 8);
}

void bp_pack_text(bp_str *s, bp_text text)
{
    bp_pack_uint(s, text.n);
    bp_str_bytes(s, text.at, text.n);
}

void bp_pack_string(bp_str *s, const char *text)
{
    bp_pack_uint(s, text != NULL);
    if (text != NULL)
        bp_pack_text(s, bp_text_of(text));
}

/* ---- pieces ---- */

void bp_window_release(bp_window *w)
{
    free(w->room);
    *w = (bp_window){ .source = w->source };
}

bp_unpack bp_unpack_from(bp_window *w, uint64_t from, uint64_t n)
{
    const char *at = w->source->at;
    if (at != NULL)
        return bp_unpack_of((bp_text){ at + from, (size_t)n });
    w->next = from;
    return (bp_unpack){ .at = w->room, .end = w->room, .beyond = n, .window = w };
}

bp_status bp_pack_read(bp_str *out, const bp_pack_source *from, bp_err *err)
{
    const size_t at = out->n, n = (size_t)from->n;
    if (from->at != NULL)
        bp_str_bytes(out, from->at, n);
    else
        bp_str_fill(out, '\0', n);
    if (out->failed)
        return bp_no_memory(err, "%zu bytes of a part", n);
    return from->at == NULL ? from->read(from->from, 0, out->at + at, n, err) : BP_OK;
}

/* Reads on, behind the `have` bytes that are in the room already. */
static bool fill(bp_window *w, size_t have, size_t more)
{
    if (!bp_reserve(&w->room, &w->cap, have + more > PIECE ? have + more : PIECE, 1))
        w->status = bp_no_memory(&w->err, "a partial file");
    else if (w->status == BP_OK)
        w->status =
            w->source->read(w->source->from, w->next, w->room + have, more, &w->err);
    w->next += more;
    return w->status == BP_OK;
}

/* Has `need` bytes at hand, if there are as many. */
static __attribute__((noinline)) void fetch(bp_unpack *u, uint64_t need)
{
    bp_window *w = u->window;
    const size_t have = (size_t)(u->end - u->at);
    const uint64_t want = need > PIECE ? need : PIECE;
    const size_t more = (size_t)(u->beyond < want - have ? u->beyond : want - have);
    if (have > 0)
        memmove(w->room, u->at, have);
    const bool ok = fill(w, have, more);
    u->beyond = ok ? u->beyond - more : 0;
    u->bad |= !ok;
    u->at = w->room;
    u->end = w->room + (ok ? have + more : 0);
}

static inline void prepare(bp_unpack *u, uint64_t need)
{
    if (u->beyond > 0 && (uint64_t)(u->end - u->at) < need && need <= bp_unpack_left(u))
        fetch(u, need);
}

uint64_t bp_unpack_fixed(bp_unpack *u, size_t n)
{
    prepare(u, n);
    uint64_t number = 0;
    if ((size_t)(u->end - u->at) < n) {
        u->bad = true;
        return 0;
    }
    for (size_t i = n; i > 0; i--)
        number = number << 8 | (unsigned char)u->at[i - 1];
    u->at += n;
    return number;
}

uint64_t bp_unpack_long(bp_unpack *u)
{
    uint64_t number = 0;
    if (u->beyond > 0 && u->end - u->at < NUMBER_MOST)
        fetch(u, NUMBER_MOST);
    for (unsigned shift = 0; u->at < u->end && shift < 64; shift += 7) {
        const unsigned char byte = (unsigned char)*u->at++;
        if (shift == 63 && byte > 1)
            break;
        number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
    u->bad = true;
    u->at = u->end;
    u->beyond = 0;
    return 0;
}

int64_t bp_unpack_int(bp_unpack *u)
{
    return bp_unpack_folded(bp_unpack_uint(u));
}

bp_int128 bp_unpack_wide(bp_unpack *u)
{
    const uint64_t low = bp_unpack_fixed(u, 8), high = bp_unpack_fixed(u, 8);
    __extension__ const unsigned __int128 both = (unsigned __int128)high << 64 | low;
    return (bp_int128)both;
}

uint64_t bp_unpack_below(bp_unpack *u, uint64_t limit)
{
    const uint64_t number = bp_unpack_uint(u);
    if (number < limit)
        return number;
    u->bad = true;
    return 0;
}

size_t bp_unpack_count(bp_unpack *u)
{
    const uint64_t n = bp_unpack_uint(u);
    if (n <= bp_unpack_left(u))
        return (size_t)n;
    u->bad = true;
    return 0;
}

bp_text bp_unpack_text(bp_unpack *u)
{
    const size_t n = bp_unpack_count(u);
    prepare(u, n);
    const bp_text text = { u->at, u->bad ? 0 : n };
    u->at += text.n;
    return text;
}
