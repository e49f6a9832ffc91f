/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booksheet.c - which sheet of a workbook is meant, and its text.
 *
 * Survey workbooks come with a cover and notes, which have text in one column: a sheet is
 * taken without a word where it alone has rows of several cells, and asked for where
 * another could be meant. */
#include "ingest/booksheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lookalike.h"
#include "base/mem.h"
#include "base/words.h"
#include "ingest/sheet.h"

struct bp_booksheet {
    bp_sheet place;
    char *name;
    bp_sheettext *text;
};

/* By its name, with or without the case of letters, else by its number. */
static size_t find(const bp_book *b, const char *wish)
{
    for (size_t i = 0; i < b->n_sheets; i++)
        if (strcmp(b->sheet[i].name, wish) == 0)
            return i;
    for (size_t i = 0; i < b->n_sheets; i++)
        if (bp_words_same(bp_text_of(b->sheet[i].name), bp_text_of(wish)))
            return i;
    char *end;
    const unsigned long n = strtoul(wish, &end, 10);
    const bool number = bp_is_digit(*wish) && *end == '\0';
    return number && n >= 1 && n <= b->n_sheets ? n - 1 : SIZE_MAX;
}

/* "'Cover', 'Pay'", of those that `named` names, as far as a message has room. */
static void list(bp_str *s, const bp_book *b, const bool named[])
{
    for (size_t i = 0; i < b->n_sheets && s->n < 300; i++) {
        if (!named[i])
            continue;
        bp_str_puts(s, s->n > 0 ? ", '" : "'");
        bp_str_visible(s, bp_text_of(b->sheet[i].name));
        bp_str_putc(s, '\'');
    }
}

static bp_status refuse_wish(const bp_book *b, const char *wish, bp_err *err)
{
    const char **name = bp_alloc(0, b->n_sheets, sizeof *name);
    bool *all = bp_alloc(0, b->n_sheets, sizeof *all);
    bp_str names = { 0 };
    for (size_t i = 0; name != NULL && all != NULL && i < b->n_sheets; i++) {
        name[i] = b->sheet[i].name;
        all[i] = true;
    }
    bp_status status = BP_EUSAGE;
    if (name == NULL || all == NULL)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory");
    else {
        char meant[BP_LOOK_MEANT_ROOM];
        const char *near = bp_text_nearest(wish, name, b->n_sheets);
        list(&names, b, all);
        bp_fail(err, NULL, status,
                near != NULL ? "no sheet '%.100s'%s"
                             : "no sheet '%.100s'; there is %.300s",
                wish,
                near != NULL ? bp_look_meant(meant, near, wish) : bp_str_text(&names).at);
    }
    bp_str_release(&names);
    free(name);
    free(all);
    return status;
}

static bp_status refuse_several(const bp_book *b, const bool table[], size_t first,
                                bp_err *err)
{
    bp_str names = { 0 };
    list(&names, b, table);
    bp_status status = bp_fail_hint(
        err, NULL, BP_EDATA, (bp_hint){ BP_HINT_SHEET, b->sheet[first].name },
        "several sheets have tables: %.400s", bp_str_text(&names).at);
    bp_str_release(&names);
    return status;
}

/* The only one that is shown and has a table; else the only one with anything. */
static bp_status choose(size_t *out, const bp_book *b, bp_err *err)
{
    size_t tables = 0, filled = 0, table = 0, any = 0;
    bool *is_table = bp_alloc(0, b->n_sheets, sizeof *is_table);
    bp_status status =
        is_table != NULL ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory");
    for (size_t i = b->n_sheets; i > 0 && status == BP_OK; i--) {
        bp_sheet_look look = BP_SHEET_EMPTY;
        if (!b->sheet[i - 1].hidden)
            status = bp_sheet_look_at(&look, b, i - 1, err);
        is_table[i - 1] = look == BP_SHEET_TABLE;
        table = look == BP_SHEET_TABLE ? i - 1 : table;
        any = look != BP_SHEET_EMPTY ? i - 1 : any;
        tables += look == BP_SHEET_TABLE;
        filled += look != BP_SHEET_EMPTY;
    }
    if (status == BP_OK && tables > 1)
        status = refuse_several(b, is_table, table, err);
    if (status == BP_OK && tables == 0 && filled != 1)
        status = bp_fail_hint(err, NULL, BP_EDATA,
                              (bp_hint){ BP_HINT_SHEET, b->sheet[any].name },
                              "no sheet has a table");
    free(is_table);
    if (status == BP_OK)
        *out = tables == 1 ? table : any;
    return status;
}

