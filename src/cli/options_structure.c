/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_structure.c - where the midpoints of grades come from, and their ranges. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/args.h"
#include "cli/options.h"

/* An amount above 0. */
static bp_status set_amount(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_decimal d;
    bp_status status = bp_arg_amount(&d, g->value, g->at, err);
    if (status == BP_OK && d.units <= 0)
        status = bp_fail(err, g->at, BP_EUSAGE, "'%s' must be above 0", g->value);
    if (status == BP_OK)
        *(double *)((char *)r + g->option->field) = bp_money_double(d.units, d.scale);
    return status;
}

static bp_status set_share(bp_request *r, const bp_given *g, bp_err *err)
{
    return bp_arg_rate((double *)((char *)r + g->option->field), g->value, g->at, err);
}

static bp_status set_progression(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_status status = set_share(r, g, err);
    return status == BP_OK && r->structure.progression == 0
               ? bp_fail(err, g->at, BP_EUSAGE, "all midpoints would be the same")
               : status;
}

static bp_status set_grades(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t n = 0;
    bp_status status = bp_arg_whole(&n, g->value, 1, BP_GRADES_MAX, g->at, err);
    r->structure.grades = (size_t)n;
    return status;
}

static bp_status read_spread(double *out, const char *word, const bp_loc *at, bp_err *err)
{
    bp_status status = bp_arg_rate(out, word, at, err);
    return status == BP_OK && *out < 0
               ? bp_fail(err, at, BP_EUSAGE, "'%s' is below 0", word)
               : status;
}

/* "30%..60%" is two words. */
static bp_status cut_steps(bp_words *out, bp_request *r, const char *value,
                           const char *dots, bp_err *err)
{
    const char *low = bp_arena_copy(&r->text, value, (size_t)(dots - value));
    bp_status status =
        low != NULL ? bp_words_add(out, low, err) : bp_no_memory(err, "words");
    return status == BP_OK ? bp_words_add(out, dots + 2, err) : status;
}

static bp_status set_spread(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *dots = strstr(g->value, "..");
    bp_words words = { 0 };
    bp_status status = dots != NULL ? cut_steps(&words, r, g->value, dots, err)
                                    : bp_arg_list(&words, &r->text, g->value, g->at, err);
    free(r->spread);
    r->spread = bp_alloc(0, words.n, sizeof *r->spread);
    if (status == BP_OK && r->spread == NULL)
        status = bp_fail(err, g->at, BP_ELIMIT, "no memory for the spreads");
    for (size_t i = 0; status == BP_OK && i < words.n; i++)
        status = read_spread(&r->spread[i], words.at[i], g->at, err);
    r->structure.spread = r->spread;
    r->structure.n_spreads = words.n;
    r->structure.spread_steps = dots != NULL;
    free(words.at);
    return status;
}

static bp_status set_cuts(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_words words = { 0 };
    bp_status status = bp_arg_list(&words, &r->text, g->value, g->at, err);
    free(r->cut);
    r->cut = bp_alloc(0, words.n, sizeof *r->cut);
    if (status == BP_OK && r->cut == NULL)
        status = bp_fail(err, g->at, BP_ELIMIT, "no memory for the cuts");
    for (size_t i = 0; status == BP_OK && i < words.n; i++) {
        bp_decimal d = { 0, 0 };
        status = bp_decimal_parse(&d, words.at[i], strlen(words.at[i]))
                     ? BP_OK
                     : bp_fail(err, g->at, BP_EUSAGE, "'%s' is not a number of points",
                               words.at[i]);
        r->cut[i] = bp_money_double(d.units, d.scale);
    }
    r->structure.cut = r->cut;
    r->structure.n_cuts = words.n;
    free(words.at);
    return status;
}

/* Of the jobs, or of employees. */
static bp_status set_column(bp_request *r, const bp_given *g, bp_err *err)
{
    if (strncmp(g->value, "manager=", 8) != 0)
        return bp_set_map(r, g, err);
    r->structure.manager = g->value + 8;
    return g->value[8] != '\0'
               ? BP_OK
               : bp_fail(err, g->at, BP_EUSAGE, "'%s' names no column", g->value);
}

const bp_option bp_options_structure[] = {
    { .name = "fit",
      .commands = BP_IN_STRUCTURE,
      .help = "midpoints from the market line: least squares of ln market on the grade",
      BP_SET_FLAG(structure.fit) },
    { .name = "on",
      .commands = BP_IN_STRUCTURE,
      .argument = "grade|points",
      .help = "with --fit: what the line is on",
      .standard = "grade",
      BP_SET_SWITCH(structure.on_points) },
    { .name = "cuts",
      .commands = BP_IN_STRUCTURE,
      .argument = "LIST",
      .help = "with --on points: grades from each of these points up to the next, as "
              "200,300,400",
      .standard = "the jobs' grades",
      .set = set_cuts },
    { .name = "from",
      .commands = BP_IN_STRUCTURE,
      .argument = "AMOUNT",
      .help = "the midpoint of grade 1",
      .set = set_amount,
      .field = offsetof(bp_request, structure.from) },
    { .name = "progression",
      .commands = BP_IN_STRUCTURE,
      .argument = "P%",
      .help = "from each midpoint to the next",
      .set = set_progression,
      .field = offsetof(bp_request, structure.progression) },
    { .name = "to",
      .commands = BP_IN_STRUCTURE,
      .argument = "AMOUNT",
      .help = "the midpoint of the last grade, instead of --progression",
      .set = set_amount,
      .field = offsetof(bp_request, structure.to) },
    { .name = "grades",
      .commands = BP_IN_STRUCTURE,
      .argument = "N",
      .help = "how many grades",
      .set = set_grades },
    { .name = "spread",
      .commands = BP_IN_STRUCTURE,
      .argument = "P%|LIST|P%..P%",
      .help = "(maximum - minimum) / minimum of the ranges: of all, of each, or from the "
              "first to the last in even steps",
      .standard = "50%",
      .set = set_spread },
    { .name = "next",
      .commands = BP_IN_STRUCTURE,
      .argument = "P%",
      .help = "move all midpoints by this, before they are rounded",
      .set = set_share,
      .field = offsetof(bp_request, structure.next) },
    { .name = "round",
      .commands = BP_IN_STRUCTURE,
      .argument = "N",
      .help = "round midpoints, then the ends of their ranges, to multiples of N, halves "
              "to the even one",
      .standard = "not rounded",
      .set = set_amount,
      .field = offsetof(bp_request, structure.round) },
    { .name = "target",
      .commands = BP_IN_STRUCTURE,
      .argument = "COL[+P%]",
      .help = "the column that has the jobs' market, and what is added to it, as P75 or "
              "P50+5%",
      .standard = "market, target or p50",
      BP_SET_TEXT(structure.target) },
    { .name = "map",
      .commands = BP_IN_STRUCTURE,
      .argument = "ROLE=COL",
      .help =
          "manager: the column of the job that a job reports to (both in one grade is a "
          "warning); of employees base, grade, job, fte and other roles, repeatable",
      .standard = "by header",
      .set = set_column },
    { .name = "employees",
      .commands = BP_IN_STRUCTURE,
      .argument = "FILE",
      .help = "one's own employees, a row each: how many each grade has, and what it "
              "costs to bring all to its minimum",
      BP_SET_TEXT(staff.employees) },
    { .name = "where",
      .commands = BP_IN_STRUCTURE,
      .argument = "'COL OP VALUE'",
      .help = "only employees for whom this holds, repeatable, as 'status = Active'",
      .standard = "all",
      BP_SET_ADD(where) },
    { .name = NULL },
};
