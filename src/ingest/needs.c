/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fields of a request need what of the reading of rows.
 *
 * The tables list every field, those too that need nothing of a row: either they are
 * resolved before rows are read (a column that is named is then a wanted column with a
 * need of its own), or they are about the whole input.  All bytes that no row of a table
 * covers must be 0; what is not 0 is a field that was added without a row here.  This
 * holds for a field in what was padding, too, which no list of sizes would notice.  That
 * callers start from bp_reading_init and bp_choice_init makes their padding 0; if it is
 * not, the full path is taken, which gives the same survey more slowly. */
#include "ingest/needs.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct field {
    size_t at;
    size_t bytes;
    bp_need needs; /* when it is set */
} field;

#define FIELD(type, name, needs)                                                         \
    {                                                                                    \
        offsetof(type, name), sizeof((type *)0)->name, needs                             \
    }

static const field of_reading[] = {
    FIELD(bp_reading, file, 0),
    FIELD(bp_reading, n_files, 0),
    FIELD(bp_reading, delimiter, 0),
    FIELD(bp_reading, quoting, 0), /* is seen to before there are records */
    FIELD(bp_reading, encoding, 0),
    FIELD(bp_reading, header_row, 0),
    FIELD(bp_reading, no_header, 0),
    FIELD(bp_reading, number_format, 0), /* is the style of the wanted columns */
    FIELD(bp_reading, date_format, 0),
    FIELD(bp_reading, missing, 0), /* both paths look for further markers */
    FIELD(bp_reading, n_missing, 0),
    FIELD(bp_reading, recode, BP_NEED_RECODE),
    FIELD(bp_reading, range, 0),  /* of cells that are never on the fast path */
    FIELD(bp_reading, period, 0), /* a constant factor; a column is BP_NEED_PERIOD */
    FIELD(bp_reading, hours, 0),
    FIELD(bp_reading, pays, 0),
    FIELD(bp_reading, unit, 0), /* a constant factor of the wanted columns */
    FIELD(bp_reading, map, 0),
    FIELD(bp_reading, n_map, 0),
    FIELD(bp_reading, max_malformed_permille, 0),
    FIELD(bp_reading, strict, 0), /* malformed rows are never on the fast path */
    FIELD(bp_reading, show_values, 0),
    FIELD(bp_reading, keep_places, 0), /* of excluded rows: the same */
    FIELD(bp_reading, keep_records, BP_NEED_RECORDS),
    FIELD(bp_reading, keep_values, BP_NEED_WATCHED),
    FIELD(bp_reading, without_orgs, 0), /* its shape has none */
    FIELD(bp_reading, keep_dates, 0),   /* the column that tells them says so */
    FIELD(bp_reading, keep_people, BP_NEED_PEOPLE),
    FIELD(bp_reading, keep_rows, BP_NEED_ROWS),
    FIELD(bp_reading, staff, BP_NEED_STAFF),
    FIELD(bp_reading, allow_none, 0),
    FIELD(bp_reading, digest, 0),
    FIELD(bp_reading, threads, 0),
    FIELD(bp_reading, memory, 0),
    FIELD(bp_reading, org_equal, 0),
    FIELD(bp_reading, reader, 0),
    FIELD(bp_reading, progress, 0),
    FIELD(bp_reading, progress_arg, 0),
};

static const field of_choice[] = {
    FIELD(bp_choice, pay, 0),
    FIELD(bp_choice, every_element, 0),
    FIELD(bp_choice, every_ratio, 0), /* is made of elements */
    FIELD(bp_choice, hourly, 0),
    FIELD(bp_choice, pay_from, BP_NEED_PAIRS),
    FIELD(bp_choice, pay_to, BP_NEED_PAIRS),
    FIELD(bp_choice, series, 0),
    FIELD(bp_choice, job, 0),
    FIELD(bp_choice, n_job, BP_NEED_JOB),
    FIELD(bp_choice, where, 0),
    FIELD(bp_choice, n_where, BP_NEED_CONDITION),
    FIELD(bp_choice, by, 0),
    FIELD(bp_choice, n_by, 0),
    FIELD(bp_choice, by_known, 0),
    FIELD(bp_choice, also, 0),
    FIELD(bp_choice, n_also, 0),
    FIELD(bp_choice, peers, BP_NEED_PEERS),
    FIELD(bp_choice, band, 0),
    FIELD(bp_choice, n_bands, BP_NEED_KEY_BAND),
    FIELD(bp_choice, bands_on, BP_NEED_KEY_BAND),
    FIELD(bp_choice, repair_bands, 0), /* the key that is repaired says so */
    FIELD(bp_choice, experience, 0),
    FIELD(bp_choice, distinct, BP_NEED_DISTINCT),
    FIELD(bp_choice, blank_bonus, 0), /* its elements say so */
    FIELD(bp_choice, weights, BP_NEED_WEIGHT),
    FIELD(bp_choice, weight, 0),
    FIELD(bp_choice, variable, 0),
    FIELD(bp_choice, n_variables, BP_NEED_OBSERVATIONS),
    FIELD(bp_choice, year, 0),
    FIELD(bp_choice, currency, 0),
    FIELD(bp_choice, rates, BP_NEED_RATES),
    FIELD(bp_choice, rates_from, 0),
    FIELD(bp_choice, local, BP_NEED_LOCAL),
    FIELD(bp_choice, age, BP_NEED_AGE),
    FIELD(bp_choice, effective, 0), /* nothing without an age */
    FIELD(bp_choice, main_currency, 0),
    FIELD(bp_choice, min_pay, 0),
    FIELD(bp_choice, max_pay, 0),
    FIELD(bp_choice, has_min_pay, 0),
    FIELD(bp_choice, has_max_pay, 0),
    FIELD(bp_choice, approximate, 0), /* is done to what both paths make */
    FIELD(bp_choice, outliers, 0),    /* dropped by fences: BP_NEED_FENCES */
    FIELD(bp_choice, guard, 0),       /* before rows are read */
};

