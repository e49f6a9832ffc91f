/* SPDX-License-Identifier: GPL-3.0-or-later */
/* peers.c - the names of a list of organisations, ordered so that a row's is found by
 * halving.
 *
 * A list is text, not csv: a name may hold a comma ("Mercy, Inc."), and one that a
 * spreadsheet put into quotes for that is taken out of them. */
#include "ingest/peers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

static int by_name(const void *a, const void *b)
{
    const bp_peer *x = a, *y = b;
    const int names = bp_text_alike_order(bp_text_of(x->name), bp_text_of(y->name));
    return names != 0 ? names : (x->line > y->line) - (x->line < y->line);
}

/* "Mercy, Inc." as a spreadsheet writes it; a quote in it is doubled. */
static bp_text unquoted(char *at, size_t n)
{
    if (n < 2 || at[0] != '"' || at[n - 1] != '"')
        return (bp_text){ at, n };
    size_t kept = 0;
    for (size_t i = 1; i + 1 < n; i++) {
        at[kept++] = at[i];
        i += at[i] == '"' && i + 2 < n && at[i + 1] == '"';
    }
    return bp_text_trim((bp_text){ at, kept });
}

static bp_status add(bp_peers *p, bp_text name, size_t line, bp_err *err)
{
    const char *copy = bp_arena_copy(&p->text, name.at, name.n);
    if (copy == NULL || !bp_reserve(&p->list, &p->cap, p->n + 1, sizeof *p->list))
        return bp_no_memory(err, "the peers");
    p->list[p->n++] = (bp_peer){ copy, line };
    return BP_OK;
}

static bp_status add_lines(bp_peers *p, bp_str *bytes, bp_err *err)
{
    static const char bom[] = "\xef\xbb\xbf";
    bp_status status = BP_OK;
    char *at = bytes->at, *const end = bytes->at + bytes->n;
    if (bytes->n >= 3 && memcmp(at, bom, 3) == 0)
        at += 3;
    for (size_t line = 1; status == BP_OK && at < end; line++) {
        char *stop = at;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        const bp_text t = bp_text_trim((bp_text){ at, (size_t)(stop - at) });
        const bp_text name = unquoted(at + (t.at - at), t.n);
        if (bp_utf8_valid(name) < name.n || memchr(name.at, '\0', name.n) != NULL)
            return bp_fail(err, &(bp_loc){ .file = p->file, .line = line }, BP_EDATA,
                           "a name of an organization that is no UTF-8 text");
        if (name.n > 0)
            status = add(p, name, line, err);
        at = stop + 1 + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n');
    }
    return status;
}

/* Orders the names, and keeps the first of those that are alike. */
static void settle(bp_peers *p)
{
    size_t kept = 0;
    qsort(p->list, p->n, sizeof *p->list, by_name);
    for (size_t i = 0; i < p->n; i++)
        if (kept == 0 || bp_text_alike_order(bp_text_of(p->list[kept - 1].name),
                                             bp_text_of(p->list[i].name)) != 0)
            p->list[kept++] = p->list[i];
    p->n = kept;
}

bp_status bp_peers_read(bp_peers **out, const char *path, bp_err *err)
{
    bp_str bytes = { 0 };
    bp_peers *p = bp_alloc(0, 1, sizeof *p);
    if (p == NULL)
        return bp_no_memory(err, "the peers");
    p->file = path;
    bp_status status = bp_file_read(&bytes, path, BP_PEERS_BYTES_MAX, err);
    if (status == BP_OK)
        status = add_lines(p, &bytes, err);
    bp_str_release(&bytes);
    if (status == BP_OK && p->n == 0)
        status = bp_fail(err, &(bp_loc){ .file = path }, BP_EDATA,
                         "there is no name of an organization in it");
    if (status != BP_OK) {
        bp_peers_free(p);
        return status;
    }
    settle(p);
    *out = p;
    return BP_OK;
}

void bp_peers_free(bp_peers *p)
{
    if (p == NULL)
        return;
    free(p->list);
    bp_arena_release(&p->text);
    free(p);
}

size_t bp_peers_find(const bp_peers *p, bp_text org)
{
    size_t low = 0, high = p->n;
    while (low < high) {
        const size_t i = low + (high - low) / 2;
        const int way = bp_text_alike_order(org, bp_text_of(p->list[i].name));
        if (way == 0)
            return i;
        if (way < 0)
            high = i;
        else
            low = i + 1;
    }
    return SIZE_MAX;
}
