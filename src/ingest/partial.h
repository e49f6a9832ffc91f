/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partial.h - what is left of the rows of some files, as a file.  Layer: ingest.
 *
 * A unit is a whole file of a plan.  A partial has what a reader has once the rows of
 * some units were read, before what hangs on all rows is decided; partials of one plan
 * add up to that of all units, in any order and tree, and equal partials are equal
 * bytes. */
#ifndef BP_INGEST_PARTIAL_H
#define BP_INGEST_PARTIAL_H

#include "base/mem.h"
#include "base/pack.h"
#include "base/spool.h"
#include "benchpay/survey.h"
#include "data/shape.h"
#include "ingest/counts.h"
#include "ingest/distinct.h"

typedef struct bp_unit {
    size_t number; /* of the file in the plan, from 1 */
    const char *file;
    uint64_t rows;
    uint64_t excluded; /* by a rule when they were read */
    char sha256[65];   /* of its bytes */
    const char *in;    /* the partial file that it came from; NULL: it was read here */
} bp_unit;

/* {0} is empty; question and digest are set by whoever makes one. */
typedef struct bp_partial {
    bp_arena texts;
    const char *question; /* in words */
    char digest[65];      /* of the plan */
    bp_unit *unit;        /* [n_units] by number */
    size_t n_units;
    size_t cap_units;
    bp_shape shape; /* once something was added to it */
    bp_survey *survey;
    bp_counts counts;
    bool has_distinct;    /* rows are to become one a person */
    bp_distinct distinct; /* which are not in the survey */
} bp_partial;

void bp_partial_release(bp_partial *p);

/* The rows of its units. */
uint64_t bp_partial_rows(const bp_partial *p);

/* Its texts are copied.  Errors: BP_ELIMIT */
bp_status bp_partial_add_unit(bp_partial *p, const bp_unit *unit, bp_err *err);

/* Appends the file.  The partial is only released afterwards.
 *   shape  of its survey
 * Errors: BP_ELIMIT */
bp_status bp_partial_save(bp_partial *p, const bp_shape *shape, bp_str *out, bp_err *err);

/* The same as several files, of which each is of one owner (data/state.h); files of one
 * owner that several partials were divided into, and then joined, add up with those of
 * the others to all that these partials have.
 *   out  [owners] appended to
 *   own  the file that has the units and the counts */
bp_status bp_partial_divide(bp_partial *p, const bp_shape *shape, bp_str out[],
                            size_t owners, size_t own, bp_err *err);

/* Appends what comes before the sections of the survey, and before the rows that are to
 * become one a person.
 *   sections  where sections begin
 * Errors: BP_ELIMIT */
bp_status bp_partial_begin(bp_partial *p, const bp_shape *shape, bp_str *out,
                           size_t *sections, bp_err *err);

/* Adds what a file has.
 *   file    its name
 *   shape   of the plan, which lives as long; NULL: that of the first file
 *   memory  that rows may take in all; 0: any
 * Errors: BP_EDATA  it is damaged, of another version, plan or shape, or has a unit that
 *                   another file had: names both; BP_ELIMIT */
bp_status bp_partial_add(bp_partial *p, const bp_pack_source *from, const char *file,
                         const bp_shape *shape, uint64_t memory, bp_err *err);

/* What bp_partial_add does before the rows: says of what plan the file is, adds its units
 * and counts.  Its first section is the next. */
bp_status bp_partial_take(bp_partial *p, bp_packed *packed, const char *file,
                          const bp_shape *shape, bp_err *err);

/* The same of a file on a disk, which is read a piece at a time.  Errors: also BP_EIO */
bp_status bp_partial_add_file(bp_partial *p, const char *path, const bp_shape *shape,
                              uint64_t memory, bp_err *err);

/* The same of one that another process made for this one, and sends while it is read. */
bp_status bp_partial_add_sent(bp_partial *p, const bp_pack_source *from,
                              const bp_shape *shape, uint64_t memory, bp_err *err);

/* Appends to `out` the file that all of these are together, each read a piece at a time
 * (merge.c); so they may be more than memory holds.
 *   path  [n]
 * Errors: those of bp_partial_add_file; those of spools */
bp_status bp_partial_merge(bp_spool *out, const char *const path[], size_t n,
                           bp_err *err);

/* The same of what processes of one job made for each other, which is not looked through.
 *   from  [n] */
bp_status bp_partial_join(bp_spool *out, const bp_pack_source from[], size_t n,
                          bp_err *err);

/* Parts of a plan: files, and what is sent.  Borrowed. */
typedef struct bp_parts {
    const char *question;    /* in words */
    const char *digest;      /* of the plan */
    const char *const *file; /* [n] */
    size_t n;
    const bp_pack_source *sent; /* [n_sent] */
    size_t n_sent;
} bp_parts;

/* The section of a tag, wherever it is; false: there is none. */
bool bp_partial_find(bp_packed *packed, char wanted, bp_unpack *body);

/* Is there a unit of this number? */
bool bp_partial_has(const bp_partial *p, size_t unit);

/* Adds all of them to an empty partial, as bp_partial_add does one after another; on
 * several threads where they are small beside the memory (partials.c).
 *   memory   that rows may take in all
 *   threads  that may load them
 * Errors: those of bp_partial_add_file, of the first part that has one */
bp_status bp_partial_add_parts(bp_partial *all, const bp_parts *parts,
                               const bp_shape *shape, uint64_t memory, size_t threads,
                               bp_err *err);

/* ---- counts as a section ---- */

void bp_counts_save(bp_str *out, bp_counts *c);

/* Makes counts, which are to be released; sets `bad` where these can be none.  False:
 * memory is out. */
bool bp_counts_load(bp_counts *out, bp_unpack *from);

/* The tag of a section of rows that are to become one a person. */
#define BP_PARTIAL_DISTINCT 'R'

/* Can these be counts of a plan?  Errors: BP_EDATA */
bp_status bp_counts_fit(const bp_counts *c, const bp_plan *p, bp_err *err);

#endif
