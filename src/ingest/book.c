/* SPDX-License-Identifier: GPL-3.0-or-later */
/* book.c - what an xlsx workbook consists of: which sheets it has and in which parts of
 * the archive they are.
 *
 * Parts are found by the relationships between them, as the standard asks for, never by
 * their usual names, which programs are free to change.  What is no workbook, or one that
 * can do something, is refused here by what it is.
 * Source: ECMA-376 part 2 (parts and relationships), part 1, 18.2 (workbook). */
#include "ingest/book.h"

#include <stdlib.h>

#include "base/str.h"
#include "ingest/xml.h"

#define SHEETS_MAX 10000

/* One relationship of a part to another. */
struct link {
    const char *id, *type, *part;
};

/* Those of one part, and what it says of sheets. */
struct links {
    bp_arena *arena;
    const char *folder; /* what their targets are relative to, "xl/" */
    struct link *at;
    size_t n, cap;
};

static bool ends(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* "../a.xml" beside "xl/" is "a.xml"; "/xl/a.xml" is "xl/a.xml". */
static const char *resolve(bp_arena *arena, const char *folder, const char *target)
{
    bp_str path = { 0 };
    bp_str_puts(&path, target[0] == '/' ? "" : folder);
    for (target += target[0] == '/'; *target != '\0';) {
        const size_t n = strcspn(target, "/");
        const bool up = n == 2 && memcmp(target, "..", 2) == 0;
        const bool here = n == 1 && target[0] == '.';
        if (up && path.n > 0)
            do
                path.n--;
            while (path.n > 0 && path.at[path.n - 1] != '/');
        else if (!up && !here)
            bp_str_bytes(&path, target, n);
        target += n;
        if (*target == '/') {
            if (!up && !here)
                bp_str_putc(&path, '/');
            target++;
        }
    }
    const char *made =
        path.failed ? NULL
                    : bp_arena_copy(arena, bp_str_text(&path).at, bp_str_text(&path).n);
    bp_str_release(&path);
    return made;
}

static bp_status start_link(void *arg, const char *name, const char **attribute,
                            bp_err *err)
{
    struct links *l = arg;
    const char *id = bp_xml_attribute(attribute, "Id");
    const char *type = bp_xml_attribute(attribute, "Type");
    const char *target = bp_xml_attribute(attribute, "Target");
    const char *mode = bp_xml_attribute(attribute, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
        target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
        return BP_OK;
    if (l->n == SHEETS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "the workbook has more than %d parts",
                       SHEETS_MAX);
    if (!bp_reserve(&l->at, &l->cap, l->n + 1, sizeof *l->at))
        return bp_no_memory(err, "the sheets of the workbook");
    const struct link link = { bp_arena_copy(l->arena, id, strlen(id)),
                               bp_arena_copy(l->arena, type, strlen(type)),
                               resolve(l->arena, l->folder, target) };
    if (link.id == NULL || link.type == NULL || link.part == NULL)
        return bp_no_memory(err, "the sheets of the workbook");
    l->at[l->n++] = link;
    return BP_OK;
}

static const bp_xml_calls link_calls = { .start = start_link };

/* The part that is related by a type with this end, or NULL. */
static const char *part_of(const struct links *l, const char *type)
{
    for (size_t i = 0; i < l->n; i++)
        if (ends(l->at[i].type, type))
            return l->at[i].part;
    return NULL;
}

/* Reads the relationships of a part: those of "xl/workbook.xml" are in
 * "xl/_rels/workbook.xml.rels". */
static bp_status read_links(struct links *l, bp_book *b, const char *part, bp_err *err)
{
    const char *slash = strrchr(part, '/');
    const size_t n = slash != NULL ? (size_t)(slash - part) + 1 : 0;
    bp_str path = { 0 };
    bp_str_bytes(&path, part, n);
    l->folder = bp_arena_copy(&b->arena, part, n);
    l->arena = &b->arena;
    bp_str_printf(&path, "_rels/%s.rels", part + n);
    bp_status status = path.failed || l->folder == NULL
                           ? bp_no_memory(err, "the sheets of the workbook")
                           : BP_OK;
    if (status == BP_OK)
        status = bp_xml_read(b->archive, path.at, &link_calls, l, err);
    bp_str_release(&path);
    return status;
}

/* What is in the workbook's own part. */
struct listing {
    bp_book *book;
    const struct links *links;
    bool begun;
};

static bool is_true(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static bp_status add_sheet(struct listing *l, const char **attribute, bp_err *err)
{
    bp_book *b = l->book;
    const char *name = bp_xml_attribute(attribute, "name");
    const char *state = bp_xml_attribute(attribute, "state");
    const char *id = bp_xml_attribute(attribute, "id");
    const struct link *to = NULL;
    for (size_t i = 0; i < l->links->n && id != NULL && to == NULL; i++)
        if (strcmp(l->links->at[i].id, id) == 0)
            to = &l->links->at[i];
    if (name == NULL || to == NULL)
        return bp_fail(err, NULL, BP_EDATA,
                       "the workbook is damaged: a sheet is nowhere");
    if (ends(to->type, "/xlMacrosheet"))
        return bp_fail(err, NULL, BP_EDATA,
                       "it has macros: save it as .xlsx without them");
    if (!ends(to->type, "/worksheet"))
        return BP_OK; /* a chart */
    if (!bp_reserve(&b->sheet, &b->cap_sheets, b->n_sheets + 1, sizeof *b->sheet))
        return bp_no_memory(err, "the sheets of the workbook");
    const bp_book_sheet sheet = { .name = bp_arena_copy(&b->arena, name, strlen(name)),
                                  .part = to->part,
                                  .hidden =
                                      state != NULL && strcmp(state, "visible") != 0 };
    if (sheet.name == NULL)
        return bp_no_memory(err, "the sheets of the workbook");
    b->sheet[b->n_sheets++] = sheet;
    return BP_OK;
}

static bp_status start_book(void *arg, const char *name, const char **attribute,
                            bp_err *err)
{
    struct listing *l = arg;
    if (!l->begun && strcmp(name, "workbook") != 0)
        return bp_fail(err, NULL, BP_EDATA, "this is no workbook: save the table as CSV");
    l->begun = true;
    if (strcmp(name, "sheet") == 0)
        return add_sheet(l, attribute, err);
    if (strcmp(name, "workbookPr") == 0)
        l->book->since_1904 = is_true(bp_xml_attribute(attribute, "date1904"));
    if (strcmp(name, "calcPr") == 0)
        l->book->stale = is_true(bp_xml_attribute(attribute, "fullCalcOnLoad"));
    return BP_OK;
}

static const bp_xml_calls book_calls = { .start = start_book };

/* What else comes as a zip archive. */
static bp_status refuse_other_kinds(const bp_archive *a, const char *main, bp_err *err)
{
    if (main != NULL && ends(main, ".bin"))
        return bp_fail(err, NULL, BP_EDATA, "this is an xlsb workbook: save it as .xlsx");
    if (main != NULL && (strncmp(main, "word/", 5) == 0 || strncmp(main, "ppt/", 4) == 0))
        return bp_fail(err, NULL, BP_EDATA,
                       "this is a %s, not CSV: copy its table into a sheet and save that "
                       "as CSV",
                       main[0] == 'w' ? "Word document" : "presentation");
    if (main != NULL)
        return BP_OK;
    if (bp_archive_has(a, "mimetype") && bp_archive_has(a, "content.xml"))
        return bp_fail(err, NULL, BP_EDATA,
                       "this is an ods spreadsheet: save it as .xlsx, or its sheet as "
                       "CSV");
    return bp_fail(err, NULL, BP_EDATA,
                   "this is a zip archive, and no workbook: unpack "
                   "it");
}

static bp_status list_sheets(bp_book *b, const char *main, bp_err *err)
{
    struct links links = { 0 };
    bp_status status = read_links(&links, b, main, err);
    if (status == BP_OK && (part_of(&links, "/vbaProject") != NULL ||
                            bp_archive_has(b->archive, "xl/vbaProject.bin")))
        status =
            bp_fail(err, NULL, BP_EDATA, "it has macros: save it as .xlsx without them");
    struct listing listing = { b, &links, false };
    if (status == BP_OK)
        status = bp_xml_read(b->archive, main, &book_calls, &listing, err);
    b->texts = part_of(&links, "/sharedStrings");
    b->formats = part_of(&links, "/styles");
    free(links.at);
    if (status == BP_OK && b->n_sheets == 0)
        return bp_fail(err, NULL, BP_EDATA, "the workbook has no sheet of cells");
    return status;
}

bp_status bp_book_open(bp_book *out, const bp_raw *raw, bp_err *err)
{
    bp_book b = { 0 };
    struct links links = { 0 };
    const char *main = NULL;
    bp_status status = bp_archive_open(&b.archive, raw, err);
    if (status == BP_OK && bp_archive_has(b.archive, "_rels/.rels")) {
        status = read_links(&links, &b, "", err);
        main = part_of(&links, "/officeDocument");
    }
    free(links.at);
    if (status == BP_OK)
        status = refuse_other_kinds(b.archive, main, err);
    if (status == BP_OK)
        status = list_sheets(&b, main, err);
    if (status == BP_OK)
        *out = b;
    else
        bp_book_release(&b);
    return status;
}

void bp_book_release(bp_book *b)
{
    bp_archive_free(b->archive);
    bp_arena_release(&b->arena);
    free(b->sheet);
    *b = (bp_book){ 0 };
}
