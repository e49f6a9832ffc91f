/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pictures.h - the charts of a Markdown report are files beside it.  Layer: cli.
 *
 * What is drawn for "out/report.md" goes to out/report-charts/ID.svg, by the rules of
 * -o: all files appear together, and none is an input. */
#ifndef BP_CLI_PICTURES_H
#define BP_CLI_PICTURES_H

#include "cli/run.h"

/* Is any output Markdown that can have a folder beside it: a regular file, not standard
 * output, a device or a pipe? */
bool bp_pictures_asked(const bp_request *r);

/* Adds the pictures of the report, making their folder, whose name goes into *folder
 * and lives as long as the run; *folder stays as it is where there is none to add.
 * Errors: BP_EIO, BP_EUSAGE (a picture would replace an input), BP_ELIMIT. */
bp_status bp_pictures_add(const char **folder, bp_run *run, bp_report *report,
                          const char *path, bp_err *err);

/* Once a run has failed and its files are gone: so are the folders that it made. */
void bp_pictures_undo(const bp_run *run);

/* After drawing: tells on standard error what this system did not hold gnuplot to. */
void bp_pictures_tell(const bp_request *r);

#endif
