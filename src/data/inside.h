/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inside.h - what a survey holds; for the files of this layer that are its parts.
 * Layer: data. */
#ifndef BP_DATA_INSIDE_H
#define BP_DATA_INSIDE_H

#include <string.h>

#include "base/mem.h"
#include "data/audit.h"
#include "data/cells.h"
#include "data/cellset.h"
#include "data/chosen.h"
#include "data/columns.h"
#include "data/dicts.h"
#include "data/joining.h"
#include "data/observations.h"
#include "data/parts.h"
#include "data/pay.h"
#include "data/paybuf.h"
#include "data/paystore.h"
#include "data/recoded.h"
#include "data/rowlog.h"
#include "data/staff.h"
#include "data/warned.h"
#include "data/watch.h"

typedef struct bp_observations {
    unsigned char *bytes; /* [n] rows, each a bp_observation with its values */
    size_t n;
    size_t cap;
    bp_dict *label[BP_VARIABLES_MAX]; /* [variables] the values of texts */
} bp_observations;

/* Where a row is in the survey. */
typedef struct bp_observed_at {
    uint32_t slice;
    uint32_t org;
    const uint32_t *key; /* [keys] ids */
} bp_observed_at;

typedef struct bp_people {
    bp_person_pay *pay; /* [n] */
    size_t n;
    size_t cap;
    uint32_t *key; /* [n * keys] ids of the group values of each; none of pay of two
                    * years */
    size_t cap_key;
} bp_people;

/* Rows that were added at once, one behind the other. */
typedef struct bp_staff_run {
    bp_staff_row *first;
    size_t n;
    uint32_t slice; /* of the audit */
} bp_staff_run;

typedef struct bp_staff {
    bp_staff_run *run; /* [n_runs] */
    size_t n_runs;
    size_t cap_runs;
    bp_arena rows; /* and the names of people */
    size_t bytes;  /* of these */
    bp_dict *text[BP_STAFF_COLUMNS];
    const bp_staff_row **row; /* [n] once settled */
    size_t n;
} bp_staff;

/* The numbers of rows are kept by cell like the pay of one more element. */
#define BP_ROW_NUMBERS BP_ELEMENTS_MAX
#define BP_STORES (BP_ELEMENTS_MAX + 1)

/* The pay that one worker added: by cell; or where records are kept first as rows, of
 * which cells are made once it is known which rows count (logcells.c). */
typedef struct bp_worker_pay {
    bp_pay_buffer buffer[BP_STORES];
    uint32_t *cell; /* [n] which cell of the survey, or of its log which prefix, each of
                     * its numbers means; NULL: the numbers are those of the survey */
    size_t n;
    bp_row_log log;
    uint32_t *org; /* [n_orgs] likewise the ids of organisations in its log */
    size_t n_orgs;
} bp_worker_pay;

/* What is left of pay that is not kept. */
typedef struct bp_others {
    uint64_t n;       /* rows with pay of element 0 */
    bp_int128 sum;    /* of that */
    uint64_t divisor; /* that their weights have in common; 0: they have none */
} bp_others;

/* Of pay of element 0 before it was rounded, where it is: by this survey's own worker. */
typedef struct bp_exact {
    uint64_t n;
    bp_int128 sum;
} bp_exact;

typedef struct bp_cells {
    bp_cellset set;
    bp_worker_pay *worker; /* [n_workers] its own, then those of merged surveys */
    size_t n_workers;
    size_t cap_workers;
    bp_others others; /* the pay in other currencies than the one asked for */
    bp_exact exact;
    size_t away;      /* of pay in temporary files, about so much is in memory; 0: none is
                       * there */
    bp_pay_store store[BP_STORES]; /* once settled: the pay of all workers */
} bp_cells;

typedef struct bp_notes {
    bp_note *note; /* [n] */
    size_t n;
    size_t cap;
} bp_notes;

typedef struct bp_warned {
    bp_read_warning *warning; /* [n] */
    size_t n;
    size_t cap;
} bp_warned;

typedef struct bp_recodings {
    bp_recoded *at; /* [n] */
    size_t n;
    size_t cap;
} bp_recodings;

typedef struct bp_columns {
    bp_column_info *column; /* [n] */
    size_t n;
    size_t cap;
} bp_columns;

/* Invariants: file numbers of all places are below shape.n_files; once sorted, the ids of
 * every dictionary are in the order of its texts. */
