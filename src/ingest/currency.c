/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes and signs of currencies.
 *
 * Codes come from cells that people typed, so their case is folded; whatever is no code
 * of three letters is kept as it is, and becomes a currency of its own, which the report
 * then names, instead of being guessed at. */
#include "ingest/currency.h"

#include <string.h>

bp_text bp_currency_fold(bp_text code, char iso[3])
{
    if (code.n != 3)
        return code;
    for (size_t i = 0; i < 3; i++) {
        char c = code.at[i];
        iso[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (iso[i] < 'A' || iso[i] > 'Z')
            return code;
    }
    return (bp_text){ iso, 3 };
}

/* Digits at both ends: no sign, no blank. */
static bool is_bare(bp_text t)
{
    if (t.n == 0)
        return false;
    const char first = t.at[0], last = t.at[t.n - 1];
    return first >= '0' && first <= '9' && last >= '0' && last <= '9';
}

bp_text bp_currency_take_sign(bp_text *amount)
{
    static const struct {
        char sign[4];
        size_t n;
        char code[BP_TEXT_AHEAD];
    } signs[] = { { "$", 1, "USD" }, { "£", 2, "GBP" }, { "€", 3, "EUR" } };
    static const char none[BP_TEXT_AHEAD];
    const bp_text t = *amount;
    for (size_t i = 0; !is_bare(t) && i < sizeof signs / sizeof signs[0]; i++) {
        const size_t n = signs[i].n;
        const bool before = t.n >= n && memcmp(t.at, signs[i].sign, n) == 0;
        if (!before && (t.n < n || memcmp(t.at + t.n - n, signs[i].sign, n) != 0))
            continue;
        *amount = (bp_text){ t.at + (before ? n : 0), t.n - n };
        if (!is_bare(*amount))
            *amount = bp_text_trim(*amount);
        return (bp_text){ signs[i].code, 3 };
    }
    return (bp_text){ none, 0 };
}
