/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_offer.c - what is offered and what it is compared with. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"

#define IN_TABLES (BP_IN_OFFER | BP_IN_REPORT)
#define IN_OFFERS (IN_TABLES | BP_IN_PLOT)

/* An amount of pay, above 0. */
static bp_status set_amount(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *currency;
    return bp_arg_money((bp_decimal *)((char *)r + g->option->field), &currency, g->value,
                        NULL, g->at, err);
}

static bp_status add_row(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *equals = strchr(g->value, '=');
    if (equals == NULL || equals == g->value)
        return bp_fail(err, g->at, BP_EUSAGE, "'%s' is not COLUMN=VALUE", g->value);
    return bp_words_add(&r->row, g->value, err);
}

const bp_option bp_options_offer[] = {
    { .name = "offer",
      .commands = BP_IN_REPORT | BP_IN_PLOT,
      .argument = "AMOUNT",
      .help = "place this offer: a section of a report, a line in a chart",
      .standard = "none",
      BP_SET_TEXT(amount) },
    { .name = "offers",
      .commands = IN_OFFERS,
      .argument = "FILE",
      .help =
          "a csv of offers: id; amount, or base, bonus (or 'bonus %') and tcc; and group "
          "columns that select the market of each; a blank one selects all, as one does "
          "that --map title= says there is none of.  A column of "
          "pay periods makes amounts annual, one of currencies says what they are in "
          "(--fx converts them), and one that --map fte= names puts them at full time",
      BP_SET_TEXT(offers.list) },
    { .name = "offer-file",
      .commands = IN_OFFERS,
      .argument = "FILE",
      .help = "read the amount from this file (- is standard input): on the command line "
              "others on the machine can see it",
      BP_SET_TEXT(offers.amount_file) },
    { .name = "published",
      .commands = IN_OFFERS,
      .argument = "FILE",
      .help = "a published table of percentiles as a second market",
      .standard = "a FILE that is one is recognised",
      BP_SET_TEXT(offers.published) },
    { .name = "published-pay",
      .commands = IN_OFFERS,
      .argument = "ELEMENT",
      .help = "the pay that the published table is about, where its columns do not say: "
              "base, tcc, total, or a measure that its headers name",
      .standard = "what its headers say",
      BP_SET_TEXT(offers.published_pay) },
    { .name = "published-date",
      .commands = IN_OFFERS,
      .argument = "DATE",
      .help = "with --age-to: the date that the published table is of, where it has none",
      .standard = "its column of dates, else --map date=@DATE",
      BP_SET_DATE(offers.published_date) },
    { .name = "row",
      .commands = IN_OFFERS,
      .argument = "COL=VALUE",
      .help = "the line of the published table, repeatable",
      .standard = "the latest year; then all lines that fit, up to 20",
      .set = add_row },
    { .name = "method",
      .commands = IN_OFFERS,
      .argument = "lognormal|linear|pareto|fit",
      .help = "how the share between published percentiles is found; fit is one "
              "lognormal through all",
      .standard = "lognormal, piecewise",
      BP_SET_WORD(offers.between) },
    { .name = "ties",
      .commands = IN_OFFERS,
      .argument = "at|mid",
      .help = "the share of people at or below the offer, or its mid-rank",
      .standard = "at",
      BP_SET_WORD(offers.ties) },
    { .name = "ask",
      .commands = IN_TABLES,
      .help = "also what to ask for: the amounts at P50, P60 and P75, and what each adds",
      BP_SET_FLAG(offers.ask) },
    { .name = "range-min",
      .commands = IN_TABLES,
      .argument = "X",
      .help = "the range that penetration is of, with --range-max",
      .standard = "the market's P25 and P75",
      .set = set_amount,
      .field = offsetof(bp_request, offers.range_min) },
    { .name = "range-max",
      .commands = IN_TABLES,
      .argument = "X",
      .help = "its other end",
      .set = set_amount,
      .field = offsetof(bp_request, offers.range_max) },
    { .name = "midpoint",
      .commands = IN_TABLES,
      .argument = "X",
      .help = "what the compa-ratio is of",
      .standard = "the middle of that range; without one there is no compa-ratio",
      .set = set_amount,
      .field = offsetof(bp_request, offers.midpoint) },
    { .name = NULL },
};
