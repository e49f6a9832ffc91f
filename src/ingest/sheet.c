/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.c - the cells of a sheet, one row after the other.
 *
 * Nothing is kept of a row once it is written, so that a sheet may be as long as it
 * likes.  Cells that have a format and nothing else are passed over: programs write
 * thousands of them behind a table.
 * Source: ECMA-376 part 1, 18.3.1 (c, row, v, f, is), 18.18.11 (the kinds of cells). */
#include "ingest/sheet.h"

#include "ingest/csvread.h"
#include "ingest/xml.h"

enum kind { NUMBER, SHARED, TEXT, TRUTH, TROUBLE, DATE };

struct reading {
    const bp_book *book;
    bp_sheet place; /* for messages */
    const bp_booktext *texts;
    const bp_bookformat *formats;
    const bp_sheet_rows *rows; /* NULL: the sheet is only looked at */
    bp_merged *merged;
    bool again; /* all merged cells are known */
    uint64_t row;
    bool hidden;   /* it is not shown */
    size_t column; /* of the cell, from 1 */
    size_t cells;  /* of the row: the column of the last that is not empty */
    size_t filled; /* those that are not empty */
    bp_str line;
    bool in_cell, in_value, in_text, in_sound;
    bool formula; /* the cell has one */
    enum kind kind;
    size_t format;
    bp_str value;
    uint64_t n_hidden;
    size_t wide; /* rows of several cells */
    bool any;    /* some cell is not empty */
    bool done;
};

static bp_status refuse(const struct reading *r, bp_status status, bp_err *err,
                        const char *what)
{
    const bp_loc at = { .sheet = &r->place, .line = r->row, .field = r->column };
    return bp_fail(err, &at, status, "%s", what);
}

/* "AB12" is column 28; 0: it is no cell. */
static size_t column_of(const char *cell)
{
    size_t column = 0;
    for (; bp_lower(*cell) >= 'a' && bp_lower(*cell) <= 'z'; cell++)
        if (column <= BP_SHEET_COLUMNS_MAX)
            column = 26 * column + (size_t)(bp_lower(*cell) - 'a') + 1;
    return column;
}

/* A whole number up to `most` + 1. */
static uint64_t whole_of(const char *text, uint64_t most)
{
    uint64_t n = 0;
    for (; bp_is_digit(*text) && n <= most; text++)
        n = 10 * n + (uint64_t)(*text - '0');
    return n;
}

static enum kind kind_of(const char *type)
{
    static const struct {
        const char *type;
        enum kind kind;
    } known[] = { { "s", SHARED }, { "str", TEXT },  { "inlineStr", TEXT },
                  { "b", TRUTH },  { "e", TROUBLE }, { "d", DATE } };
    for (size_t i = 0; type != NULL && i < sizeof known / sizeof known[0]; i++)
        if (strcmp(type, known[i].type) == 0)
            return known[i].kind;
    return NUMBER;
}

static bp_status start_row(struct reading *r, const char **attribute, bp_err *err)
{
    const char *number = bp_xml_attribute(attribute, "r");
    const char *hidden = bp_xml_attribute(attribute, "hidden");
    const uint64_t row =
        number != NULL ? whole_of(number, BP_SHEET_ROWS_MAX) : r->row + 1;
    const bool forth = row > r->row;
    r->row = row;
    r->column = r->cells = r->filled = 0;
    if (r->again)
        bp_merged_go_to(r->merged, row);
    r->hidden =
        hidden != NULL && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
    bp_str_clear(&r->line);
    if (row > BP_SHEET_ROWS_MAX)
        return refuse(r, BP_EDATA, err, "a sheet has no such row");
    return forth ? BP_OK : refuse(r, BP_EDATA, err, "the rows are not in their order");
}

static bp_status start_cell(struct reading *r, const char **attribute, bp_err *err)
{
    const char *place = NULL, *format = NULL, *type = NULL;
    for (; attribute[0] != NULL; attribute += 2) {
        if (strcmp(attribute[0], "r") == 0)
            place = attribute[1];
        else if (strcmp(attribute[0], "s") == 0)
            format = attribute[1];
        else if (strcmp(attribute[0], "t") == 0)
            type = attribute[1];
    }
    const size_t column = place != NULL ? column_of(place) : r->column + 1;
    const bool forth = column > r->column;
    r->column = column;
    r->kind = kind_of(type);
    r->format = format != NULL ? (size_t)whole_of(format, BP_FORMATS_MAX) : 0;
    r->formula = false;
    r->in_cell = true;
    bp_str_clear(&r->value);
    if (column > BP_SHEET_COLUMNS_MAX)
        return refuse(r, BP_EDATA, err, "a sheet has no such column");
    return forth ? BP_OK : refuse(r, BP_EDATA, err, "the cells are not in their order");
}

