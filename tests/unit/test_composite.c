/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Composites.  The mixtures were computed by a program of its own from the definition and
 * once more in R (qnorm, pnorm, uniroot); the others are worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/composite.h"

static const bp_composite_knot step[] = {
    { .1, 50000 }, { .25, 50000 }, { .5, 56000 }, { .75, 61000 }, { .9, 61000 }
};
static const bp_composite_knot far[] = {
    { .1, 91000 }, { .25, 97000 }, { .5, 104000 }, { .75, 112000 }, { .9, 121000 }
};
static const bp_composite_knot coded[] = { { .1, 88000 }, { .25, 120000 } };
static const bp_composite_knot one[] = { { .5, 77000 } };

static void assert_near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-9 * fabs(want)))
        fail_msg("%.17g expected, %.17g found", want, got);
}

/* want 0: there is none. */
static void assert_mixture(const bp_composite_source s[], size_t n, double p, double want,
                           bool beyond)
{
    double x = 0;
    bool extrapolated = false;
    const bool found = bp_composite_mixture(&x, &extrapolated, s, n, p);
    assert_int_equal(found, want != 0);
    if (!found)
        return;
    assert_near(x, want);
    assert_int_equal(extrapolated, beyond);
}

static void a_mixture_counts_its_sources_by_weight(void **state)
{
    (void)state;
    const bp_composite_source s[] = { { step, 5, 1 }, { far, 5, 2 } };
    assert_mixture(s, 2, .1, 51276.94332365757, true);
    assert_mixture(s, 2, .25, 60999.991022831346, true);
    assert_mixture(s, 2, .5, 97000, true);
    assert_mixture(s, 2, .9, 117282.06808266288, true);
    assert_mixture(s, 2, .95, 0, false);
}

static void a_source_alone_is_its_own_mixture(void **state)
{
    (void)state;
    const bp_composite_source s[] = { { far, 5, 3 } };
    assert_mixture(s, 1, .1, 91000, false);
    assert_mixture(s, 1, .5, 104000, false);
    assert_mixture(s, 1, .9, 121000, false);
    assert_mixture(s, 1, .05, 0, false);
}

static void outer_segments_go_on(void **state)
{
    (void)state;
    const bp_composite_source s[] = { { coded, 2, 1 }, { far, 5, 1 } };
    assert_mixture(s, 2, .1, 90449.29010724889, true);
    assert_mixture(s, 2, .25, 99918.66750791472, false);
    assert_mixture(s, 2, .5, 113552.15543207058, false);
    assert_mixture(s, 2, .75, 0, false);
}

static void a_source_of_one_knot_or_no_weight_drops_out(void **state)
{
    (void)state;
    const bp_composite_source s[] = { { one, 1, 5 }, { far, 5, 1 }, { step, 5, 0 } };
    const bp_composite_source none[] = { { one, 1, 5 } };
    assert_mixture(s, 3, .5, 104000, false);
    assert_mixture(none, 1, .5, 0, false);
    assert_mixture(NULL, 0, .5, 0, false);
}

/* P60 of knots at P50 and P75: z is .2533471 of .6744898 of the way in logarithms. */
static void between_knots_pay_is_lognormal(void **state)
{
    (void)state;
    double x = 0;
    assert_true(bp_composite_between(&x, far, 5, .6));
    assert_near(x,
                104000 * pow(112000. / 104000, .25334710313579978 / .67448975019608171));
    assert_true(bp_composite_between(&x, far, 5, .75));
    assert_near(x, 112000);
    assert_false(bp_composite_between(&x, far, 5, .95));
    assert_false(bp_composite_between(&x, far, 0, .5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mixture_counts_its_sources_by_weight),
        cmocka_unit_test(a_source_alone_is_its_own_mixture),
        cmocka_unit_test(outer_segments_go_on),
        cmocka_unit_test(a_source_of_one_knot_or_no_weight_drops_out),
        cmocka_unit_test(between_knots_pay_is_lognormal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
