/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version.c - the version as a function.
 *
 * A macro says what a program was compiled with; only a call can say which shared
 * library it has found. */
#include "benchpay/version.h"

const char *bp_version(void)
{
    return BP_VERSION;
}
