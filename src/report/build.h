/* SPDX-License-Identifier: GPL-3.0-or-later */
/* build.h - filling a report.  Layer: report.
 *
 * A report owns all that is put into it: texts and arrays are copied.  A failed
 * allocation is remembered: build without looking, ask bp_report_done once. */
#ifndef BP_REPORT_BUILD_H
#define BP_REPORT_BUILD_H

#include "base/str.h"
#include "benchpay/report.h"

bp_status bp_report_new(bp_report **out, const char *command, bp_err *err);
bp_status bp_report_done(const bp_report *r, bp_err *err); /* BP_ELIMIT */

/* The same at the end of building: *out is the report, or it is freed. */
bp_status bp_report_finish(bp_report **out, bp_report *r, bp_err *err);

/* A copy that lives as long as the report ("" when memory is out). */
const char *bp_report_text(bp_report *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The same of a text that has grown, which is released; its failure is the report's. */
const char *bp_report_take(bp_report *r, bp_str *s);

/* n zeroed elements that live as long as the report; NULL when memory is out or
 * n is 0. */
void *bp_report_alloc(bp_report *r, size_t n, size_t size);

/* The words of a sentence, in which each "{}" is the place of a value.  They are
 * constants of the program: data come in as values alone, so that a group whose name is
 * "{}" takes no other value's place. */
typedef struct bp_template {
    const char *text;
} bp_template;

#define BP_SAY(words) ((bp_template){ "" words })

/* The values of a sentence with their number, as two arguments. */
#define BP_VALUES(...)                                                                   \
    (const bp_value[]){ __VA_ARGS__ },                                                   \
        sizeof((const bp_value[]){ __VA_ARGS__ }) / sizeof(bp_value)

/* The one after the other. */
bp_template bp_template_join(bp_report *r, bp_template a, bp_template b);

/* A sentence with copies of its words and values, of which each has a place. */
bp_line bp_report_line(bp_report *r, bp_template words, const bp_value value[], size_t n);

/* One that is a text of the data, or of whoever asks. */
bp_line bp_report_text_line(bp_report *r, const char *text);

void bp_report_set_request(bp_report *r, const char *const argument[], size_t n);
void bp_report_add_scope(bp_report *r, bp_line line);
void bp_report_add_filter(bp_report *r, const char *text);
void bp_report_add_input(bp_report *r, const bp_source_note *input);
void bp_report_add_excluded(bp_report *r, const char *rule, uint64_t rows);
void bp_report_add_recoded(bp_report *r, const bp_recoded_note *recoded);
void bp_report_add_note(bp_report *r, const char *text, bp_hint hint);
/* A note without a hint, put together like printf's. */
void bp_report_note(bp_report *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void bp_report_add_warning(bp_report *r, const char *text, bp_hint hint);

/* Opens a section; what is added next goes into it.  Its texts are copied, its items are
 * none yet. */
void bp_report_add_section(bp_report *r, const bp_section *like);
/* The same of one that workbooks alone have, on a sheet of that name. */
void bp_report_add_sheet(bp_report *r, const char *name, const char *heading);
/* The same of one that says where figures come from and how they are made.
 *   heading  NULL: only machines find it */
void bp_report_add_about(bp_report *r, const char *name, const char *heading);
/* A line as by bp_report_line: a paragraph, or small print. */
void bp_report_say(bp_report *r, bp_template words, const bp_value value[], size_t n);
void bp_report_remark(bp_report *r, bp_template words, const bp_value value[], size_t n);
void bp_report_add_panel(bp_report *r, const bp_headline headline[], size_t n);

/* The numbers of the slot are not copied: they live as long as the report. */
void bp_report_add_chart(bp_report *r, const bp_chart *chart);

/* A table that is filled row by row: all of `like` is copied but its rows and decimals.
 * Without `display` people see the first n_display columns; `sheet` is alike.
 * The returned table is the report's, and stays where it is until the next addition; NULL
 * when memory is out. */
bp_table *bp_report_add_table(bp_report *r, const bp_table *like);

/* A row of the table added last: value [n_columns], copied with its texts. */
void bp_report_add_row(bp_report *r, const bp_value value[], size_t n, unsigned reasons,
                       bool total);

/* What the figures of the row added last are paid for, as there (table.h): a constant. */
void bp_report_set_period(bp_report *r, const char *period);

/* The row added last is apart, as there. */
void bp_report_set_apart(bp_report *r);

/* How a workbook computes a value of the row added last; "" and NULL as there (table.h).
 * The text is copied. */
void bp_report_set_formula(bp_report *r, size_t column, bp_formula formula);
/* Keeps what tables make rows of: it is released with the report.  Once a report. */
void bp_report_keep(bp_report *r, void *kept, void (*release)(void *kept));

/* The charts of a report, in order: the i-th slot, NULL after the last. */
bp_chart *bp_report_chart(bp_report *r, size_t i);

#endif
