/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booktext.h - the texts that the cells of a workbook share.  Layer: ingest. */
#ifndef BP_INGEST_BOOKTEXT_H
#define BP_INGEST_BOOKTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "ingest/archive.h"

/* {0} is empty. */
typedef struct bp_booktext {
    bp_str all;    /* one behind the other */
    uint32_t *end; /* [n] in `all` */
    size_t n, cap;
} bp_booktext;

/*   part  NULL: there are none
 * Errors: those of bp_xml_read; BP_ELIMIT for a text over 1 MiB, or 4 GiB of them */
bp_status bp_booktext_read(bp_booktext *out, bp_archive *a, const char *part,
                           bp_err *err);
void bp_booktext_release(bp_booktext *t);

/* The text of that number, borrowed; false: there is none. */
static inline bool bp_booktext_at(bp_text *out, const bp_booktext *t, size_t i)
{
    if (i >= t->n)
        return false;
    const uint32_t from = i > 0 ? t->end[i - 1] : 0;
    *out = (bp_text){ t->all.n > 0 ? t->all.at + from : "", t->end[i] - from };
    return true;
}

/* Takes the rest of a text as people see it: characters that are written "_x0009_", and
 * every line break as \n.  In place, from byte `from` on. */
void bp_booktext_clean(bp_str *text, size_t from);

#endif
