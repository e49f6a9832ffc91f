/* bounds.h - pay of a group that lies outside is dropped.  Layer: data. */
#ifndef BP_DATA_BOUNDS_H
#define BP_DATA_BOUNDS_H

#include <stddef.h>

#include "base/text.h"

/* Pay of the group below `low` or above `high`, in currency units. */
typedef struct bp_bound {
    const bp_text *key; /* [keys] the group's values */
    double low;
    double high;
} bp_bound;

/* Borrows.  A group without a bound keeps all its pay. */
typedef struct bp_bounds {
    const bp_bound *bound; /* [n] ascending by key, by bp_text_order */
    size_t n;
} bp_bounds;

#endif
