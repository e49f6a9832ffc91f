/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "benchpay/read.h"

#include "ingest/reader.h"

void bp_reading_init(bp_reading *r)
{
    *r = (bp_reading){ .hours = 2080, .max_malformed_permille = 100 };
}

void bp_choice_init(bp_choice *c)
{
    *c = (bp_choice){ .year = BP_YEAR_LATEST, .outliers = BP_OUTLIERS_FLAG };
}

bp_status bp_survey_read(bp_survey **out, const bp_reading *reading,
                         const bp_choice *choice, bp_err *err)
{
    bp_reader *reader = NULL;
    bp_status status = bp_reader_open(&reader, reading, choice, false, err);
    if (status == BP_OK)
        status = bp_reader_read(reader, NULL, out, err);
    bp_reader_free(reader);
    return status;
}
