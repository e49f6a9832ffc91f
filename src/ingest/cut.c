#include "ingest/cut.h"

/* The end of the first line that ends in [from, to), or 0. */
static size_t line_end(bp_text t, size_t from, size_t to, bool last)
{
    for (size_t i = from; i < to; i++) {
        if (t.at[i] == '\n')
            return i + 1;
        if (t.at[i] != '\r')
            continue;
        if (i + 1 == t.n)
            return last ? t.n : 0;
        return t.at[i + 1] == '\n' ? i + 2 : i + 1;
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
