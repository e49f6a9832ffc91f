/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts quotes up to a line end: an even number of them, and a record ends there. */
#include "ingest/cut.h"

/* So many bytes are searched for one kind of line end before the other. */
#define WINDOW ((size_t)256)

/* The end of the first line that ends in [from, to), or 0. */
static size_t line_end(bp_text t, size_t from, size_t to, bool last)
{
    for (size_t n; from < to; from += n) {
        n = to - from < WINDOW ? to - from : WINDOW;
        const char *feed = memchr(t.at + from, '\n', n);
        if (feed != NULL)
            n = (size_t)(feed - (t.at + from));
        const char *turn = memchr(t.at + from, '\r', n);
        if (turn != NULL) {
            const size_t i = (size_t)(turn - t.at);
            if (i + 1 == t.n)
                return last ? t.n : 0;
            return t.at[i + 1] == '\n' ? i + 2 : i + 1;
        }
        if (feed != NULL)
            return from + n + 1;
    }
    return 0;
}

static void find_quote(bp_cut *c, bp_text t)
{
    if (c->quote < c->at)
        c->quote = c->at;
    const char *hit = memchr(t.at + c->quote, '"', t.n - c->quote);
    c->quote = hit != NULL ? (size_t)(hit - t.at) : t.n;
}

size_t bp_cut_find(bp_cut *c, bp_text t, size_t least, bool last)
{
    while (c->at < t.n) {
        find_quote(c, t);
        if (!c->quoted) {
            size_t from = c->at < least - 1 ? least - 1 : c->at;
            size_t end = line_end(t, from, c->quote, last);
            if (end > 0) {
                c->at = end;
                return end;
            }
        }
        if (c->quote == t.n) {
            bool half = t.at[t.n - 1] == '\r' && !last;
            c->at = half && !c->quoted ? t.n - 1 : t.n;
            return 0;
        }
        c->at = c->quote + 1;
        c->quoted = !c->quoted;
    }
    return 0;
}

void bp_cut_drop(bp_cut *c, size_t n)
{
    bool known = c->at == n && c->quote > n;
    *c = (bp_cut){ .quote = known ? c->quote - n : 0 };
}
