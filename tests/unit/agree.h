/* SPDX-License-Identifier: GPL-3.0-or-later */
/* agree.h - does the fast reader of records say what csvread says?  The whole text
 * is read by csvread, then as a whole and in chunks by the fast reader. */
#ifndef BP_TEST_AGREE_H
#define BP_TEST_AGREE_H

#include <stdlib.h>

#include "base/str.h"
#include "ingest/cut.h"
#include "ingest/lines.h"
#include "ingest/records.h"

/* What came of a reading: every byte of it must be the same. */
struct reading {
    bp_str records;
    bp_status status;
    bp_err err;
    bool mends;     /* the fast reader may change the text */
    size_t columns; /* that the reader is told of; 0: none */
};

static inline bp_csv_rules reading_rules(const struct reading *r, char delimiter)
{
    return (bp_csv_rules){ .delimiter = delimiter, .columns = r->columns };
}

static inline void reading_clear(struct reading *r)
{
    bp_str_clear(&r->records);
    r->status = BP_OK;
    r->err = (bp_err){ 0 };
}

static inline bp_status note_record(void *arg, const bp_record *r, bp_err *err)
{
    struct reading *to = arg;
    (void)err;
    bp_str_printf(&to->records, "\n%llu@%llu", (unsigned long long)r->line,
                  (unsigned long long)r->position);
    bp_str_puts(&to->records, r->broken ? " broken" : "");
    for (size_t i = 0; i < r->n; i++) {
        bp_str_printf(&to->records, " %zu:", r->field[i].n);
        bp_str_bytes(&to->records, r->field[i].at, r->field[i].n);
    }
    return BP_OK;
}

/* The same for each of many. */
static inline bp_status note_plain(void *arg, const bp_plain *p, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < p->n; i++) {
        bp_text field[BP_FIELDS_MAX];
        const bp_record record = { .field = field,
                                   .n = bp_plain_fields(p, i),
                                   .line = p->line + i,
                                   .position = bp_plain_position(p, i) };
        for (size_t k = 0; k < record.n; k++)
            field[k] = bp_plain_field(p, i, k);
        status = note_record(arg, &record, err);
    }
    return status;
}

static inline bool reading_equal(const struct reading *a, const struct reading *b)
{
    return a->status == b->status && strcmp(a->err.text, b->err.text) == 0 &&
           bp_text_equal((bp_text){ a->records.at, a->records.n },
                         (bp_text){ b->records.at, b->records.n });
}

/* What a text begins with: neither is 0 or 1, so that a lost one shows. */
#define FIRST_LINE 7
#define FIRST_POSITION 4294967290u

static inline void read_slowly(struct reading *to, bp_text text, char delimiter)
{
    reading_clear(to);
    to->status = bp_csv_read("pay.csv", text, reading_rules(to, delimiter), FIRST_LINE,
                             FIRST_POSITION, note_record, to, &to->err);
}

/* One chunk, of which plain records come many at a time. */
static inline void read_chunk(struct reading *to, const bp_chunk *c, char delimiter,
                              const bp_index_form *form)
{
    bp_records *r = NULL;
    to->status =
        bp_records_new(&r, "pay.csv", reading_rules(to, delimiter), form, &to->err);
    if (to->status != BP_OK)
        return;
    to->status = bp_records_chunk(r, c, note_plain, note_record, to, &to->err);
    bp_records_free(r);
}

/* In chunks of at least so many bytes, as input cuts them. */
static inline void read_fast(struct reading *to, bp_text text, char delimiter,
                             const bp_index_form *form, size_t least)
{
    reading_clear(to);
    uint64_t line = FIRST_LINE;
    bp_cut cut = { .delimiter = delimiter };
    char *own = malloc(BP_BEFORE + text.n + BP_BEHIND);
    if (own == NULL)
        abort();
    memcpy(own + BP_BEFORE, text.at, text.n);
    for (size_t from = 0; to->status == BP_OK && from < text.n;) {
        const bp_text left = { text.at + from, text.n - from };
        size_t n = bp_cut_find(&cut, left, least, true);
        if (n == 0)
            n = left.n;
        const bool some = to->mends || to->columns > 0;
        const bp_chunk chunk = { .text = to->mends ? own + BP_BEFORE + from : left.at,
                                 .writable = to->mends ? own + BP_BEFORE + from : NULL,
                                 .n = n,
                                 .ahead = some ? left.n - n : 0,
                                 .line = line,
                                 .position = FIRST_POSITION + (uint64_t)from };
        if (some)
            read_chunk(to, &chunk, delimiter, form);
        else
            to->status = bp_records_read("pay.csv", &chunk, reading_rules(to, delimiter),
                                         form, NULL, 0, note_record, to, &to->err);
        line += bp_lines_count((bp_text){ left.at, n });
        bp_cut_drop(&cut, n);
        from += n;
    }
    free(own);
}

#endif
