/* SPDX-License-Identifier: GPL-3.0-or-later */
/* carry.c - a question whose rows are read in parts.
 *
 * A plan keeps the words that it was asked by; every part of the work reads them as a
 * command line is read, so that all parts ask the same, and what can be asked at once
 * needs no second way to be asked in parts. */
#include "cli/carry.h"

#include <stdlib.h>
#include <string.h>

#include "answer/reading.h"
#include "cli/args.h"
#include "cli/asked.h"

bp_status bp_carry_open(bp_carry *c, const bp_question *q, bp_err *err)
{
    bp_answer *a = NULL;
    bp_status status = bp_answer_open(&a, q, err);
    if (status == BP_OK)
        status = c->open(c, bp_answer_reader(a), err);
    bp_answer_free(a);
    return status;
}

/* The words of the plan, then those of the command line. */
static bp_status gather(bp_words *all, const bp_planfile *plan, const char *const more[],
                        size_t n_more, bp_err *err)
{
    const bp_words *word = &plan->earlier.request;
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < word->n; i++)
        status = bp_words_add(all, word->at[i], err);
    for (size_t i = 0; status == BP_OK && i < n_more; i++)
        status = bp_words_add(all, more[i], err);
    return status;
}

static bool is_of_plan(const char *path, const bp_words *plan)
{
    bool is = false;
    for (size_t i = 0; i < plan->n; i++)
        is |= path >= plan->at[i] && path <= plan->at[i] + strlen(plan->at[i]);
    return is;
}

/* Where an answer goes is for the command line to say, and not for a file that may come
 * from anywhere. */
static bp_status check_outputs(const bp_request *again, const bp_carry *c, bp_err *err)
{
    const bp_earlier *plan = &c->plan->earlier;
    for (size_t i = 0; i < again->output.n; i++)
        if (is_of_plan(again->output.at[i], &plan->request))
            return bp_earlier_fail(plan, "it is no plan: it names an output", err);
    return BP_OK;
}

/* How the work is done is for the command itself to say. */
static void take_means(bp_request *again, const bp_request *here)
{
    again->no_output = here->no_output;
    again->quiet = here->quiet;
    again->progress = here->progress;
    again->reading.threads = here->reading.threads;
    again->reading.memory = here->reading.memory;
}

static bp_status run(bp_request *again, bp_carry *c, const bp_words *all, bp_err *err)
{
    const bp_command *of = NULL;
    again->find = c->here->find;
    bp_status status = bp_asked_read(again, "plan", 0, all->at, all->n, err);
    if (status == BP_OK)
        status = bp_asked_check(again, err);
    if (status == BP_OK)
        status = check_outputs(again, c, err);
    if (status == BP_OK)
        status = again->find(&of, all->at[0], err);
    if (status != BP_OK)
        return status;
    take_means(again, c->here);
    again->carry = c;
    return of->run(again, err);
}

bp_status bp_carry_run(bp_carry *c, const char *const more[], size_t n_more, bp_err *err)
{
    bp_request again;
    bp_words all = { 0 };
    bp_status status = bp_request_init(&again, err);
    if (status == BP_OK)
        status = gather(&all, c->plan, more, n_more, err);
    if (status == BP_OK)
        status = run(&again, c, &all, err);
    free(all.at);
    bp_request_release(&again);
    return status;
}
