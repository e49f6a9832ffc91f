/* SPDX-License-Identifier: GPL-3.0-or-later */
/* basis.c - the names of whose pay counts.
 *
 * One place for the words that are typed, printed and found in json, and for what weights
 * mean on each. */
#include "benchpay/basis.h"

const char *bp_basis_name(bp_basis basis)
{
    static const char *const name[] = {
        [BP_BASIS_INCUMBENT] = "incumbent",
        [BP_BASIS_ORG] = "org",
        [BP_BASIS_ORG_EQUAL] = "org-equal",
    };
    return name[basis];
}

bp_weighting bp_basis_weighting(bp_basis basis, int qtype, bp_weighting own)
{
    if (basis != BP_BASIS_ORG_EQUAL)
        return basis == BP_BASIS_ORG ? BP_UNWEIGHTED : own;
    return qtype == 1 || qtype == 2 ? BP_WEIGHTS_SAMPLING : BP_WEIGHTS_ANALYTIC;
}
