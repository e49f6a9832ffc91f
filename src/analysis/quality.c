#include "analysis/quality.h"

#include <stdlib.h>

#include "analysis/findings.h"
#include "analysis/outlier.h"

const char *bp_concern_name(bp_concern c)
{
    static const char *const name[BP_CONCERNS] = {
        [BP_CONCERN_CURRENCIES] = "currencies",
        [BP_CONCERN_PERIODS] = "periods",
        [BP_CONCERN_UNITS] = "units",
        [BP_CONCERN_CONFLICT] = "conflict",
        [BP_CONCERN_IDENTICAL] = "identical",
        [BP_CONCERN_NAMES] = "names",
        [BP_CONCERN_BANDS] = "bands",
        [BP_CONCERN_OUTLIERS] = "outliers",
        [BP_CONCERN_CASH] = "cash",
        [BP_CONCERN_MIDPOINT] = "midpoint",
        [BP_CONCERN_ORDER] = "order",
        [BP_CONCERN_SUM] = "sum",
        [BP_CONCERN_TOP] = "top",
        [BP_CONCERN_GROWTH] = "growth",
    };
    return name[c];
}

void bp_quality_free(bp_quality *q)
{
    bp_findings *f = (bp_findings *)q;
    if (f == NULL)
        return;
    free(f->quality.warning);
    bp_arena_release(&f->texts);
    free(f);
}

void bp_findings_add(bp_findings *f, const bp_warning *w)
{
    bp_quality *q = &f->quality;
    if (f->failed || !bp_reserve(&q->warning, &f->cap, q->n + 1, sizeof q->warning[0]))
        f->failed = true;
    else
        q->warning[q->n++] = *w;
}

void bp_warning_add_row(bp_warning *w, const bp_survey *s, const bp_place *place)
{
    if (w->rows == 0) {
        w->file = bp_survey_input(s, place->file)->file;
        w->order = place->order;
    }
    if (w->rows < 3)
        w->line[w->rows] = place->line;
    w->rows++;
}

/* Rows in another currency than the one that was chosen, or in any of several. */
static void find_currencies(bp_findings *f, const bp_survey *s)
{
    bp_warning w = { .concern = BP_CONCERN_CURRENCIES };
    for (size_t i = 0; i < bp_survey_exclusions(s); i++) {
        bp_exclusion e = bp_survey_exclusion(s, i);
        if (e.rule == BP_RULE_CURRENCY)
            bp_warning_add_row(&w, s, &e.place);
    }
    w.rows = bp_survey_mixed(s) ? bp_survey_used(s) : 0;
    for (size_t i = 0; i < bp_survey_inputs(s); i++)
        w.rows += bp_survey_input(s, i)->excluded[BP_RULE_CURRENCY];
    if (w.rows > 0)
        bp_findings_add(f, &w);
}

static bp_status find_outliers(bp_findings *f, const bp_survey *s, bp_err *err)
{
    bp_fences *fences;
    bp_status status = bp_fences_new(&fences, s, err);
    if (status != BP_OK)
        return status;
    bp_warning w = { .concern = BP_CONCERN_OUTLIERS, .rows = fences->outside };
    if (w.rows > 0)
        bp_findings_add(f, &w);
    bp_fences_free(fences);
    return BP_OK;
}

/* By concern, then by place, then by name. */
static int by_concern(const void *a, const void *b)
{
    const bp_warning *x = a, *y = b;
    if (x->concern != y->concern)
        return x->concern < y->concern ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->a != NULL && y->a != NULL ? strcmp(x->a, y->a) : 0;
}

bp_status bp_quality_new(bp_quality **out, const bp_survey *s, bp_err *err)
{
    bp_findings *f = bp_alloc(0, 1, sizeof *f);
    if (f == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for the warnings");
    find_currencies(f, s);
    bp_findings_rows(f, s);
    for (size_t i = 0; i < bp_survey_shape(s)->n_watched; i++) {
        bp_findings_names(f, s, i);
        bp_findings_bands(f, s, i);
    }
    bp_status status = bp_findings_pay(f, s, err);
    if (status == BP_OK)
        status = find_outliers(f, s, err);
    if (status == BP_OK && f->failed)
        status = bp_fail(err, NULL, BP_ELIMIT, "no memory for the warnings");
    if (status != BP_OK) {
        bp_quality_free(&f->quality);
        return status;
    }
    if (f->quality.n > 1)
        qsort(f->quality.warning, f->quality.n, sizeof f->quality.warning[0], by_concern);
    *out = &f->quality;
    return BP_OK;
}
