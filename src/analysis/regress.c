/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regress.c - linear regression: GSL decomposes, the inference is here.
 *
 * The columns are brought to length 1 and decomposed once, A = U S V': that one
 * decomposition says whether they determine each other, solves for the coefficients, and
 * has the leverages as the lengths of the rows of U, with no X'X whose condition is the
 * square.  GSL's own fits drop small singular values and report success, and give a
 * covariance without s^2 where there are weights; so rank is decided before there is a
 * fit, and each kind of standard error is a function that can be held against its
 * formula. */
#include "analysis/regress.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/gsl.h"
#include "base/mem.h"
#include "data/id.h"

const char *bp_se_name(bp_se se)
{
    static const char *const name[] = { "auto", "clustered", "hc3", "ols" };
    return name[se];
}

/* Which standard errors `auto` means. */
static bp_se settle_se(bp_se se, size_t clusters, size_t k)
{
    if (se != BP_SE_AUTO)
        return se;
    return clusters >= BP_CLUSTERS_MIN && clusters > k ? BP_SE_CLUSTERED : BP_SE_HC3;
}

/* The work of one fit. */
typedef struct work {
    const bp_design *d;
    gsl_matrix *u;   /* [n][k] sqrt(weight) X in columns of length 1; then U */
    gsl_matrix *v;   /* [k][k] */
    gsl_vector *s;   /* [k] */
    double *length;  /* [k] of the columns */
    double *inverse; /* [k][k] (X'WX)^-1 */
    double *meat;    /* [k][k] */
    double *score;   /* [k] or [clusters][k] */
} work;

static double weight_of(const bp_design *d, size_t i)
{
    return d->weight != NULL ? d->weight[i] : 1;
}

static double count_of(const bp_design *d, size_t i)
{
    return d->count != NULL ? d->count[i] : 1;
}

static double observations(const bp_design *d)
{
    double n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += count_of(d, i);
    return n;
}

static void work_release(work *w)
{
    if (w->u != NULL)
        gsl_matrix_free(w->u);
    if (w->v != NULL)
        gsl_matrix_free(w->v);
    if (w->s != NULL)
        gsl_vector_free(w->s);
    free(w->length);
}

/* GSL's own allocation would call its handler where memory is out. */
static bool work_init(work *w, const bp_design *d)
{
    const size_t k = d->k, scores = d->n_clusters > 0 ? d->n_clusters : 1;
    *w = (work){ .d = d };
    w->length = bp_alloc(0, k * (1 + 2 * k + scores), sizeof *w->length);
    void *room = bp_alloc(0, d->n, k * sizeof(double));
    free(room);
    if (w->length == NULL || room == NULL)
        return false;
    w->inverse = w->length + k;
    w->meat = w->inverse + k * k;
    w->score = w->meat + k * k;
    w->u = gsl_matrix_alloc(d->n, k);
    w->v = gsl_matrix_alloc(k, k);
    w->s = gsl_vector_alloc(k);
    return w->u != NULL && w->v != NULL && w->s != NULL;
}

/* sqrt(weight) X, in columns of length 1; a column of zeros stays one. */
static void fill_columns(work *w)
{
    const bp_design *d = w->d;
    for (size_t j = 0; j < d->k; j++) {
        double squares = 0;
        for (size_t i = 0; i < d->n; i++) {
            const double root = sqrt(weight_of(d, i) * count_of(d, i));
            const double x = root * d->x[i * d->k + j];
            gsl_matrix_set(w->u, i, j, x);
            squares = hypot(squares, x);
        }
        w->length[j] = squares > 0 ? squares : 1;
        for (size_t i = 0; i < d->n; i++)
            gsl_matrix_set(w->u, i, j, gsl_matrix_get(w->u, i, j) / w->length[j]);
    }
}

/* Decomposes the first k columns; least over greatest singular value, 0 where some
 * columns determine others for certain. */
