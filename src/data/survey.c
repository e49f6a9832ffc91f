/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.c - a survey as the whole: its shape and its parts.
 *
 * What a survey keeps is known to its parts alone (parts.h); here they are only held
 * together. */
#include "benchpay/survey.h"

#include <assert.h>
#include <stdlib.h>

#include "benchpay/figure.h"
#include "data/fill.h"
#include "data/inside.h"

const char *bp_rule_name(bp_rule rule)
{
    static const char *const name[BP_RULE_COUNT] = {
        [BP_RULE_QUOTE] = "quote",       [BP_RULE_RAGGED] = "ragged",
        [BP_RULE_SUMMARY] = "summary",   [BP_RULE_MISSING] = "missing",
        [BP_RULE_NUMBER] = "number",     [BP_RULE_RANGE] = "range",
        [BP_RULE_PERIOD] = "period",     [BP_RULE_DATE] = "date",
        [BP_RULE_CURRENCY] = "currency", [BP_RULE_SCOPE] = "scope",
        [BP_RULE_NO_RANGE] = "no-range", [BP_RULE_LIMIT] = "limit",
        [BP_RULE_OUTLIER] = "outlier",
    };
    return name[rule];
}

static bp_status check_limits(const bp_shape *shape, bp_err *err)
{
    if (shape->n_elements > BP_ELEMENTS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d pay elements",
                       BP_ELEMENTS_MAX);
    if (shape->n_keys > BP_KEYS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d group columns", BP_KEYS_MAX);
    if (shape->n_variables > BP_VARIABLES_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d variables", BP_VARIABLES_MAX);
    if (shape->n_watched > BP_WATCHED_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "more than %d columns of names",
                       BP_WATCHED_MAX);
    return BP_OK;
}

static bool keep_texts(bp_survey *s, const char *out[], const char *const text[],
                       size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!bp_survey_keep(s, &out[i], text[i]))
            return false;
    return true;
}

static bp_status keep_shape(bp_survey *s, const bp_shape *shape, bp_err *err)
{
    bp_shape *own = &s->shape;
    *own = *shape;
    own->step = shape->step > 0 ? shape->step : 1;
    return bp_survey_memory(
        keep_texts(s, own->element, shape->element, shape->n_elements) &&
            keep_texts(s, own->key, shape->key, shape->n_keys) &&
            keep_texts(s, own->variable, shape->variable, shape->n_variables) &&
            keep_texts(s, own->watched, shape->watched, shape->n_watched) &&
            bp_survey_keep(s, &own->currency, shape->currency) &&
            bp_survey_keep(s, &own->year_column, shape->year_column) &&
            bp_survey_keep(s, &own->currency_column, shape->currency_column) &&
            bp_survey_keep(s, &own->weight_column, shape->weight_column),
        err);
}

bp_status bp_survey_new(bp_survey **out, const bp_shape *shape, bp_err *err)
{
    assert(shape->n_elements > 0);
    bp_status status = check_limits(shape, err);
    if (status != BP_OK)
        return status;
    bp_survey *s = bp_alloc(0, 1, sizeof *s);
    if (s == NULL)
        return bp_survey_memory(false, err);
    s->chosen.currency = BP_NO_ID;
    status = keep_shape(s, shape, err);
    if (status == BP_OK)
        status = bp_parts_init(s, err);
    s->shape.file = NULL; /* the caller's; the inputs have copies */
    if (status != BP_OK) {
        bp_survey_free(s);
        return status;
    }
    *out = s;
    return BP_OK;
}

void bp_survey_free(bp_survey *s)
{
    if (s == NULL)
        return;
    bp_parts_release(s);
    bp_arena_release(&s->texts);
    free(s);
}

bp_status bp_survey_merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_status status = bp_parts_merge(s, from, err);
    bp_survey_free(from);
    return status;
}

size_t bp_survey_bytes(const bp_survey *s)
{
    return bp_parts_bytes(s);
}

const char *bp_survey_largest(const bp_survey *s)
{
    return bp_parts_largest(s);
}

size_t bp_survey_elements(const bp_survey *s)
{
    return s->shape.n_elements - s->shape.has_experience - s->shape.has_work -
           s->shape.has_whole;
}

size_t bp_survey_whole(const bp_survey *s, size_t *of)
{
    *of = s->shape.whole_of;
    return s->shape.has_whole ? bp_survey_elements(s) : SIZE_MAX;
}

size_t bp_survey_experience(const bp_survey *s)
{
    return s->shape.has_experience ? s->shape.n_elements - 1 : SIZE_MAX;
}

const bp_shape *bp_survey_shape(const bp_survey *s)
{
    return &s->shape;
}

const char *bp_survey_element(const bp_survey *s, size_t element)
{
    return s->shape.element[element];
}

const char *bp_survey_unit(const bp_survey *s, size_t element, const char *code)
{
    return s->shape.ratio[element] == BP_RATIO_PAY ? BP_UNIT_SHARE : code;
}

size_t bp_survey_keys(const bp_survey *s)
{
    return s->shape.n_keys;
}

const char *bp_survey_key(const bp_survey *s, size_t key)
{
    return s->shape.key[key];
}

bp_weighting bp_survey_weighting(const bp_survey *s)
{
    return s->shape.weights;
}

const char *bp_survey_weight_column(const bp_survey *s)
{
    return s->shape.weight_column;
}

bool bp_survey_of_posts(const bp_survey *s)
{
    return s->shape.of_posts;
}

bool bp_survey_of_lines(const bp_survey *s)
{
    return s->shape.of_lines;
}

uint64_t bp_survey_orgs(const bp_survey *s)
{
    const uint32_t n = bp_dict_count(s->dicts.org);
    return n > 0 && bp_survey_org_text(s, 0).n == 0 ? n - 1 : n;
}

bool bp_survey_among_orgs(const bp_survey *s)
{
    return s->among_orgs || bp_survey_orgs(s) > 1;
}

void bp_survey_set_among_orgs(bp_survey *s)
{
    s->among_orgs = true;
}

bool bp_survey_has_orgs(const bp_survey *s)
{
    return s->shape.has_org;
}

const char *bp_survey_currency(const bp_survey *s)
{
    return s->single;
}

bool bp_survey_series(const bp_survey *s)
{
    return s->series;
}

bool bp_survey_mixed(const bp_survey *s)
{
    return s->mixed;
}

int bp_survey_year(const bp_survey *s)
{
    return s->chosen.year;
}

size_t bp_survey_key_values(const bp_survey *s, size_t key)
{
    return bp_dict_count(s->dicts.key[key]);
}

bp_text bp_survey_key_text(const bp_survey *s, size_t key, uint32_t id)
{
    return bp_dict_text(s->dicts.key[key], id);
}

uint32_t bp_survey_key_id(const bp_survey *s, size_t key, bp_text value)
{
    return bp_dict_find(s->dicts.key[key], value);
}

bp_text bp_survey_currency_text(const bp_survey *s, uint32_t id)
{
    return bp_dict_text(s->dicts.currency, id);
}
