/* SPDX-License-Identifier: GPL-3.0-or-later */
/* published.h - what a published table is made in.  Layer: data. */
#ifndef BP_DATA_PUBLISHED_H
#define BP_DATA_PUBLISHED_H

#include "base/mem.h"
#include "base/room.h"
#include "base/text.h"
#include "benchpay/published.h"
#include "benchpay/survey.h"

#define BP_STATED_NOTES_MAX 4

/* The arrays of a table that is being read; its texts go into the arena. */
typedef struct bp_published_memory {
    bp_arena text;
    bp_room room; /* of the arrays but the last two */
    bp_stated_column *column;
    bp_stated_point *point;
    bp_stated_point *figure;
    const char *note[BP_STATED_NOTES_MAX];
    bp_stated_cell *cell;
    uint64_t *line;
    double *factor; /* NULL: its pay is not aged */
    int32_t *date;  /* NULL: nobody asked for them */
} bp_published_memory;

/* What houses call the column that counts the people of a line. */
#define BP_STATED_INCUMBENTS                                                             \
    "of_incumbents num_incumbents no_of_incumbents no._of_incumbents incumbent_count "   \
    "incs of_incs num_incs no_of_incs no._of_incs number_of_incs inc_count obs num_obs " \
    "no_of_obs observations "
#define BP_STATED_PROVIDERS                                                              \
    "number_of_physicians number_of_providers provider_count providers"

/* Are two names of columns the same, case, blanks, `_`, `-` and `#` ignored? */
bool bp_stated_alike(bp_text a, bp_text b);

/* A line as it is, whatever its order.
 * Errors: BP_EDATA  no figure, or one that is no number, with its place */
bp_status bp_published_line_at(bp_published_line *out, const bp_published *t, size_t row,
                               bp_err *err);

/* The lines that fit a choice, at least one.
 *   row     [n_rows] gets them, ascending
 *   latest  whether those of earlier years were left out, and nobody asked for it
 * Errors: BP_EUSAGE, BP_EDATA  as bp_published_choose */
bp_status bp_published_lines(size_t row[], size_t *n, bool *latest, const bp_published *t,
                             const bp_line_choice *choice, bp_err *err);

/* The cells of a column that are read as others. */
bp_recoded bp_published_recoded(const bp_published *t, size_t column);

/* Do two lines have the same figures? */
bool bp_published_agree(const bp_published *t, size_t a, size_t b);

/* The column by which lines are told apart: the title, else the first that does. */
size_t bp_published_differ(const bp_published *t, const size_t row[], size_t n);

/* An empty table with room for its columns, points and rows; NULL: memory is out. */
bp_published *bp_published_new(size_t n_columns, size_t n_rows);

#endif
