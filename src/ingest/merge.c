/* SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.c - several partial files become one, from files to file.
 *
 * First all of them are looked through, and held against each other: a file that is
 * damaged, or a unit that two have, is found before anything is written.  Then some files
 * at a time are joined, since each takes a descriptor and numbers for its texts; where
 * that leaves several, these are joined in turn.  Any tree comes to the same bytes. */
#include <stdlib.h>

#include "base/mem.h"
#include "data/parts.h"
#include "data/state.h"
#include "ingest/partial.h"

/* Files that are joined at once, and how long their texts may be together; two are always
 * joined. */
#define FILES_MOST 64
#define TEXTS_MOST ((uint64_t)8 << 20)

/* Where the bytes of a branch are. */
typedef enum place { NOWHERE, IN_FILE, IN_SPOOL, SENT } place;

/* One of the files, or what some of them became. */
typedef struct branch {
    const char *name;
    place at;
    bp_pack_file file;
    bp_spool joined;
    bp_pack_source source;
    uint64_t texts; /* bytes of its texts */
} branch;

static void branch_release(branch *b)
{
    if (b->at == IN_FILE)
        bp_pack_file_close(&b->file);
    if (b->at == IN_SPOOL)
        bp_spool_release(&b->joined);
    *b = (branch){ .at = NOWHERE };
}

static bp_status memory(bool ok, bp_err *err)
{
    return ok ? BP_OK : bp_no_memory(err, "partial files");
}

/* The dictionaries are the largest of what is numbered. */
static uint64_t texts_of(bp_packed *p)
{
    char tag;
    bp_unpack body;
    uint64_t n = 0;
    while (bp_packed_next(p, &tag, &body))
        n = tag == bp_part_dicts.tag ? bp_unpack_left(&body) : n;
    bp_packed_rewind(p);
    return n;
}

/* Looks a file through. */
static bp_status look(branch *b, bp_partial *all, const char *path, bp_err *err)
{
    bp_packed packed = { .minor = 0 };
    bp_status status = bp_pack_file_open(&b->file, &b->source, path, err);
    if (status != BP_OK)
        return status;
    b->at = IN_FILE;
    b->name = path;
    status = bp_packed_open(&packed, &b->source, path, err);
    if (status == BP_OK)
        status = bp_partial_take(all, &packed, path, NULL, err);
    if (status == BP_OK)
        b->texts = texts_of(&packed);
    bp_packed_release(&packed);
    bp_pack_file_rest(&b->file);
    return status;
}

static bp_status look_at_all(branch of[], const char *const path[], size_t n, bp_err *err)
{
    bp_partial all = { .question = NULL };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = look(&of[i], &all, path[i], err);
    bp_partial_release(&all);
    return status;
}

/* ---- joining ---- */

/* Files that are joined at once. */
typedef struct joint {
    bp_partial all;
    bp_packed packed[FILES_MOST]; /* [n] */
    const char *name[FILES_MOST];
    size_t n;
} joint;

static bp_status open_branch(joint *j, branch *b, bp_err *err)
{
    bp_status status = b->at == IN_FILE ? bp_pack_file_again(&b->file, err) : BP_OK;
    if (b->at == IN_SPOOL)
        b->source = bp_spool_source(&b->joined);
    if (status == BP_OK)
        status = bp_packed_begin(&j->packed[j->n], &b->source, b->name, err);
    if (status != BP_OK)
        return status;
    j->name[j->n] = b->name;
    return bp_partial_take(&j->all, &j->packed[j->n++], b->name, NULL, err);
}

/* Rows that are to become one a person, of all files. */
static bp_status join_distinct(joint *j, bp_spool *out, bp_err *err)
{
    bp_unpack body[FILES_MOST];
    bp_unpack *from[FILES_MOST];
    bp_spool joined = bp_spool_of(out->beside);
    for (size_t i = 0; i < j->n; i++) {
        from[i] = &body[i];
        if (!bp_partial_find(&j->packed[i], BP_PARTIAL_DISTINCT, from[i]))
            body[i] = (bp_unpack){ .bad = true };
    }
    bp_status status = bp_distinct_join(&j->all.shape, from, j->n, &joined, err);
    for (size_t i = 0; status == BP_OK && i < j->n; i++) {
        status = bp_packed_status(&j->packed[i], err);
        if (status == BP_OK && !bp_unpack_done(&body[i]))
            status = bp_fail(err, &(bp_loc){ .file = j->name[i] }, BP_EDATA,
                             "its rows of persons are none that benchpay writes");
        bp_packed_rewind(&j->packed[i]);
    }
    if (status == BP_OK)
        status = bp_spool_section(out, BP_PARTIAL_DISTINCT, &joined, err);
    bp_spool_release(&joined);
    return status;
}

