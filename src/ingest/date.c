/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Years and dates.
 *
 * Whether 03/04/2024 is in March or April cannot be seen in one cell.  So cells are
 * counted by the orders they fit, the column decides, and a column that fits two orders
 * equally well is an error rather than a guess. */
#include "ingest/date.h"

#include <stdio.h>
#include <string.h>

#include "ingest/phrase.h"
#include "ingest/scan.h"

/* Up to three numbers with one kind of mark between them. */
typedef struct bp_parts {
    int value[3];
    size_t digits[3]; /* 0: it was the name of a month */
    size_t n;
    char mark;
} bp_parts;

static int month_named(bp_text word)
{
    static const char *const month[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december",
    };
    for (int i = 0; i < 12; i++) {
        if (bp_lower(word.at[0]) != (unsigned char)month[i][0]) /* as most */
            continue;
        const bool cut = word.n == 3 || (word.n == 4 && i == 8);
        if (cut ? bp_text_same(word, (bp_text){ month[i], word.n })
                : bp_text_is(word, month[i]))
            return i + 1;
    }
    return 0;
}

static bool take_part(bp_text t, size_t *i, bp_parts *p)
{
    size_t from = *i;
    int value = 0;
    if (bp_scan_letter(t, from)) {
        while (bp_scan_letter(t, *i))
            (*i)++;
        value = month_named((bp_text){ t.at + from, *i - from });
        p->digits[p->n] = 0;
    } else {
        for (; bp_scan_digit(t, *i) && *i - from < 8; (*i)++)
            value = value * 10 + (t.at[*i] - '0');
        p->digits[p->n] = *i - from;
    }
    p->value[p->n++] = value;
    return *i > from && !bp_scan_digit(t, *i) && (value > 0 || p->digits[p->n - 1] > 0);
}

/* What follows a date must be a time: a blank or T, then a digit. */
static bool is_time(bp_text t, size_t i)
{
    return i == t.n || ((t.at[i] == ' ' || t.at[i] == 'T') && bp_scan_digit(t, i + 1));
}

static bool is_mark(char c)
{
    return c == '-' || c == '/' || c == '.' || c == ' ';
}

static bool split(bp_parts *p, bp_text t)
{
    *p = (bp_parts){ 0 };
    size_t i = 0;
    for (;;) {
        if (!take_part(t, &i, p))
            return false;
        if (p->n == 3 || i == t.n)
            return is_time(t, i);
        char mark = t.at[i];
        if (mark == ',' && i + 1 < t.n && t.at[i + 1] == ' ')
            mark = t.at[++i]; /* Oct 24, 2019 */
        if (!is_mark(mark) || (p->n > 1 && mark != p->mark))
            return is_time(t, i);
        p->mark = mark;
        i++;
    }
}

static bool is_year(int y)
{
    return y >= 1000 && y <= 2999;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] &&
           (month != 2 || day < 29 || leap);
}

int bp_year_of(bp_text t)
{
    int year = 0;
    for (size_t i = 0; i < t.n && bp_scan_digit(t, i) && i < 5; i++)
        year = 10 * year + (t.at[i] - '0');
    return t.n == 4 && year >= 1900 && year <= 2099 ? year : 0;
}

/* 69 to 99 and 00 to 68, as POSIX has it. */
static int full_year(int two)
{
    return two >= 69 ? 1900 + two : 2000 + two;
}

static bool take_number(bp_text t, size_t *i, int *value, size_t *digits)
{
    const size_t start = *i;
    *value = 0;
    for (; bp_scan_digit(t, *i) && *i - start < 5; (*i)++)
        *value = *value * 10 + (t.at[*i] - '0');
    *digits = *i - start;
    return *digits == 2 || *digits == 4;
}

/* What stands between the years of "2022/23", its bytes. */
static size_t span_mark(bp_text t, size_t i)
{
    const bp_text rest = bp_text_from(t, i);
    return rest.n > 0 && (rest.at[0] == '/' || rest.at[0] == '-') ? 1
           : bp_text_starts(rest, "–")                            ? strlen("–")
                                                                  : 0;
}

/* "2024 Q3", "Q3/2024", "H1 2024" without the quarter or half. */
static bp_text without_quarter(bp_text t)
{
    const size_t n = t.n;
    if (n < 6 || n > 8)
        return t;
    const char mark = t.at[2], before = t.at[n - 3];
    const unsigned char first = bp_lower(t.at[0]), late = bp_lower(t.at[n - 2]);
    if ((first == 'q' || first == 'h') && bp_scan_digit(t, 1)) {
        const size_t gap = mark == ' ' || mark == '-' || mark == '/';
        return (bp_text){ t.at + 2 + gap, n - 2 - gap };
    }
    if ((late == 'q' || late == 'h') && bp_scan_digit(t, n - 1)) {
        const size_t gap = before == ' ' || before == '-' || before == '/';
        return (bp_text){ t.at, n - 2 - gap };
    }
    return t;
}

