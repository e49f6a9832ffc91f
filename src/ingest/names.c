/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What columns are called.
 *
 * Headers come with line breaks and runs of blanks, without names for some columns, and
 * in two lines: labels of several columns above the names.  A label goes in front of a
 * name only where that tells columns apart, or where the name alone does not say whose it
 * is, so that any other stays what it is. */
#include "ingest/names.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/words.h"
#include "ingest/role.h"

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

/* What is above and below, where names have labels. */
struct naming {
    bp_layout *layout;
    uint64_t labels; /* the line of the labels; 0: none is known */
    char **label;    /* [n_columns] NULL: blank */
    bool *own;       /* [n_columns] it stands above this very column */
};

/* Makes l->n_columns names from a header (or NULL), by number where it has none. */
static bp_status name_columns(bp_layout *l, const bp_record *header, bp_err *err)
{
    l->name = bp_alloc(0, l->n_columns, sizeof l->name[0]);
    bool made = l->name != NULL;
    const size_t shift = l->row_names ? 1 : 0;
    for (size_t i = 0; made && i < l->n_columns; i++) {
        bool named = header != NULL && i >= shift && i - shift < header->n &&
                     bp_text_trim(header->field[i - shift]).n > 0;
        l->name[i] = named                    ? tidy(header->field[i - shift])
                     : l->row_names && i == 0 ? bp_copy("(row names)", 11)
                                              : number_name(i);
        made = l->name[i] != NULL;
    }
    return made ? BP_OK : bp_no_memory(err, "the column names");
}

/* A label reaches to the next one. */
static bp_status take_labels(struct naming *n, const bp_record *r, bp_err *err)
{
    const size_t columns = n->layout->n_columns;
    size_t from = SIZE_MAX;
    n->label = bp_alloc(0, columns, sizeof n->label[0]);
    n->own = bp_alloc(0, columns, sizeof n->own[0]);
    bool made = n->label != NULL && n->own != NULL;
    for (size_t i = 0; made && i < columns; i++) {
        n->own[i] = i < r->n && bp_text_trim(r->field[i]).n > 0;
        if (n->own[i])
            from = i;
        if (from == SIZE_MAX)
            continue;
        n->label[i] = tidy(r->field[from]);
        made = n->label[i] != NULL;
    }
    return made ? BP_OK : bp_no_memory(err, "the column names");
}

static bp_status take_names(void *arg, const bp_record *r, bp_err *err)
{
    struct naming *n = arg;
    if (r->line == n->labels && n->label == NULL)
        return take_labels(n, r, err);
    if (r->line > n->layout->header_line && r->line > n->labels)
        return BP_ESTOPPED; /* it has seen enough */
    return r->line == n->layout->header_line && n->layout->name == NULL
               ? name_columns(n->layout, r, err)
               : BP_OK;
}

static char *join(const char *label, const char *name)
{
    bp_str s = { 0 };
    bp_str_puts(&s, label);
    bp_str_puts(&s, " ");
    bp_str_puts(&s, name);
    char *joined = s.failed ? NULL : bp_copy(s.at, s.n);
    bp_str_release(&s);
    return joined;
}

/* "Name" is whoever the label says: an organization's under "Organization". */
static bool says_whose(const char *label, const char *name)
{
    static const bp_role roles[] = { BP_ROLE_ORG,   BP_ROLE_PERSON, BP_ROLE_JOB,
                                     BP_ROLE_TITLE, BP_ROLE_REGION, BP_ROLE_COUNTRY };
    int match[BP_ROLES];
    bool says = false;
    if (label == NULL || strcmp(label, name) == 0 || /* one cell over both lines */
        !bp_words_have("name id code number no", bp_text_of(name)))
        return false;
    bp_role_matches(match, bp_text_of(label));
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        says |= match[roles[i]] < BP_NO_MATCH;
    return says;
}

/* Of names that appear twice, those under different labels. */
static bool is_told_apart(const struct naming *n, size_t i)
{
    const bp_layout *l = n->layout;
    bool other = false;
    for (size_t k = 0; n->label[i] != NULL && k < l->n_columns; k++)
        other |= k != i && strcmp(l->name[k], l->name[i]) == 0 &&
                 (n->label[k] == NULL || strcmp(n->label[k], n->label[i]) != 0);
    return other;
}

/* A cell that spans both lines has its text in the upper one. */
static bool take_from_above(struct naming *n)
{
    bp_layout *l = n->layout;
    for (size_t i = 0; n->own != NULL && i < l->n_columns; i++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (!n->own[i] || n->label[i] == NULL || strcmp(l->name[i], number) != 0)
            continue;
        char *name = bp_copy(n->label[i], strlen(n->label[i]));
        if (name == NULL)
            return false;
        free(l->name[i]);
        l->name[i] = name;
    }
    return true;
}

/* Puts labels in front of names that need them. */
static bp_status join_names(struct naming *n, bp_err *err)
{
    bp_layout *l = n->layout;
    char **joined = bp_alloc(0, l->n_columns, sizeof *joined);
    bool made = joined != NULL && take_from_above(n), any = false;
    for (size_t i = 0; made && n->label != NULL && i < l->n_columns; i++) {
        if (!is_told_apart(n, i) && !says_whose(n->label[i], l->name[i]))
            continue;
        joined[i] = join(n->label[i], l->name[i]);
        made = joined[i] != NULL;
        any = true;
    }
    for (size_t i = 0; made && any && i < l->n_columns; i++) {
        if (joined[i] == NULL)
            continue;
        char *name = l->name[i];
        l->name[i] = joined[i];
        joined[i] = name;
    }
    for (size_t i = 0; joined != NULL && !(made && any) && i < l->n_columns; i++)
        free(joined[i]);
    if (made && any) {
        l->below = joined;
        l->labels_line = n->labels;
    } else {
        free(joined);
    }
    return made ? BP_OK : bp_no_memory(err, "the column names");
}

bp_status bp_names_number(bp_layout *l, bp_err *err)
{
    return name_columns(l, NULL, err);
}

bp_status bp_names_read(bp_layout *l, const bp_names_from *from, bp_err *err)
{
    struct naming n = { .layout = l, .labels = from->labels };
    bp_status status = BP_OK;
    if (from->labels > 0 &&
        from->labels < from->line) /* the line above a header that was named */
        (void)bp_csv_read(from->file, from->above, l->rules, from->labels, 0, take_names,
                          &n, NULL);
    status =
        bp_csv_read(from->file, from->text, l->rules, from->line, 0, take_names, &n, err);
    if (status == BP_OK || status == BP_ESTOPPED)
        status = join_names(&n, err);
    for (size_t i = 0; n.label != NULL && i < l->n_columns; i++)
        free(n.label[i]);
    free(n.label);
    free(n.own);
    return status;
}
