/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pricereads.c - what was read of several surveys.
 *
 * One list of repairs may be about all of them, so what it did is said of each. */
#include "compose/price.h"

#include "compose/compose.h"
#include "report/build.h"

void bp_compose_price_reads(bp_report *r, const bp_pricing_input input[], size_t n_inputs,
                            const bp_pricing_recoded recoded[], size_t n_recoded)
{
    for (size_t i = 0; i < n_inputs; i++)
        bp_report_add_input(r, &(bp_source_note){ .file = input[i].file,
                                                  .rows = input[i].rows,
                                                  .used = input[i].used,
                                                  .filtered = input[i].filtered,
                                                  .excluded = input[i].excluded,
                                                  .sha256 = input[i].sha256 });
    for (size_t i = 0; i < n_recoded; i++) {
        bp_compose_recoded(r, recoded[i].survey, &recoded[i].is);
        bp_compose_say_recoded(r, recoded[i].survey, &recoded[i].is);
    }
}
