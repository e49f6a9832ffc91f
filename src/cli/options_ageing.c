/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_ageing.c - to which date pay is aged, and how it moves. */
#include <string.h>

#include "base/ageing.h"
#include "cli/args.h"
#include "cli/options.h"

/* That answer from one survey, but for growth, which is of several dates. */
#define IN_AGED                                                                          \
    (BP_IN_PERCENTILES | BP_IN_TIERS | BP_IN_OFFER | BP_IN_PLOT | BP_IN_REPORT |         \
     BP_IN_EXPLAIN | BP_IN_AUDIT)

static bp_status put_own(bp_request *r, const char *name, size_t n, const bp_movement *m,
                         const bp_loc *at, bp_err *err)
{
    bp_age_request *a = &r->age;
    const bp_text pay = bp_text_trim((bp_text){ name, n });
    if (pay.n == 0)
        return bp_fail(err, at, BP_EUSAGE, "the pay is missing, as in bonus=2%%");
    for (size_t i = 0; i < a->how.n_own; i++)
        if (bp_text_equal(bp_text_of(a->own[i].pay), pay)) {
            a->own[i].movement = *m;
            return BP_OK;
        }
    const char *kept = bp_arena_copy(&r->text, pay.at, pay.n);
    if (kept == NULL ||
        !bp_reserve(&a->own, &a->cap_own, a->how.n_own + 1, sizeof a->own[0]))
        return bp_no_memory(err, "the command line");
    a->own[a->how.n_own++] = (bp_element_movement){ kept, *m };
    return BP_OK;
}

/* "3.5%", "2026: 3.5%, 2027: 4%", or either for one element: "bonus=2%". */
static bp_status set_movement(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *equals = strrchr(g->value, '=');
    bp_movement m;
    bp_status status =
        bp_movement_parse(&m, equals != NULL ? equals + 1 : g->value, g->at, err);
    if (status == BP_OK && equals != NULL)
        return put_own(r, g->value, (size_t)(equals - g->value), &m, g->at, err);
    if (status == BP_OK)
        r->age.how.movement = m;
    return status;
}

/* The same for a chart; of prices it is a file. */
static bp_status set_drawn_movement(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_status status = set_movement(r, g, err);
    if (status != BP_EUSAGE)
        return status;
    r->price.movements = g->value;
    return BP_OK;
}

static bp_status set_how(bp_request *r, const bp_given *g, bp_err *err)
{
    r->age.form_given = true;
    return bp_set_word(r, g, err);
}

const bp_option bp_options_ageing[] = {
    { .name = "age-to",
      .commands = IN_AGED,
      .argument = "DATE",
      .help = "bring pay to this date, each row from its own (a column of dates, or one "
              "for all: --map date=@2026-03-01), after any conversion",
      .standard = "pay is as of its date",
      BP_SET_DATE(age.how.to) },
    { .name = "movement",
      .commands = BP_IN_PLOT,
      .argument = "RATE|FILE",
      .help =
          "with --age-to: how pay moves in a year, 3.5%, or by calendar year, '2026: "
          "3.5%, 2027: 4%'; bonus=2% is of that element alone, repeatable; of the kind "
          "sources with a table of cuts a csv of survey, rate and maybe pay, year",
      .set = set_drawn_movement },
    { .name = "movement",
      .commands = IN_AGED & ~BP_IN_PLOT,
      .argument = "RATE",
      .help = "with --age-to: how pay moves in a year, 3.5%, or by calendar year, '2026: "
              "3.5%, 2027: 4%'; bonus=2% is of that element alone, repeatable",
      .set = set_movement },
    { .name = "ageing",
      .commands = IN_AGED | BP_IN_PRICE,
      .argument = "compound|simple|stepped",
      .help = "how pay moves at a yearly rate",
      .standard = "compound",
      .set = set_how,
      .field = offsetof(bp_request, age.how.form) },
    { .name = "day-count",
      .commands = IN_AGED | BP_IN_PRICE,
      .argument = "months|act365|act36525|30360",
      .help = "how the years between two dates are counted",
      .standard = "months",
      .set = set_how,
      .field = offsetof(bp_request, age.how.count) },
    { .name = NULL },
};
