/* SPDX-License-Identifier: GPL-3.0-or-later */
/* percentiles.c FILE COLUMN - the median and P90 of pay, of all and by a column. */
#include <benchpay/benchpay.h>
#include <stdio.h>

int main(int argc, char *argv[])
{
    const char *const *words = (const char *const *)argv;
    bp_reading reading;
    bp_choice choice;
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    reading.file = words + 1, reading.n_files = 1;
    choice.by = words + 2, choice.n_by = argc > 2;
    const bp_level level[] = { { 1, 2 }, { 9, 10 } };
    const bp_method method = { .level = level, .n_levels = 2, .qtype = 7 };
    const size_t key = 0;
    bp_survey *survey = NULL;
    bp_percentiles *p = NULL;
    bp_err err;
    if (bp_survey_read(&survey, &reading, &choice, &err) != BP_OK ||
        bp_percentiles_new(&p, survey, 0, &key, choice.n_by, &method, &err) != BP_OK)
        return fprintf(stderr, "%s\n", err.text), bp_survey_free(survey), err.status;
    for (const bp_group *g = p->group; g < p->group + p->n_groups; g++)
        printf("%s: %.0f, %.0f\n", g->by ? g->by[0] : "all", g->p[0].value,
               g->p[1].value);
    bp_percentiles_free(p);
    bp_survey_free(survey);
}
