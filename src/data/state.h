/* SPDX-License-Identifier: GPL-3.0-or-later */
/* state.h - a survey as a file, before it is settled.  Layer: data.
 *
 * What is left of some files' rows can be saved on one machine and added to a survey on
 * another: surveys that merged in memory and those that merged as files are the same, in
 * any order and split.  parts.h says what each part does for it. */
#ifndef BP_DATA_STATE_H
#define BP_DATA_STATE_H

#include "base/mem.h"
#include "base/pack.h"
#include "base/spool.h"
#include "data/fill.h"

/* Appends what a survey keeps of each row; not the names of its files, of which there may
 * be more than all else.  Equal shapes are equal bytes. */
void bp_shape_save(bp_str *out, const bp_shape *shape);

/* The shape again, its texts in `texts`, without files' names.  Sets `bad` where it can
 * be no shape.  False: memory is out. */
bool bp_shape_load(bp_shape *out, bp_arena *texts, bp_unpack *from);

/* Appends sections to packed files, which divide what a survey has (owners.h); one has it
 * all.  Files of the same owner that several surveys were divided into are joined to that
 * owner's; those of all owners have together what the surveys have.  The survey is only
 * freed afterwards.
 *   file    [owners]
 *   own     the file that has what does not grow with the rows, or has no key; the texts
 *           and slices, by which ids and numbers go, are in all
 *   groups  how many combinations of group values it has
 * Errors: BP_ELIMIT */
bp_status bp_survey_divide(bp_survey *s, bp_str file[], size_t owners, size_t own,
                           uint64_t *groups, bp_err *err);

/* Adds what the sections of a file hold, from the next on, to a survey to which nothing
 * was merged, as if its rows were added.  Sections of other tags are left to the caller.
 *   file    for messages
 *   rows    as many as it can have; 0: it is not known
 *   memory  that its rows may take; what is more goes to temporary files; 0: any
 * Errors: BP_EDATA  no survey of this shape was saved as these bytes; BP_ELIMIT; those of
 * reading them */
bp_status bp_survey_load(bp_survey *s, bp_packed *from, const char *file, uint64_t rows,
                         uint64_t memory, bp_err *err);

/* Appends to `out` the sections that a survey would have to which all these files were
 * added.  What grows with the rows goes from files to file a piece at a time.
 *   s     to which nothing was added; only freed afterwards
 *   from  [n] as bp_survey_load takes one
 *   file  [n] their names
 * Errors: those of bp_survey_load; those of spools */
bp_status bp_survey_join(bp_survey *s, bp_packed from[], const char *const file[],
                         size_t n, bp_spool *out, uint64_t *groups, bp_err *err);

#endif
