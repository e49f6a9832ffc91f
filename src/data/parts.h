/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.h - what a survey consists of.  Layer: data.
 *
 * A part of a survey keeps one kind of thing that is left of the rows.  Each part is a
 * file that says below what is done with it in the life of a survey; parts.c lists them,
 * and a new part is a row there.
 *
 *   init     when the survey is made; its shape is there already
 *   rows are added (fill.c): the dictionaries give ids, the other parts take the rows
 *   merge    everything of another survey of the same shape is moved or copied over
 *   sort     all rows were added and all surveys merged: ids are exchanged for those in
 *            the order of texts, and each part goes into the order that equal surveys
 *            have in common
 *   settle   year and currency are chosen (settle.c): what does not belong to them is
 *            counted as such, or dropped
 *   release  when the survey is freed, even when init failed half-way
 *
 * Each of these is done to all parts in the order of the table.  A part changes nothing
 * but itself (and when merging its counterpart in the other survey, which is freed
 * afterwards).  It may read the shape, the dictionaries, what was settled on, and what
 * the parts before it have become.
 *
 * Ids change in two steps only: when surveys are merged, and when a survey is sorted.
 * The dictionaries go first and say what the ids have become (dicts.h); then `rename`
 * exchanges those that a part holds - when merging those of the other survey, so that
 * `merge` finds ids of its own - before the first part merges or sorts. */
#ifndef BP_DATA_PARTS_H
#define BP_DATA_PARTS_H

#include "data/dicts.h"

/* NULL: nothing is to be done. */
typedef struct bp_part_kind {
    bp_status (*init)(bp_survey *s, bp_err *err);
    bool (*rename)(bp_survey *s, const bp_new_ids *now); /* false: memory is out */
    bp_status (*merge)(bp_survey *s, bp_survey *from, bp_err *err);
    bp_status (*sort)(bp_survey *s, bp_err *err);
    bp_status (*settle)(bp_survey *s, bp_err *err);
    size_t (*bytes)(const bp_survey *s); /* of what grows with the rows, nearly */
    void (*release)(bp_survey *s);
} bp_part_kind;

extern const bp_part_kind bp_part_dicts, bp_part_audit, bp_part_inputs, bp_part_watched,
    bp_part_observations, bp_part_people, bp_part_staff, bp_part_cells, bp_part_notes,
    bp_part_warned, bp_part_columns, bp_part_recoded;

/* Each does to all parts what the table says.  The first failure ends it. */
bp_status bp_parts_init(bp_survey *s, bp_err *err);
bp_status bp_parts_merge(bp_survey *s, bp_survey *from, bp_err *err);
bp_status bp_parts_sort(bp_survey *s, bp_err *err);
bp_status bp_parts_settle(bp_survey *s, bp_err *err);
size_t bp_parts_bytes(const bp_survey *s);
void bp_parts_release(bp_survey *s);

#endif
