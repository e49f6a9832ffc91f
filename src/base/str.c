#include "base/str.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

void bp_str_release(bp_str *s)
{
    free(s->at);
    *s = (bp_str){ 0 };
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

void bp_str_putc(bp_str *s, char c)
{
    bp_str_bytes(s, &c, 1);
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

/* Characters that would move a cursor, ring, hide or reorder what follows. */
static bool unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
           c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0xfffe || c == 0xffff;
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
        bp_str_printf(s, "\\u%04x", (unsigned)c);
}

void bp_str_visible(bp_str *s, bp_text t)
{
    while (t.n > 0) {
        bp_text good = { t.at, bp_utf8_valid(t) };
        for (size_t i = 0, from = 0; i < good.n; from = i) {
            uint32_t c = bp_utf8_next(good, &i);
            if (unsafe(c))
                put_escape(s, c);
            else
                bp_str_bytes(s, good.at + from, i - from);
        }
        t = (bp_text){ t.at + good.n, t.n - good.n };
        if (t.n > 0) {
            put_escape(s, (unsigned char)t.at[0]);
            t = (bp_text){ t.at + 1, t.n - 1 };
        }
    }
}

/* Whole numbers, by far the most common, without printf. */
static void put_whole(bp_str *s, double x)
{
    char digits[20];
    size_t n = sizeof digits;
    uint64_t rest = (uint64_t)fabs(x);
    do {
        digits[--n] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (x < 0)
        digits[--n] = '-';
    bp_str_bytes(s, digits + n, sizeof digits - n);
}

/* A number of up to four decimals and 15 digits, to which x is the nearest double: all
 * numbers of 15 digits can be told apart by theirs, so that these are its digits. */
static bool put_decimals(bp_str *s, double x)
{
    const double size = fabs(x);
    double power = 10;
    for (size_t decimals = 1; decimals <= 4 && size < 1e10; decimals++, power *= 10) {
        const double units = rint(size * power), whole = floor(units / power);
        if (units / power != size)
            continue;
        char digit[4];
        for (size_t i = decimals, rest = (size_t)(units - whole * power); i > 0; i--) {
            digit[i - 1] = (char)('0' + rest % 10);
            rest /= 10;
        }
        if (x < 0)
            bp_str_putc(s, '-');
        put_whole(s, whole);
        bp_str_putc(s, '.');
        bp_str_bytes(s, digit, decimals);
        return true;
    }
    return false;
}

void bp_str_number(bp_str *s, double x)
{
    if (fabs(x) < 1e15 && x == floor(x)) {
        put_whole(s, x);
        return;
    }
    if (put_decimals(s, x))
        return;
    char text[32]; /* "-d.dddddddddddddde+ddd" */
    snprintf(text, sizeof text, "%.14e", x);
    char *e = strchr(text, 'e');
    long exponent = strtol(e + 1, NULL, 10);
    char digit[16];
    size_t n = 0;
    for (char *c = text; c < e; c++)
        if (*c >= '0' && *c <= '9')
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
