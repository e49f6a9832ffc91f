/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.c - text that grows, and numbers and hostile text put into it.
 *
 * bp_str_number writes what printf("%.15g") would round to, but from whole numbers: it is
 * independent of the locale and takes a fifth of the time, which counts where a report
 * has a row for each of 20,000 organizations. */
#include "base/str.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "benchpay/money.h"

void bp_str_release(bp_str *s)
{
    free(s->at);
    *s = (bp_str){ 0 };
}

void bp_str_end(bp_str *to, bp_str *s)
{
    to->failed |= s->failed;
    bp_str_release(s);
}

void bp_str_clear(bp_str *s)
{
    s->n = 0;
    if (s->at != NULL)
        s->at[0] = '\0';
}

/* Room for n more bytes and the NUL. */
static bool room(bp_str *s, size_t n)
{
    if (s->failed || n > SIZE_MAX - s->n - 1 ||
        !bp_reserve(&s->at, &s->cap, s->n + n + 1, 1))
        s->failed = true;
    return !s->failed;
}

void bp_str_bytes(bp_str *s, const char *at, size_t n)
{
    if (!room(s, n))
        return;
    if (n > 0)
        memcpy(s->at + s->n, at, n);
    s->n += n;
    s->at[s->n] = '\0';
}

void bp_str_puts(bp_str *s, const char *text)
{
    bp_str_bytes(s, text, strlen(text));
}

void bp_str_fill(bp_str *s, char c, size_t n)
{
    if (!room(s, n))
        return;
    memset(s->at + s->n, c, n);
    s->n += n;
    s->at[s->n] = '\0';
}

void bp_str_vprintf(bp_str *s, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    if (n < 0)
        s->failed = true;
    else if (room(s, (size_t)n)) {
        vsnprintf(s->at + s->n, (size_t)n + 1, fmt, again);
        s->n += (size_t)n;
    }
    va_end(again);
}

void bp_str_printf(bp_str *s, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    bp_str_vprintf(s, fmt, args);
    va_end(args);
}

/* So many marks on one letter are drawn: what is written has up to three, and more pile
 * up over the lines above. */
#define MARKS_MOST 4

/* Characters that would move a cursor, ring, hide or reorder what follows, and those that
 * nobody sees: two names that differ by one look the same. */
static bool unsafe(bp_text t, size_t end, uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
           c == 0xfffe || c == 0xffff ||
           (bp_utf8_is_unseen(c) && !bp_utf8_is_joiner(t, end));
}

