/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include "analysis/regress.h"

/* NIST Statistical Reference Datasets, linear regression: Norris, y on x. */
static const double norris[][2] = {
    { 0.1, 0.2 },     { 338.8, 337.4 }, { 118.1, 118.2 }, { 888.0, 884.6 },
    { 9.2, 10.1 },    { 228.1, 226.5 }, { 668.5, 666.3 }, { 998.5, 996.3 },
    { 449.1, 448.6 }, { 778.9, 777.0 }, { 559.2, 558.2 }, { 0.3, 0.4 },
    { 0.1, 0.6 },     { 778.1, 775.5 }, { 668.8, 666.9 }, { 339.3, 338.0 },
    { 448.9, 447.5 }, { 10.8, 11.6 },   { 557.7, 556.0 }, { 228.3, 228.1 },
    { 998.0, 995.8 }, { 888.8, 887.6 }, { 119.6, 120.2 }, { 0.3, 0.3 },
    { 0.6, 0.3 },     { 557.6, 556.8 }, { 339.3, 339.1 }, { 888.0, 887.2 },
    { 998.5, 999.0 }, { 778.9, 779.0 }, { 10.2, 11.1 },   { 117.6, 118.3 },
    { 228.9, 229.2 }, { 668.4, 669.1 }, { 449.2, 448.9 }, { 0.2, 0.5 }
};
#define N_NORRIS (sizeof norris / sizeof norris[0])

/* Longley: y and six columns that are nearly collinear. */
static const double longley[][7] = {
    { 60323, 83.0, 234289, 2356, 1590, 107608, 1947 },
    { 61122, 88.5, 259426, 2325, 1456, 108632, 1948 },
    { 60171, 88.2, 258054, 3682, 1616, 109773, 1949 },
    { 61187, 89.5, 284599, 3351, 1650, 110929, 1950 },
    { 63221, 96.2, 328975, 2099, 3099, 112075, 1951 },
    { 63639, 98.1, 346999, 1932, 3594, 113270, 1952 },
    { 64989, 99.0, 365385, 1870, 3547, 115094, 1953 },
    { 63761, 100.0, 363112, 3578, 3350, 116219, 1954 },
    { 66019, 101.2, 397469, 2904, 3048, 117388, 1955 },
    { 67857, 104.6, 419180, 2822, 2857, 118734, 1956 },
    { 68169, 108.4, 442769, 2936, 2798, 120445, 1957 },
    { 66513, 110.8, 444546, 4681, 2637, 121950, 1958 },
    { 68655, 112.6, 482704, 3813, 2552, 123366, 1959 },
    { 69564, 114.2, 502601, 3931, 2514, 125368, 1960 },
    { 69331, 115.7, 518173, 4806, 2572, 127852, 1961 },
    { 70551, 116.9, 554894, 4007, 2827, 130081, 1962 },
};

