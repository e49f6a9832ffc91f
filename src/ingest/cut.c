/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From quote to quote.
 *
 * Text without quotes is searched for line ends by memchr, which is as fast as memory;
 * only what stands around a quote is looked at byte by byte. */
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

static bool is_edge(const bp_cut *c, char b)
{
    if (c->delimiter != 0)
        return bp_quotes_edge(b, c->delimiter);
    return b == ',' || b == ';' || b == '|' || bp_quotes_edge(b, '\t');
}

static bool is_blank(const bp_cut *c, char b)
{
    return bp_quotes_blank(b, c->delimiter != 0 ? c->delimiter : '\t');
}

/* Does the quote at a place outside of quotes open a field? */
static bool opens(const bp_cut *c, bp_text t, size_t at)
{
    while (at > 0 && is_blank(c, t.at[at - 1]))
        at--;
    return at > 0 ? is_edge(c, t.at[at - 1]) : !c->within;
}

/* Is it written with a backslash, which is none of two?  The field begins before. */
static bool is_escaped(const bp_cut *c, bp_text t, size_t at)
{
    size_t n = 0;
    while (c->backslash && at - n > 0 && t.at[at - n - 1] == '\\')
        n++;
    return n % 2 == 1;
}

/* Whether a quote before t[*at] has closed its field: only blanks may be between it and
 * the field's end, at which *at is left.  False: the text must go on first. */
static bool judge_closing(bp_cut *c, bp_text t, size_t *at, bool last)
{
    while (*at < t.n && is_blank(c, t.at[*at]))
        ++*at;
    if (*at == t.n && !last)
        return false;
    c->state = *at == t.n || is_edge(c, t.at[*at]) ? BP_QUOTES_START : BP_QUOTES_BROKEN;
    return true;
}

/* Steps over the quote at c->quote, which is inside of quotes.  False: the text must go
 * on before that can be said. */
static bool pass_inner(bp_cut *c, bp_text t, bool last)
{
    size_t at = c->quote + 1;
    if (is_escaped(c, t, c->quote)) {
        c->at = at;
        return true;
    }
    if (at < t.n && t.at[at] == '"') {
        c->at = at + 1;
        return true;
    }
    if (!judge_closing(c, t, &at, last))
        return false;
    c->at = c->quote + 1;
    return true;
}

/* Steps over the next quote. */
static bool pass_quote(bp_cut *c, bp_text t, bool last)
{
    switch (c->state) {
    case BP_QUOTES_IN:
        return pass_inner(c, t, last);
    case BP_QUOTES_BROKEN:
        c->state = BP_QUOTES_BROKEN_IN;
        break;
    case BP_QUOTES_BROKEN_IN:
        c->state = BP_QUOTES_BROKEN;
        break;
    default:
        c->state = opens(c, t, c->quote) ? BP_QUOTES_IN : BP_QUOTES_START;
    }
    c->at = c->quote + 1;
    return true;
}

/* The end of a line before the next quote that ends a record; 0: there is none. */
static size_t end_before(bp_cut *c, bp_text t, size_t least, bool last)
{
    size_t from = c->at;
    if (c->state == BP_QUOTES_BROKEN) {
        from = line_end(t, from, c->quote, last);
        if (from == 0)
            return 0;
        c->at = from;
        c->state = BP_QUOTES_START;
        if (from >= least)
            return from;
    }
    return line_end(t, from < least - 1 ? least - 1 : from, c->quote, last);
}

/* Behind a quote, before the text that says what it was.  False: it must go on first. */
static bool pass_closing(bp_cut *c, bp_text t, bool last)
{
    size_t at = c->at;
    if (c->state == BP_QUOTES_AT && at < t.n && t.at[at] == '"') {
        c->state = BP_QUOTES_IN;
        c->at = at + 1;
        return true;
    }
    if (!judge_closing(c, t, &at, last))
        return false;
    c->at = at;
    return true;
}

size_t bp_cut_find(bp_cut *c, bp_text t, size_t least, bool last)
{
    if ((c->state == BP_QUOTES_AT || c->state == BP_QUOTES_CLOSED) &&
        !pass_closing(c, t, last))
        return 0;
    while (c->at < t.n) {
        find_quote(c, t);
        if (!bp_quotes_inside(c->state)) {
            size_t end = end_before(c, t, least, last);
            if (end > 0) {
                c->at = end;
                c->state = BP_QUOTES_START;
                return end;
            }
        }
        if (c->quote == t.n) {
            bool half = t.at[t.n - 1] == '\r' && !last;
            c->at = half && !bp_quotes_inside(c->state) ? t.n - 1 : t.n;
            return 0;
        }
        if (!pass_quote(c, t, last)) {
            c->at = c->quote;
            return 0;
        }
    }
    return 0;
}

void bp_cut_drop(bp_cut *c, size_t n)
{
    bool known = c->at == n && c->quote > n;
    *c = (bp_cut){ .quote = known ? c->quote - n : 0,
                   .delimiter = c->delimiter,
                   .backslash = c->backslash };
}