/* What statistics put behind a year: estimated, preliminary, revised, forecast. */
static bool is_marked(bp_text t, size_t i)
{
    return i + 1 == t.n && memchr("eprf*", bp_lower(t.at[i]), 5) != NULL;
}

/* 2024, 2024.0, 2024e, FY24, 2024 Q3; "2024/25" is 2024, and *span.
 *   two  two digits are a year, too */
static bool read_year(bp_date *out, bp_text t, bool two, bool *span)
{
    t = without_quarter(t);
    int y = 0, next = 0;
    size_t i = 0, digits = 0, more = 0;
    const bool fiscal = t.n > 2 && bp_text_starts(t, "FY");
    if (fiscal)
        t = bp_text_trim(bp_text_from(t, 2));
    if (!take_number(t, &i, &y, &digits) || (digits == 2 && !two && !fiscal))
        return false;
    y = digits == 2 ? full_year(y) : y;
    const size_t mark = span_mark(t, i);
    *span = mark > 0;
    if (*span) {
        i += mark;
        if (!take_number(t, &i, &next, &more) ||
            (more == 2 ? next != (y + 1) % 100 : next != y + 1))
            return false;
    }
    bool zeros = !*span && i + 1 < t.n && t.at[i] == '.' && digits == 4;
    for (size_t k = i + 1; k < t.n; k++)
        zeros &= t.at[k] == '0';
    const bool marked = !*span && digits == 4 && is_marked(t, i);
    if ((i < t.n && !zeros && !marked) || !is_year(y))
        return false;
    *out = (bp_date){ y, 0, 0 };
    return true;
}

/* "2024-01-31", "2024-01", "20240131", and "202401", which of other centuries is none. */
static bool read_ymd(bp_date *out, const bp_parts *p)
{
    bp_date d = { p->value[0], p->value[1], p->value[2] };
    const bool six = p->n == 1 && p->digits[0] == 6, month = six || p->n == 2;
    if (p->n == 1 && p->digits[0] == 8)
        d = (bp_date){ d.year / 10000, d.year / 100 % 100, d.year % 100 };
    else if (six && d.year >= 190000 && d.year < 210000)
        d = (bp_date){ d.year / 100, d.year % 100, 0 };
    else if (p->digits[0] != 4)
        return false;
    if (month)
        d.day = 0;
    if (!is_year(d.year) || !is_day(d.year, d.month, month ? 1 : d.day))
        return false;
    *out = d;
    return true;
}

static bool read_ends_in_year(bp_date *out, const bp_parts *p, bool day_first)
{
    const int day = p->value[day_first ? 0 : 1], month = p->value[day_first ? 1 : 0];
    const int year = p->digits[2] == 2 ? full_year(p->value[2]) : p->value[2];
    bool named =
        p->digits[day_first ? 0 : 1] == 0; /* a month is where the day should be */
    if (p->n != 3 || (p->digits[2] != 4 && p->digits[2] != 2) || named ||
        !is_year(year) || !is_day(year, month, day))
        return false;
    *out = (bp_date){ year, month, day };
    return true;
}

/* YYYY-MM-DD, as most dates are; false for anything else. */
static bool read_plain(bp_date *out, bp_text t, char mark)
{
    int32_t number;
    if (mark == '-' && bp_date_plain(&number, t)) {
        *out = (bp_date){ number / 10000, number / 100 % 100, number % 100 };
        return true;
    }
    if (t.n != 10 || t.at[4] != mark || t.at[7] != mark)
        return false;
    unsigned digit[10], most = 0;
    for (size_t i = 0; i < 10; i++) {
        digit[i] = (unsigned)t.at[i] - '0';
        most |= i == 4 || i == 7 || digit[i] <= 9 ? 0 : 1;
    }
    const unsigned year = 1000 * digit[0] + 100 * digit[1] + 10 * digit[2] + digit[3];
    const bp_date d = { (int)year, (int)(10 * digit[5] + digit[6]),
                        (int)(10 * digit[8] + digit[9]) };
    if (most != 0 || !is_year(d.year) || !is_day(d.year, d.month, d.day))
        return false;
    *out = d;
    return true;
}

/* 2024, as most years are; false for anything else. */
static bool read_plain_year(bp_date *out, bp_text t)
{
    int y = 0;
    for (size_t i = 0; i < 4 && bp_scan_digit(t, i); i++)
        y = y * 10 + (t.at[i] - '0');
    if (t.n != 4 || !is_year(y))
        return false;
    *out = (bp_date){ y, 0, 0 };
    return true;
}