/* Filip: y on a polynomial of degree 10 in x, whose columns are nearly the same. */
static const double filip[][2] = {
    { 0.8116, -6.860120914 }, { 0.9072, -4.324130045 }, { 0.9052, -4.358625055 },
    { 0.9039, -4.358426747 }, { 0.8053, -6.955852379 }, { 0.8377, -6.661145254 },
    { 0.8667, -6.355462942 }, { 0.8809, -6.118102026 }, { 0.7975, -7.115148017 },
    { 0.8162, -6.815308569 }, { 0.8515, -6.519993057 }, { 0.8766, -6.204119983 },
    { 0.8885, -5.853871964 }, { 0.8859, -6.109523091 }, { 0.8959, -5.79832982 },
    { 0.8913, -5.482672118 }, { 0.8959, -5.171791386 }, { 0.8971, -4.851705903 },
    { 0.9021, -4.517126416 }, { 0.909, -4.143573228 },  { 0.9139, -3.709075441 },
    { 0.9199, -3.499489089 }, { 0.8692, -6.300769497 }, { 0.8872, -5.953504836 },
    { 0.89, -5.642065153 },   { 0.891, -5.031376979 },  { 0.8977, -4.680685696 },
    { 0.9035, -4.329846955 }, { 0.9078, -3.928486195 }, { 0.7675, -8.56735134 },
    { 0.7705, -8.363211311 }, { 0.7713, -8.107682739 }, { 0.7736, -7.823908741 },
    { 0.7775, -7.522878745 }, { 0.7841, -7.218819279 }, { 0.7971, -6.920818754 },
    { 0.8329, -6.628932138 }, { 0.8641, -6.323946875 }, { 0.8804, -5.991399828 },
    { 0.7668, -8.781464495 }, { 0.7633, -8.663140179 }, { 0.7678, -8.473531488 },
    { 0.7697, -8.247337057 }, { 0.77, -7.971428747 },   { 0.7749, -7.676129393 },
    { 0.7796, -7.352812702 }, { 0.7897, -7.072065318 }, { 0.8131, -6.774174009 },
    { 0.8498, -6.478861916 }, { 0.8741, -6.159517513 }, { 0.8061, -6.835647144 },
    { 0.846, -6.53165267 },   { 0.8751, -6.224098421 }, { 0.8856, -5.910094889 },
    { 0.8919, -5.598599459 }, { 0.8934, -5.290645224 }, { 0.894, -4.974284616 },
    { 0.8957, -4.64454848 },  { 0.9047, -4.290560426 }, { 0.9129, -3.885055584 },
    { 0.9209, -3.408378962 }, { 0.9219, -3.13200249 },  { 0.7739, -8.726767166 },
    { 0.7681, -8.66695597 },  { 0.7665, -8.511026475 }, { 0.7703, -8.165388579 },
    { 0.7702, -7.886056648 }, { 0.7761, -7.588043762 }, { 0.7809, -7.283412422 },
    { 0.7961, -6.995678626 }, { 0.8253, -6.691862621 }, { 0.8602, -6.392544977 },
    { 0.8809, -6.067374056 }, { 0.8301, -6.684029655 }, { 0.8664, -6.378719832 },
    { 0.8834, -6.065855188 }, { 0.8898, -5.752272167 }, { 0.8964, -5.132414673 },
    { 0.8963, -4.811352704 }, { 0.9074, -4.098269308 }, { 0.9119, -3.66174277 },
    { 0.9228, -3.2644011 }
};
#define N_FILIP (sizeof filip / sizeof filip[0])

static bp_regression fit(const double x[], const double y[], size_t n, size_t k, bp_se se)
{
    const bp_design d = { .n = n, .k = k, .x = x, .y = y };
    bp_regression r;
    bp_err err;
    assert_int_equal(bp_regress(&r, &d, se, .95, &err), BP_OK);
    return r;
}

static void norris_has_its_certified_values(void **state)
{
    double x[2 * N_NORRIS], y[N_NORRIS];
    (void)state;
    for (size_t i = 0; i < N_NORRIS; i++) {
        x[2 * i] = 1;
        x[2 * i + 1] = norris[i][1];
        y[i] = norris[i][0];
    }
    bp_regression r = fit(x, y, N_NORRIS, 2, BP_SE_OLS);
    assert_near(r.at[0].value, -0.262323073774029, 1e-11);
    assert_near(r.at[0].se, 0.232818234301152, 1e-12);
    assert_near(r.at[1].value, 1.00211681802045, 1e-14);
    assert_near(r.at[1].se, 0.429796848199937e-3, 1e-12);
    assert_near(r.s, 0.884796396144373, 1e-12);
    assert_near(r.r2, 0.999993745883712, 1e-14);
    bp_regression_release(&r);
}

static void longley_has_its_certified_values(void **state)
{
    static const double b[] = { -3482258.63459582, 15.0618722713733,  -0.0358191792925910,
                                -2.02022980381683, -1.03322686717359, -0.0511041056535807,
                                1829.15146461355 };
    static const double se[] = { 890420.383607373,  84.9149257747669,  0.0334910077722432,
                                 0.488399681651699, 0.214274163161675, 0.226073200069370,
                                 455.478499142212 };
    double x[16 * 7], y[16];
    (void)state;
    for (size_t i = 0; i < 16; i++) {
        for (size_t j = 0; j < 7; j++)
            x[7 * i + j] = j == 0 ? 1 : longley[i][j];
        y[i] = longley[i][0];
    }
    bp_regression r = fit(x, y, 16, 7, BP_SE_OLS);
    for (size_t j = 0; j < 7; j++) {
        assert_near(r.at[j].value, b[j], 1e-10);
        assert_near(r.at[j].se, se[j], 1e-10);
    }
    assert_near(r.s, 304.854073561965, 1e-12);
    assert_near(r.r2, 0.995479004577296, 1e-13);
    bp_regression_release(&r);
}