static double decompose(work *w, size_t k, gsl_matrix *u, gsl_matrix *v, gsl_vector *s)
{
    gsl_matrix_view part = gsl_matrix_submatrix(w->u, 0, 0, w->d->n, k);
    if (u != w->u)
        gsl_matrix_memcpy(u, &part.matrix);
    gsl_linalg_SV_decomp_jacobi(u, v, s);
    const double most = gsl_vector_max(s), least = gsl_vector_min(s);
    return most > 0 ? least / most : 0;
}

/* The first column that those before it determine: no shorter design is deficient. */
static bool first_dependent(size_t *out, const bp_design *d)
{
    bool ok = true;
    for (size_t k = 1; ok && k <= d->k; k++) {
        work w;
        gsl_matrix *u = NULL, *v = NULL;
        gsl_vector *s = NULL;
        ok = work_init(&w, d);
        if (ok) {
            fill_columns(&w);
            u = gsl_matrix_alloc(d->n, k);
            v = gsl_matrix_alloc(k, k);
            s = gsl_vector_alloc(k);
            ok = u != NULL && v != NULL && s != NULL;
        }
        *out = k - 1;
        const bool found = ok && decompose(&w, k, u, v, s) < BP_RANK_TOLERANCE;
        if (u != NULL)
            gsl_matrix_free(u);
        if (v != NULL)
            gsl_matrix_free(v);
        if (s != NULL)
            gsl_vector_free(s);
        work_release(&w);
        if (found)
            return true;
    }
    return ok;
}

/* b = D^-1 V S^-1 U' sqrt(w) y, and (X'WX)^-1 = D^-1 V S^-2 V' D^-1. */
static void solve(work *w, bp_regression *r)
{
    const bp_design *d = w->d;
    const size_t k = d->k;
    for (size_t c = 0; c < k; c++) {
        double projected = 0;
        for (size_t i = 0; i < d->n; i++)
            projected += gsl_matrix_get(w->u, i, c) *
                         sqrt(weight_of(d, i) * count_of(d, i)) * d->y[i];
        for (size_t j = 0; j < k; j++)
            r->at[j].value += gsl_matrix_get(w->v, j, c) * projected /
                              gsl_vector_get(w->s, c) / w->length[j];
    }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++) {
            double sum = 0;
            for (size_t c = 0; c < k; c++) {
                const double s = gsl_vector_get(w->s, c);
                sum += gsl_matrix_get(w->v, a, c) / s * gsl_matrix_get(w->v, b, c) / s;
            }
            w->inverse[a * k + b] = sum / w->length[a] / w->length[b];
        }
}

/* Residuals and leverages.  A row that counts several times has the leverage of one. */
static void find_rows(const work *w, bp_regression *r)
{
    const bp_design *d = w->d;
    for (size_t i = 0; i < d->n; i++) {
        double fit = 0, h = 0;
        for (size_t j = 0; j < d->k; j++) {
            const double u = gsl_matrix_get(w->u, i, j);
            fit += d->x[i * d->k + j] * r->at[j].value;
            h += u * u;
        }
        r->u[i] = d->y[i] - fit;
        r->h[i] = count_of(d, i) > 0 ? h / count_of(d, i) : 0;
    }
}

static void find_fit(bp_regression *r, const bp_design *d)
{
    double weights = 0, sum = 0, rest = 0, all = 0;
    for (size_t i = 0; i < d->n; i++) {
        const double w = weight_of(d, i) * count_of(d, i);
        weights += w;
        sum += w * d->y[i];
        rest += w * r->u[i] * r->u[i];
    }
    const double mean = sum / weights;
    for (size_t i = 0; i < d->n; i++) {
        const double from = d->y[i] - mean;
        all += weight_of(d, i) * count_of(d, i) * from * from;
    }
    const double k = (double)r->k;
    r->s = sqrt(rest / (r->n - k));
    r->has_r2 = all > 0;
    if (r->has_r2) {
        r->r2 = 1 - rest / all;
        r->adjusted_r2 = 1 - (1 - r->r2) * (r->n - 1) / (r->n - k);
    }
}

