#include "ingest/csvread.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ingest/lines.h"

/* What libcsv holds of a field beyond its text: a closing quote, blanks behind
 * it and a NUL. */
#define FIELD_SLACK 64

/* Invariant: the text of a record has room in `text`, since its bytes in the
 * input were counted before libcsv saw them and it makes none longer. */
struct reader {
    struct csv_parser parser;
    const char *file;
    bp_on_record *on_record;
    void *arg;
    bp_err *err;
    bp_status status; /* the first failure inside a callback */
    bp_record record;
    size_t used; /* of text */
    bp_text field[BP_FIELDS_MAX];
    char text[];
};

/* Without a bound a field that never ends would take all memory.  Refused
 * growth makes libcsv ask for less and less, and then fail. */
static void *grow(void *old, size_t n)
{
    return n <= BP_FIELD_MAX + FIELD_SLACK ? realloc(old, n) : NULL;
}

static bp_status refuse(struct reader *r, bp_status status, const char *what)
{
    bp_loc at = { .file = r->file, .line = r->record.line, .field = r->record.n + 1 };
    return bp_fail(r->err, &at, status, "%s", what);
}

static bp_status too_long(struct reader *r)
{
    return refuse(r, BP_ELIMIT,
                  r->parser.quoted ? "field is over 1 MiB (is its quote never closed?)"
                                   : "field is over 1 MiB");
}

static void on_field(void *at, size_t n, void *arg)
{
    struct reader *r = arg;
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
    struct reader *r = arg;
    if (r->status == BP_OK)
        r->status = r->on_record(r->arg, &r->record, r->err);
    r->record.n = 0;
    r->used = 0;
}

/* Why libcsv stopped. */
static bp_status explain(struct reader *r)
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
static bp_status read_lines(struct reader *r, bp_text text, uint64_t line,
                            uint64_t position)
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

bp_status bp_csv_read(const char *file, bp_text text, char delimiter, uint64_t line,
                      uint64_t position, bp_on_record *on_record, void *arg, bp_err *err)
{
    if (text.n == 0)
        return BP_OK;
    size_t room = text.n < BP_RECORD_MAX ? text.n : BP_RECORD_MAX;
    struct reader *r = bp_alloc(sizeof *r, room, 1);
    bp_loc at = { .file = file };
    if (r == NULL)
        return bp_fail(err, &at, BP_ELIMIT, "no memory to read records");
    r->file = file;
    r->on_record = on_record;
    r->arg = arg;
    r->err = err;
    r->record.field = r->field;

    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&r->parser, (unsigned char)delimiter);
    csv_set_realloc_func(&r->parser, grow);
    csv_set_blk_size(&r->parser, (size_t)64 << 10);
    bp_status status = read_lines(r, text, line, position);
    csv_free(&r->parser);
    free(r);
    return status;
}
