/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_choice.c - which rows count, and in which groups. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"
#include "ingest/currency.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2200

#define GROUPS_MAX 1000000000 /* more than a survey has people */
/* Those whose people need no names. */
#define IN_SURVEYS (BP_IN_READING & ~BP_IN_STAFF)
#define IN_POOLED                                                                        \
    (BP_IN_PERCENTILES | BP_IN_TIERS | BP_IN_OFFER | BP_IN_PLOT | BP_IN_REPORT |         \
     BP_IN_AUDIT)

static bp_status set_year(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t year;
    if (strcmp(g->value, "all") == 0) {
        r->choice.year = BP_YEAR_ALL;
        return BP_OK;
    }
    if (bp_arg_whole(&year, g->value, YEAR_MIN, YEAR_MAX, g->at, NULL) != BP_OK)
        return bp_fail(err, g->at, BP_EUSAGE, "'%s' is not a year, or 'all'", g->value);
    r->choice.year = (int)year;
    return BP_OK;
}

/* As a column of currencies may write it: "usd", "US Dollar". */
static bp_status set_currency(bp_request *r, const bp_given *g, bp_err *err)
{
    char iso[3];
    const bp_text code = bp_currency_fold(bp_text_of(g->value), iso);
    if (code.n == 0)
        return bp_set_text(r, g, err);
    r->choice.currency = bp_arena_copy(&r->text, code.at, code.n);
    return r->choice.currency != NULL ? BP_OK : bp_no_memory(err, "the command line");
}

static bp_status set_min_pay(bp_request *r, const bp_given *g, bp_err *err)
{
    r->choice.has_min_pay = true;
    return bp_arg_amount(&r->choice.min_pay, g->value, g->at, err);
}

static bp_status set_max_pay(bp_request *r, const bp_given *g, bp_err *err)
{
    r->choice.has_max_pay = true;
    return bp_arg_amount(&r->choice.max_pay, g->value, g->at, err);
}

const bp_option bp_options_choice[] = {
    { .name = "pay",
      .commands = BP_IN_READING,
      .argument = "ELEMENT",
      .help = "base, bonus, tcc (base+bonus), lti, tdc, benefits, total, or a column; "
              "target_bonus, actual_bonus, tcc_target, tcc_actual where the file has "
              "them; ratios, person by person: bonus_pct (bonus over base; "
              "target_bonus_pct, actual_bonus_pct), per_wrvu (pay per work RVU), hourly "
              "(annual pay over --hours)",
      .standard = "the only pay column; of several the total, else base",
      BP_SET_TEXT(choice.pay) },
    { .name = "job",
      .commands = BP_IN_READING & ~BP_IN_PRICE,
      .argument = "CODE|TITLE",
      .help = "only rows of this job, repeatable",
      .standard = "all rows",
      BP_SET_ADD(job) },
    { .name = "where",
      .commands = BP_IN_READING,
      .argument = "'COL OP VALUE'",
      .help =
          "only rows for which this holds, repeatable; OP is one of = != < <= > >= and ~ "
          "(contains); 'COL in A,B' for any of several; case makes no difference",
      .standard = "all rows",
      BP_SET_ADD(where) },
    { .name = "by",
      .commands = BP_IN_READING & ~(BP_IN_EQUITY | BP_IN_PRICE),
      .argument = "COL[,COL]",
      .help = "group by roles or columns, everybody together first; report makes a table "
              "for each column",
      .standard = "none; check, tiers: tier; report: those of tier, region, size and "
                  "country that the file has",
      BP_SET_LIST(by) },
    { .name = "peers",
      .commands = IN_SURVEYS & ~BP_IN_PRICE,
      .argument = "FILE",
      .help = "organizations, one name a line: makes the column peers, of the values "
              "'peers' and 'others', for --by and --where; case makes no difference",
      .standard = "no such column; with it --by peers where no --by is given",
      BP_SET_TEXT(choice.peers) },
    { .name = "top",
      .commands = IN_POOLED,
      .argument = "N",
      .help = "the N groups with most people; the others are one group '(other)', the "
              "last; in a report so in each table",
      .standard = "all groups; a chart that has no room for all draws those with most "
                  "people, and so does a table for people of more than 50",
      BP_SET_INT(method.top, 1, GROUPS_MAX) },
    { .name = "min-people",
      .commands = IN_POOLED,
      .argument = "N",
      .help = "only groups of N people or more; the others are one group '(other)'",
      .standard = "groups of any size",
      BP_SET_INT(method.min_people, 1, GROUPS_MAX) },
    { .name = "year",
      .commands = BP_IN_READING & ~BP_IN_PROJECT,
      .argument = "Y|all",
      .help = "only rows of one survey year",
      .standard = "the latest; not one of fewer than 30 rows that are less than a tenth "
                  "of the year before's",
      .set = set_year },
    { .name = "currency",
      .commands = BP_IN_READING,
      .argument = "CODE",
      .help = "only rows in this currency",
      .set = set_currency,
      .standard =
          "the only one; of several, check and report take the one with most rows",
      .field = offsetof(bp_request, choice.currency) },
    { .name = "fx",
      .commands = BP_IN_READING,
      .argument = "FILE",
      .help =
          "a csv of rates (currency, rate, date) into --currency, of its units for one "
          "unit: other pay is converted at the latest rate that is not after its date",
      .standard = "rows in other currencies are excluded",
      BP_SET_TEXT(choice.rates) },
    { .name = "fx-direction",
      .commands = BP_IN_READING,
      .argument = "to|from",
      .help = "what a rate of --fx is: units of --currency for one unit, or with 'from' "
              "of the other currency for one of --currency",
      .standard = "to",
      BP_SET_SWITCH(choice.rates_from) },
    { .name = "local",
      .commands = BP_IN_PERCENTILES,
      .help = "with --fx and --by: figures in each group's own currency beside those "
              "that are converted; none for a group of several currencies",
      BP_SET_FLAG(choice.local) },
    { .name = "min-pay",
      .commands = BP_IN_READING,
      .argument = "X",
      .help = "the least pay that counts; 0 keeps zeros",
      .standard = "above 0",
      .set = set_min_pay },
    { .name = "max-pay",
      .commands = BP_IN_READING,
      .argument = "X",
      .help = "the highest pay that counts",
      .standard = "no limit",
      .set = set_max_pay },
    { .name = "distinct",
      .commands = IN_SURVEYS,
      .argument = "sum|latest",
      .help = "one row a person, of one year: the sum of the rows, or the one of the "
              "latest date, the higher of two",
      .standard = "every row counts",
      BP_SET_WORD_FROM(choice.distinct, BP_DISTINCT_SUM) },
    { .name = "blank-bonus",
      .commands = IN_SURVEYS,
      .argument = "zero|exclude",
      .help = "a blank bonus or long-term incentive counts 0 in a sum, or its row has no "
              "such sum",
      .standard = "zero",
      BP_SET_WORD(choice.blank_bonus) },
    { .name = "outliers",
      .commands = IN_SURVEYS,
      .argument = "flag|drop|off",
      .help = "pay beyond Tukey's outer fences or 3.5 MAD of its group, on the log scale",
      .standard = "flag",
      BP_SET_WORD(choice.outliers) },
    { .name = NULL },
};
