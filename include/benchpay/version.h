/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version.h - which benchpay this is.  Layer: base. */
#ifndef BP_VERSION_H
#define BP_VERSION_H

#include "benchpay/api.h"

/* Of these headers; the build reads it here. */
#define BP_VERSION "0.1.0"

BP_API_BEGIN

/* Of the library that a program runs with, which need not be that of its headers. */
const char *bp_version(void);

BP_API_END

#endif
