/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inside.h - what a survey holds; for the files of this layer that fill, merge
 * and settle it.  Layer: data. */
#ifndef BP_DATA_INSIDE_H
#define BP_DATA_INSIDE_H

#include "base/mem.h"
#include "data/audit.h"
#include "data/cells.h"
#include "data/cellset.h"
#include "data/fill.h"
#include "data/ledger.h"
#include "data/watch.h"

/* A kept record, with the slice of its row. */
typedef struct bp_kept_record {
    bp_record_row row;
    uint32_t slice;
} bp_kept_record;

/* What one worker wrote down. */
typedef struct bp_part {
    bp_journal journal[BP_ELEMENTS_MAX];
    uint32_t *cell; /* [n] the cells of the survey that its numbers stand for; NULL: they
                     * are the numbers themselves */
    size_t n;
} bp_part;

/* Year and currency that were settled on. */
typedef struct bp_chosen {
    int32_t year;       /* BP_NO_YEAR: rows of all */
    bool need_currency; /* rows without one are excluded */
    uint32_t currency;  /* BP_NO_ID: any */
} bp_chosen;

/* Invariant: file numbers of all places are below shape.n_files; once settled
 * the ids of every dictionary are in the order of its texts. */
struct bp_survey {
    bp_shape shape;
    bp_arena texts; /* of the shape, notes, columns */
    bp_dict *key[BP_KEYS_MAX];
    bp_dict *org;
    bp_dict *currency;
    size_t base; /* elements of these names; SIZE_MAX: none */
    size_t tcc;
    bp_cellset cells;
    bp_part *part; /* [n_parts] its own, then those of the surveys merged into it */
    size_t n_parts;
    size_t cap_parts;
    bp_ledger ledger[BP_ELEMENTS_MAX]; /* once settled: all that the parts held */
    bp_audit audit;
    bp_watch watch[BP_WATCHED_MAX];
    bp_kept_record *record;
    size_t n_records;
    size_t cap_records;
    bp_paid *paid;
    size_t n_paid;
    size_t cap_paid;
    bp_tally *input; /* [shape.n_files] */
    bp_note *note;
    size_t n_notes;
    size_t cap_notes;
    bp_column_info *column;
    size_t n_columns;
    size_t cap_columns;
    const char *period;
    bp_chosen chosen;
    const char *single; /* the currency of all pay, or NULL */
    bool mixed;
};

/* Puts dictionaries, cells and watched values in the order of their texts, and posts the
 * journals of all parts to the ledgers. */
bp_status bp_survey_sort(bp_survey *s, bp_err *err);

void bp_part_release(bp_part *p);

/* Year and currency of the decision, with notes on them.  Errors: as bp_survey_settle. */
bp_status bp_survey_choose_year(bp_survey *s, const bp_decision *d, bp_err *err);
bp_status bp_survey_choose_currency(bp_survey *s, const bp_decision *d, bp_err *err);

/* Is it the currency that was settled on? */
bool bp_survey_fits(const bp_survey *s, uint32_t currency);

/* What becomes of a row of some outcome, year and currency. */
unsigned bp_survey_fate(const bp_survey *s, unsigned outcome, int32_t year,
                        uint32_t currency);

/* Pay that is kept by person or by row (paid.c).  False: memory is out. */
bool bp_survey_add_paid(bp_survey *s, const bp_batch *b, size_t i, uint32_t currency);
bool bp_survey_merge_paid(bp_survey *s, const bp_survey *from, const uint32_t now[]);

/* Gives its currencies the ids now[]. */
void bp_survey_rename_paid(bp_survey *s, const uint32_t now[]);

/* Leaves that in the currency that was settled on. */
void bp_survey_list_paid(bp_survey *s);

#endif
