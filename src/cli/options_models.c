/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_models.c - what pay is related to. */
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"

/* "350,900": points of one scope; "beds=350,revenue=90": one of several. */
static bp_status add_points(bp_request *r, const bp_given *g, bp_err *err)
{
    if (strchr(g->value, '=') != NULL)
        return bp_set_add(r, g, err);
    bp_words words = { 0 };
    bp_status status = bp_arg_list(&words, &r->text, g->value, g->at, err);
    for (size_t i = 0; status == BP_OK && i < words.n; i++)
        status = bp_words_add(&r->scope_at, words.at[i], err);
    free(words.at);
    return status;
}

/* "beds=350", or of a list, which has a column of that name, "beds". */
static bp_status set_offer_scope(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *end = NULL;
    bp_status status = BP_OK;
    for (const char *from = g->value; status == BP_OK && from != NULL;
         from = end[0] == ',' ? end + 1 : NULL) {
        end = from + strcspn(from, ",");
        const size_t n = strcspn(from, "=,");
        const char *name = bp_arena_copy(&r->text, from, n);
        status = n == 0         ? bp_fail(err, g->at, BP_EUSAGE,
                                          "'%s' is not COL=VALUE, as beds=350", g->value)
                 : name == NULL ? bp_fail(err, g->at, BP_ELIMIT, "no memory for a scope")
                                : bp_words_add(&r->scope_on, name, err);
    }
    return status == BP_OK && strchr(g->value, '=') != NULL
               ? bp_words_add(&r->scope_at, g->value, err)
               : status;
}

const bp_option bp_options_models[] = {
    { .name = "on",
      .commands = BP_IN_SCOPE | BP_IN_PLOT,
      .argument = "COL[,COL]",
      .help = "the scope of a job: columns of numbers, as beds",
      BP_SET_LIST(scope_on) },
    { .name = "scope",
      .commands = BP_IN_REPORT,
      .argument = "COL[,COL]",
      .help = "also a section on pay by the scope of a job, as beds",
      BP_SET_LIST(scope_on) },
    { .name = "scope",
      .commands = BP_IN_OFFER,
      .argument = "COL[=VALUE]",
      .help = "also against the line of pay on a scope, as beds=350; of --offers without "
              "VALUE, which a column of that name has",
      .set = set_offer_scope,
      .field = offsetof(bp_request, scope_on) },
    { .name = "at",
      .commands = BP_IN_SCOPE | BP_IN_PLOT,
      .argument = "LIST",
      .help = "where the line is read off: 120,350; of several scopes "
              "beds=120,revenue=90, which can be given again",
      .standard = "the quartiles of each scope",
      .set = add_points,
      .field = offsetof(bp_request, scope_at) },
    { .name = "model",
      .commands = BP_IN_SCOPE | BP_IN_PLOT,
      .argument = "loglog|loglin",
      .help = "the logarithm of pay on that of the scope, so that twice the scope is so "
              "much more pay; or on the scope as it is, for points and grades",
      .standard = "loglog",
      BP_SET_WORD(scope.model) },
    { .name = "common-slope",
      .commands = BP_IN_SCOPE | BP_IN_PLOT,
      .help = "one slope for all groups of --by, each with a level of its own",
      .standard = "a line for each group",
      BP_SET_FLAG(scope.common_slope) },
    { .name = "group",
      .commands = BP_IN_EQUITY | BP_IN_PLOT,
      .argument = "COL",
      .help = "whose pay is compared: the column of the groups, as gender",
      BP_SET_TEXT(equity.group) },
    { .name = "reference",
      .commands = BP_IN_EQUITY | BP_IN_PLOT,
      .argument = "VALUE",
      .help = "the group that the others are compared with",
      .standard = "the largest",
      BP_SET_TEXT(equity.reference) },
    { .name = "adjust",
      .commands = BP_IN_EQUITY | BP_IN_PLOT,
      .argument = "COL[,COL]",
      .help = "factors of the adjusted gap: texts as levels, numbers as they are; "
              "rank:levels takes codes as levels, experience^2 is a square",
      BP_SET_LIST(adjust) },
    { .name = "category",
      .commands = BP_IN_EQUITY | BP_IN_PLOT,
      .argument = "COL",
      .help = "whose work is the same or of equal value: gaps in each category",
      BP_SET_TEXT(equity.category) },
    { .name = "oaxaca",
      .commands = BP_IN_EQUITY,
      .argument = "reference|group|pooled",
      .help = "at whose rates of pay the explained part of the gap is counted",
      .standard = "reference",
      BP_SET_WORD(equity.oaxaca) },
    { .name = "oaxaca-on",
      .commands = BP_IN_EQUITY,
      .argument = "log|pay",
      .help = "what is decomposed: the logarithm of pay, or pay",
      .standard = "log",
      BP_SET_SWITCH(equity.on_pay) },
    { .name = "se",
      .commands = BP_IN_MODELS | BP_IN_PLOT,
      .argument = "auto|clustered|hc3|ols",
      .help = "standard errors: clustered, people of one organization are alike; hc3, "
              "people are independent and their spread differs; ols, it is the same; "
              "auto: clustered from 10 organizations on, else hc3",
      .standard = "auto",
      BP_SET_WORD(se) },
    { .name = NULL },
};
