/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conversion.c - what is offered in another currency than its market.
 *
 * Rows of a survey are converted at the rate of their day.  An offer has no day but
 * today, so the latest rate is its. */
#include "ingest/conversion.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/currency.h"
#include "ingest/rates.h"

struct bp_conversion {
    bp_rates *rates;
    const bp_choice *choice;
    bool *used; /* [rates->n] */
};

bp_status bp_conversion_open(bp_conversion **out, const bp_choice *c, bp_err *err)
{
    *out = NULL;
    if (c->rates == NULL || c->currency == NULL)
        return BP_OK;
    bp_conversion *x = bp_alloc(sizeof *x, 0, 0);
    if (x == NULL)
        return bp_no_memory(err, "the rates");
    x->choice = c;
    bp_status status =
        bp_rates_read(&x->rates, c->rates, c->currency, c->rates_from, err);
    if (status == BP_OK) {
        x->used = bp_alloc(0, x->rates->n, sizeof *x->used);
        if (x->used == NULL)
            status = bp_no_memory(err, "the rates");
    }
    if (status != BP_OK) {
        bp_conversion_free(x);
        return status;
    }
    *out = x;
    return BP_OK;
}

void bp_conversion_free(bp_conversion *x)
{
    if (x == NULL)
        return;
    bp_rates_free(x->rates);
    free(x->used);
    free(x);
}

/* At the scale at which a product is kept, and without the zeros at its end. */
static bool convert(bp_decimal *d, bp_rate rate, bool from)
{
    bp_decimal money = *d;
    if (!bp_decimal_rescale(&money, money.scale < 2 ? 2 : money.scale) ||
        !bp_rate_convert(&money.units, rate.units, from, money.scale))
        return false;
    for (; money.scale > 0 && money.units % 10 == 0; money.scale--)
        money.units /= 10;
    *d = money;
    return true;
}

bp_status bp_conversion_apply(bp_conversion *x, bp_decimal *const amount[], size_t n,
                              const char **currency, const bp_loc *at, bp_err *err)
{
    const char *own = *currency;
    if (x == NULL || own == NULL || bp_currency_is_shared(own) ||
        strcmp(own, x->choice->currency) == 0)
        return BP_OK;
    const size_t found = bp_rates_find(x->rates, bp_text_of(own), (bp_date){ 0 });
    if (found == BP_NO_RATE)
        return bp_fail(err, at, BP_EDATA,
                       "the amount is in %s, for which '%s' has no rate", own,
                       bp_rates_file(x->rates));
    const bp_rate rate = x->rates->rate[found];
    for (size_t i = 0; i < n; i++)
        if (amount[i]->units >= 0 && !convert(amount[i], rate, x->rates->from))
            return bp_fail(err, at, BP_EDATA, "is too large once it is converted");
    x->used[found] = true;
    *currency = x->choice->currency;
    return BP_OK;
}

/* "EUR at 1.13 (2026-01-01), GBP at 1.32 (2026-01-01)", behind what they became. */
static void put_used(bp_str *out, const bp_conversion *x)
{
    for (size_t i = 0; i < x->rates->n; i++) {
        if (!x->used[i])
            continue;
        const bp_rate rate = x->rates->rate[i];
        if (out->n > 0)
            bp_str_puts(out, ", ");
        else
            bp_str_printf(out, "converted to %s by '%s': ", x->choice->currency,
                          bp_rates_file(x->rates));
        bp_str_printf(out, "%.*s at ", (int)rate.code.n, rate.code.at);
        bp_rate_put(out, rate);
        if (x->rates->from)
            bp_str_printf(out, " for one %s", x->choice->currency);
    }
}

bp_status bp_conversion_say(const char **out, bp_arena *text, const bp_conversion *x,
                            bp_err *err)
{
    bp_str said = { 0 };
    *out = NULL;
    if (x != NULL)
        put_used(&said, x);
    if (said.n > 0)
        *out = bp_arena_copy(text, said.at, said.n);
    const bool ok = !said.failed && (said.n == 0 || *out != NULL);
    bp_str_release(&said);
    return ok ? BP_OK : bp_no_memory(err, "the rates");
}
