/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Physical lines: LF, CRLF and CR each end one. */
#include "ingest/lines.h"

static const char *find(const char *at, const char *end, char c)
{
    const char *hit = at < end ? memchr(at, c, (size_t)(end - at)) : NULL;
    return hit != NULL ? hit : end;
}

bp_lines bp_lines_of(bp_text t)
{
    const char *end = t.at + t.n;
    return (bp_lines){ t.at, end, find(t.at, end, '\n'), find(t.at, end, '\r') };
}

/* Each kind is searched again only once it was passed, so that a file of one
 * kind is not searched to its end for the other at every line. */
bp_text bp_lines_next(bp_lines *l)
{
    const char *from = l->at;
    if (l->lf < from)
        l->lf = find(from, l->end, '\n');
    if (l->cr < from)
        l->cr = find(from, l->end, '\r');

    const char *stop = l->lf < l->cr ? l->lf : l->cr;
    if (stop < l->end)
        stop++;
    if (l->cr < l->lf && stop == l->lf && stop < l->end)
        stop++;
    l->at = stop;
    return (bp_text){ from, (size_t)(stop - from) };
}

uint64_t bp_lines_count(bp_text t)
{
    uint64_t n = 0;
    bp_lines l = bp_lines_of(t);
    while (bp_lines_next(&l).n > 0)
        n++;
    return n;
}
