/* SPDX-License-Identifier: GPL-3.0-or-later */
/* basis.c - the names of whose pay counts.
 *
 * One place for the words that are typed, printed and found in json. */
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