static const field of_shape[] = {
    FIELD(bp_shape, scale, 0),
    FIELD(bp_shape, step, 0),
    FIELD(bp_shape, bits, 0), /* is done to what both paths make */
    FIELD(bp_shape, n_elements, 0),
    FIELD(bp_shape, element, 0),
    FIELD(bp_shape, ratio, 0),    /* its columns say so */
    FIELD(bp_shape, quotient, 0), /* is made of elements once all rows were read */
    FIELD(bp_shape, n_made, 0),
    FIELD(bp_shape, has_whole, 0),
    FIELD(bp_shape, whole_of, 0),
    FIELD(bp_shape, has_work, 0), /* an amount like others */
    FIELD(bp_shape, has_experience, BP_NEED_EXPERIENCE),
    FIELD(bp_shape, n_keys, 0),
    FIELD(bp_shape, key, 0),
    FIELD(bp_shape, n_variables, BP_NEED_OBSERVATIONS),
    FIELD(bp_shape, variable, 0),
    FIELD(bp_shape, variable_text, 0),
    FIELD(bp_shape, of_lines, 0),
    FIELD(bp_shape, of_posts, 0),
    FIELD(bp_shape, has_org, 0),
    FIELD(bp_shape, org_key, 0),
    FIELD(bp_shape, has_person, BP_NEED_PERSON),
    FIELD(bp_shape, weights, BP_NEED_WEIGHT),
    FIELD(bp_shape, has_year, 0),
    FIELD(bp_shape, has_date, 0),
    FIELD(bp_shape, has_currency, 0),
    FIELD(bp_shape, currency, 0),
    FIELD(bp_shape, year_column, 0),
    FIELD(bp_shape, currency_column, 0),
    FIELD(bp_shape, weight_column, 0),
    FIELD(bp_shape, n_watched, BP_NEED_WATCHED),
    FIELD(bp_shape, watched, 0),
    FIELD(bp_shape, watched_as, 0),
    FIELD(bp_shape, n_usual, 0),
    FIELD(bp_shape, values_most, 0),
    FIELD(bp_shape, n_files, 0),
    FIELD(bp_shape, file, 0),
    FIELD(bp_shape, keep_places, 0),
    FIELD(bp_shape, keep_records, BP_NEED_RECORDS),
    FIELD(bp_shape, keep_people, BP_NEED_PEOPLE),
    FIELD(bp_shape, keep_rows, BP_NEED_ROWS),
    FIELD(bp_shape, staff, BP_NEED_STAFF),
    FIELD(bp_shape, pay_pairs, BP_NEED_PAIRS),
};

#define BYTES_MAX 2048

static bool is_set(const unsigned char *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] != 0)
            return true;
    return false;
}

static bp_need needs_of(const void *value, size_t bytes, const field *fields, size_t n)
{
    unsigned char rest[BYTES_MAX];
    bp_need needs = 0;
    assert(bytes <= sizeof rest);
    memcpy(rest, value, bytes);
    for (size_t i = 0; i < n; i++) {
        if (is_set(rest + fields[i].at, fields[i].bytes))
            needs |= fields[i].needs;
        memset(rest + fields[i].at, 0, fields[i].bytes);
    }
    return is_set(rest, bytes) ? needs | BP_NEED_UNKNOWN : needs;
}

bp_need bp_needs_of(const bp_reading *reading, const bp_choice *choice,
                    const bp_shape *shape)
{
    _Static_assert(sizeof *reading <= BYTES_MAX && sizeof *choice <= BYTES_MAX &&
                       sizeof *shape <= BYTES_MAX,
                   "there must be room for a copy");
    return needs_of(reading, sizeof *reading, of_reading,
                    sizeof of_reading / sizeof of_reading[0]) |
           needs_of(choice, sizeof *choice, of_choice,
                    sizeof of_choice / sizeof of_choice[0]) |
           needs_of(shape, sizeof *shape, of_shape, sizeof of_shape / sizeof of_shape[0]);
}