/* Days before 1 January of a year, counted from that of the year 1. */
static int64_t days_before(int64_t year)
{
    const int64_t whole = year - 1;
    return 365 * whole + whole / 4 - whole / 100 + whole / 400;
}

/* The spreadsheet that came first took 1900 for a leap year, and all others kept its
 * numbers: only from 61 on is the day 0 one before the year. */
bp_date bp_date_of_serial(int64_t serial)
{
    static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const int64_t day = days_before(1900) - 2 + serial + (serial < 60);
    int64_t year = 1 + day / 366;
    while (days_before(year + 1) <= day)
        year++;
    const bool leap = days_before(year + 1) - days_before(year) == 366;
    int64_t rest = day - days_before(year);
    int month = 0;
    while (rest >= length[month] + (month == 1 && leap)) {
        rest -= length[month] + (month == 1 && leap);
        month++;
    }
    return (bp_date){ (int)year, month + 1, (int)rest + 1 };
}

/* From 1950 to 2099. */
static bool is_serial(int64_t n)
{
    return n >= 18264 && n <= 73050;
}

/* Five digits. */
static bool read_serial(bp_date *out, bp_text cell)
{
    int64_t n = 0;
    size_t i = 0;
    for (; i < 5 && bp_scan_digit(cell, i); i++)
        n = 10 * n + (cell.at[i] - '0');
    if (cell.n != 5 || i != 5 || !is_serial(n))
        return false;
    *out = bp_date_of_serial(n);
    return true;
}

bool bp_date_read(bp_date *out, bp_text cell, bp_date_style s)
{
    if (s.order == BP_DATE_YEAR && read_plain_year(out, cell))
        return true;
    if (s.order == BP_DATE_YMD && read_plain(out, cell, s.mark))
        return true;
    bool span = false;
    cell = bp_cell_unquoted(bp_text_trim(cell));
    if (s.order == BP_DATE_YEAR || s.order == BP_DATE_SHORT_YEAR)
        return read_year(out, cell, s.order == BP_DATE_SHORT_YEAR, &span);
    if (s.order == BP_DATE_SERIAL)
        return read_serial(out, cell);
    bp_parts p;
    if (s.order == BP_DATE_NONE || !split(&p, cell) || (p.n > 1 && p.mark != s.mark))
        return false;
    if (s.order == BP_DATE_YMD)
        return read_ymd(out, &p);
    return read_ends_in_year(out, &p, s.order == BP_DATE_DMY);
}

/* "10/24/79", "24-Oct-79" */
static bool ends_in_two(bp_text t)
{
    return t.n >= 6 && t.n <= 9 && bp_scan_digit(t, 0) && is_mark(t.at[t.n - 3]) &&
           bp_scan_digit(t, t.n - 2) && bp_scan_digit(t, t.n - 1);
}

/* Nearly every date has a year of four digits together, six with the month, or eight with
 * the day. */
static bool may_be_date(bp_text t)
{
    size_t together = 0;
    for (size_t i = 0; i < t.n; i++) {
        const bool digit = bp_scan_digit(t, i);
        if (!digit && (together == 4 || together == 8))
            return true;
        together = digit ? together + 1 : 0;
    }
    return together == 4 || together == 6 || together == 8 || ends_in_two(t) ||
           (t.n > 2 && bp_text_starts(t, "FY"));
}

/* Years of two digits are seen, but are no dates: most such numbers are none. */
static void see_short(bp_date_signs *s, bp_text cell)
{
    const int y = cell.n == 2 ? 10 * (cell.at[0] - '0') + (cell.at[1] - '0') : 0;
    bp_date d;
    bool span = false;
    if (cell.n == 5 && read_year(&d, cell, true, &span) && span) {
        s->two++; /* 22/23 */
        s->span++;
    }
    s->serial += read_serial(&d, cell);
    s->one += cell.n == 1 && bp_scan_digit(cell, 0);
    s->two += cell.n == 2 && bp_scan_digit(cell, 0) && bp_scan_digit(cell, 1) &&
              (y >= 69 || y <= 40); /* not far in the future */
}

static bool see_date(bp_date_signs *s, bp_text cell)
{
    bp_date d, other;
    bp_parts p;
    if (!split(&p, cell))
        return false;
    bool ymd = read_ymd(&d, &p);
    bool dmy = !ymd && read_ends_in_year(&d, &p, true);
    bool mdy = !ymd && read_ends_in_year(&other, &p, false);
    s->ymd += ymd;
    s->dmy += dmy && !mdy;
    s->mdy += mdy && !dmy;
    s->both += dmy && mdy && d.day != other.day;
    s->equal += dmy && mdy && d.day == other.day;
    s->century += (dmy || mdy) && p.digits[2] == 2;
    if (ymd || dmy || mdy)
        s->mark = p.mark;
    return ymd || dmy || mdy;
}

