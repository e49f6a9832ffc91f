/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file is laid out, as its head shows it.
 *
 * Survey files come with titles above the header, with delimiters of every kind, and
 * without a header.  What the request says is taken as it is; the rest is what makes the
 * most of the records alike: the delimiter that gives them the same number of fields,
 * and the first of them that is followed by others as long. */
#include "ingest/layout.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ingest/header.h"
#include "ingest/lines.h"
#include "ingest/names.h"
#include "ingest/sniff.h"
#include "ingest/unit.h"

/* A longer line above the header is no title. */
#define TITLE_MAX 300

/* The part of the head that is looked at. */
struct view {
    const char *file;
    bp_text text;
    uint64_t line; /* of its first byte */
    bool backslash;
    char sep;      /* what `sep=` says, or 0 */
    bp_text above; /* the line above a header row that was named */
};

/* The delimiter that a spreadsheet's first line "sep=;" names, or 0. */
static char sep_of(bp_text line)
{
    while (line.n > 0 && (line.at[line.n - 1] == '\n' || line.at[line.n - 1] == '\r'))
        line.n--;
    if (line.n == 7 && line.at[0] == '"' && line.at[6] == '"')
        line = (bp_text){ line.at + 1, 5 };
    if (line.n != 5 || !bp_text_same((bp_text){ line.at, 4 }, bp_text_of("sep=")) ||
        line.at[4] == '"')
        return 0;
    return line.at[4];
}

static bp_status look(struct view *v, const char *file, bp_text head,
                      const bp_reading *reading, bp_err *err)
{
    const uint64_t header_row = reading->header_row;
    *v = (struct view){ .file = file,
                        .line = 1,
                        .backslash = reading->quoting == BP_QUOTING_BACKSLASH };
    bp_lines lines = bp_lines_of(head);
    bp_lines second = lines;
    v->sep = sep_of(bp_lines_next(&second));
    if (v->sep != 0) {
        lines = second;
        v->line = 2;
    }
    while (v->line < header_row) {
        const bp_text above = bp_lines_next(&lines);
        if (above.n == 0)
            break;
        v->above = above;
        v->line++;
    }
    v->text = bp_sniff_text((bp_text){ lines.at, (size_t)(lines.end - lines.at) },
                            v->backslash);
    if (header_row > 0 && (v->line != header_row || v->text.n == 0))
        return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                       "the header row, line %llu, is not among the first records",
                       (unsigned long long)header_row);
    return BP_OK;
}

/* Fills *best with the look under the right delimiter.  When several fit as
 * well, the comma yields: it is the one that is common inside text. */