/* out = inverse meat inverse * factor */
static void sandwich(const work *w, double out[], double factor)
{
    const size_t k = w->d->k;
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++) {
            double sum = 0;
            for (size_t c = 0; c < k; c++)
                for (size_t e = 0; e < k; e++)
                    sum += w->inverse[a * k + c] * w->meat[c * k + e] *
                           w->inverse[e * k + b];
            out[a * k + b] = factor * sum;
        }
}

static void add_square(double meat[], const double score[], size_t k, double times)
{
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            meat[a * k + b] += times * score[a] * score[b];
}

static void ols(const work *w, bp_regression *r)
{
    for (size_t i = 0; i < r->k * r->k; i++)
        r->v[i] = r->s * r->s * w->inverse[i];
    r->df = r->n - (double)r->k;
}

static void hc3(work *w, bp_regression *r)
{
    const bp_design *d = w->d;
    for (size_t i = 0; i < d->n; i++) {
        const double left = 1 - r->h[i];
        if (left < BP_LEVERAGE_FULL) {
            r->lone += count_of(d, i);
            continue;
        }
        for (size_t j = 0; j < d->k; j++)
            w->score[j] = d->x[i * d->k + j] * weight_of(d, i) * r->u[i] / left;
        add_square(w->meat, w->score, d->k, count_of(d, i));
    }
    sandwich(w, r->v, 1);
    r->df = r->n - (double)r->k;
}

static void clustered(work *w, bp_regression *r)
{
    const bp_design *d = w->d;
    const double groups = (double)d->n_clusters;
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = 0; j < d->k; j++)
            w->score[d->cluster[i] * d->k + j] +=
                d->x[i * d->k + j] * weight_of(d, i) * count_of(d, i) * r->u[i];
    for (size_t g = 0; g < d->n_clusters; g++)
        add_square(w->meat, w->score + g * d->k, d->k, 1);
    sandwich(w, r->v, groups / (groups - 1) * (r->n - 1) / (r->n - (double)r->k));
    r->df = groups - 1;
}

static void infer(bp_regression *r, double level)
{
    r->t = gsl_cdf_tdist_Pinv(.5 + level / 2, r->df);
    for (size_t j = 0; j < r->k; j++) {
        bp_coefficient *c = &r->at[j];
        const double variance = r->v[j * r->k + j];
        c->se = variance > 0 ? sqrt(variance) : 0;
        c->lo = c->value - r->t * c->se;
        c->hi = c->value + r->t * c->se;
        c->tested = c->se > 0 && isfinite(c->value / c->se);
        if (c->tested) {
            c->t = c->value / c->se;
            c->p = 2 * gsl_cdf_tdist_Q(fabs(c->t), r->df);
        }
    }
}

static double correlation(const bp_design *d, size_t a, size_t b)
{
    double n = 0, ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
    for (size_t i = 0; i < d->n; i++) {
        const double w = weight_of(d, i) * count_of(d, i);
        n += w;
        ma += w * d->x[i * d->k + a];
        mb += w * d->x[i * d->k + b];
    }
    for (size_t i = 0; i < d->n; i++) {
        const double w = weight_of(d, i) * count_of(d, i);
        const double x = d->x[i * d->k + a] - ma / n, y = d->x[i * d->k + b] - mb / n;
        aa += w * x * x;
        bb += w * y * y;
        ab += w * x * y;
    }
    return aa > 0 && bb > 0 ? fabs(ab) / sqrt(aa * bb) : 0;
}

/* The two columns that are most alike; the constant is like none. */
static void find_pair(bp_regression *r, const bp_design *d)
{
    double most = -1;
    for (size_t a = 0; a < d->k; a++)
        for (size_t b = a + 1; b < d->k; b++) {
            const double c = correlation(d, a, b);
            if (c <= most)
                continue;
            most = c;
            r->pair[0] = a;
            r->pair[1] = b;
        }
}

