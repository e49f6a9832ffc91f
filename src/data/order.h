/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - numbers, and rows of numbers, in order.  Layer: data. */
#ifndef BP_DATA_ORDER_H
#define BP_DATA_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Puts list[0..n-1], which are numbers of rows of row[][width], in the order of some
 * columns: part[0], where that is equal part[1], and so on.  Equal rows stay as they
 * are.  False, with the list untouched, when memory is out. */
bool bp_order_rows(uint32_t list[], size_t n, const uint32_t row[], size_t width,
                   const size_t part[], size_t n_parts);

/* Puts numbers into ascending order.  False, with the numbers untouched, when memory is
 * out. */
bool bp_order_numbers(int64_t number[], size_t n);

/* Turns how many there are of each kind into the place of the first of each, in an array
 * of all ordered by kind; returns how many there are in all. */
size_t bp_order_places(size_t place[], size_t n);

#endif
