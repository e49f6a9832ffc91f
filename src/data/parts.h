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
 * A survey can travel as a file (state.h) while rows may still be added to it:
 *
 *   save     its texts are sorted, and afterwards it is only freed: what the part holds,
 *            in an order that does not depend on who met which rows, so that equal
 *            surveys are equal bytes.  Nothing where it holds nothing.  Where files have
 *            owners, what has `join` goes to the owner of its key (owners.h), and the
 *            rest to one file, but for the numbers of texts and slices, which all have
 *   load     adds what was saved to a survey of the same shape, as merge does.  Ids are
 *            exchanged for those that the survey has.  Whatever the bytes are, it reads
 * no other memory; where they cannot be what was saved it sets `bad` and returns BP_OK.
 * It may leave the survey half filled, which is only freed then
 *   join     writes what save would write of several files together, a piece at a time,
 *            where that grows with the rows; bytes that cannot be what was saved are as
 *            for load.  Without it files are loaded, and saved as one
 *
 * What has neither is empty as long as rows are added (notes, warnings, columns, recoded
 * cells), or is kept for questions that do not travel (staff).
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

#include "base/pack.h"
#include "data/bag.h"
#include "data/dicts.h"
#include "data/place.h"

/* A survey on its way into a file, or into one for each owner. */
typedef struct bp_saving {
    bp_survey *survey;
    size_t owners;   /* of as many files; 1: there is one */
    size_t own;      /* the file that has what is not divided */
    uint32_t *slice; /* [slices] their places among those that are saved */
} bp_saving;

/* Appends to all others what the own file has from a place on. */
static inline void bp_saving_repeat(const bp_saving *to, bp_str out[], size_t from)
{
    const bp_str *own = &out[to->own];
    for (size_t i = 0; i < to->owners && !own->failed; i++)
        if (i != to->own)
            bp_str_bytes(&out[i], own->at + from, own->n - from);
}

/* A survey to which a file is added, and what the file's numbers are in it. */
typedef struct bp_loading bp_loading;

struct bp_loading {
    bp_survey *survey;
    uint64_t memory; /* that its rows may take; 0: any */
    /* Some more of the rows were loaded: has them in temporary files where they take much
     * of the memory that they may.  Errors: BP_EIO; BP_ELIMIT  they take more
     * nevertheless */
    bp_status (*make_way)(const bp_loading *to, bp_err *err);
    uint64_t amounts;       /* that the file can have of them; 0: it is not known */
    bp_bag_weights weights; /* of bags that have some */
    bp_new_ids now;
    uint32_t n_key[BP_KEYS_MAX]; /* how many texts the file has of each */
    uint32_t n_org;
    uint32_t n_currency;
    uint32_t *slice; /* [n_slices] */
    size_t n_slices;
};

/* An id of the dictionaries, which may be BP_NO_ID; and what it is in the survey, of n
 * that the file has. */
static inline void bp_save_id(bp_str *out, uint32_t id)
{
    bp_pack_uint(out, id != BP_NO_ID ? (uint64_t)id + 1 : 0);
}

static inline uint32_t bp_load_id(bp_unpack *from, const uint32_t now[], uint32_t n)
{
    const uint64_t id = bp_unpack_below(from, (uint64_t)n + 1);
    return id > 0 ? now[id - 1] : BP_NO_ID;
}

/* The same of one that is there; 0 where the bytes are bad. */
static inline uint32_t bp_load_known(bp_unpack *from, const uint32_t now[], size_t n)
{
    const size_t id = bp_unpack_below(from, n);
    return from->bad ? 0 : now[id];
}

/* A place, whose order says the file, one of n_files. */
static inline void bp_save_place(bp_str *out, const bp_place *place)
{
    bp_pack_uint(out, place->order);
    bp_pack_uint(out, place->line);
}

static inline bp_place bp_load_place(bp_unpack *from, size_t n_files)
{
    bp_place place = { .order = bp_unpack_uint(from) };
    place.line = bp_unpack_uint(from);
    place.file = (uint32_t)(place.order >> 48);
    from->bad |= place.file >= n_files;
    return place;
}

/* The texts of a dictionary. */
void bp_dict_save(bp_str *out, const bp_dict *d);

/* The ids in `d` of texts that were saved, or that another dictionary has: *now[*n], which
 * the caller frees, after a failure, too.  False: memory is out. */
bool bp_dict_load(uint32_t **now, uint32_t *n, bp_dict *d, bp_unpack *from);
bool bp_dict_join(uint32_t **now, bp_dict *d, const bp_dict *from);

struct bp_joining;

/* NULL: nothing is to be done. */
typedef struct bp_part_kind {
    bp_status (*init)(bp_survey *s, bp_err *err);
    bool (*rename)(bp_survey *s, const bp_new_ids *now); /* false: memory is out */
    bp_status (*merge)(bp_survey *s, bp_survey *from, bp_err *err);
    bp_status (*sort)(bp_survey *s, bp_err *err);
    bp_status (*settle)(bp_survey *s, bp_err *err);
    size_t (*bytes)(const bp_survey *s); /* of what grows with the rows, nearly */
    const char *what;                    /* that is, in words */
    void (*release)(bp_survey *s);
    char tag; /* of its section in a file; 0: it has neither of these */
    bp_status (*save)(bp_saving *to, bp_str out[], bp_err *err); /* out[owners] */
    bp_status (*load)(bp_loading *to, bp_unpack *from, bp_err *err);
    bp_status (*join)(struct bp_joining *j, bp_err *err);
} bp_part_kind;

extern const bp_part_kind bp_part_dicts, bp_part_audit, bp_part_inputs, bp_part_watched,
    bp_part_observations, bp_part_people, bp_part_staff, bp_part_cells, bp_part_told;

/* Each does to all parts what the table says.  The first failure ends it. */
bp_status bp_parts_init(bp_survey *s, bp_err *err);
bp_status bp_parts_merge(bp_survey *s, bp_survey *from, bp_err *err);
/*   now  {0}: what ids have become; released by the caller, after a failure, too */
bp_status bp_parts_sort(bp_survey *s, bp_new_ids *now, bp_err *err);
bp_status bp_parts_settle(bp_survey *s, bp_err *err);
size_t bp_parts_bytes(const bp_survey *s);
const char *bp_parts_largest(const bp_survey *s);
void bp_parts_release(bp_survey *s);

/* The part of a tag, and its place in the table; NULL: none has it. */
const bp_part_kind *bp_part_of(char tag, size_t *place);

/* The part at a place; NULL: there are no more. */
const bp_part_kind *bp_part_at(size_t place);

/* Appends the section of a part, or of all; none where it holds nothing.
 *   file  [owners] */
bp_status bp_part_save(const bp_part_kind *part, bp_saving *to, bp_str file[],
                       bp_err *err);
bp_status bp_parts_save(bp_saving *to, bp_str file[], bp_err *err);

#endif
