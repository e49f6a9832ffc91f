/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.h - the file that says from which surveys jobs are priced.  Layer: cli. */
#ifndef BP_CLI_MANIFEST_H
#define BP_CLI_MANIFEST_H

#include "cli/request.h"

/* A line of it. */
typedef struct bp_manifest_entry {
    size_t survey; /* SIZE_MAX: of all */
    const char *name;
    const char *value;
    uint64_t line;
} bp_manifest_entry;

/* {0} is empty. */
typedef struct bp_manifest {
    const char *file;
    const char **survey; /* [n] names, in their order */
    size_t n;
    size_t cap;
    bp_manifest_entry *entry; /* [n_entries] */
    size_t n_entries;
    size_t cap_entries;
    bp_arena text;
} bp_manifest;

/* Errors: those of bp_ini_read; BP_EUSAGE  a section that is neither [options] nor
 *         [survey NAME]; BP_EDATA  no survey */
bp_status bp_manifest_read(bp_manifest *out, const char *file, bp_err *err);
void bp_manifest_release(bp_manifest *m);

/* A survey as the manifest says it, under the command line of `r`.
 *   request  holds what the survey points into; it is released by the caller in any case
 *            where that names employees, its columns and conditions are theirs
 * Errors: BP_EUSAGE  an option that surveys do not have, a value that cannot be read;
 *         those of bp_request_settle */
bp_status bp_manifest_survey(bp_pricing_survey *out, bp_request *request,
                             const bp_manifest *m, size_t survey, const bp_request *r,
                             bp_err *err);

#endif