static bool make_room(bp_regression *r, const bp_design *d)
{
    r->at = bp_room_take(&r->room, d->k, sizeof *r->at);
    r->v = bp_room_take(&r->room, d->k * d->k, sizeof *r->v);
    r->u = bp_room_take(&r->room, d->n, sizeof *r->u);
    r->h = bp_room_take(&r->room, d->n, sizeof *r->h);
    return !r->room.failed;
}

static void find_errors(work *w, bp_regression *r, double level)
{
    static void (*const kind[])(
        work *, bp_regression *) = { [BP_SE_CLUSTERED] = clustered, [BP_SE_HC3] = hc3 };
    find_rows(w, r);
    find_fit(r, w->d);
    if (r->se == BP_SE_OLS)
        ols(w, r);
    else
        kind[r->se](w, r);
    infer(r, level);
    if (r->condition > BP_CONDITION_HIGH)
        find_pair(r, w->d);
}

static bp_status fit(bp_regression *r, work *w, double level, bp_err *err)
{
    fill_columns(w);
    const double least = decompose(w, w->d->k, w->u, w->v, w->s);
    bool ok = true;
    if (least < BP_RANK_TOLERANCE) {
        r->fitted = BP_FIT_DEPENDENT;
        ok = first_dependent(&r->column, w->d);
    } else {
        r->condition = 1 / least;
        ok = make_room(r, w->d);
        if (ok) {
            solve(w, r);
            find_errors(w, r, level);
        }
    }
    return ok ? BP_OK : bp_no_memory(err, "a regression");
}

bp_status bp_regress(bp_regression *out, const bp_design *d, bp_se se, double level,
                     bp_err *err)
{
    bp_regression r = { .k = d->k,
                        .n = observations(d),
                        .clusters = d->n_clusters,
                        .se = settle_se(se, d->n_clusters, d->k) };
    if (r.se == BP_SE_CLUSTERED && d->n_clusters < 2)
        return bp_fail(err, NULL, BP_EDATA,
                       "clustered standard errors need two organizations at least");
    if (d->n <= d->k || !(r.n > (double)d->k)) {
        r.fitted = BP_FIT_FEW;
        *out = r;
        return BP_OK;
    }
    work w;
    bp_gsl_begin();
    bp_status status =
        work_init(&w, d) ? fit(&r, &w, level, err) : bp_no_memory(err, "a regression");
    status = bp_gsl_end(status, err);
    work_release(&w);
    if (status == BP_OK)
        *out = r;
    else
        bp_regression_release(&r);
    return status;
}

void bp_regression_release(bp_regression *r)
{
    bp_room_release(&r->room);
    *r = (bp_regression){ 0 };
}

double bp_regression_at(const bp_regression *r, const size_t column[], const double x[],
                        size_t n, double *se)
{
    double m = 0, variance = 0;
    for (size_t a = 0; a < n; a++) {
        m += x[a] * r->at[column[a]].value;
        for (size_t b = 0; b < n; b++)
            variance += x[a] * r->v[column[a] * r->k + column[b]] * x[b];
    }
    *se = variance > 0 ? sqrt(variance) : 0;
    return m;
}

bool bp_clusters_number(uint32_t cluster[], size_t n, uint64_t ids, size_t *n_clusters,
                        uint64_t *named)
{
    uint32_t *number = bp_alloc(0, (size_t)ids + 2, sizeof *number), next = 0;
    *named = 0;
    for (size_t i = 0; number != NULL && i < n; i++) {
        const uint32_t org = cluster[i];
        if (org == BP_NO_ID) {
            cluster[i] = next++;
            continue;
        }
        if (number[org] == 0) {
            number[org] = ++next;
            ++*named;
        }
        cluster[i] = number[org] - 1;
    }
    const bool ok = number != NULL;
    *n_clusters = next;
    free(number);
    return ok;
}
