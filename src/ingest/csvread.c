/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv, with places, and what it has no word for.
 *
 * libcsv reports neither lines nor columns, so it is fed one physical line at a time, and
 * lines are counted here.  It also has no limits of its own: fields and records are
 * bounded before they are copied, so that a file without line ends cannot fill memory.
 *
 * It takes a quote inside an unquoted field for an error and cannot leave a record out.
 * So a record that has a quote is looked through first; what is not as it should be is
 * cut here, by the one code that all readers share. */
#include "ingest/csvread.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ingest/lines.h"
#include "ingest/quotes.h"

/* What libcsv holds of a field beyond its text: a closing quote, blanks after
 * it and a NUL. */
#define FIELD_SLACK 64

/* Invariant: the text of a record has room in `text`, since its bytes in the
 * input were counted before libcsv saw them and it makes none longer. */
struct bp_csv {
    struct csv_parser parser;
    const char *file;
    bp_csv_rules rules;
    bool cuts; /* what libcsv has words for, too */
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
    bp_loc at = { .file = r->file,
                  .sheet = r->rules.sheet,
                  .line = r->record.line,
                  .field = r->record.n + 1 };
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
    memmove(copy, at, n); /* what was unquoted here is in its place already */
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
    return refuse(r, BP_EDATA, "quote is never closed");
}

/* What is seen of a record before it is read. */
typedef struct glance {
    size_t n;      /* bytes, with its line end */
    size_t fields; /* as many as can be told */
    size_t at;     /* the field that is broken */
    bool loose;    /* a quote is a character of an unquoted field */
    bool broken;
    bool escaped; /* a backslash is before the quote that broke it */
    bool open;    /* its quotes are, where the text or the line that broke it ends */
} glance;

/* The first byte from byte i on that may change what is so; the end where none does. */
static size_t next_change(const bp_csv *r, bp_quotes q, bp_text t, size_t i)
{
    if (q == BP_QUOTES_IN && !r->rules.backslash && i < t.n) {
        const char *quote = memchr(t.at + i, '"', t.n - i);
        return quote != NULL ? (size_t)(quote - t.at) : t.n;
    }
    while (q == BP_QUOTES_PLAIN && i < t.n && (unsigned char)t.at[i] > '"' &&
           t.at[i] != r->rules.delimiter)
        i++;
    return i;
}

/* Looks through the record at the start of a text. */
static glance look(const bp_csv *r, bp_text t)
{
    const char delimiter = r->rules.delimiter;
    const bp_text most = { t.at, t.n <= BP_RECORD_MAX ? t.n : BP_RECORD_MAX + 1 };
    glance g = { .fields = 1 };
    bp_quotes q = BP_QUOTES_START;
    bool escaped = false;
    for (; (g.n = next_change(r, q, most, g.n)) < most.n; g.n++) {
        const char c = t.at[g.n];
        const bp_quotes next = bp_quotes_next(q, c, delimiter, r->rules.backslash);
        g.loose |= q == BP_QUOTES_PLAIN && c == '"';
        if (next == BP_QUOTES_AT)
            escaped = t.at[g.n - 1] == '\\';
        if (next >= BP_QUOTES_BROKEN && next <= BP_QUOTES_BROKEN_IN && !g.broken) {
            g.broken = true;
            g.escaped = escaped;
            g.at = g.fields;
        }
        if ((c == '\n' || c == '\r') &&
            (!bp_quotes_inside(next) || next == BP_QUOTES_BROKEN_IN)) {
            g.open = next == BP_QUOTES_BROKEN_IN;
            g.n += c == '\r' && g.n + 1 < t.n && t.at[g.n + 1] == '\n' ? 2 : 1;
            return g;
        }
        g.fields += c == delimiter && !bp_quotes_inside(next);
        q = next;
    }
    g.open = bp_quotes_inside(q);
    return g;
}

/* Does a record of the right number of fields follow, or none? */
static bool goes_on(const bp_csv *r, bp_text next)
{
    while (next.n > 0 && (next.at[0] == '\n' || next.at[0] == '\r'))
        next = bp_text_from(next, 1);
    if (next.n == 0 || r->rules.columns == 0)
        return true;
    next.n = next.n < BP_AHEAD ? next.n : BP_AHEAD;
    const glance g = look(r, next);
    const bool cut_off = next.n == BP_AHEAD && g.n == next.n;
    return g.fields == r->rules.columns || (cut_off && g.fields < r->rules.columns);
}

