#include "benchpay/money.h"

int64_t bp_pow10(int k)
{
    static const int64_t power[] = {
        1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
        10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
        1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
    };
    return power[k];
}

bool bp_decimal_parse(bp_decimal *out, const char *text, size_t n)
{
    bp_decimal d = { 0, 0 };
    size_t i = n > 0 && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    size_t digits = 0;
    bool point = false;
    for (; i < n; i++) {
        if (text[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9')
            return false;
        digits++;
        if (point && ++d.scale > BP_SCALE_MAX)
            return false;
        if (__builtin_mul_overflow(d.units, 10, &d.units) ||
            __builtin_add_overflow(d.units, text[i] - '0', &d.units))
            return false;
    }
    if (digits == 0)
        return false;
    if (text[0] == '-')
        d.units = -d.units;
    *out = d;
    return true;
}

bool bp_decimal_rescale(bp_decimal *d, int scale)
{
    int64_t units = d->units;
    if (scale >= d->scale) {
        if (__builtin_mul_overflow(units, bp_pow10(scale - d->scale), &units))
            return false;
    } else {
        int64_t step = bp_pow10(d->scale - scale);
        if (units % step != 0)
            return false;
        units /= step;
    }
    *d = (bp_decimal){ units, scale };
    return true;
}

/* Whole numbers below 2^53 and powers of ten to 10^22 are exact as doubles, so
 * one division rounds once.  Larger units first lose their trailing zeros. */
double bp_money_double(int64_t units, int scale)
{
    const int64_t exact = (int64_t)1 << 53;
    while (scale > 0 && (units >= exact || units <= -exact) && units % 10 == 0) {
        units /= 10;
        scale--;
    }
    if (units < exact && units > -exact)
        return (double)units / (double)bp_pow10(scale);
    return (double)((long double)units / (long double)bp_pow10(scale));
}

double bp_money_mean(bp_int128 sum, uint64_t n, int scale)
{
    bp_int128 count = (bp_int128)n;
    bp_int128 whole = sum / count, rest = sum % count;
    long double part = (long double)rest / (long double)count;
    return (double)(((long double)whole + part) / (long double)bp_pow10(scale));
}
