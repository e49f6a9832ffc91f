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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(norris_has_its_certified_values),
        cmocka_unit_test(longley_has_its_certified_values),
    };
    return cmocka_run_group_tests_name("regress", tests, NULL, NULL);
}