static bp_status pick(size_t *out, const bp_book *b, const char *wish, bp_err *err)
{
    if (wish != NULL) {
        *out = find(b, wish);
        return *out != SIZE_MAX ? BP_OK : refuse_wish(b, wish, err);
    }
    *out = 0;
    return b->n_sheets == 1 ? BP_OK : choose(out, b, err);
}

/* Reads all cells, and where some reach over several rows once more, now that they are
 * known. */
static bp_status read_cells(bp_booksheet *s, const bp_book *b, size_t sheet,
                            const bp_booktext *texts, const bp_bookformat *formats,
                            bp_err *err)
{
    bp_merged merged = { 0 };
    bp_status status = BP_OK;
    for (int times = 0; status == BP_OK && times < 2 && (times == 0 || merged.n > 0);
         times++) {
        bp_sheettext_free(s->text);
        s->text = NULL;
        status = bp_sheettext_new(&s->text, bp_archive_limit(b->archive), err);
        if (status == BP_OK)
            status =
                bp_sheet_read(s->text, &merged, &s->place, b, sheet, texts, formats, err);
    }
    bp_merged_release(&merged);
    return status;
}

static bp_status read_sheet(bp_booksheet *s, const bp_book *b, size_t sheet, bp_err *err)
{
    bp_booktext texts = { 0 };
    bp_bookformat formats = { 0 };
    bp_status status = bp_booktext_read(&texts, b->archive, b->texts, err);
    if (status == BP_OK)
        status = bp_bookformat_read(&formats, b->archive, b->formats, err);
    if (status == BP_OK)
        status = read_cells(s, b, sheet, &texts, &formats, err);
    if (status == BP_OK)
        status = bp_sheettext_end(s->text, err);
    if (status == BP_OK)
        s->place.shift = bp_sheettext_shifts(s->text, &s->place.n_shift);
    bp_booktext_release(&texts);
    bp_bookformat_release(&formats);
    return status;
}

static bp_status read_book(bp_booksheet *s, const bp_book *b, const char *wish,
                           bp_err *err)
{
    size_t sheet = 0;
    bp_status status = pick(&sheet, b, wish, err);
    if (status != BP_OK)
        return status;
    const char *name = b->sheet[sheet].name;
    s->place.name = s->name = bp_copy(name, strlen(name));
    if (s->name == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    return read_sheet(s, b, sheet, err);
}

bp_status bp_booksheet_new(bp_booksheet **out, const bp_raw *raw, const char *wish,
                           bp_err *err)
{
    bp_book book = { 0 };
    bp_booksheet *s = bp_alloc(sizeof *s, 0, 0);
    if (s == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    bp_status status = bp_book_open(&book, raw, err);
    if (status == BP_OK)
        status = read_book(s, &book, wish, err);
    bp_book_release(&book);
    if (status == BP_OK)
        *out = s;
    else
        bp_booksheet_free(s);
    return status;
}

void bp_booksheet_free(bp_booksheet *s)
{
    if (s == NULL)
        return;
    bp_sheettext_free(s->text);
    free(s->name);
    free(s);
}

const bp_sheet *bp_booksheet_place(const bp_booksheet *s)
{
    return &s->place;
}

bp_status bp_booksheet_read(bp_booksheet *s, char *to, size_t room, size_t *n,
                            bp_err *err)
{
    return bp_sheettext_read(s->text, to, room, n, err);
}

void bp_booksheet_rewind(bp_booksheet *s)
{
    bp_sheettext_rewind(s->text);
}
