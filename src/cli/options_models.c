/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_models.c - what pay is related to. */
#include <stdlib.h>
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"

/* "350,900": points of one scope; "beds=350,revenue=90": one of several. */
static bp_status add_points(bp_request *r, const bp_option *o, const char *value,
                            const bp_loc *at, bp_err *err)
{
    if (strchr(value, '=') != NULL)
        return bp_set_add(r, o, value, at, err);
    bp_words words = { 0 };
    bp_status status = bp_arg_list(&words, &r->text, value, at, err);
    for (size_t i = 0; status == BP_OK && i < words.n; i++)
        status = bp_words_add(&r->scope_at, words.at[i], err);
    free(words.at);
    return status;
}

static const char *const models[] = { "loglog", "loglin", NULL };
static const char *const errors[] = { "auto", "clustered", "hc3", "ols", NULL };

const bp_option bp_options_models[] = {
    { .name = "on",
      .commands = BP_IN_SCOPE,
      .argument = "COL[,COL]",
      .help = "the scope of a job: columns of numbers, as beds",
      .set = bp_set_list,
      .field = offsetof(bp_request, scope_on) },
    { .name = "at",
      .commands = BP_IN_SCOPE,
      .argument = "LIST",
      .help = "where the line is read off: 120,350; of several scopes "
              "beds=120,revenue=90, which can be given again",
      .standard = "the quartiles of each scope",
      .set = add_points,
      .field = offsetof(bp_request, scope_at) },
    { .name = "model",
      .commands = BP_IN_SCOPE,
      .argument = "loglog|loglin",
      .help = "the logarithm of pay on that of the scope, so that twice the scope is so "
              "much more pay; or on the scope as it is, for points and grades",
      .standard = "loglog",
      .set = bp_set_word,
      .field = offsetof(bp_request, scope.model),
      .words = models },
    { .name = "common-slope",
      .commands = BP_IN_SCOPE,
      .help = "one slope for all groups of --by, each with a level of its own",
      .standard = "a line for each group",
      .set = bp_set_flag,
      .field = offsetof(bp_request, scope.common_slope) },
    { .name = "se",
      .commands = BP_IN_SCOPE,
      .argument = "auto|clustered|hc3|ols",
      .help = "standard errors: clustered, people of one organization are alike; hc3, "
              "people are independent and their spread differs; ols, it is the same; "
              "auto: clustered from 10 organizations on, else hc3",
      .standard = "auto",
      .set = bp_set_word,
      .field = offsetof(bp_request, scope.se),
      .words = errors },
    { .name = NULL },
};
