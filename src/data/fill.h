/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill.h - how the reader fills a survey.  Layer: data. */
#ifndef BP_DATA_FILL_H
#define BP_DATA_FILL_H

#include "base/doubt.h"
#include "benchpay/money.h"
#include "benchpay/survey.h"
#include "data/batch.h"
#include "data/columns.h"
#include "data/shape.h"
#include "data/warned.h"

/* The shape is copied, its texts too.  Errors: BP_ELIMIT (memory, limits.h). */
bp_status bp_survey_new(bp_survey **out, const bp_shape *shape, bp_err *err);

/* Adds used rows of one file, in the order of the input.  Errors: BP_ELIMIT (memory,
 * BP_GROUPS_MAX). */
bp_status bp_survey_add(bp_survey *s, const bp_batch *b, bp_err *err);

/* Rows name several organisations, whatever is kept of them: bp_survey_among_orgs. */
void bp_survey_set_among_orgs(bp_survey *s);

/* Counts rows of one file as used, whose pay is in another row.  Errors: BP_ELIMIT. */
bp_status bp_survey_use(bp_survey *s, const bp_batch *b, bp_err *err);

/* The sum of the pay of element 0 that was added so far, in units of the scale, and the
 * number of its rows: of one that nothing was merged into. */
bp_int128 bp_survey_pay_so_far(bp_survey *s, uint64_t *n);

/* The memory that grows with its rows, nearly. */
size_t bp_survey_bytes(const bp_survey *s);

/* What takes most of it, in words. */
const char *bp_survey_largest(const bp_survey *s);

/* Puts the rows that are kept by themselves into a temporary file: they are looked at
 * there from here on.  Where none are, the pay that follows goes there.
 *   memory  that it may take
 * Errors: BP_EIO, BP_ELIMIT */
bp_status bp_survey_put_away(bp_survey *s, uint64_t memory, bp_err *err);

/* One row that is not used. */
typedef struct bp_reject {
    bp_rule rule;
    bp_place place;
    int32_t year;       /* BP_NO_YEAR: unknown */
    bp_text currency;   /* empty: unknown */
    size_t field;       /* of the cell that the rule looked at; 0 for ragged */
    const char *column; /* its name; constant for the life of the plan; "" */
    const char *limit;  /* the limit that it missed, in words; copied; "" */
    bp_text value;      /* copied when places are kept with values; else empty */
} bp_reject;

/* Errors: BP_ELIMIT. */
bp_status bp_survey_reject(bp_survey *s, const bp_reject *r, bp_err *err);

/* Excludes a used row of a settled survey after all, in the audit alone: what is kept of
 * it stays.  Rows come in the order of the input.  Errors: BP_ELIMIT. */
bp_status bp_survey_dismiss(bp_survey *s, const bp_reject *r, bp_err *err);

/* Counts a used row of a settled survey as filtered after all. */
void bp_survey_unselect(bp_survey *s, uint32_t file);

/* A row that --where or --job did not select. */
void bp_survey_filter(bp_survey *s, uint32_t file);

/* Notes keep their order of adding; the same text is kept once.  The hint is copied. */
bp_status bp_survey_add_note(bp_survey *s, bp_hint hint, bp_err *err, const char *fmt,
                             ...) __attribute__((format(printf, 4, 5)));

/* Adds a warning; all is copied, and the text is made of fmt. */
bp_status bp_survey_add_warning(bp_survey *s, const bp_read_warning *w, bp_err *err,
                                const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds everything of `from` to `s` and frees `from` (also on failure).  Once settled the
 * result is the same for any order and split, but for the notes: those of `from` follow
 * those of `s`.  Errors: BP_ELIMIT. */
bp_status bp_survey_merge(bp_survey *s, bp_survey *from, bp_err *err);

/* How to choose once all rows were added. */
typedef struct bp_decision {
    int year;             /* BP_YEAR_LATEST, BP_YEAR_ALL, or a year */
    const char *currency; /* NULL: the only one */
    bool main_currency;   /* of several the one with most rows */
    bool by_currency;     /* each group is in a currency of its own */
    bp_doubts *doubts;    /* NULL: nobody is asked */
    bool allow_none;      /* no row used is no failure: `check` shows why */
    bool show_values;     /* a word that one row has for its currency may be named */
    bool org_equal;       /* rows will be weighed so that organisations count the same */
    uint64_t memory;      /* what rows and all made of them may take; 0: any */
    size_t threads; /* for its statistics, where it was not read by as many; 0: none */
} bp_decision;

/* Once all rows were added: puts everything into the order that equal surveys have in
 * common, chooses year (where the shape has one) and currency among those of the rows,
 * and moves the rows of others to `filtered` and to the rule `currency`.  Called once,
 * last.  Adds notes about what was chosen.  The latest year is that of usable rows, in
 * `currency` when given.  Where most rows name no currency and others do, it is asked
 * which one they are in; a currency that was named is theirs.
 * Errors: BP_EDATA   several currencies and no choice: lists them with counts
 *         BP_EDATA   no row of that year or currency; no row used at all
 *         BP_EDATA   the latest year is wanted of a series with one row a year
 *         BP_ELIMIT  memory; more than `memory` would be needed even with the rows in a
 *                    temporary file
 *         BP_EIO     of which */
bp_status bp_survey_settle(bp_survey *s, const bp_decision *d, bp_err *err);

void bp_survey_set_period(bp_survey *s, const char *constant);

/* Copied.  64 hex digits. */
bp_status bp_survey_set_digest(bp_survey *s, size_t input, const char *hex, bp_err *err);

bp_status bp_survey_add_column(bp_survey *s, const bp_column_info *c, bp_err *err);

#endif
