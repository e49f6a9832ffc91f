/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.h - from text to records, fast.  Layer: ingest.
 *
 * The same records, places and messages as csvread.  Lines that hold one record
 * with nothing odd in it, nearly all there are, come many at a time as they are
 * in the text, and only the fields that are asked for are looked at.  Every other
 * record is given to csvread, which alone decides what a record is. */
#ifndef BP_INGEST_RECORDS_H
#define BP_INGEST_RECORDS_H

#include "ingest/csvread.h"
#include "ingest/index.h"
#include "ingest/input.h"

/* Records on lines that follow each other; borrowed for the length of the call.  So
 * that a field can be loaded 16 bytes at a time, BP_BEFORE bytes before the text and
 * BP_BEHIND after its end can be read; what they hold means nothing. */
typedef struct bp_plain {
    const char *text; /* what mark and last mean: see index.h */
    const uint32_t *mark;
    const uint32_t *last; /* [n + 1] */
    size_t n;
    uint64_t line;     /* of the first; the i-th record is on line + i */
    uint64_t position; /* of `text` in the decoded text */
} bp_plain;

static inline size_t bp_plain_fields(const bp_plain *p, size_t i)
{
    return p->last[i + 1] - p->last[i];
}

static inline uint64_t bp_plain_position(const bp_plain *p, size_t i)
{
    return p->position + (uint32_t)(p->mark[p->last[i]] + 1);
}

/* The i-th record as it is written, with all between its fields. */
static inline bp_text bp_plain_line(const bp_plain *p, size_t i)
{
    const uint32_t from = p->mark[p->last[i]] + 1, to = p->mark[p->last[i + 1]];
    return (bp_text){ p->text + from, to - from };
}

/* Without blanks, a CR at the end of the line, or quotes. */
bp_text bp_plain_strip(bp_text field);

/* A first character above the quote and a last one above the blank leave nothing to
 * strip. */
static inline bool bp_plain_bare(bp_text field)
{
    return field.n > 0 && (unsigned char)field.at[0] > '"' &&
           (unsigned char)field.at[field.n - 1] > ' ';
}

/* Field k of the i-th record as csvread has it; k < bp_plain_fields(p, i). */
static inline bp_text bp_plain_field(const bp_plain *p, size_t i, size_t k)
{
    const uint32_t *mark = p->mark + p->last[i] + k;
    const uint32_t from = mark[0] + 1, to = mark[1];
    bp_text field = { p->text + from, to - from };
    if (bp_plain_bare(field))
        return field;
    field.n -= field.n > 0 && field.at[field.n - 1] == '\r';
    if (field.n == 0 || bp_plain_bare(field))
        return field;
    if (field.n > 1 && field.at[0] == '"' && field.at[field.n - 1] == '"')
        return (bp_text){ field.at + 1, field.n - 2 };
    return bp_plain_strip(field);
}

/* A failure stops the reading and is handed up. */
typedef bp_status bp_on_plain(void *arg, const bp_plain *p, bp_err *err);

/* What reading takes, for one text after another of the same file; for one thread. */
typedef struct bp_records bp_records;

/*   file  borrowed
 *   rules without backslashes
 *   form  NULL: the fastest
 * Errors: BP_ELIMIT. */
bp_status bp_records_new(bp_records **out, const char *file, bp_csv_rules rules,
                         const bp_index_form *form, bp_err *err);
void bp_records_free(bp_records *r);

/* Reads a chunk as bp_csv_text does; records arrive in ascending order, through one or
 * the other callback.  After a failure only bp_records_free may follow. */
bp_status bp_records_chunk(bp_records *r, const bp_chunk *chunk, bp_on_plain *on_plain,
                           bp_on_record *on_record, void *arg, bp_err *err);

/* Stands in for bp_csv_read, with any text.  Of plain records only the fields that are
 * asked for are looked at, and the others are empty.
 *   column  [n] which these are, those that a record does not have among them; NULL, and
 * n is 0: all */
bp_status bp_records_read(const char *file, const bp_chunk *chunk, bp_csv_rules rules,
                          const bp_index_form *form, const size_t column[], size_t n,
                          bp_on_record *on_record, void *arg, bp_err *err);

#endif