bool bp_date_see(bp_date_signs *s, bp_text cell)
{
    bp_date d;
    bool span = false;
    cell = bp_cell_unquoted(bp_text_trim(cell));
    if (read_plain(&d, cell, '-')) {
        s->ymd++;
        s->mark = '-';
        return true;
    }
    if (cell.n <= 2 || cell.n == 5)
        see_short(s, cell);
    if (!may_be_date(cell))
        return false;
    const bool year = read_year(&d, cell, false, &span);
    if (year && span && see_date(s, cell)) {
        s->either++;
        return true;
    }
    s->year += year;
    s->span += year && span;
    return year || see_date(s, cell);
}

void bp_date_see_digits(bp_date_signs *s, bp_text cell, uint64_t value)
{
    const uint64_t year = value / 100, month = value % 100;
    if (cell.n == 5)
        s->serial += is_serial((int64_t)value);
    else if (cell.n <= 2 || cell.n == 4 ||
             (cell.n == 6 && year >= 1900 && year <= 2099 && month >= 1 && month <= 12))
        bp_date_see(s, cell);
}

bool bp_date_are_short(const bp_date_signs *s)
{
    return s->two > 0 && s->one == 0;
}

bool bp_date_by_points(const bp_date_signs *s)
{
    return s->mark == '.' && s->dmy == s->mdy && s->both > 0;
}

bool bp_date_decide(const bp_date_signs *s, bp_date_style *out)
{
    uint64_t last = s->dmy + s->mdy + s->both + s->equal;
    /* A column that has spans of years has no months. */
    const uint64_t months = s->span > 0 ? s->ymd - s->either : s->ymd;
    const uint64_t years = s->year + s->ymd - months;
    const bool points = bp_date_by_points(s);
    *out = (bp_date_style){ BP_DATE_NONE, s->mark };
    if (bp_date_are_short(s) && s->two > years + months + last) {
        *out = (bp_date_style){ BP_DATE_SHORT_YEAR, 0 };
        return true;
    }
    if (years + months + last == 0) {
        out->order = s->serial > 0 && s->two == 0 ? BP_DATE_SERIAL : BP_DATE_NONE;
        return true;
    }
    if (years >= months && years >= last)
        *out = (bp_date_style){ BP_DATE_YEAR, 0 };
    else if (months >= last)
        out->order = BP_DATE_YMD;
    else
        out->order = s->dmy > s->mdy || points ? BP_DATE_DMY : BP_DATE_MDY;
    return out->order < BP_DATE_DMY || s->dmy != s->mdy || s->both == 0 || points;
}

static const struct {
    bp_date_order order;
    const char *part[3];
} orders[] = {
    { BP_DATE_YMD, { "YYYY", "MM", "DD" } },
    { BP_DATE_DMY, { "DD", "MM", "YYYY" } },
    { BP_DATE_MDY, { "MM", "DD", "YYYY" } },
};

void bp_date_name(char out[BP_DATE_NAME], bp_date_style s)
{
    snprintf(out, BP_DATE_NAME,
             s.order == BP_DATE_SHORT_YEAR ? "YY"
             : s.order == BP_DATE_SERIAL   ? "serial"
                                           : "YYYY");
    const char mark[] = { s.mark, '\0' };
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
        if (orders[i].order == s.order)
            snprintf(out, BP_DATE_NAME, "%s%s%s%s%s", orders[i].part[0], mark,
                     orders[i].part[1], mark, orders[i].part[2]);
}

bool bp_date_style_parse(bp_date_style *out, const char *name)
{
    static const char marks[] = { '-', '/', '.', ' ', '\0' };
    if (strcmp(name, "YYYY") == 0) {
        *out = (bp_date_style){ BP_DATE_YEAR, 0 };
        return true;
    }
    if (strcmp(name, "serial") == 0) {
        *out = (bp_date_style){ BP_DATE_SERIAL, 0 };
        return true;
    }
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        for (size_t k = 0; k < sizeof marks; k++) {
            bp_date_style s = { orders[i].order, marks[k] };
            char text[BP_DATE_NAME];
            bp_date_name(text, s);
            if (strcmp(text, name) != 0 || (s.mark == 0 && s.order != BP_DATE_YMD))
                continue;
            *out = s;
            return true;
        }
    }
    return false;
}
