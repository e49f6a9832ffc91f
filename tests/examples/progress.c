/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.c FILE - counts the bytes while they are read, and the rows that were used. */
#include <benchpay/benchpay.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>

static void add(void *seen, uint64_t bytes) /* from any thread */
{
    atomic_fetch_add((_Atomic uint64_t *)seen, bytes);
}

int main(int argc, char *argv[])
{
    _Atomic uint64_t seen = 0;
    bp_reading reading;
    bp_choice choice;
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    reading.file = (const char *const *)argv + 1, reading.n_files = argc > 1;
    reading.progress = add, reading.progress_arg = &seen;
    bp_survey *survey = NULL;
    bp_err err;
    if (bp_survey_read(&survey, &reading, &choice, &err) != BP_OK)
        return fprintf(stderr, "%s\n", err.text), err.status;
    const bp_tally *t = bp_survey_input(survey, 0);
    printf("%" PRIu64 " bytes, %" PRIu64 " of %" PRIu64 " rows\n", seen, t->used,
           t->rows);
    bp_survey_free(survey);
}
