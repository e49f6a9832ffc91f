/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ini.h - INI files; the only user of inih.  Layer: base. */
#ifndef BP_BASE_INI_H
#define BP_BASE_INI_H

#include "base/text.h"
#include "benchpay/err.h"

/* Called for every `name = value`; a failure stops the reading. */
typedef bp_status bp_ini_entry(void *arg, const bp_loc *at, const char *section,
                               const char *name, const char *value, bp_err *err);

/* Errors: BP_EIO; BP_EDATA with file and line for what is not INI or for a line
 * over 198 bytes (the library would cut it silently); what `entry` returns. */
bp_status bp_ini_read(const char *path, bp_ini_entry *entry, void *arg, bp_err *err);

#endif
