/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheettext.c - the rows of a sheet, as lines of comma-separated text.
 *
 * How wide a sheet is cannot be told before its last row was seen: what programs write
 * there of its size is often wrong.  So the rows go to a temporary file, each behind the
 * number of its cells and followed by it, and get the commas that they lack when they are
 * read.  Memory does not grow with the sheet. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/sheettext.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/scratch.h"
#include "ingest/csvread.h"

#define BUFFER ((size_t)64 << 10)
#define TOO_LARGE "the sheet is far larger as text than its file"

/* Before each line of the temporary file. */
struct head {
    uint32_t bytes; /* of the line */
    uint32_t cells;
};

struct bp_sheettext {
    int fd;
    uint64_t limit;
    uint64_t bytes; /* of all lines with their ends */
    uint64_t cells; /* of all lines */
    uint64_t rows;  /* that were added, with the empty ones */
    size_t width;   /* cells of the widest */
    uint64_t kept;  /* bytes in the temporary file; those in `buffer` are more */
    bp_sheet_shift *shift;
    size_t n_shift, cap_shift;
    uint64_t shifted; /* line breaks within rows so far */
    uint64_t before;  /* rows of other sheets, less those of this one that are left out */
    uint64_t at;      /* of the temporary file: where the buffer ends */
    struct head now;  /* of the line that is read: what is left of it */
    bool within;      /* it has begun */
    size_t from, n;   /* of buffer: what was written, or is not read yet */
    char buffer[BUFFER];
};

