/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an index of the text to records.
 *
 * The index says where fields and lines end and which quotes are not simply around a
 * field.  Lines without such a quote are records as they are and are handed on many at
 * a time; from a line with one up to the next record that is plain, csvread decides. */
#include "ingest/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/lines.h"

/* Text that comes without an index is indexed in windows that fit a processor's second
 * cache together with their index.  A window starts with a record; what it holds of its
 * last one is indexed again by the next.  A record too long for a window makes it
 * grow. */
#define WINDOW ((size_t)64 << 10)

struct bp_records {
    const char *file;
    char delimiter;
    const bp_index_form *form;
    bp_csv *csv;
    bp_index own;          /* of windows */
    const bp_index *index; /* of what is read: `own` or that of the chunk */
    bool brief;            /* no line of it is too long for a field */
    bp_on_plain *on_plain;
    bp_on_record *on_record;
    void *arg;
    bp_err *err;
    bp_text text;      /* what is left of it; `index` starts here */
    char *writable;    /* the same, where it may be changed; NULL: it may not */
    const char *end;   /* of what is known of the input */
    uint64_t position; /* of it */
    uint64_t line;     /* of the next record */
};

bp_text bp_plain_strip(bp_text field)
{
    const char *from = field.at, *to = field.at + field.n;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r'))
        to--;
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    if (from < to && *from == '"') {
        from++;
        to--;
    }
    return (bp_text){ from, (size_t)(to - from) };
}

/* Line i of the index, with its line end but for a last line that has none. */
static bp_text line_text(const bp_records *r, size_t i)
{
    const bp_index *x = r->index;
    const uint32_t from = x->mark[x->last[i]] + 1, to = x->mark[x->last[i + 1]];
    return (bp_text){ r->text.at + from, to < r->text.n ? to + 1 - from : to - from };
}

static bp_status give_plain(bp_records *r, size_t from, size_t to)
{
    if (from == to)
        return BP_OK;
    const bp_plain p = {
        .text = r->text.at,
        .mark = r->index->mark,
        .last = r->index->last + from,
        .n = to - from,
        .line = r->line,
        .position = r->position,
    };
    r->line += to - from;
    return r->on_plain(r->arg, &p, r->err);
}

static bp_status give_odd(bp_records *r, bp_text t)
{
    const uint64_t position = r->position + (uint64_t)(t.at - r->text.at);
    const size_t ahead = (size_t)(r->end - (t.at + t.n));
    bp_status status =
        bp_csv_text(r->csv, t, ahead, r->line, position, r->on_record, r->arg, r->err);
    r->line += bp_lines_count(t);
    return status;
}

/* Only a line of one field can be blank, and only a long one beyond the limits. */
static bool may_be_plain(const bp_records *r, size_t i)
{
    const bp_index *x = r->index;
    const uint32_t fields = x->last[i + 1] - x->last[i];
    if (fields > 1 && r->brief)
        return fields <= BP_FIELDS_MAX;
    const uint32_t from = x->mark[x->last[i]] + 1, to = x->mark[x->last[i + 1]];
    return fields <= BP_FIELDS_MAX && to - from <= BP_FIELD_MAX &&
           (fields > 1 || (to > from && (unsigned char)r->text.at[from] > ' '));
}

/* The first line from line i on that ends after a place. */
static size_t line_of(const bp_index *x, size_t i, uint32_t place)
{
    size_t end = x->n;
    while (i < end) {
        const size_t middle = i + (end - i) / 2;
        if (x->mark[x->last[middle + 1]] > place)
            end = middle;
        else
            i = middle + 1;
    }
    return i;
}

/* Are the odd places from `from` to before `to` each the second quote of a doubled one?
 * Such a one closes nothing and opens nothing. */
static bool are_doubled(const bp_records *r, const uint32_t *from, const uint32_t *to)
{
    while (from < to && memcmp(r->text.at + *from - 1, "\"\"", 2) == 0)
        from++;
    return from == to;
}

/* Takes the second quotes out of line i.  Their fields end with as many blanks more, which
 * mean nothing there: they are behind the quotes around the field. */
static void undouble(bp_records *r, size_t i, const uint32_t *from, const uint32_t *to)
{
    const uint32_t *end = r->index->mark + r->index->last[i];
    while (from < to) {
        while (*end < *from || *end == UINT32_MAX)
            end++;
        char *at = r->writable + *from;
        for (; from < to && *from < *end; from++) {
            const uint32_t next = from + 1 < to && from[1] < *end ? from[1] : *end;
            const size_t n = next - *from - 1;
            memmove(at, r->writable + *from + 1, n);
            at += n;
        }
        memset(at, ' ', (size_t)(r->writable + *end - at));
    }
}

static void step_over(bp_records *r, size_t n)
{
    r->text.at += n;
    r->text.n -= n;
    if (r->writable != NULL)
        r->writable += n;
    r->position += n;
}

/* The records on the lines of the index; those that are not plain go to csvread, also
 * blank ones, of which it makes nothing. */
static bp_status give_lines(bp_records *r, size_t from)
{
    const bp_index *x = r->index;
    const uint32_t *odd = x->odd;
    while (*odd < x->mark[x->last[from]] + 1)
        odd++;
    size_t next = line_of(x, from, *odd);
    r->brief = x->n > 0 && x->mark[x->last[x->n]] <= BP_FIELD_MAX;
    for (size_t i = from; i < x->n; i++) {
        bool plain = may_be_plain(r, i);
        if (i == next) {
            const uint32_t *first = odd;
            while (*odd < x->mark[x->last[i + 1]])
                odd++;
            plain = plain && r->writable != NULL && are_doubled(r, first, odd);
            if (plain)
                undouble(r, i, first, odd);
            next = line_of(x, i + 1, *odd);
        }
        if (plain)
            continue;
        bp_status status = give_plain(r, from, i);
        if (status == BP_OK)
            status = give_odd(r, line_text(r, i));
        if (status != BP_OK)
            return status;
        from = i + 1;
    }
    return give_plain(r, from, x->n);
}

