/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booksheet.c - which sheet of a workbook is meant, and its text.
 *
 * Survey workbooks come with a cover and notes, which have text in one column: a sheet is
 * taken without a word where it alone has rows of several cells, and asked for where
 * another could be meant.  Those that are parts of one table are read together only where
 * that is asked for: two may as well be last year's and this year's pay of the same
 * people. */
#include "ingest/booksheet.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/lookalike.h"
#include "base/mem.h"
#include "base/words.h"
#include "ingest/bookjoin.h"
#include "ingest/sheet.h"

struct bp_booksheet {
    bp_sheet place;
    bp_arena names;
    bp_sheettext *text;
};

/* A workbook, and what all of its sheets share. */
typedef struct opened {
    bp_book book;
    bp_booktext texts;
    bp_bookformat formats;
} opened;

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

/* The likeliest is that with most rows, as far as they were looked at; or several are
 * parts of one table. */
static bp_status refuse_several(const opened *o, const bool table[], bp_err *err)
{
    const bp_book *b = &o->book;
    bp_bookjoin parts = { 0 };
    bp_str names = { 0 };
    size_t most = SIZE_MAX;
    bp_status status = bp_bookjoin_find(&parts, b, &o->texts, &o->formats, err);
    for (size_t i = 0; status == BP_OK && i < b->n_sheets; i++)
        if (table[i] &&
            (most == SIZE_MAX || parts.sheet[i].rows > parts.sheet[most].rows))
            most = i;
    list(&names, b, table);
    if (status == BP_OK)
        status = bp_fail_hint(err, NULL, BP_EDATA,
                              (bp_hint){ parts.n > 0 ? BP_HINT_SHEETS : BP_HINT_SHEET,
                                         b->sheet[most].name },
                              "several sheets have tables%s: %.400s",
                              parts.n == 0 ? "" : ", and some of them the same columns",
                              bp_str_text(&names).at);
    bp_bookjoin_release(&parts);
    bp_str_release(&names);
    return status;
}

/* The only one that is shown and has a table; else the only one with anything. */
static bp_status choose(size_t *out, const opened *o, bp_err *err)
{
    const bp_book *b = &o->book;
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
        status = refuse_several(o, is_table, err);
    if (status == BP_OK && tables == 0 && filled != 1)
        status = bp_fail_hint(err, NULL, BP_EDATA,
                              (bp_hint){ BP_HINT_SHEET, b->sheet[any].name },
                              "no sheet has a table");
    free(is_table);
    if (status == BP_OK)
        *out = tables == 1 ? table : any;
    return status;
}

static bp_status pick(size_t *out, const opened *o, const char *wish, bp_err *err)
{
    const bp_book *b = &o->book;
    if (wish != NULL) {
        *out = find(b, wish);
        return *out != SIZE_MAX ? BP_OK : refuse_wish(b, wish, err);
    }
    *out = 0;
    return b->n_sheets == 1 ? BP_OK : choose(out, o, err);
}

static bp_status add_row(void *arg, const bp_sheet_row *r, bp_err *err)
{
    return bp_sheettext_add(arg, r->row, r->line, r->cells, err);
}

static bp_status start_text(bp_booksheet *s, const opened *o, bp_err *err)
{
    bp_sheettext_free(s->text);
    s->text = NULL;
    return bp_sheettext_new(&s->text, bp_archive_limit(o->book.archive), err);
}

static const char *copy_name(bp_booksheet *s, const char *name, bp_err *err)
{
    const char *copy = bp_arena_copy(&s->names, name, strlen(name));
    if (copy == NULL)
        bp_no_memory(err, "the names of sheets");
    return copy;
}

/* Reads all cells, and where some reach over several rows once more, now that they are
 * known. */
static bp_status read_one(bp_booksheet *s, const opened *o, size_t sheet, bp_err *err)
{
    bp_merged merged = { 0 };
    s->place.name = copy_name(s, o->book.sheet[sheet].name, err);
    bp_status status = s->place.name != NULL ? BP_OK : BP_ELIMIT;
    for (int times = 0; status == BP_OK && times < 2 && (times == 0 || merged.n > 0);
         times++) {
        status = start_text(s, o, err);
        const bp_sheet_rows rows = { .add = add_row, .arg = s->text };
        s->place.hidden = 0;
        if (status == BP_OK)
            status = bp_sheet_read(&rows, &merged, &s->place, &o->book, sheet, &o->texts,
                                   &o->formats, err);
        bp_merged_sort(&merged);
    }
    bp_merged_release(&merged);
    return status;
}

