/* SPDX-License-Identifier: GPL-3.0-or-later */
/* basis.h - whose pay counts.  Layer: data.
 *
 * An organisation with many people has much to say in a market of people, and as much as
 * any other in one of organisations: both are asked for, and their figures differ. */
#ifndef BP_BASIS_H
#define BP_BASIS_H

#include "benchpay/api.h"
#include "benchpay/weights.h"

BP_API_BEGIN

typedef enum bp_basis {
    BP_BASIS_INCUMBENT, /* every person, who counts 1 or what they weigh */
    BP_BASIS_ORG,       /* every organisation, by the mean of its people in the group */
    BP_BASIS_ORG_EQUAL  /* every person; those of one organisation count 1 together */
} bp_basis;

/* "incumbent", "org", "org-equal": the words of options and of json. */
const char *bp_basis_name(bp_basis basis);

/* What weights mean on a basis: `own`, those of the rows, for people; none for
 * organisations; and for people of whom each organisation has 1 together those of a
 * sample for percentiles of types 1 and 2, else analytic ones.
 *   qtype  1..9 */
bp_weighting bp_basis_weighting(bp_basis basis, int qtype, bp_weighting own);

BP_API_END

#endif
