/* SPDX-License-Identifier: GPL-3.0-or-later */
/* console.h - the process around us: descriptors, signals, terminal, locale.
 * Layer: cli. */
#ifndef BP_CLI_CONSOLE_H
#define BP_CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/err.h"

/* Opens descriptors 0 to 2 on /dev/null where they are closed, ignores the
 * signals that come with failed writes, lets SIGHUP, SIGINT, SIGQUIT and SIGTERM ask us to
 * stop, forbids core files, which would hold pay, lets as many files be open as may be,
 * lets freed arrays go back to the system, and takes all of the stack that is needed.
 * *no_output: standard output was closed.  Errors: BP_EIO, BP_ELIMIT. */
bp_status bp_console_init(bool *no_output, bp_err *err);

/* BP_EIO when standard output is wanted and was closed. */
bp_status bp_console_output(bool no_output, bp_err *err);

/* Does a terminal show standard error? */
bool bp_console_watched(void);

/* Is standard output a terminal, of whatever width? */
bool bp_console_is_terminal(void);

/* Columns of the terminal on standard output; 0: it is none. */
size_t bp_console_terminal(void);

/* Columns of text: the environment's COLUMNS, or 80. */
size_t bp_console_columns(void);

/* Does the environment ask for UTF-8?  (From its text: the C library is not asked.) */
bool bp_console_utf8(void);

/* Is standard output a terminal that shows colours, and NO_COLOR not set? */
bool bp_console_color(void);

/* "benchpay: TEXT" on standard error, control characters as escapes. */
void bp_console_tell(const char *text);

/* The same of a note, or of a failure, with its hint in this program's words. */
void bp_console_note(const bp_note *note);
void bp_console_fail(const bp_err *err);

#endif
