/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render.h - a report becomes bytes.  Layer: render. */
#ifndef BP_RENDER_H
#define BP_RENDER_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/report.h"

BP_API_BEGIN

typedef enum bp_format {
    BP_FORMAT_TEXT,
    BP_FORMAT_MD,
    BP_FORMAT_CSV,
    BP_FORMAT_JSON,
    BP_FORMAT_HTML,
    BP_FORMAT_XLSX,
    BP_FORMATS
} bp_format;

/* "text", "md", ...; also the file extensions ("txt" for text). */
const char *bp_format_name(bp_format f);

/* The format of a name ("json") or a file's extension ("report.html").
 * False: none. */
bool bp_format_find(bp_format *out, const char *name);
bool bp_format_of_file(bp_format *out, const char *path);

typedef struct bp_look {
    size_t width;         /* text: columns; 80 */
    bool ascii;           /* text: no character outside ASCII is drawn */
    bool color;           /* text: ANSI colour, for meaning only */
    bool csv_guard;       /* csv: text that a spreadsheet would run gets a leading ' */
    bool csv_scope;       /* csv: a last column has the market in words */
    bool dark;            /* html: dark whatever the reader's theme */
    bool charts;          /* xlsx: native charts below the tables */
    const char *pictures; /* md: the folder beside it that has ID.svg of each chart with
                             a picture; NULL: charts are described in words */
    size_t threads;       /* csv of a great many rows; 0: all processors */
    const char *const *hints; /* [BP_HINTS] the reader's words for each hint, in which
                                 "{}" is what it is about; NULL: hints are left out */
} bp_look;

void bp_look_init(bp_look *look);

/* The whole report in one format, malloc'd, *n bytes (and a NUL after them).
 * Errors: BP_EUSAGE  the command has no csv, no xlsx
 *         BP_EIO     xlsx: its temporary file cannot be written
 *         BP_ELIMIT */
bp_status bp_render(char **out, size_t *n, const bp_report *r, bp_format format,
                    const bp_look *look, bp_err *err);

BP_API_END

#endif
