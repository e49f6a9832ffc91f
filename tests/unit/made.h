/* SPDX-License-Identifier: GPL-3.0-or-later */
/* made.h - surveys made from rows in the code of a test. */
#ifndef BP_TEST_MADE_H
#define BP_TEST_MADE_H

#include "near.h"

#include <string.h>

#include "data/fill.h"

/* One row of a survey in which everything is known. */
typedef struct made_row {
    int64_t pay; /* whole units; BP_NO_PAY: rejected by `rule` */
    const char *tier;
    const char *org;
    int32_t year;
    const char *currency;
    bp_rule rule;
} made_row;

/* A text of a batch, of which more can be read than it has. */
#define MADE_ROOM 64

static inline bp_text made_text(char room[MADE_ROOM], const char *text)
{
    const bp_text t = bp_text_of(text != NULL ? text : "");
    assert_true(t.n + BP_TEXT_AHEAD <= MADE_ROOM);
    memset(room, 'x', MADE_ROOM);
    memcpy(room, t.at, t.n);
    return (bp_text){ room, t.n };
}

static inline void made_add(bp_survey *s, const made_row *r, uint64_t order)
{
    bp_err err;
    bp_place place = { .order = order, .line = order + 2 };
    char room[3][MADE_ROOM];
    bp_text tier = made_text(room[0], r->tier), org = made_text(room[1], r->org);
    bp_text currency = made_text(room[2], r->currency);
    if (r->pay == BP_NO_PAY) {
        bp_reject reject = { .rule = r->rule,
                             .place = place,
                             .year = r->year,
                             .currency = currency,
                             .field = 3,
                             .column = "base",
                             .limit = "above 0",
                             .value = { "-5", 2 } };
        assert_int_equal(bp_survey_reject(s, &reject, &err), BP_OK);
        return;
    }
    int64_t pay = r->pay;
    int32_t year = r->year;
    uint64_t hash = (uint64_t)r->pay;
    bp_batch b = { .n = 1,
                   .pay = { &pay, &pay },
                   .key = { &tier },
                   .org = &org,
                   .year = &year,
                   .currency = &currency,
                   .watched = { &tier },
                   .row_hash = &hash,
                   .who_hash = &hash,
                   .payee_hash = &hash,
                   .file = place.file,
                   .order = &place.order,
                   .line = &place.line };
    assert_int_equal(bp_survey_add(s, &b, &err), BP_OK);
}

static inline bp_survey *made_survey(const bp_shape *shape)
{
    bp_err err;
    bp_survey *s = NULL;
    assert_int_equal(bp_survey_new(&s, shape, &err), BP_OK);
    return s;
}

static const char *const made_file[] = { "pay.csv" };

/* Rows with a tier, an organisation, a year and a currency. */
static const bp_shape made_shape = {
    .n_elements = 1,
    .element = { "base" },
    .n_keys = 1,
    .key = { "tier" },
    .has_org = true,
    .has_year = true,
    .has_currency = true,
    .year_column = "year",
    .currency_column = "currency",
    .n_watched = 1,
    .n_usual = 1,
    .values_most = BP_WATCHED_VALUES,
    .watched = { "tier" },
    .n_files = 1,
    .file = made_file,
    .keep_places = true,
    .keep_records = true,
};

/* A settled survey of n pays of one group, without year or currency. */
static inline bp_survey *made_pays(const int64_t pay[], size_t n, int scale)
{
    bp_err err;
    bp_shape shape = { .scale = scale,
                       .n_elements = 1,
                       .element = { "base" },
                       .n_files = 1,
                       .file = made_file };
    bp_survey *s = made_survey(&shape);
    for (size_t i = 0; i < n; i++)
        made_add(s, &(made_row){ .pay = pay[i], .tier = "" }, i);
    assert_int_equal(bp_survey_settle(s, &(bp_decision){ 0 }, &err), BP_OK);
    return s;
}

/* A small generator, so that every machine draws the same. */
static inline uint64_t made_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

#endif