static bp_status start_merged(struct reading *r, const char **attribute, bp_err *err)
{
    const char *reference = bp_xml_attribute(attribute, "ref");
    return reference != NULL && r->rows != NULL && !r->again
               ? bp_merged_add(r->merged, reference, err)
               : BP_OK;
}

static bp_status start(void *arg, const char *name, const char **attribute, bp_err *err)
{
    struct reading *r = arg;
    if (strcmp(name, "c") == 0)
        return start_cell(r, attribute, err);
    if (strcmp(name, "row") == 0)
        return start_row(r, attribute, err);
    if (!r->in_cell)
        return strcmp(name, "mergeCell") == 0 ? start_merged(r, attribute, err) : BP_OK;
    r->in_value |= strcmp(name, "v") == 0;
    r->in_text |= strcmp(name, "t") == 0;
    r->in_sound |= strcmp(name, "rPh") == 0;
    r->formula |= strcmp(name, "f") == 0;
    return BP_OK;
}

static bp_status characters(void *arg, bp_text text, bp_err *err)
{
    struct reading *r = arg;
    if (!r->in_value && (!r->in_text || r->in_sound))
        return BP_OK;
    if (r->value.n + text.n > BP_FIELD_MAX)
        return refuse(r, BP_ELIMIT, err, "the cell is over 1 MiB");
    bp_str_bytes(&r->value, text.at, text.n);
    return BP_OK;
}

/* The commas before a column. */
static void put_commas(struct reading *r, size_t column)
{
    bp_str_fill(&r->line, ',', r->cells > 0 ? column - r->cells : column - 1);
    r->cells = column;
}

/* Merged cells from rows above, before a column. */
static void put_merged(struct reading *r, size_t before)
{
    const bp_merged_cell *c;
    while (r->again && (c = bp_merged_between(r->merged, r->cells, before)) != NULL) {
        put_commas(r, c->column);
        bp_sheettext_cell(&r->line, c->text);
        r->place.merged++;
    }
}

/* Room for the cell in the line. */
static void go_to_column(struct reading *r)
{
    put_merged(r, r->column);
    put_commas(r, r->column);
}

static bp_status put_text(struct reading *r, bp_text text, bp_err *err)
{
    go_to_column(r);
    bp_sheettext_cell(&r->line, text);
    return r->again ? bp_merged_keep(r->merged, r->row, r->column, text, err) : BP_OK;
}

static bp_status put_shared(struct reading *r, bp_err *err)
{
    const char *digits = bp_str_text(&r->value).at;
    bp_text text;
    if (*digits < '0' || *digits > '9' ||
        !bp_booktext_at(&text, r->texts, (size_t)whole_of(digits, r->texts->n)))
        return refuse(r, BP_EDATA, err, "the cell is damaged: it has no text");
    return text.n > 0 ? put_text(r, text, err) : BP_OK;
}

static bp_status put_number(struct reading *r, bp_err *err)
{
    const bp_text value = bp_text_trim(bp_str_text(&r->value));
    go_to_column(r);
    if (bp_shown_write(&r->line, value, bp_bookformat_at(r->formats, r->format),
                       r->book->since_1904))
        return BP_OK;
    return refuse(r, BP_EDATA, err, "the cell is damaged: its value is no number");
}

/* "2026-03-31T00:00:00" is a day. */
static bp_text without_midnight(bp_text date)
{
    if (date.n > 10 && date.at[10] == 'T' &&
        bp_text_starts(bp_text_from(date, 10), "T00:00:00"))
        date.n = 10;
    return date;
}