static void put_escape(bp_str *s, uint32_t c)
{
    if (c == '\n')
        bp_str_puts(s, "\\n");
    else if (c == '\t')
        bp_str_puts(s, "\\t");
    else if (c == '\r')
        bp_str_puts(s, "\\r");
    else if (c < 0x100)
        bp_str_printf(s, "\\x%02x", (unsigned)c);
    else
        bp_str_printf(s, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
}

void bp_str_visible(bp_str *s, bp_text t)
{
    while (t.n > 0) {
        bp_text good = { t.at, bp_utf8_valid(t) };
        size_t marks = MARKS_MOST; /* on nothing, at the start */
        for (size_t i = 0, from = 0; i < good.n; from = i) {
            uint32_t c = bp_utf8_next(good, &i);
            marks = bp_utf8_is_mark(c) ? marks + 1 : 0;
            if (marks > MARKS_MOST || unsafe(good, i, c))
                put_escape(s, c);
            else
                bp_str_bytes(s, good.at + from, i - from);
        }
        t = bp_text_from(t, good.n);
        if (t.n > 0) {
            put_escape(s, (unsigned char)t.at[0]);
            t = bp_text_from(t, 1);
        }
    }
}

/* Takes the last n digits, two at a time, to before `end`; returns where they begin. */
static char *take_digits(char *end, uint64_t *digits, int n)
{
    static const char pair[] = "00010203040506070809101112131415161718192021222324"
                               "25262728293031323334353637383940414243444546474849"
                               "50515253545556575859606162636465666768697071727374"
                               "75767778798081828384858687888990919293949596979899";
    for (; n > 1; n -= 2, *digits /= 100)
        memcpy(end -= 2, pair + 2 * (*digits % 100), 2);
    if (n > 0) {
        *--end = (char)('0' + *digits % 10);
        *digits /= 10;
    }
    return end;
}

/* Digits of which so many are decimals. */
static void put_digits(bp_str *s, bool minus, uint64_t digits, int decimals)
{
    char text[40], *const end = text + sizeof text, *at = end;
    if (decimals > 0) {
        at = take_digits(at, &digits, decimals);
        *--at = '.';
    }
    while (digits > 99)
        at = take_digits(at, &digits, 2);
    at = take_digits(at, &digits, digits > 9 ? 2 : 1);
    if (minus)
        *--at = '-';
    bp_str_bytes(s, at, (size_t)(end - at));
}

/* A double above 0 as a whole number of 53 bits over 2^shift. */
typedef struct ratio {
    uint64_t bits;
    int shift;
} ratio;

static ratio ratio_of(double size)
{
    _Static_assert(sizeof size == sizeof(uint64_t) && DBL_MANT_DIG == 53,
                   "a double has 52 bits behind its exponent");
    uint64_t all;
    memcpy(&all, &size, sizeof all);
    return (ratio){ (all & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52,
                    1075 - (int)(all >> 52) };
}

/* The whole number nearest to r * 10^decimals, of two the even one: nothing is lost
 * before the end. */
static uint64_t scale_up(ratio r, int decimals)
{
    __extension__ typedef unsigned __int128 whole;
    const int shift = r.shift;
    const whole all = (whole)r.bits * (whole)bp_pow10(decimals);
    const whole rest = all & (((whole)1 << shift) - 1), half = (whole)1 << (shift - 1);
    const uint64_t down = (uint64_t)(all >> shift);
    return down + (rest > half || (rest == half && down % 2 != 0));
}

#define DIGITS_LEAST UINT64_C(100000000000000) /* of 15 digits; ten times as much is */
#define DIGITS_MOST 18                         /* decimals of the smallest size */

/* 15 digits, as printf finds them; size is from 10^-4 to below 10^14. */
static void put_nearest(bp_str *s, bool minus, double size)
{
    const ratio r = ratio_of(size);
    const int two = 53 - r.shift; /* size < 2^two; log10(2) is nearly 1233 / 4096 */
    const int before = (two * 1233 - (two < 0 ? 4095 : 0)) / 4096;
    int decimals = 14 - before; /* or one more */
    uint64_t digits = scale_up(r, decimals);
    if (digits <= DIGITS_LEAST && decimals < DIGITS_MOST) {
        const uint64_t more = scale_up(r, decimals + 1);
        decimals += more < 10 * DIGITS_LEAST;
        digits = more < 10 * DIGITS_LEAST ? more : digits;
    }
    for (; decimals > 0 && digits % 10 == 0; decimals--)
        digits /= 10;
    put_digits(s, minus, digits, decimals);
}

void bp_str_number(bp_str *s, double x)
{
    assert(isfinite(x));
    const double size = fabs(x);
    if (size < 1e15 && size == (double)(uint64_t)size) {
        put_digits(s, x < 0, (uint64_t)size, 0);
        return;
    }
    if (size >= 1e-4 && size < 1e14) {
        put_nearest(s, x < 0, size);
        return;
    }
    char text[32]; /* "-d.dddddddddddddde+ddd" */
    snprintf(text, sizeof text, "%.14e", x);
    char *e = strchr(text, 'e');
    long exponent = strtol(e + 1, NULL, 10);
    char digit[16];
    size_t n = 0;
    for (char *c = text; c < e; c++)
        if (bp_is_digit(*c))
            digit[n++] = *c;
    while (n > 1 && digit[n - 1] == '0')
        n--;

    if (x < 0)
        bp_str_putc(s, '-');
    if (exponent < 0) {
        bp_str_puts(s, "0.");
        bp_str_fill(s, '0', (size_t)(-exponent - 1));
        bp_str_bytes(s, digit, n);
        return;
    }
    size_t whole = (size_t)exponent + 1;
    bp_str_bytes(s, digit, n < whole ? n : whole);
    if (n < whole)
        bp_str_fill(s, '0', whole - n);
    else if (n > whole) {
        bp_str_putc(s, '.');
        bp_str_bytes(s, digit + whole, n - whole);
    }
}

char *bp_str_join(bp_text a, const char *b, const char *c)
{
    bp_str s = { 0 };
    bp_str_bytes(&s, a.at, a.n);
    bp_str_puts(&s, b);
    bp_str_puts(&s, c);
    if (!s.failed)
        return s.at;
    bp_str_release(&s);
    return NULL;
}
