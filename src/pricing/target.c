/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.c - the point of the market that pay is held against.
 *
 * The last sign parts the name from what is added, since names may have signs, too. */
#include "pricing/target.h"

#include "benchpay/money.h"

bool bp_target_parse(bp_target *out, const char *text)
{
    const bp_text all = bp_text_of(text);
    size_t sign = all.n;
    while (sign > 0 && text[sign - 1] != '+' && text[sign - 1] != '-')
        sign--;
    const bool moved = sign > 0 && all.at[all.n - 1] == '%';
    bp_decimal d = { 0, 0 };
    if (moved && !bp_decimal_parse(&d, text + sign, all.n - sign - 1))
        return false;
    const double share = bp_money_double(d.units, d.scale) / 100;
    const bp_target t = { { text, moved ? sign - 1 : all.n },
                          moved && text[sign - 1] == '-' ? -share : share };
    if (t.name.n == 0 || d.units < 0 || !(t.plus > -1))
        return false;
    *out = t;
    return true;
}
