/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partfile.h - where the part of a unit is kept.  Layer: cli. */
#ifndef BP_CLI_PARTFILE_H
#define BP_CLI_PARTFILE_H

#include "base/str.h"
#include "ingest/partial.h"
#include "ingest/reader.h"

/* Makes a folder, unless there is one.  Errors: BP_EIO */
bp_status bp_partfile_folder(const char *path, bp_err *err);

/* Appends "FOLDER/00012-pay.csv.part".
 *   unit  from 0
 * Errors: BP_ELIMIT */
bp_status bp_partfile_path(bp_str *out, const char *folder, const bp_reader *reader,
                           size_t unit, bp_err *err);

/* Is there a file at `path`, and none that is older than its unit? */
bool bp_partfile_is_there(const char *path, const bp_reader *reader, size_t unit);

/* Is it a whole part of that unit alone?
 *   question, digest  of the plan */
bool bp_partfile_is_done(const char *path, const bp_reader *reader, size_t unit,
                         const char *question, const char digest[65]);

/* Reads the rows of a unit; appends its part.
 *   question, digest  of the plan
 * Errors: those of bp_reader_scan; BP_ELIMIT */
bp_status bp_partfile_scan(bp_str *out, bp_reader *reader, size_t unit,
                           const char *question, const char digest[65], bp_err *err);

/* Writes a file, whole or not at all, and through no link.
 * Errors: those of bp_outputs_commit */
bp_status bp_partfile_write(const char *path, const char *unit, bp_text bytes,
                            bp_err *err);

#endif
