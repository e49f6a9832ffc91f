/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.h - cmocka and a comparison of doubles: its own casts to float, which
 * cannot tell 150000.001 from 150000. */
#ifndef BP_TEST_NEAR_H
#define BP_TEST_NEAR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

/* |got - want| <= rel |want|; NaN fails. */
#define assert_near(got, want, rel)                                              \
    do {                                                                         \
        double got_ = (got), want_ = (want);                                     \
        if (!(fabs(got_ - want_) <= (rel) * fabs(want_)))                        \
            fail_msg("%s = %.17g, expected %.17g", #got, got_, want_);           \
    } while (0)

#endif
