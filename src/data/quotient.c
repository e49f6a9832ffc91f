/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quotient.c - pay that is other pay of the same row, divided.
 *
 * A ratio of two amounts that a row carries takes no room in it.  It is made with the
 * cells of the rows that count, person by person, so it is never a ratio of medians. */
#include "data/quotient.h"

#include "base/divide.h"

int64_t bp_quotient_pay(const bp_shape *s, size_t element, const int64_t pay[])
{
    const bp_quotient *q = &s->quotient[element];
    const int64_t of = pay[q->of], over = q->hours > 0 ? q->hours : pay[q->over];
    if (of <= 0 || over <= 0) /* BP_NO_PAY is below 0 */
        return BP_NO_PAY;
    const bp_int128 all = q->hours > 0 ? of : (bp_int128)of * bp_pow10(s->scale);
    const bp_int128 n = bp_divide(all, over);
    return n > 0 && n <= INT64_MAX ? (int64_t)n : BP_NO_PAY;
}
