/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - where a record is in the input.  Layer: data. */
#ifndef BP_DATA_PLACE_H
#define BP_DATA_PLACE_H

#include <stdint.h>

/* `order` grows along the input: the file's number in the top 16 bits, the byte position
 * in the rest. */
typedef struct bp_place {
    uint64_t order;
    uint64_t line;
    uint32_t file;
} bp_place;

#endif
