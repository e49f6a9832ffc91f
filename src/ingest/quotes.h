/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quotes.h - what a quote means where it stands.  Layer: ingest.
 *
 * A quote opens a field where one begins, and closes it before a delimiter or line end,
 * with blanks around or not; two are one inside of it.  A quote inside an unquoted field
 * is a character.  Text behind a closing quote breaks the record: from there on quotes
 * are only counted, and it ends with the line after an even number of them.
 *
 * Whoever finds where records end must agree to the byte: the index, which does it by
 * vectors and asks here about what is not usual, the cutter of chunks, and csvread. */
#ifndef BP_INGEST_QUOTES_H
#define BP_INGEST_QUOTES_H

#include <stdbool.h>

typedef enum bp_quotes {
    BP_QUOTES_START,     /* a field begins here; blanks before it may have gone by */
    BP_QUOTES_PLAIN,     /* in an unquoted field */
    BP_QUOTES_IN,        /* in a quoted one */
    BP_QUOTES_AT,        /* behind a quote in it, which closes it or is one of two */
    BP_QUOTES_CLOSED,    /* behind it, and blanks */
    BP_QUOTES_BROKEN,    /* behind text that followed it, and an even number of quotes */
    BP_QUOTES_BROKEN_IN, /* ... an odd one */
    BP_QUOTES_ESCAPED    /* behind a backslash in a quoted field that has such */
} bp_quotes;

static inline bool bp_quotes_inside(bp_quotes q)
{
    return q == BP_QUOTES_IN || q == BP_QUOTES_BROKEN_IN || q == BP_QUOTES_ESCAPED;
}

/* A blank that may stand around quotes. */
static inline bool bp_quotes_blank(char c, char delimiter)
{
    return (c == ' ' || c == '\t') && c != delimiter;
}

static inline bool bp_quotes_edge(char c, char delimiter)
{
    return c == delimiter || c == '\n' || c == '\r';
}

/* What is so behind c, before which it was q. */
static inline bp_quotes bp_quotes_next(bp_quotes q, char c, char delimiter,
                                       bool backslash)
{
    const bool edge = bp_quotes_edge(c, delimiter);
    switch (q) {
    case BP_QUOTES_START:
        return c == '"'                                ? BP_QUOTES_IN
               : edge || bp_quotes_blank(c, delimiter) ? BP_QUOTES_START
                                                       : BP_QUOTES_PLAIN;
    case BP_QUOTES_PLAIN:
        return edge ? BP_QUOTES_START : BP_QUOTES_PLAIN;
    case BP_QUOTES_IN:
        return c == '"'                 ? BP_QUOTES_AT
               : backslash && c == '\\' ? BP_QUOTES_ESCAPED
                                        : BP_QUOTES_IN;
    case BP_QUOTES_ESCAPED:
        return BP_QUOTES_IN;
    case BP_QUOTES_AT:
        if (c == '"')
            return BP_QUOTES_IN;
        /* fall through */
    case BP_QUOTES_CLOSED:
        return edge                            ? BP_QUOTES_START
               : bp_quotes_blank(c, delimiter) ? BP_QUOTES_CLOSED
               : c == '"'                      ? BP_QUOTES_BROKEN_IN
                                               : BP_QUOTES_BROKEN;
    case BP_QUOTES_BROKEN:
        return c == '\n' || c == '\r' ? BP_QUOTES_START
               : c == '"'             ? BP_QUOTES_BROKEN_IN
                                      : BP_QUOTES_BROKEN;
    case BP_QUOTES_BROKEN_IN:
        return c == '"' ? BP_QUOTES_BROKEN : BP_QUOTES_BROKEN_IN;
    }
    return q;
}

#endif
