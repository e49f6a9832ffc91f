/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shown.c - what the numbers of a workbook are, by their formats.
 *
 * A workbook keeps a date and a share as plain numbers, and only the format tells.  All
 * else of a format (decimals, grouping, signs of currency) is for the eye: the number is
 * taken whole.  A double has 15 digits that hold, and programs write 17: 0.1 + 0.2 is
 * 0.3 here, as it is in a spreadsheet. */
#include "ingest/shown.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ingest/date.h"
#include "ingest/xml.h"

#define DIGITS 15
#define NUMBER_BYTES 64
#define DAY_SECONDS 86400
#define DAYS_TO_1904 1462.0
#define LAST_DAY 2958465.0 /* 9999-12-31, counted from 1900 */

/* Passes what is no letter of a format: "text", \x, _x, *x and [Red], but for [h]. */
static size_t skip(bp_text code, size_t i, bool *elapsed)
{
    const char c = code.at[i];
    const char close = c == '"' ? '"' : c == '[' ? ']' : '\0';
    if (close == '\0')
        return c == '\\' || c == '_' || c == '*' ? i + 2 : i;
    size_t end = i + 1;
    while (end < code.n && code.at[end] != close)
        end++;
    const unsigned char first = i + 1 < code.n ? bp_lower(code.at[i + 1]) : 0;
    size_t same = i + 1;
    while (same < end && bp_lower(code.at[same]) == first)
        same++;
    *elapsed |= c == '[' && same == end && (first == 'h' || first == 'm' || first == 's');
    return end + 1;
}

bp_shown bp_shown_of(bp_text code)
{
    bool year = false, day = false, month = false, time = false, percent = false;
    for (size_t i = 0; i < code.n && code.at[i] != ';';) {
        const bp_text rest = bp_text_from(code, i);
        const size_t next = skip(code, i, &time);
        const size_t noon = bp_text_starts(rest, "AM/PM") ? 5
                            : bp_text_starts(rest, "A/P") ? 3
                                                          : 0;
        const unsigned char c = bp_lower(code.at[i]);
        time |= noon > 0;
        if (next == i && noon == 0) {
            year |= c == 'y';
            month |= c == 'm';
            day |= c == 'd';
            time |= c == 'h' || c == 's';
            percent |= c == '%';
        }
        i = next > i ? next : i + (noon > 0 ? noon : 1);
    }
    if (year || day || (month && !time))
        return time                     ? BP_SHOWN_DATE_TIME
               : year && !day && !month ? BP_SHOWN_YEAR
                                        : BP_SHOWN_DATE;
    return time ? BP_SHOWN_TIME : percent ? BP_SHOWN_PERCENT : BP_SHOWN_NUMBER;
}

bp_shown bp_shown_builtin(unsigned id)
{
    if (id == 9 || id == 10)
        return BP_SHOWN_PERCENT;
    if (id == 22)
        return BP_SHOWN_DATE_TIME;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 ||
        (id >= 50 && id <= 58))
        return BP_SHOWN_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
        return BP_SHOWN_TIME;
    return BP_SHOWN_NUMBER;
}

/* Is it digits, with a point or without, that all hold? */
static bool is_plain(bp_text t)
{
    size_t digits = 0, points = 0;
    for (size_t i = t.n > 0 && t.at[0] == '-' ? 1 : 0; i < t.n; i++) {
        const bool digit = bp_is_digit(t.at[i]);
        digits += digit;
        points += t.at[i] == '.';
        if (!digit && t.at[i] != '.')
            return false;
    }
    return digits > 0 && digits <= DIGITS && points <= 1;
}

static bool read_number(bp_text t, double *out)
{
    char text[NUMBER_BYTES], *end;
    t = bp_text_trim(t);
    if (t.n == 0 || t.n >= sizeof text)
        return false;
    for (size_t i = 0; i < t.n; i++)
        if (strchr("0123456789+-.eE", t.at[i]) == NULL)
            return false;
    memcpy(text, t.at, t.n);
    text[t.n] = '\0';
    *out = strtod(text, &end);
    return *end == '\0' && isfinite(*out);
}

