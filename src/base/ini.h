/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ini.h - INI files; the only user of inih.  Layer: base. */
#ifndef BP_BASE_INI_H
#define BP_BASE_INI_H

#include "base/text.h"
#include "benchpay/err.h"

/* Called for every `name = value`; a failure stops the reading.  The value is all that
 * follows the first '=' or ':' of its line, without the blanks around it: a comment has a
 * line of its own. */
typedef bp_status bp_ini_entry(void *arg, const bp_loc *at, const char *section,
                               const char *name, const char *value, bp_err *err);

/* Errors: BP_EIO; BP_ELIMIT for a file over 1 MiB; BP_EDATA with file and line for what
 * is not INI, for text after "[section]", for a name over 197 bytes and for a section
 * over 49, which the library would both pass over; what `entry` returns. */
bp_status bp_ini_read(const char *path, bp_ini_entry *entry, void *arg, bp_err *err);

#endif