struct bp_survey {
    bp_shape shape;
    bp_arena
        texts; /* of the shape, the inputs, the notes, the warnings and the columns */
    bp_chosen chosen;
    const char *single; /* the currency of all pay, or NULL */
    bool mixed;
    bool among_orgs; /* rows that it has not may be of further organisations */
    size_t threads;  /* that may work on it, if these are more than have read it */
    bool series;     /* one figure a year, of which a check makes no survey either */
    bool org_equal;  /* rows will be weighed so that organisations count the same */
    uint64_t memory; /* that it and all that is made of it may take; 0: any */
    uint64_t beside; /* of that, what is taken beside cells, rows and pay */
    uint64_t spare;  /* of that, for comparing records with each other */
    /* the parts */
    bp_dicts dicts;
    bp_audit audit;
    bp_tally *input; /* [shape.n_files] */
    const char *period;
    bp_watch watch[BP_WATCHED_MAX];
    bp_observations observations;
    bp_people people;
    bp_staff staff;
    bp_cells cells;
    bp_notes notes;
    bp_warned warned;
    bp_columns columns;
    bp_recodings recoded;
};

/* A copy of a text that may be NULL, in *out.  False: memory is out. */
static inline bool bp_survey_keep(bp_survey *s, const char **out, const char *text)
{
    *out = text != NULL ? bp_arena_copy(&s->texts, text, strlen(text)) : NULL;
    return text == NULL || *out != NULL;
}

/* BP_OK, or what it is called when memory is out. */
static inline bp_status bp_survey_memory(bool ok, bp_err *err)
{
    return ok ? BP_OK : bp_fail(err, NULL, BP_ELIMIT, "no memory for the survey");
}

/* A worker's numbers mean now[what they meant], of which there were n: number[*n_numbers]
 * says so, NULL being the same numbers.  False: memory is out. */
bool bp_renumber(uint32_t **number, size_t *n_numbers, const uint32_t now[], size_t n);

/* The memory of cells, rows and pay, nearly, before it is in order. */
size_t bp_cells_bytes(const bp_survey *s);

/* Has pay that is added from here on in temporary files, and all once it is in order.
 *   memory  a small part of it is what that takes */
bp_status bp_cells_put_away(bp_survey *s, uint64_t memory, bp_err *err);

/* As bp_survey_memory, where pay was added by a worker. */
bp_status bp_pay_memory(const bp_worker_pay *w, bool ok, bp_err *err);

/* Puts cells and their pay into the order of ids.  Errors: BP_ELIMIT. */
bp_status bp_cells_build(bp_survey *s, bp_err *err);

/* The cells and their pay as a file, or the rows where these are kept (parts.h). */
bp_status bp_cells_save(bp_saving *to, bp_str out[], bp_err *err);
bp_status bp_cells_load(bp_loading *to, bp_unpack *from, bp_err *err);
bp_status bp_log_save(bp_saving *to, bp_str out[], bp_err *err);
bp_status bp_log_load(bp_loading *to, bp_unpack *from, bp_err *err);

/* The sections of several files as that of one. */
bp_status bp_cells_join(bp_joining *j, bp_err *err);
bp_status bp_log_join(bp_joining *j, bp_err *err);

/* Writes the prefixes of all files in the order of ids; what those of each are in it.
 *   prefix, n_prefixes  [files] empty; the caller frees prefix[i] */
bp_status bp_prefixes_join(bp_joining *j, uint32_t *prefix[], size_t n_prefixes[],
                           bp_str *text, bp_err *err);

/* Prefixes of a file with the ids of the survey, and room for that of an organization. */
typedef struct bp_prefixes {
    uint32_t *id; /* [n][width]; owned */
    size_t n;
} bp_prefixes;

/* What the prefixes of a file are among those of the survey, which the caller frees. */
bp_status bp_prefixes_number(uint32_t **now, size_t *n, const bp_loading *to,
                             bp_unpack *from, bp_err *err);

/* Writes the prefixes in the order of ids; the caller frees *now, their places in it. */
bp_status bp_prefixes_save(uint32_t **now, const bp_cellset *c, bp_str *out, bp_err *err);

/* Makes the cells of the rows of all workers, of those in a comparable currency; the rows
 * that are not used are dropped from their logs.  Errors: BP_ELIMIT (this, and what will
 * follow, takes more than the survey may); BP_EIO. */
bp_status bp_log_cells(bp_survey *s, bp_err *err);

/* Row i of a batch, which goes into a slice of the audit.  False: memory is out.
 *   key  [keys] ids of its group values */
bool bp_observations_add(bp_survey *s, const bp_batch *b, size_t i,
                         const bp_observed_at *at);
bool bp_people_add(bp_survey *s, const bp_batch *b, size_t i, uint32_t currency,
                   uint32_t org, const uint32_t key[]);
/* Rows `from` to before `to`, that are of one slice.
 *   id     of the first: its keys
 *   width  from there to those of the next */
bool bp_staff_add(bp_survey *s, const bp_batch *b, size_t from, size_t to, uint32_t slice,
                  const uint32_t id[], size_t width);

#endif
