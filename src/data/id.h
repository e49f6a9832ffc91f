/* SPDX-License-Identifier: GPL-3.0-or-later */
/* id.h - texts and years as numbers, and how it is said that there is none.
 * Layer: data. */
#ifndef BP_DATA_ID_H
#define BP_DATA_ID_H

#include <stdint.h>

/* The id of no text: a row without a currency column, a value that no row has. */
#define BP_NO_ID UINT32_MAX

/* A year that a row does not have. */
#define BP_NO_YEAR 0

#endif
