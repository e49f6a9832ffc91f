/* SPDX-License-Identifier: GPL-3.0-or-later */
/* planfile.h - a question and its files, written down to be read in parts.  Layer: cli.
 *
 *   { "benchpay": version, "plan": 1,
 *     "request": the words of the question, its command first
 *     "units":   [ { "file", "bytes", "head": SHA-256 of its first 64 KiB } ]
 *     "beside":  [ { "file", "sha256" } ] of what else the question reads
 *     "digest":  SHA-256 of the text before this line }
 */
#ifndef BP_CLI_PLANFILE_H
#define BP_CLI_PLANFILE_H

#include "cli/earlier.h"
#include "ingest/reader.h"

/* {0} is none. */
typedef struct bp_planfile {
    bp_earlier earlier; /* whose request is that of the plan */
    const bp_json_value *units;
    bp_str question; /* the request without its files, in words */
    char digest[65];
} bp_planfile;

/* Appends a plan of the files of a reader.
 *   digest  of it
 *   r       the request: all that it says but where it is written
 * Errors: BP_EIO, BP_ELIMIT; BP_EUSAGE  a word is not UTF-8 */
bp_status bp_planfile_put(bp_str *out, char digest[65], const bp_request *r,
                          const bp_reader *reader, bp_err *err);

/* Appends the words of a request but for the names of its units, which are in the same
 * order.  False: memory is out. */
bool bp_planfile_question(bp_str *out, const bp_words *request, const bp_words *units);

/* Reads one, and holds its files against it: they must be what they were.
 * Errors: BP_EDATA  it is no plan, was changed, or is of another version; a file was
 *                   changed; BP_EIO, BP_ELIMIT */
bp_status bp_planfile_read(bp_planfile *p, const char *path, bp_err *err);
void bp_planfile_release(bp_planfile *p);

#endif