static void put_date(bp_str *out, int64_t serial)
{
    const bp_date d = bp_date_of_serial(serial);
    bp_str_printf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static void put_time(bp_str *out, int64_t seconds)
{
    bp_str_printf(out, "%02lld:%02d:%02d", (long long)(seconds / 3600),
                  (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static void put_year(bp_str *out, int64_t serial)
{
    const size_t at = out->n;
    put_date(out, serial);
    if (!out->failed)
        out->n = at + 4;
}

bool bp_shown_write(bp_str *out, bp_text number, bp_shown shown, bool since_1904)
{
    double x;
    if (shown == BP_SHOWN_NUMBER && is_plain(number)) {
        bp_str_bytes(out, number.at, number.n);
        return true;
    }
    if (!read_number(number, &x))
        return false;
    const double serial = x + (since_1904 ? DAYS_TO_1904 : 0);
    const double from = shown == BP_SHOWN_TIME ? 0 : 1;
    if (shown == BP_SHOWN_NUMBER || shown == BP_SHOWN_PERCENT ||
        !(serial >= from && serial < LAST_DAY + 1)) {
        bp_str_number(out, shown == BP_SHOWN_PERCENT ? x * 100 : x);
        if (shown == BP_SHOWN_PERCENT)
            bp_str_putc(out, '%');
        return true;
    }
    const int64_t seconds =
        (int64_t)floor((shown == BP_SHOWN_TIME ? x : serial) * (double)DAY_SECONDS + 0.5);
    if (shown == BP_SHOWN_YEAR)
        put_year(out, (int64_t)serial);
    if (shown == BP_SHOWN_DATE)
        put_date(out, (int64_t)serial);
    if (shown == BP_SHOWN_DATE_TIME) {
        put_date(out, seconds / DAY_SECONDS);
        bp_str_putc(out, ' ');
    }
    if (shown == BP_SHOWN_TIME || shown == BP_SHOWN_DATE_TIME)
        put_time(out, shown == BP_SHOWN_TIME ? seconds : seconds % DAY_SECONDS);
    return true;
}

/* ---- of a workbook ---- */

/* A cell names one of a list, which names a way to write numbers by its own number: one
 * that all programs know, or one with a code before it in the same part.
 * Source: ECMA-376 part 1, 18.8.10 cellXfs, 18.8.31 numFmts. */
struct reading {
    bp_bookformat *to;
    bool cells;           /* within the list that cells refer to */
    unsigned char *coded; /* [BP_FORMATS_MAX] by their numbers: 1 + bp_shown, or 0 */
};

static size_t number(const char *text)
{
    size_t n = 0;
    for (; text != NULL && bp_is_digit(*text) && n < BP_FORMATS_MAX; text++)
        n = 10 * n + (size_t)(*text - '0');
    return n;
}

static bp_status start(void *arg, const char *name, const char **attribute, bp_err *err)
{
    struct reading *r = arg;
    bp_bookformat *f = r->to;
    const size_t id = number(bp_xml_attribute(attribute, "numFmtId"));
    const char *code = bp_xml_attribute(attribute, "formatCode");
    if (strcmp(name, "numFmt") == 0 && code != NULL && id < BP_FORMATS_MAX)
        r->coded[id] = (unsigned char)(1 + bp_shown_of(bp_text_of(code)));
    if (strcmp(name, "cellXfs") == 0)
        r->cells = true;
    if (!r->cells || strcmp(name, "xf") != 0)
        return BP_OK;
    if (f->n == BP_FORMATS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "the workbook has more than %d formats",
                       BP_FORMATS_MAX);
    if (!bp_reserve(&f->shown, &f->cap, f->n + 1, sizeof *f->shown))
        return bp_no_memory(err, "the formats of the workbook");
    const bool coded = id < BP_FORMATS_MAX && r->coded[id] > 0;
    f->shown[f->n++] =
        (unsigned char)(coded ? r->coded[id] - 1 : (int)bp_shown_builtin((unsigned)id));
    return BP_OK;
}

static bp_status end(void *arg, const char *name, bp_err *err)
{
    struct reading *r = arg;
    (void)err;
    if (strcmp(name, "cellXfs") == 0)
        r->cells = false;
    return BP_OK;
}

bp_status bp_bookformat_read(bp_bookformat *out, bp_archive *a, const char *part,
                             bp_err *err)
{
    static const bp_xml_calls calls = { .start = start, .end = end };
    bp_bookformat made = { 0 };
    struct reading r = { .to = &made, .coded = bp_alloc(0, BP_FORMATS_MAX, 1) };
    if (r.coded == NULL)
        return bp_no_memory(err, "the formats of the workbook");
    bp_status status = part != NULL ? bp_xml_read(a, part, &calls, &r, err) : BP_OK;
    free(r.coded);
    if (status == BP_OK)
        *out = made;
    else
        bp_bookformat_release(&made);
    return status;
}

void bp_bookformat_release(bp_bookformat *f)
{
    free(f->shown);
    *f = (bp_bookformat){ 0 };
}