/* In doubles about 7 digits of its coefficients can be had; 7 are. */
static void filip_has_seven_digits_of_its_certified_values(void **state)
{
    static const double b[] = { -1467.48961422980,      -2772.17959193342,
                                -2316.37108160893,      -1127.97394098372,
                                -354.478233703349,      -75.1242017393757,
                                -10.8753180355343,      -1.06221498588947,
                                -0.670191154593408e-01, -0.246781078275479e-02,
                                -0.402962525080404e-04 };
    static const double se[] = { 298.084530995537,      559.779865474950,
                                 466.477572127796,      227.204274477751,
                                 71.6478660875927,      15.2897178747400,
                                 2.23691159816033,      0.221624321934227,
                                 0.142363763154724e-01, 0.535617408889821e-03,
                                 0.896632837373868e-05 };
    static double x[N_FILIP * 11], y[N_FILIP];
    (void)state;
    for (size_t i = 0; i < N_FILIP; i++) {
        for (int j = 0; j < 11; j++)
            x[11 * i + (size_t)j] = pow(filip[i][1], j);
        y[i] = filip[i][0];
    }
    bp_regression r = fit(x, y, N_FILIP, 11, BP_SE_OLS);
    for (size_t j = 0; j < 11; j++) {
        assert_near(r.at[j].value, b[j], 1e-7);
        assert_near(r.at[j].se, se[j], 1e-7);
    }
    assert_near(r.s, 0.334801051324544e-02, 1e-8);
    assert_near(r.r2, 0.996727416185620, 1e-9);
    bp_regression_release(&r);
}

/* ---- what must hold of any fit ---- */

/* 40 people of 12 organizations, made by hand of uneven numbers. */
#define N 40
static double any_x[N * 3], any_y[N], any_w[N];
static uint32_t any_org[N];

static void make_any(void)
{
    for (size_t i = 0; i < N; i++) {
        const double z = (double)(i * 37 % 41), v = (double)(i * i % 23);
        any_x[3 * i] = 1;
        any_x[3 * i + 1] = z / 7;
        any_x[3 * i + 2] = v / 5;
        any_y[i] = 3 + z / 11 - v / 9 + (double)(i * 17 % 13) / 6;
        any_w[i] = .5 + (double)(i % 2);
        any_org[i] = (uint32_t)(i % 12);
    }
}

static bp_design any_design(void)
{
    return (bp_design){
        .n = N, .k = 3, .x = any_x, .y = any_y, .cluster = any_org, .n_clusters = 12
    };
}

static bp_regression fit_design(const bp_design *d, bp_se se)
{
    bp_regression r;
    assert_int_equal(bp_regress(&r, d, se, .95, NULL), BP_OK);
    assert_int_equal(r.fitted, BP_FITTED);
    return r;
}

static void scaling_a_column_scales_its_coefficient_alone(void **state)
{
    (void)state;
    for (bp_se se = BP_SE_CLUSTERED; se <= BP_SE_OLS; se++) {
        make_any();
        const bp_design d = any_design();
        bp_regression a = fit_design(&d, se);
        for (size_t i = 0; i < N; i++)
            any_x[3 * i + 1] *= 1000;
        bp_regression b = fit_design(&d, se);
        assert_near(b.at[1].value, a.at[1].value / 1000, 1e-11);
        assert_near(b.at[1].t, a.at[1].t, 1e-11);
        assert_near(b.at[2].value, a.at[2].value, 1e-11);
        assert_near(b.at[2].se, a.at[2].se, 1e-11);
        assert_near(b.s, a.s, 1e-12);
        bp_regression_release(&a);
        bp_regression_release(&b);
    }
}

static void rows_in_another_order_are_the_same_fit(void **state)
{
    double x[N * 3], y[N];
    uint32_t org[N];
    (void)state;
    make_any();
    bp_design d = any_design();
    for (size_t i = 0; i < N; i++) {
        const size_t from = i * 7 % N;
        for (size_t j = 0; j < 3; j++)
            x[3 * i + j] = any_x[3 * from + j];
        y[i] = any_y[from];
        org[i] = 11 - any_org[from];
    }
    for (bp_se se = BP_SE_CLUSTERED; se <= BP_SE_OLS; se++) {
        bp_regression a = fit_design(&d, se);
        bp_design shuffled = d;
        shuffled.x = x;
        shuffled.y = y;
        shuffled.cluster = org;
        bp_regression b = fit_design(&shuffled, se);
        for (size_t j = 0; j < 3; j++) {
            assert_near(b.at[j].value, a.at[j].value, 1e-11);
            assert_near(b.at[j].se, a.at[j].se, 1e-11);
        }
        bp_regression_release(&a);
        bp_regression_release(&b);
    }
}