static bp_status put_value(struct reading *r, bp_err *err)
{
    const bp_text value = bp_str_text(&r->value);
    const bool zero = bp_text_equal(value, bp_text_of("0"));
    if (r->formula && r->kind == NUMBER && (value.n == 0 || (zero && r->book->stale)))
        return refuse(r, BP_EDATA, err,
                      "a formula whose value the workbook does not hold: open it in a "
                      "spreadsheet program, recalculate and save it");
    if (value.n == 0 || r->kind == TROUBLE)
        return BP_OK;
    if (r->kind == SHARED)
        return put_shared(r, err);
    if (r->kind == NUMBER)
        return put_number(r, err);
    bp_booktext_clean(&r->value, 0);
    if (r->kind == TEXT)
        return put_text(r, bp_str_text(&r->value), err);
    go_to_column(r);
    if (r->kind == TRUTH)
        bp_str_puts(&r->line, value.at[0] == '1' ? "TRUE" : "FALSE");
    else
        bp_sheettext_cell(&r->line, without_midnight(value));
    return BP_OK;
}

static bp_status end_cell(struct reading *r, bp_err *err)
{
    r->in_cell = r->in_value = r->in_text = r->in_sound = false;
    r->filled += r->value.n > 0;
    if (r->value.failed)
        return bp_no_memory(err, "a row of the workbook");
    if (r->rows == NULL)
        return BP_OK;
    bp_status status = put_value(r, err);
    if (status == BP_OK && r->line.n > BP_RECORD_MAX)
        return refuse(r, BP_ELIMIT, err, "the row is over 4 MiB");
    return status == BP_OK && (r->line.failed || r->value.failed)
               ? bp_no_memory(err, "a row of the workbook")
               : status;
}

static bp_status end_row(struct reading *r, bp_err *err)
{
    r->any |= r->filled > 0;
    r->wide += r->filled > 1;
    r->done = r->rows == NULL && r->wide > 1;
    if (r->rows == NULL || r->cells == 0)
        return BP_OK;
    put_merged(r, SIZE_MAX);
    if (r->cells > BP_FIELDS_MAX)
        return refuse(r, BP_ELIMIT, err, "the row has more than 4096 cells");
    r->n_hidden += r->hidden;
    const bp_sheet_row row = { r->row, bp_str_text(&r->line), r->cells, r->filled };
    bp_status status = r->rows->add(r->rows->arg, &row, err);
    r->done = r->rows->done != NULL && *r->rows->done;
    return status;
}

static bp_status end(void *arg, const char *name, bp_err *err)
{
    struct reading *r = arg;
    if (strcmp(name, "c") == 0)
        return end_cell(r, err);
    if (strcmp(name, "row") == 0)
        return end_row(r, err);
    r->in_value &= strcmp(name, "v") != 0;
    r->in_text &= strcmp(name, "t") != 0;
    r->in_sound &= strcmp(name, "rPh") != 0;
    r->done |= r->rows == NULL && strcmp(name, "sheetData") == 0;
    return BP_OK;
}

static bp_status read_all(struct reading *r, size_t sheet, bp_err *err)
{
    const bp_xml_calls calls = {
        .start = start, .end = end, .text = characters, .done = &r->done
    };
    const bp_book_sheet *s = &r->book->sheet[sheet];
    r->place.name = s->name;
    bp_status status = bp_xml_read(r->book->archive, s->part, &calls, r, err);
    bp_str_release(&r->line);
    bp_str_release(&r->value);
    return status;
}

bp_status bp_sheet_look_at(bp_sheet_look *out, const bp_book *b, size_t sheet,
                           bp_err *err)
{
    struct reading r = { .book = b };
    bp_status status = read_all(&r, sheet, err);
    if (status == BP_OK)
        *out = r.wide > 1 ? BP_SHEET_TABLE : r.any ? BP_SHEET_CELLS : BP_SHEET_EMPTY;
    return status;
}

bp_status bp_sheet_read(const bp_sheet_rows *rows, bp_merged *merged, bp_sheet *place,
                        const bp_book *b, size_t sheet, const bp_booktext *texts,
                        const bp_bookformat *formats, bp_err *err)
{
    struct reading r = { .book = b,
                         .texts = texts,
                         .formats = formats,
                         .rows = rows,
                         .merged = merged,
                         .again = merged->sorted };
    bp_status status = read_all(&r, sheet, err);
    if (status == BP_OK) {
        place->hidden += r.n_hidden;
        place->merged += r.place.merged;
    }
    return status;
}
