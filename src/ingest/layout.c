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
#include "ingest/csvread.h"
#include "ingest/lines.h"
#include "ingest/sniff.h"

/* The part of the head that is looked at. */
struct view {
    const char *file;
    bp_text text;
    uint64_t line; /* of its first byte */
    char sep;      /* what `sep=` says, or 0 */
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

static bp_status look(struct view *v, const char *file, bp_text head, uint64_t header_row,
                      bp_err *err)
{
    *v = (struct view){ .file = file, .line = 1 };
    bp_lines lines = bp_lines_of(head);
    bp_lines second = lines;
    v->sep = sep_of(bp_lines_next(&second));
    if (v->sep != 0) {
        lines = second;
        v->line = 2;
    }
    while (v->line < header_row && bp_lines_next(&lines).n > 0)
        v->line++;
    v->text = bp_sniff_text((bp_text){ lines.at, (size_t)(lines.end - lines.at) });
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
    if (given == 0)
        given = v->sep;
    bp_sniff_read(best, v->file, v->text, v->line, given != 0 ? given : ',');
    if (given != 0)
        return BP_OK;

    bp_sniff *trial = bp_alloc(sizeof *trial, 0, 0);
    if (trial == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to recognise the delimiter");
    for (size_t i = 0; i < sizeof candidates; i++) {
        bp_sniff_read(trial, v->file, v->text, v->line, candidates[i]);
        if (trial->matched > 0 && !bp_sniff_better(best, trial))
            *best = *trial;
    }
    free(trial);
    return BP_OK;
}

/* Trimmed, and each run of blanks and line breaks inside is one blank. */
static char *tidy(bp_text t)
{
    t = bp_text_trim(t);
    char *name = bp_copy(t.at, t.n);
    if (name == NULL)
        return NULL;
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        bool blank = name[i] == ' ' || (name[i] >= '\t' && name[i] <= '\r');
        if (!blank)
            name[n++] = name[i];
        else if (name[n - 1] != ' ')
            name[n++] = ' ';
    }
    name[n] = '\0';
    return name;
}

static char *number_name(size_t column)
{
    char number[24];
    int n = snprintf(number, sizeof number, "%zu", column + 1);
    return bp_copy(number, (size_t)n);
}

/* Makes l->n_columns names from a header (or NULL), by number where it has none. */
static bp_status name_columns(bp_layout *l, const bp_record *header, bp_err *err)
{
    l->name = bp_alloc(0, l->n_columns, sizeof l->name[0]);
    bool made = l->name != NULL;
    for (size_t i = 0; made && i < l->n_columns; i++) {
        bool named =
            header != NULL && i < header->n && bp_text_trim(header->field[i]).n > 0;
        l->name[i] = named ? tidy(header->field[i]) : number_name(i);
        made = l->name[i] != NULL;
    }
    return made ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for the column names");
}

static bp_status take_names(void *arg, const bp_record *r, bp_err *err)
{
    bp_layout *l = arg;
    return r->line == l->header_line ? name_columns(l, r, err) : BP_OK;
}

/* A header may end in delimiters that its rows lack. */
static size_t count_columns(const bp_sniff *s, const bp_sniffed *header)
{
    size_t least = header->last > s->usual ? header->last : s->usual;
    return header->n < least ? header->n : least;
}

static bp_status find_header(bp_layout *l, const bp_sniff *s, const struct view *v,
                             const bp_reading *reading, bp_err *err)
{
    bp_loc at = { .file = v->file };
    if (s->n == 0)
        return bp_fail(err, &at, BP_EDATA, "no header and no rows");
    bool given = reading->header_row > 0 || reading->no_header;
    if (reading->header_row > 0 && s->row[0].line != reading->header_row)
        return bp_fail(err, &at, BP_EDATA, "the header row, line %llu, is blank",
                       (unsigned long long)reading->header_row);

    size_t h = given ? 0 : bp_sniff_header(s);
    l->has_header = given ? !reading->no_header : !bp_sniff_numbers(s, h);
    if (!l->has_header) {
        l->data_line = s->row[h].line;
        l->n_columns = s->usual;
        return name_columns(l, NULL, err);
    }
    at.line = l->header_line = s->row[h].line;
    if (h + 1 == s->n)
        return bp_fail(err, &at, BP_EDATA, "no rows below the header");
    l->data_line = s->row[h + 1].line;
    l->n_columns = count_columns(s, &s->row[h]);
    return bp_csv_read(v->file, v->text, l->delimiter, v->line, 0, take_names, l, err);
}

bp_status bp_layout_find(bp_layout *out, const char *file, bp_text head,
                         const bp_reading *reading, bp_err *err)
{
    struct view v;
    bp_status status = look(&v, file, head, reading->header_row, err);
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

    bp_layout l = { .delimiter = s->delimiter,
                    .delimiter_given = reading->delimiter != 0 };
    if (status == BP_OK)
        status = find_header(&l, s, &v, reading, err);
    free(s);
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
    free(l->name);
    *l = (bp_layout){ 0 };
}

/* The next byte of a name that counts, or 0: case, blanks, '_', '-', currency
 * signs and what is in brackets do not. */
static char next_letter(const char **name)
{
    static const char *const skipped[] = { " ",        "_",        "-",           "$",
                                           "\xc2\xa0", "\xc2\xa3", "\xe2\x82\xac" };
    size_t i = 0, kinds = sizeof skipped / sizeof skipped[0];
    while (i < kinds) {
        size_t n = strlen(skipped[i]);
        bool hit = strncmp(*name, skipped[i], n) == 0;
        *name += hit ? n : 0;
        i = hit ? 0 : i + 1;
    }
    char c = **name;
    if (c == '\0' || c == '(' || c == '[')
        return '\0';
    ++*name;
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool alike(const char *a, const char *b)
{
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

size_t bp_layout_column(const bp_layout *l, const char *name, bool *twice)
{
    bool (*const same[])(const char *, const char *) = { equal, alike };
    *twice = false;
    for (size_t k = 0; k < 2; k++) {
        size_t found = SIZE_MAX;
        for (size_t i = 0; i < l->n_columns; i++) {
            if (!same[k](l->name[i], name))
                continue;
            *twice = found != SIZE_MAX;
            if (found == SIZE_MAX)
                found = i;
        }
        if (found != SIZE_MAX)
            return found;
    }
    return SIZE_MAX;
}
