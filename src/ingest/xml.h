/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml.h - a part of a workbook, element by element; alone knows expat.  Layer: ingest. */
#ifndef BP_INGEST_XML_H
#define BP_INGEST_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "ingest/archive.h"

/* What happens in a part; `end` and `text` may be NULL.  Names have no prefix.  A call
 * that fails ends the reading with its failure; one that sets *done ends it in peace. */
typedef struct bp_xml_calls {
    /* attribute: name, value, name, value, ..., NULL */
    bp_status (*start)(void *arg, const char *name, const char **attribute, bp_err *err);
    bp_status (*end)(void *arg, const char *name, bp_err *err);
    bp_status (*text)(void *arg, bp_text text, bp_err *err); /* in pieces */
    const bool *done;                                        /* or NULL */
} bp_xml_calls;

/* Reads one part of an archive.
 * Errors: BP_EDATA   it is no XML, or declares what may stand for something else
 *         BP_ELIMIT  a piece of it is over 4 MiB; memory
 *         and those of bp_entry_open, bp_entry_read and of the calls */
bp_status bp_xml_read(bp_archive *a, const char *part, const bp_xml_calls *calls,
                      void *arg, bp_err *err);

/* The value of an attribute, its name without a prefix; NULL: there is none. */
const char *bp_xml_attribute(const char **attribute, const char *name);

#endif