/* Hands on a broken record, when it is known where it ends.
 *   t      from its start on
 *   ahead  bytes after t */
static bp_status give_broken(bp_csv *r, bp_text t, const glance *g, size_t ahead)
{
    const bp_text rest = { t.at + g->n, t.n - g->n + ahead };
    if (g->open || !goes_on(r, rest)) {
        const bp_loc at = { .file = r->file, .line = r->record.line, .field = g->at };
        const bp_hint hint = { g->escaped ? BP_HINT_QUOTES : BP_HINT_NONE, NULL };
        return bp_fail_hint(r->err, &at, BP_EDATA, hint,
                            "text behind a closing quote (double the quotes that "
                            "belong to the field's text)");
    }
    const bp_record broken = { .field = r->field,
                               .line = r->record.line,
                               .position = r->record.position,
                               .broken = true };
    return r->on_record(r->arg, &broken, r->err);
}

/* The text of a quoted field behind its first quote, in r->text; how much was read. */
static size_t unquote(bp_csv *r, bp_text t, bp_text *field)
{
    char *to = r->text + r->used;
    size_t i = 0;
    field->at = to;
    for (;; i++) {
        const size_t as_it_is = next_change(r, BP_QUOTES_IN, t, i) - i;
        memcpy(to, t.at + i, as_it_is);
        to += as_it_is;
        i += as_it_is;
        const bool two = i + 1 < t.n;
        if (i == t.n || (t.at[i] == '"' && !(two && t.at[i + 1] == '"')))
            break;
        if (t.at[i] == '"' || (r->rules.backslash && t.at[i] == '\\' && two &&
                               memchr("\"\\\n\r", t.at[i + 1], 4) != NULL))
            i++;
        *to++ = t.at[i];
    }
    field->n = (size_t)(to - field->at);
    return i + 1;
}

static bp_text without_blanks(bp_text t, char delimiter)
{
    while (t.n > 0 && bp_quotes_blank(t.at[0], delimiter))
        t = bp_text_from(t, 1);
    while (t.n > 0 && bp_quotes_blank(t.at[t.n - 1], delimiter))
        t.n--;
    return t;
}

/* Cuts a record, which `look` found no fault with, as libcsv does. */
static bp_status cut_record(bp_csv *r, bp_text t)
{
    const char delimiter = r->rules.delimiter;
    while (t.n > 0 && (t.at[t.n - 1] == '\n' || t.at[t.n - 1] == '\r'))
        t.n--;
    for (size_t i = 0; r->status == BP_OK && i <= t.n; i++) {
        bp_text field;
        while (i < t.n && bp_quotes_blank(t.at[i], delimiter))
            i++;
        if (i < t.n && t.at[i] == '"') {
            i += 1 + unquote(r, bp_text_from(t, i + 1), &field);
            while (i < t.n && t.at[i] != delimiter)
                i++;
        } else {
            const char *end = i < t.n ? memchr(t.at + i, delimiter, t.n - i) : NULL;
            const size_t n = end != NULL ? (size_t)(end - (t.at + i)) : t.n - i;
            field = without_blanks((bp_text){ t.at + i, n }, delimiter);
            i += n;
        }
        on_field((void *)(uintptr_t)field.at, field.n, r);
    }
    on_row(-1, r);
    return r->status;
}

/* Is a record cut here?  One that may have a field over the limit, which libcsv says
 * more of, is not. */
static bool is_own(const bp_csv *r, const glance *g)
{
    return g->loose || g->broken || r->rules.backslash ||
           (r->cuts && g->n <= BP_FIELD_MAX);
}

/* Reads a record that libcsv has no word for; *n is 0 when it is one of its own.
 *   t  from its start to the end of the text, which so much is ahead of */
