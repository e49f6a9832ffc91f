/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bookformat.h - the formats that the cells of a workbook have.  Layer: ingest. */
#ifndef BP_INGEST_BOOKFORMAT_H
#define BP_INGEST_BOOKFORMAT_H

#include <stddef.h>

#include "ingest/archive.h"
#include "ingest/shown.h"

#define BP_FORMATS_MAX 65536

/* {0} is empty. */
typedef struct bp_bookformat {
    unsigned char *shown; /* [n] a bp_shown each */
    size_t n, cap;
} bp_bookformat;

/*   part  NULL: there are none
 * Errors: those of bp_xml_read; BP_ELIMIT for more than BP_FORMATS_MAX */
bp_status bp_bookformat_read(bp_bookformat *out, bp_archive *a, const char *part,
                             bp_err *err);
void bp_bookformat_release(bp_bookformat *f);

/* What the numbers of format i are; one that is unknown shows them as they are. */
static inline bp_shown bp_bookformat_at(const bp_bookformat *f, size_t i)
{
    return i < f->n ? (bp_shown)f->shown[i] : BP_SHOWN_NUMBER;
}

#endif
