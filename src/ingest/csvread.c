/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv, with places.
 *
 * libcsv reports neither lines nor columns, so it is fed one physical line at a time, and
 * lines are counted here.  It also has no limits of its own: fields and records are
 * bounded before they are copied, so that a file without line ends cannot fill memory. */
#include "ingest/csvread.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ingest/lines.h"

/* What libcsv holds of a field beyond its text: a closing quote, blanks after
 * it and a NUL. */
#define FIELD_SLACK 64

/* Invariant: the text of a record has room in `text`, since its bytes in the
 * input were counted before libcsv saw them and it makes none longer. */
struct bp_csv {
    struct csv_parser parser;
    const char *file;
    bp_on_record *on_record;
    void *arg;
    bp_err *err;
    bp_status status; /* the first failure inside a callback */
    bp_record record;
    size_t used; /* of text */
    char *text;
    size_t room; /* in text */
    bp_text field[BP_FIELDS_MAX];
};

/* Without a bound a field that never ends would take all memory.  Refused
 * growth makes libcsv ask for less and less, and then fail. */
static void *grow(void *old, size_t n)
{
    return n <= BP_FIELD_MAX + FIELD_SLACK ? realloc(old, n) : NULL;
}

static bp_status refuse(bp_csv *r, bp_status status, const char *what)
{
    bp_loc at = { .file = r->file, .line = r->record.line, .field = r->record.n + 1 };
    return bp_fail(r->err, &at, status, "%s", what);
}

static bp_status too_long(bp_csv *r)
{
    return refuse(r, BP_ELIMIT,
                  r->parser.quoted ? "field is over 1 MiB (is its quote never closed?)"
                                   : "field is over 1 MiB");
}

static void on_field(void *at, size_t n, void *arg)
{
    bp_csv *r = arg;
    if (r->status != BP_OK)
        return;
    if (n > BP_FIELD_MAX) {
        r->status = too_long(r);
        return;
    }
    if (r->record.n == BP_FIELDS_MAX) {
        r->status = refuse(r, BP_ELIMIT, "record has over 4096 fields");
        return;
    }
    char *copy = r->text + r->used;
    memcpy(copy, at, n);
    r->field[r->record.n++] = (bp_text){ copy, n };
    r->used += n;
}

static void on_row(int end, void *arg)
{
    (void)end;
    bp_csv *r = arg;
    if (r->status == BP_OK)
        r->status = r->on_record(r->arg, &r->record, r->err);
    r->record.n = 0;
    r->used = 0;
}

/* Why libcsv stopped. */
static bp_status explain(bp_csv *r)
{
    if (csv_error(&r->parser) != CSV_EPARSE &&
        csv_get_buffer_size(&r->parser) > BP_FIELD_MAX)
        return too_long(r);
    if (csv_error(&r->parser) != CSV_EPARSE)
        return refuse(r, BP_ELIMIT, "no memory for a field");
    if (r->parser.quoted)
        return refuse(r, BP_EDATA,
                      "text behind a closing quote (double the quotes that "
                      "belong to the field's text)");
    return refuse(r, BP_EDATA,
                  "stray quote inside an unquoted field (double it and quote "
                  "the whole field)");
}

/* libcsv gives no positions, and its callbacks cannot stop it: it gets one
 * physical line at a time.  A record starts on every line that does not begin
 * inside quotes. */
static bp_status read_lines(bp_csv *r, bp_text text, uint64_t line, uint64_t position)
{
    size_t start = 0, end = 0;
    bp_lines lines = bp_lines_of(text);
    for (bp_text t = bp_lines_next(&lines); t.n > 0; t = bp_lines_next(&lines), line++) {
        if (!r->parser.quoted) {
            start = end;
            r->record.line = line;
            r->record.position = position + start;
        }
        end += t.n;
        if (end - start > BP_RECORD_MAX)
            return refuse(r, BP_ELIMIT, "record is over 4 MiB");
        if (csv_parse(&r->parser, t.at, t.n, on_field, on_row, r) != t.n)
            return r->status != BP_OK ? r->status : explain(r);
        if (r->status != BP_OK)
            return r->status;
    }
    if (csv_fini(&r->parser, on_field, on_row, r) != 0)
        return refuse(r, BP_EDATA, "quote is never closed");
    return r->status;
}

bp_status bp_csv_new(bp_csv **out, const char *file, char delimiter, bp_err *err)
{
    bp_csv *r = bp_alloc(sizeof *r, 0, 0);
    if (r == NULL)
        return bp_fail(err, &(bp_loc){ .file = file }, BP_ELIMIT,
                       "no memory to read records");
    r->file = file;
    r->record.field = r->field;
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&r->parser, (unsigned char)delimiter);
    csv_set_realloc_func(&r->parser, grow);
    csv_set_blk_size(&r->parser, (size_t)64 << 10);
    *out = r;
    return BP_OK;
}

void bp_csv_free(bp_csv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    free(csv->text);
    free(csv);
}

bp_status bp_csv_text(bp_csv *csv, bp_text text, uint64_t line, uint64_t position,
                      bp_on_record *on_record, void *arg, bp_err *err)
{
    const size_t need = text.n < BP_RECORD_MAX ? text.n : BP_RECORD_MAX;
    if (!bp_reserve(&csv->text, &csv->room, need, 1))
        return bp_fail(err, &(bp_loc){ .file = csv->file }, BP_ELIMIT,
                       "no memory to read records");
    csv->on_record = on_record;
    csv->arg = arg;
    csv->err = err;
    return read_lines(csv, text, line, position);
}

bp_status bp_csv_read(const char *file, bp_text text, char delimiter, uint64_t line,
                      uint64_t position, bp_on_record *on_record, void *arg, bp_err *err)
{
    if (text.n == 0)
        return BP_OK;
    bp_csv *csv = NULL;
    bp_status status = bp_csv_new(&csv, file, delimiter, err);
    if (status == BP_OK)
        status = bp_csv_text(csv, text, line, position, on_record, arg, err);
    bp_csv_free(csv);
    return status;
}