static bp_status read_own(bp_csv *r, bp_text t, size_t ahead, size_t *n)
{
    const glance g = look(r, t);
    *n = 0;
    if (g.n > BP_RECORD_MAX && (g.loose || g.broken))
        return refuse(r, BP_ELIMIT, "record is over 4 MiB");
    if (g.n > BP_RECORD_MAX || !is_own(r, &g))
        return BP_OK;
    if (!g.broken && g.open)
        return r->rules.backslash ? refuse(r, BP_EDATA, "quote is never closed") : BP_OK;
    *n = g.n;
    return g.broken ? give_broken(r, t, &g, ahead)
                    : cut_record(r, (bp_text){ t.at, g.n });
}

/* A line end alone, or blanks before it. */
static bool is_blank(bp_text line, char delimiter)
{
    while (line.n > 0 && (line.at[line.n - 1] == '\n' || line.at[line.n - 1] == '\r'))
        line.n--;
    return without_blanks(line, delimiter).n == 0;
}

/* Does every quote of a line open a field at its start, or close one at its end? */
static bool is_orderly(bp_text line, char delimiter)
{
    const char *end = line.at + line.n, *quote = line.at;
    while ((quote = memchr(quote, '"', (size_t)(end - quote))) != NULL) {
        if (quote != line.at && quote[-1] != delimiter)
            return false;
        quote = memchr(quote + 1, '"', (size_t)(end - quote - 1));
        if (quote == NULL || ++quote == end || !bp_quotes_edge(*quote, delimiter))
            return false;
    }
    return true;
}

/* Is the record that starts with this line to be looked through? */
static bool is_suspect(const bp_csv *r, bp_text line)
{
    return r->rules.backslash ? !is_blank(line, r->rules.delimiter)
                              : !is_orderly(line, r->rules.delimiter);
}

/* libcsv gives no positions, and its callbacks cannot stop it: it gets one
 * physical line at a time.  A record starts on every line that does not begin
 * inside quotes. */
static bp_status read_lines(bp_csv *r, bp_text text, size_t ahead, uint64_t line,
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
        if (start == end && is_suspect(r, t)) {
            const bp_text rest = bp_text_from(text, start);
            size_t own = 0;
            bp_status status = read_own(r, rest, ahead, &own);
            if (status != BP_OK)
                return status;
            for (; own > t.n; line++) { /* its other lines */
                own -= t.n;
                end += t.n;
                t = bp_lines_next(&lines);
            }
            if (own > 0) {
                end += t.n;
                continue;
            }
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

bp_status bp_csv_new(bp_csv **out, const char *file, bp_csv_rules rules, bp_err *err)
{
    bp_csv *r = bp_alloc_buffered(offsetof(bp_csv, field), sizeof *r);
    if (r == NULL)
        return bp_fail(err, &(bp_loc){ .file = file }, BP_ELIMIT,
                       "no memory to read records");
    r->file = file;
    r->rules = rules;
    r->record.field = r->field;
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&r->parser, (unsigned char)rules.delimiter);
    csv_set_realloc_func(&r->parser, grow);
    csv_set_blk_size(&r->parser, (size_t)64 << 10);
    *out = r;
    return BP_OK;
}

void bp_csv_cut(bp_csv *csv)
{
    csv->cuts = true;
}

void bp_csv_free(bp_csv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    free(csv->text);
    free(csv);
}

bp_status bp_csv_text(bp_csv *csv, bp_text text, size_t ahead, uint64_t line,
                      uint64_t position, bp_on_record *on_record, void *arg, bp_err *err)
{
    const size_t need = text.n < BP_RECORD_MAX ? text.n : BP_RECORD_MAX;
    if (!bp_reserve(&csv->text, &csv->room, need, 1))
        return bp_fail(err, &(bp_loc){ .file = csv->file }, BP_ELIMIT,
                       "no memory to read records");
    csv->on_record = on_record;
    csv->arg = arg;
    csv->err = err;
    return read_lines(csv, text, ahead, line, position);
}

bp_status bp_csv_read(const char *file, bp_text text, bp_csv_rules rules, uint64_t line,
                      uint64_t position, bp_on_record *on_record, void *arg, bp_err *err)
{
    if (text.n == 0)
        return BP_OK;
    bp_csv *csv = NULL;
    bp_status status = bp_csv_new(&csv, file, rules, err);
    if (status == BP_OK)
        status = bp_csv_text(csv, text, 0, line, position, on_record, arg, err);
    bp_csv_free(csv);
    return status;
}
