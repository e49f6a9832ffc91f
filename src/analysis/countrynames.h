/* SPDX-License-Identifier: GPL-3.0-or-later */
/* countrynames.h - countries that have several names.  Layer: analysis. */
#ifndef BP_ANALYSIS_COUNTRYNAMES_H
#define BP_ANALYSIS_COUNTRYNAMES_H

#include <stddef.h>

/* The number of the country that a name means, folded and stripped (nearnames.h);
 * SIZE_MAX: none of those that are known by several. */
size_t bp_country_of(const char *bare);

#endif