static void a_second_constant_is_named(void **state)
{
    double x[N * 4];
    bp_regression r;
    (void)state;
    make_any();
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < 3; j++)
            x[4 * i + j] = any_x[3 * i + j];
        x[4 * i + 3] = 7;
    }
    const bp_design d = { .n = N, .k = 4, .x = x, .y = any_y };
    assert_int_equal(bp_regress(&r, &d, BP_SE_HC3, .95, NULL), BP_OK);
    assert_int_equal(r.fitted, BP_FIT_DEPENDENT);
    assert_int_equal(r.column, 3);
}

/* Frequencies of 2 are every row twice; twice the rows with half of the weight have the
 * same coefficients and the same s, since weights are scaled to a mean of 1. */
static void rows_that_stand_twice_count_twice(void **state)
{
    double x[2 * N * 3], y[2 * N], w[2 * N], count[N];
    uint32_t org[2 * N];
    (void)state;
    make_any();
    for (size_t i = 0; i < 2 * N; i++) {
        const size_t from = i % N;
        for (size_t j = 0; j < 3; j++)
            x[3 * i + j] = any_x[3 * from + j];
        y[i] = any_y[from];
        w[i] = any_w[from];
        org[i] = any_org[from];
        count[from] = 2;
    }
    for (bp_se se = BP_SE_CLUSTERED; se <= BP_SE_OLS; se++) {
        bp_design once = any_design(), twice = {
            .n = 2 * N, .k = 3, .x = x, .y = y, .cluster = org, .n_clusters = 12
        };
        once.count = count;
        bp_regression a = fit_design(&once, se), b = fit_design(&twice, se);
        for (size_t j = 0; j < 3; j++) {
            assert_near(b.at[j].value, a.at[j].value, 1e-11);
            assert_near(b.at[j].se, a.at[j].se, 1e-11);
        }
        assert_near(b.s, a.s, 1e-12);
        bp_regression_release(&a);
        bp_regression_release(&b);
        once.count = NULL;
        once.weight = any_w;
        twice.weight = w;
        a = fit_design(&once, se);
        b = fit_design(&twice, se);
        for (size_t j = 0; j < 3; j++)
            assert_near(b.at[j].value, a.at[j].value, 1e-11);
        assert_near(b.s * b.s * (2 * N - 3), 2 * a.s * a.s * (N - 3), 1e-11);
        bp_regression_release(&a);
        bp_regression_release(&b);
    }
}

static void few_and_extreme_rows_end_in_an_answer(void **state)
{
    const double few[] = { 1, 2, 1, 3 }, y[] = { 1, 2, 3 };
    const double same[] = { 1, 1, 1, 2, 1, 3, 1, 4 }, flat[] = { 5, 5, 5, 5 };
    const double far[] = { 1, 1, 1, 1, 1, 1, 1, 1e9 };
    bp_regression r;
    (void)state;
    bp_design d = { .n = 2, .k = 2, .x = few, .y = y };
    assert_int_equal(bp_regress(&r, &d, BP_SE_AUTO, .95, NULL), BP_OK);
    assert_int_equal(r.fitted, BP_FIT_FEW);
    d = (bp_design){ .n = 4, .k = 2, .x = same, .y = flat };
    assert_int_equal(bp_regress(&r, &d, BP_SE_OLS, .95, NULL), BP_OK);
    assert_int_equal(r.fitted, BP_FITTED);
    assert_false(r.has_r2 && !(r.r2 <= 1));
    assert_true(isfinite(r.at[0].value) && isfinite(r.at[1].se));
    bp_regression_release(&r);
    d = (bp_design){ .n = 4, .k = 2, .x = far, .y = same + 1 }; /* one row decides */
    assert_int_equal(bp_regress(&r, &d, BP_SE_HC3, .95, NULL), BP_OK);
    assert_int_equal(r.fitted, BP_FITTED);
    assert_true(r.lone == 1 && isfinite(r.at[1].se));
    bp_regression_release(&r);
    d.n_clusters = 1;
    assert_int_equal(bp_regress(&r, &d, BP_SE_CLUSTERED, .95, NULL), BP_EDATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(norris_has_its_certified_values),
        cmocka_unit_test(longley_has_its_certified_values),
        cmocka_unit_test(filip_has_seven_digits_of_its_certified_values),
        cmocka_unit_test(scaling_a_column_scales_its_coefficient_alone),
        cmocka_unit_test(rows_in_another_order_are_the_same_fit),
        cmocka_unit_test(a_second_constant_is_named),
        cmocka_unit_test(rows_that_stand_twice_count_twice),
        cmocka_unit_test(few_and_extreme_rows_end_in_an_answer),
    };
    return cmocka_run_group_tests_name("regress", tests, NULL, NULL);
}
