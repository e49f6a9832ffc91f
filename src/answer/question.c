/* SPDX-License-Identifier: GPL-3.0-or-later */
/* question.c - the defaults of a question, and its list of files.
 *
 * The defaults are those of the program's options, so that a program that embeds the
 * library and one that is typed ask the same. */
#include "benchpay/question.h"

#include <stdlib.h>

#include "base/mem.h"

static const bp_level standard[] = { { 1, 10 }, { 1, 4 }, { 1, 2 }, { 3, 4 }, { 9, 10 } };

const char *bp_subject_name(bp_subject subject)
{
    static const char *const name[BP_SUBJECTS] = {
        [BP_ASK_REPORT] = "report", [BP_ASK_PERCENTILES] = "percentiles",
        [BP_ASK_TIERS] = "tiers",   [BP_ASK_RANGE] = "tiers",
        [BP_ASK_OFFER] = "offer",   [BP_ASK_GROWTH] = "project",
        [BP_ASK_CHART] = "plot",    [BP_ASK_CHECK] = "check",
    };
    return name[subject];
}

void bp_question_init(bp_question *q)
{
    *q = (bp_question){
        .subject = BP_ASK_REPORT,
        .method = { .level = standard,
                    .n_levels = sizeof standard / sizeof standard[0],
                    .qtype = 7,
                    .sort = BP_SORT_NAME },
        .rules = BP_RULES_NONE,
        .growth.plan = { .source = BP_GROWTH_FITTED,
                         .level = .95,
                         .seed = 1,
                         .years = BP_YEARS_STANDARD },
    };
    bp_reading_init(&q->reading);
    bp_choice_init(&q->choice);
}

bp_status bp_question_add_file(bp_question *q, const char *path, bp_err *err)
{
    const size_t n = q->reading.n_files;
    const char **file = realloc(q->own_file, (n + 1) * sizeof *file);
    if (file == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the files");
    file[n] = path;
    q->own_file = file;
    q->reading.file = file;
    q->reading.n_files = n + 1;
    return BP_OK;
}

void bp_question_release(bp_question *q)
{
    free(q->own_file);
    q->own_file = NULL;
    q->reading.file = NULL;
    q->reading.n_files = 0;
}

bool bp_question_offers(const bp_question *q)
{
    const bp_offer_question *o = &q->offers;
    return o->has_amount || o->amount_file != NULL || o->list != NULL;
}