bp_status bp_sheettext_new(bp_sheettext **out, uint64_t limit, bp_err *err)
{
    bp_sheettext *t = bp_alloc_buffered(offsetof(bp_sheettext, buffer), sizeof *t);
    if (t == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    t->fd = -1;
    t->limit = limit;
    bp_status status = bp_scratch_open(&t->fd, err);
    if (status == BP_OK)
        *out = t;
    else
        bp_sheettext_free(t);
    return status;
}

void bp_sheettext_free(bp_sheettext *t)
{
    if (t == NULL)
        return;
    if (t->fd >= 0)
        close(t->fd);
    free(t->shift);
    free(t);
}

void bp_sheettext_cell(bp_str *line, bp_text cell)
{
    bool quoted = false;
    for (size_t i = 0; i < cell.n && !quoted; i++)
        quoted = cell.at[i] == '"' || cell.at[i] == ',' || cell.at[i] == '\n';
    if (!quoted) {
        bp_str_bytes(line, cell.at, cell.n);
        return;
    }
    bp_str_putc(line, '"');
    while (cell.n > 0) {
        const char *quote = memchr(cell.at, '"', cell.n);
        const size_t n = quote != NULL ? (size_t)(quote - cell.at) + 1 : cell.n;
        bp_str_bytes(line, cell.at, n);
        if (quote != NULL)
            bp_str_putc(line, '"');
        cell = bp_text_from(cell, n);
    }
    bp_str_putc(line, '"');
}

static bp_status flush(bp_sheettext *t, bp_err *err)
{
    bp_status status = bp_scratch_write(t->fd, t->buffer, t->n, err);
    t->kept += t->n;
    t->n = 0;
    return status;
}

static bp_status put(bp_sheettext *t, const void *bytes, size_t n, bp_err *err)
{
    bp_status status = BP_OK;
    if (n > BUFFER - t->n)
        status = flush(t, err);
    if (status != BP_OK || n == 0)
        return status;
    if (n > BUFFER) {
        t->kept += n;
        return bp_scratch_write(t->fd, bytes, n, err);
    }
    memcpy(t->buffer + t->n, bytes, n);
    t->n += n;
    return BP_OK;
}

static bp_status put_line(bp_sheettext *t, bp_text line, size_t cells, bp_err *err)
{
    const struct head head = { (uint32_t)line.n, (uint32_t)cells };
    t->rows++;
    t->bytes += line.n + 1;
    t->cells += cells > 0 ? cells : 1;
    if (t->bytes > t->limit)
        return bp_fail(err, NULL, BP_ELIMIT, TOO_LARGE);
    bp_status status = put(t, &head, sizeof head, err);
    return status == BP_OK ? put(t, line.at, line.n, err) : status;
}

/* From the next row on. */
static bp_status add_shift(bp_sheettext *t, const char *sheet, bp_err *err)
{
    if (!bp_reserve(&t->shift, &t->cap_shift, t->n_shift + 1, sizeof *t->shift))
        return bp_no_memory(err, "the lines of its rows");
    t->shift[t->n_shift++] =
        (bp_sheet_shift){ t->rows + 1 + t->shifted, t->before + t->shifted, sheet };
    return BP_OK;
}

/* A row with line breaks moves the lines of those below it. */
static bp_status note_breaks(bp_sheettext *t, bp_text line, bp_err *err)
{
    uint64_t breaks = 0;
    for (const char *c = line.at; (c = memchr(c, '\n', line.n - (size_t)(c - line.at)));
         c++)
        breaks++;
    if (breaks == 0)
        return BP_OK;
    t->shifted += breaks;
    return add_shift(t, NULL, err);
}

bp_status bp_sheettext_begin(bp_sheettext *t, const char *sheet, uint64_t row,
                             bp_err *err)
{
    t->before = t->rows + 1 - row; /* below 0 it wraps, and so does what is taken off */
    return add_shift(t, sheet, err);
}

bp_status bp_sheettext_add(bp_sheettext *t, uint64_t row, bp_text line, size_t cells,
                           bp_err *err)
{
    bp_status status = BP_OK;
    if (line.n > BP_RECORD_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "the row is over 4 MiB");
    while (status == BP_OK && t->rows + 1 < row + t->before)
        status = put_line(t, (bp_text){ "", 0 }, 0, err);
    if (status == BP_OK)
        status = put_line(t, line, cells, err);
    if (status == BP_OK)
        status = note_breaks(t, line, err);
    t->width = cells > t->width ? cells : t->width;
    return status;
}

bp_status bp_sheettext_end(bp_sheettext *t, bp_err *err)
{
    if (t->bytes + t->rows * t->width - t->cells > t->limit)
        return bp_fail(err, NULL, BP_ELIMIT, TOO_LARGE);
    bp_status status = flush(t, err);
    bp_sheettext_rewind(t);
    return status;
}

void bp_sheettext_rewind(bp_sheettext *t)
{
    t->at = 0;
    t->from = t->n = 0;
    t->within = false;
}

/* At least `need` bytes in the buffer, fewer at the end of the file. */
static bp_status fill(bp_sheettext *t, size_t need, bp_err *err)
{
    size_t more = 0;
    if (t->n - t->from >= need || t->at == t->kept)
        return BP_OK;
    memmove(t->buffer, t->buffer + t->from, t->n - t->from);
    t->n -= t->from;
    t->from = 0;
    bp_status status =
        bp_scratch_read(t->fd, t->buffer + t->n, BUFFER - t->n, t->at, &more, err);
    t->n += more;
    t->at += more;
    return status;
}

/* Copies what the line that is read has, then the commas that it lacks, then its end. */
static size_t copy(bp_sheettext *t, char *to, size_t room)
{
    const size_t there = t->n - t->from < t->now.bytes ? t->n - t->from : t->now.bytes;
    const size_t bytes = there < room ? there : room;
    memcpy(to, t->buffer + t->from, bytes);
    t->from += bytes;
    t->now.bytes -= (uint32_t)bytes;
    if (t->now.bytes > 0 || bytes == room)
        return bytes;
    const size_t lacking = t->width - t->now.cells;
    const size_t commas = lacking < room - bytes ? lacking : room - bytes;
    memset(to + bytes, ',', commas);
    t->now.cells += (uint32_t)commas;
    if (commas < lacking || bytes + commas == room)
        return bytes + commas;
    to[bytes + commas] = '\n';
    t->within = false;
    return bytes + commas + 1;
}

bp_status bp_sheettext_read(bp_sheettext *t, char *to, size_t room, size_t *n,
                            bp_err *err)
{
    *n = 0;
    while (*n < room) {
        const size_t need = t->within ? t->now.bytes > 0 : sizeof t->now;
        bp_status status = fill(t, need, err);
        if (status != BP_OK)
            return status;
        if (t->n - t->from < need)
            return BP_OK;
        if (!t->within) {
            memcpy(&t->now, t->buffer + t->from, sizeof t->now);
            t->from += sizeof t->now;
            t->now.cells = t->now.cells > 0 ? t->now.cells : 1;
            t->within = true;
        }
        *n += copy(t, to + *n, room - *n);
    }
    return BP_OK;
}

const bp_sheet_shift *bp_sheettext_shifts(const bp_sheettext *t, size_t *n)
{
    *n = t->n_shift;
    return t->shift;
}