/* What is said of the sheets that are read, and of the others that are shown. */
static bp_status name_parts(bp_booksheet *s, const opened *o, const bp_bookjoin *parts,
                            bp_err *err)
{
    const bp_book *b = &o->book;
    bool *named = bp_alloc(0, b->n_sheets, sizeof *named);
    const char **out[] = { &s->place.together, &s->place.apart };
    bp_status status = named != NULL ? BP_OK : bp_no_memory(err, "the names of sheets");
    for (size_t k = 0; status == BP_OK && k < 2; k++) {
        bp_str names = { 0 };
        for (size_t i = 0; i < b->n_sheets; i++)
            named[i] = parts->sheet[i].in == (k == 0) && !b->sheet[i].hidden;
        list(&names, b, named);
        *out[k] = names.n > 0 ? copy_name(s, names.at, err) : NULL;
        if (names.failed || (names.n > 0 && *out[k] == NULL))
            status = bp_no_memory(err, "the names of sheets");
        bp_str_release(&names);
    }
    free(named);
    return status;
}

static bp_status read_parts(bp_booksheet *s, const opened *o, const bp_bookjoin *parts,
                            bp_err *err)
{
    const bp_book *b = &o->book;
    bp_status status = name_parts(s, o, parts, err);
    s->place.before = 1;
    if (status == BP_OK)
        status = start_text(s, o, err);
    for (size_t i = 0; status == BP_OK && i < b->n_sheets; i++) {
        if (!parts->sheet[i].in)
            continue;
        const char *name = copy_name(s, b->sheet[i].name, err);
        const bool first = s->place.name == NULL;
        s->place.name = first ? name : s->place.name;
        status = name != NULL
                     ? bp_bookjoin_add(s->text, &s->place, &parts->sheet[i], name, first,
                                       b, i, &o->texts, &o->formats, err)
                     : BP_ELIMIT;
    }
    return status;
}

static bp_status read_together(bp_booksheet *s, const opened *o, bp_err *err)
{
    bp_bookjoin parts = { 0 };
    bp_status status = bp_bookjoin_find(&parts, &o->book, &o->texts, &o->formats, err);
    if (status == BP_OK && parts.unread)
        status = BP_EDATA; /* it may be one of them */
    if (status == BP_OK && parts.n == 0)
        status = bp_fail_hint(err, NULL, BP_EDATA,
                              (bp_hint){ BP_HINT_SHEET, o->book.sheet[0].name },
                              "no two of its sheets have the same header");
    if (status == BP_OK)
        status = read_parts(s, o, &parts, err);
    bp_bookjoin_release(&parts);
    return status;
}

static bp_status read_book(bp_booksheet *s, const opened *o, const char *wish,
                           bp_err *err)
{
    size_t sheet = 0;
    const bool all = wish != NULL && strcmp(wish, "*") == 0;
    bp_status status = all ? BP_OK : pick(&sheet, o, wish, err);
    if (status == BP_OK)
        status = all ? read_together(s, o, err) : read_one(s, o, sheet, err);
    if (status == BP_OK)
        status = bp_sheettext_end(s->text, err);
    if (status == BP_OK)
        s->place.shift = bp_sheettext_shifts(s->text, &s->place.n_shift);
    return status;
}

bp_status bp_booksheet_new(bp_booksheet **out, const bp_raw *raw, const char *wish,
                           bp_err *err)
{
    opened o = { .book = { 0 } };
    bp_booksheet *s = bp_alloc(sizeof *s, 0, 0);
    if (s == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory");
    bp_status status = bp_book_open(&o.book, raw, err);
    if (status == BP_OK)
        status = bp_booktext_read(&o.texts, o.book.archive, o.book.texts, err);
    if (status == BP_OK)
        status = bp_bookformat_read(&o.formats, o.book.archive, o.book.formats, err);
    if (status == BP_OK)
        status = read_book(s, &o, wish, err);
    bp_booktext_release(&o.texts);
    bp_bookformat_release(&o.formats);
    bp_book_release(&o.book);
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
    bp_arena_release(&s->names);
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