static bp_status write_joined(joint *j, bp_spool *out, bp_err *err)
{
    bp_str text = { 0 };
    size_t sections = 0;
    uint64_t groups = 0;
    bp_status status = bp_partial_begin(&j->all, &j->all.shape, &text, &sections, err);
    if (status == BP_OK)
        status = bp_spool_take(out, &text, err);
    if (status == BP_OK && j->all.has_distinct)
        status = join_distinct(j, out, err);
    if (status == BP_OK)
        status =
            bp_survey_join(j->all.survey, j->packed, j->name, j->n, out, &groups, err);
    const bp_pack_source file = bp_spool_source(out);
    if (status == BP_OK)
        status = bp_pack_trailer(&text, &file, sections, groups, err);
    if (status == BP_OK)
        status = bp_spool_take(out, &text, err);
    bp_str_release(&text);
    return status;
}

static bp_status join(branch of[], size_t n, bp_spool *out, bp_err *err)
{
    joint *j = bp_alloc(0, 1, sizeof *j);
    bp_status status = memory(j != NULL, err);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = open_branch(j, &of[i], err);
    if (status == BP_OK)
        status = write_joined(j, out, err);
    for (size_t i = 0; j != NULL && i < j->n; i++)
        bp_packed_release(&j->packed[i]);
    if (j != NULL)
        bp_partial_release(&j->all);
    free(j);
    for (size_t i = 0; i < n; i++)
        branch_release(&of[i]);
    return status;
}

/* How many of the next files are joined at once. */
static size_t some_of(const branch of[], size_t n, uint64_t *texts)
{
    size_t i = 0;
    *texts = 0;
    while (i < n && i < FILES_MOST && (i < 2 || *texts + of[i].texts <= TEXTS_MOST))
        *texts += of[i++].texts;
    return i;
}

/* Joins some files at a time, what they become in their place; how many are left. */
static bp_status join_level(branch of[], size_t *n, const char *beside, bp_err *err)
{
    size_t left = 0;
    bp_status status = BP_OK;
    for (size_t i = 0, some; status == BP_OK && i < *n; i += some) {
        branch joined = { .name = "(several parts)",
                          .at = IN_SPOOL,
                          .joined = bp_spool_of(beside) };
        some = some_of(of + i, *n - i, &joined.texts);
        status = join(of + i, some, &joined.joined, err);
        of[left++] = joined;
    }
    for (size_t i = left; status == BP_OK && i < *n; i++)
        of[i] = (branch){ .at = NOWHERE };
    *n = status == BP_OK ? left : *n;
    return status;
}

static bp_status join_all(branch of[], size_t n, bp_spool *out, bp_err *err)
{
    size_t left = n;
    uint64_t texts;
    bp_status status = BP_OK;
    while (status == BP_OK && some_of(of, left, &texts) < left)
        status = join_level(of, &left, out->beside, err);
    return status == BP_OK ? join(of, left, out, err) : status;
}

static void free_all(branch of[], size_t n)
{
    for (size_t i = 0; of != NULL && i < n; i++)
        branch_release(&of[i]);
    free(of);
}

bp_status bp_partial_merge(bp_spool *out, const char *const path[], size_t n, bp_err *err)
{
    branch *of = bp_alloc(0, n, sizeof *of);
    bp_status status = memory(of != NULL, err);
    if (status == BP_OK)
        status = look_at_all(of, path, n, err);
    if (status == BP_OK)
        status = join_all(of, n, out, err);
    free_all(of, n);
    return status;
}

static bp_status take_sent(branch *b, const bp_pack_source *from, bp_err *err)
{
    bp_packed packed;
    *b = (branch){ .name = "(another process)", .at = SENT, .source = *from };
    bp_status status = bp_packed_begin(&packed, from, b->name, err);
    if (status != BP_OK)
        return status;
    b->texts = texts_of(&packed);
    bp_packed_release(&packed);
    return BP_OK;
}

bp_status bp_partial_join(bp_spool *out, const bp_pack_source from[], size_t n,
                          bp_err *err)
{
    branch *of = bp_alloc(0, n, sizeof *of);
    bp_status status = memory(of != NULL, err);
    for (size_t i = 0; status == BP_OK && i < n; i++)
        status = take_sent(&of[i], &from[i], err);
    if (status == BP_OK)
        status = join_all(of, n, out, err);
    free_all(of, n);
    return status;
}