/* Indexes as much of the text as holds a line, or more than a record may have. */
static bool index_window(bp_records *r)
{
    r->index = &r->own;
    for (size_t n = WINDOW;; n *= 2) {
        const bool last = r->text.n <= n;
        const bp_text window = { r->text.at, last ? r->text.n : n };
        if (!bp_index_make(&r->own, r->form, window, r->delimiter, BP_QUOTES_START, last))
            return false;
        if (r->own.n > 0 || last || n >= BP_RECORD_MAX)
            return true;
    }
}

static bp_status read_window(bp_records *r)
{
    if (!index_window(r))
        return bp_fail(r->err, &(bp_loc){ .file = r->file }, BP_ELIMIT,
                       "no memory to read records");
    /* Nothing ends: a quote is open to the end or a record too long. */
    size_t n = r->text.n;
    bp_status status;
    if (r->own.n == 0) {
        status = give_odd(r, r->text);
    } else {
        const bp_text last = line_text(r, r->own.n - 1);
        n = (size_t)(last.at + last.n - r->text.at);
        status = give_lines(r, 0);
    }
    step_over(r, n);
    return status;
}

/* The lines that the chunk comes with an index of. */
static bp_status read_indexed(bp_records *r, const bp_chunk *chunk)
{
    const bp_index *x = chunk->fields;
    const uint32_t before = x->mark[x->last[chunk->from]] + 1;
    const uint32_t end = x->mark[x->last[x->n]] + 1;
    r->index = x;
    r->text = (bp_text){ chunk->text - before, before + chunk->n };
    if (r->writable != NULL)
        r->writable -= before;
    r->position -= before;
    bp_status status = give_lines(r, chunk->from);
    step_over(r, end);
    return status;
}

bp_status bp_records_new(bp_records **out, const char *file, bp_csv_rules rules,
                         const bp_index_form *form, bp_err *err)
{
    bp_records *r = bp_alloc(sizeof *r, 0, 0);
    if (r == NULL)
        return bp_fail(err, &(bp_loc){ .file = file }, BP_ELIMIT,
                       "no memory to read records");
    r->file = file;
    r->delimiter = rules.delimiter;
    r->form = form != NULL ? form : bp_index_form_at(0);
    bp_status status = bp_csv_new(&r->csv, file, rules, err);
    if (status != BP_OK) {
        bp_records_free(r);
        return status;
    }
    bp_csv_cut(r->csv);
    *out = r;
    return BP_OK;
}

void bp_records_free(bp_records *r)
{
    if (r == NULL)
        return;
    bp_csv_free(r->csv);
    bp_index_release(&r->own);
    free(r);
}

bp_status bp_records_chunk(bp_records *r, const bp_chunk *chunk, bp_on_plain *on_plain,
                           bp_on_record *on_record, void *arg, bp_err *err)
{
    r->on_plain = on_plain;
    r->on_record = on_record;
    r->arg = arg;
    r->err = err;
    r->text = (bp_text){ chunk->text, chunk->n };
    r->writable = chunk->writable;
    r->end = chunk->text + chunk->n + chunk->ahead;
    r->line = chunk->line;
    r->position = chunk->position;
    bp_status status = BP_OK;
    if (chunk->fields != NULL && chunk->delimiter == r->delimiter)
        status = read_indexed(r, chunk);
    while (status == BP_OK && r->text.n > 0)
        status = read_window(r);
    return status;
}

/* From plain records to one record at a time. */
struct single {
    bp_on_record *on_record;
    void *arg;
    const size_t *column; /* [n] NULL: all */
    size_t n;
    size_t blank; /* of `field`, from 0 on: have been set */
    bp_text field[BP_FIELDS_MAX];
};

static bp_status give_record(void *arg, const bp_record *record, bp_err *err)
{
    const struct single *s = arg;
    return s->on_record(s->arg, record, err);
}

static void cut(struct single *s, const bp_plain *p, size_t i, size_t n)
{
    for (size_t k = 0; s->column == NULL && k < n; k++)
        s->field[k] = bp_plain_field(p, i, k);
    for (; s->column != NULL && s->blank < n; s->blank++)
        s->field[s->blank] = (bp_text){ "", 0 };
    for (size_t k = 0; k < s->n; k++)
        if (s->column[k] < n)
            s->field[s->column[k]] = bp_plain_field(p, i, s->column[k]);
}

static bp_status give_records(void *arg, const bp_plain *p, bp_err *err)
{
    struct single *s = arg;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < p->n; i++) {
        const bp_record record = {
            .field = s->field,
            .n = bp_plain_fields(p, i),
            .line = p->line + i,
            .position = bp_plain_position(p, i),
        };
        cut(s, p, i, record.n);
        status = s->on_record(s->arg, &record, err);
    }
    return status;
}

bp_status bp_records_read(const char *file, const bp_chunk *chunk, bp_csv_rules rules,
                          const bp_index_form *form, const size_t column[], size_t n,
                          bp_on_record *on_record, void *arg, bp_err *err)
{
    struct single single;
    single.on_record = on_record;
    single.arg = arg;
    single.column = column;
    single.n = n;
    single.blank = 0;
    bp_records *r = NULL;
    bp_status status = bp_records_new(&r, file, rules, form, err);
    if (status == BP_OK)
        status = bp_records_chunk(r, chunk, give_records, give_record, &single, err);
    bp_records_free(r);
    return status;
}
