/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - typed values, each from what it usually holds.
 *
 * Whoever fills a report names the kind and the number alone; the fields that a kind does
 * not have stay zero here, so that a new field changes no caller. */
#include "benchpay/value.h"

bp_value bp_value_text(const char *text)
{
    return (bp_value){ .kind = BP_KIND_TEXT, .text = text };
}

bp_value bp_value_hinted(const char *text, bp_hint hint)
{
    return (bp_value){ .kind = BP_KIND_TEXT, .text = text, .hint = hint };
}

bp_value bp_value_count(uint64_t n)
{
    return bp_value_figure(BP_KIND_COUNT, bp_figure_of((double)n), NULL);
}

bp_value bp_value_number(double x)
{
    return bp_value_figure(BP_KIND_NUMBER, bp_figure_of(x), NULL);
}

bp_value bp_value_money(double amount, const char *currency)
{
    return bp_value_figure(BP_KIND_MONEY, bp_figure_of(amount), currency);
}

bp_value bp_value_percent(double share)
{
    return bp_value_figure(BP_KIND_PERCENT, bp_figure_of(share), NULL);
}

bp_value bp_value_ratio(double x)
{
    return bp_value_figure(BP_KIND_RATIO, bp_figure_of(x), NULL);
}

bp_value bp_value_figure(bp_kind kind, bp_figure f, const char *currency)
{
    if (kind == BP_KIND_MONEY && bp_unit_is_share(currency))
        return (bp_value){ .kind = BP_KIND_PERCENT, .figure = f };
    return (bp_value){ .kind = kind, .figure = f, .currency = currency };
}