static bp_status choose(bp_sniff *best, const struct view *v, char given, bp_err *err)
{
    static const char candidates[] = { '|', ';', '\t' };
    bp_csv_rules rules = { .backslash = v->backslash };
    if (given == 0)
        given = v->sep;
    rules.delimiter = given != 0 ? given : ',';
    bp_sniff_read(best, v->file, v->text, v->line, rules);
    if (given != 0)
        return BP_OK;

    bp_sniff *trial = bp_alloc(sizeof *trial, 0, 0);
    if (trial == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to recognise the delimiter");
    for (size_t i = 0; i < sizeof candidates; i++) {
        rules.delimiter = candidates[i];
        if (memchr(v->text.at, candidates[i], v->text.n) == NULL)
            continue;
        bp_sniff_read(trial, v->file, v->text, v->line, rules);
        if (trial->matched > 0 && !bp_sniff_better(best, trial))
            *best = *trial;
    }
    free(trial);
    return BP_OK;
}

/* A header may end in delimiters that its rows lack. */
static size_t count_columns(const bp_sniff *s, const bp_sniffed *header)
{
    size_t least = header->last > s->usual ? header->last : s->usual;
    return header->n < least ? header->n : least;
}

/* Where labels may be: on the line above. */
static uint64_t line_above(const bp_sniff *s, const bp_header *h, const struct view *v)
{
    const uint64_t line = s->row[h->row].line;
    if (h->row == 0)
        return v->above.n > 0 ? line - 1 : 0;
    const uint64_t above = s->row[h->row - 1].line;
    return h->grouped || above + 1 == line ? above : 0;
}

static bp_status find_header(bp_layout *l, const bp_sniff *s, const struct view *v,
                             const bp_reading *reading, bp_err *err)
{
    bp_loc at = { .file = v->file };
    if (s->n == 0)
        return bp_fail(err, &at, BP_EDATA, "no header and no rows");
    if (reading->header_row > 0 && s->row[0].line != reading->header_row)
        return bp_fail(err, &at, BP_EDATA, "the header row, line %llu, is blank",
                       (unsigned long long)reading->header_row);

    const bool given = reading->header_row > 0;
    bp_header h = { .exists = false };
    bp_status status = reading->no_header
                           ? BP_OK
                           : bp_header_find(&h, s, given, v->file, v->text, v->line, err);
    if (status != BP_OK)
        return status;
    l->has_header = h.exists;
    l->header_unsure = h.unsure;
    l->header_below = given && v->above.n > 0;
    l->row_names = h.one_short;
    l->unnamed = h.like_data && !reading->show_values;
    if (!l->has_header) {
        l->data_line = s->row[h.row].line;
        l->n_columns = s->usual;
        return bp_names_number(l, err);
    }
    at.line = l->header_line = s->row[h.row].line;
    if (h.row + 1 == s->n)
        return bp_fail(err, &at, BP_EDATA, "no rows below the header");
    l->data_line = s->row[h.row + 1].line;
    l->n_columns = l->row_names ? s->usual : count_columns(s, &s->row[h.row]);
    if (l->unnamed)
        return bp_names_number(l, err);
    const bp_names_from from = { .file = v->file,
                                 .text = v->text,
                                 .line = v->line,
                                 .above = v->above,
                                 .labels = line_above(s, &h, v) };
    return bp_names_read(l, &from, err);
}

/* The unit that the lines above the header name for all of the table. */
static int find_title_unit(bp_text head, uint64_t header_line)
{
    bp_lines lines = bp_lines_of(head);
    int found = 0;
    for (uint64_t line = 1; line < header_line; line++) {
        const bp_text title = bp_lines_next(&lines);
        const int unit = title.n <= TITLE_MAX ? bp_unit_in_title(title) : 0;
        if (unit != 0 && found != 0 && unit != found)
            return 0;
        found = unit != 0 ? unit : found;
    }
    return found;
}

bp_status bp_layout_find(bp_layout *out, const char *file, bp_text head,
                         const bp_reading *reading, bp_err *err)
{
    struct view v;
    bp_status status = look(&v, file, head, reading, err);
    if (status != BP_OK)
        return status;
    bp_sniff *s = bp_alloc(sizeof *s, 0, 0);
    if (s == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to look at the head of a file");
    status = choose(s, &v, reading->delimiter, err);
    if (status == BP_OK && s->status != BP_OK) {
        status = s->status;
        if (err != NULL)
            *err = s->err;
    }

    bp_layout l = { .rules = s->rules, .delimiter_given = reading->delimiter != 0 };
    if (status == BP_OK)
        status = find_header(&l, s, &v, reading, err);
    free(s);
    l.rules.columns = l.n_columns;
    l.title_unit = find_title_unit(head, l.header_line);
    if (status == BP_OK)
        *out = l;
    else
        bp_layout_release(&l);
    return status;
}

void bp_layout_release(bp_layout *l)
{
    for (size_t i = 0; l->name != NULL && i < l->n_columns; i++)
        free(l->name[i]);
    for (size_t i = 0; l->below != NULL && i < l->n_columns; i++)
        free(l->below[i]);
    free(l->name);
    free(l->below);
    *l = (bp_layout){ 0 };
}

/* The next byte of a name that counts, or 0: case, blanks, '_', '-', currency
 * signs and what is in brackets do not. */
static char next_letter(bp_text *name)
{
    static const char skipped[] = " |_|-|$|\u00a0|£|€";
    size_t n;
    while ((n = bp_words_start(skipped, '|', *name)) > 0)
        *name = bp_text_from(*name, n);
    if (name->n == 0 || name->at[0] == '(' || name->at[0] == '[')
        return '\0';
    const char c = (char)bp_lower(name->at[0]);
    *name = bp_text_from(*name, 1);
    return c;
}

static bp_text small(char room[BP_NAME_BYTES], const char *name)
{
    const bp_text t = bp_text_of(name);
    return t.n <= BP_NAME_BYTES ? bp_utf8_small_start(t, room, t.n) : t;
}

static bool alike(const char *one, const char *other)
{
    char first[BP_NAME_BYTES], second[BP_NAME_BYTES];
    bp_text a = small(first, one), b = small(second, other);
    for (size_t n = 0;; n++) {
        char x = next_letter(&a), y = next_letter(&b);
        if (x != y)
            return false;
        if (x == '\0')
            return n > 0;
    }
}

static bool equal(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* Are accents in it characters of their own, U+0300 to U+036F, as file systems and exports
 * of some systems have them? */
static bool is_decomposed(const char *name)
{
    for (; *name != '\0'; name++) {
        const unsigned char next = (unsigned char)name[1];
        if (*name == '\xcc' || (*name == '\xcd' && next < 0xb0))
            return true;
    }
    return false;
}

/* The same name with accents that are written in two ways. */
static bool accented(const char *a, const char *b)
{
    char first[BP_NAME_BYTES], second[BP_NAME_BYTES];
    if (!is_decomposed(a) && !is_decomposed(b))
        return false;
    const size_t n = bp_utf8_fold_short(first, sizeof first, bp_text_of(a));
    return n > 0 && n == bp_utf8_fold_short(second, sizeof second, bp_text_of(b)) &&
           memcmp(first, second, n) == 0;
}

/* How a name may mean a column, the surest first. */
#define WAYS 6

typedef struct way {
    char *const *name; /* [n_columns] NULL: there are none */
    bool (*same)(const char *, const char *);
} way;

static way way_of(const bp_layout *l, size_t k)
{
    static bool (*const same[])(const char *, const char *) = { equal, alike, accented };
    return (way){ k < WAYS / 2 ? l->name : l->below, same[k % (WAYS / 2)] };
}

/* The first column that has the name, and whether another one has it, too. */
static size_t find(way by, size_t n, const char *name, bool *twice)
{
    size_t found = SIZE_MAX;
    *twice = false;
    for (size_t i = 0; by.name != NULL && i < n; i++) {
        if (by.name[i] == NULL || !by.same(by.name[i], name))
            continue;
        *twice = found != SIZE_MAX;
        if (found == SIZE_MAX)
            found = i;
    }
    return found;
}

/* "#7" or "7". */
static size_t by_number(const bp_layout *l, const char *name)
{
    name += name[0] == '#';
    size_t number = 0;
    const size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 4 || name[digits] != '\0')
        return SIZE_MAX;
    for (size_t i = 0; i < digits; i++)
        number = 10 * number + (size_t)(name[i] - '0');
    return number >= 1 && number <= l->n_columns ? number - 1 : SIZE_MAX;
}

static size_t by_name(const bp_layout *l, const char *name, bool *twice)
{
    size_t found = SIZE_MAX;
    for (size_t k = 0; found == SIZE_MAX && k < WAYS; k++)
        found = find(way_of(l, k), l->n_columns, name, twice);
    return found;
}

size_t bp_layout_column(const bp_layout *l, const char *name, bool *twice)
{
    const size_t found = by_name(l, name, twice);
    return found != SIZE_MAX ? found : by_number(l, name);
}

/* How many columns before it have its name. */
static size_t count_before(const bp_layout *l, size_t column)
{
    size_t n = 0;
    for (size_t i = 0; i < column; i++)
        n += strcmp(l->name[i], l->name[column]) == 0;
    return n;
}

size_t bp_layout_match(const bp_layout *l, const bp_layout *first, size_t column)
{
    bool twice = false;
    const size_t found = by_name(l, first->name[column], &twice);
    if (!twice)
        return found;
    const size_t before = count_before(first, column);
    for (size_t i = 0; i < l->n_columns; i++)
        if (strcmp(l->name[i], first->name[column]) == 0 && count_before(l, i) == before)
            return i;
    return SIZE_MAX;
}

bp_status bp_layout_twice(const bp_layout *l, const char *file, const char *name,
                          bp_err *err)
{
    const bp_loc at = { .file = file };
    bp_str list = { 0 };
    for (size_t k = 0; list.n == 0 && k < WAYS; k++) {
        const way by = way_of(l, k);
        for (size_t i = 0; by.name != NULL && list.n < 160 && i < l->n_columns; i++) {
            if (by.name[i] == NULL || !by.same(by.name[i], name))
                continue;
            bp_str_printf(&list, "%s#%zu", list.n > 0 ? ", " : "", i + 1);
            if (k > 1)
                bp_str_printf(&list, " '%.60s'", l->name[i]);
        }
    }
    bp_status status =
        bp_fail(err, &at, BP_EDATA,
                "the header '%s' appears twice; say which of its columns is meant: %s",
                name, list.at != NULL ? list.at : "");
    bp_str_release(&list);
    return status;
}
