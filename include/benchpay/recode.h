/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recode.h - values that are read as others: a repair that is written down.
 * Layer: ingest.
 *
 * A csv `column,from,to`, where further columns are ignored: a cell of `column` that is
 * `from` is read as `to`, once.  Runs of blanks count as one.  A `to` that begins with
 * "?" is a doubt that nobody has settled yet: its line does nothing until the mark is
 * gone. */
#ifndef BP_RECODE_H
#define BP_RECODE_H

#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/err.h"

BP_API_BEGIN

/* Made whole and constant; many readings may share it. */
typedef struct bp_recode bp_recode;

/* The path is borrowed.  Errors: BP_EDATA  no such columns; a line without a column or a
 * value; a value that is to be two others BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_recode_read(bp_recode **out, const char *path, bp_err *err);
void bp_recode_free(bp_recode *r); /* r may be NULL */

/* Lines that still have their mark. */
size_t bp_recode_marked(const bp_recode *r);

BP_API_END

#endif
