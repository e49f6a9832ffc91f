/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal and grouping marks.
 *
 * Most cells show what their marks mean ("1,234.56", "12,5"); the others ("1.234") are
 * read as those of their column are.  Numbers are exact: digits are counted as text, and
 * rounded half to even when there are more than fit. */
#include "ingest/style.h"

#include <string.h>

static const struct {
    const char *name;
    bp_number_style style;
} names[] = {
    { "1,234.56", { .decimal = '.', .group = ',' } },
    { "1.234,56", { .decimal = ',', .group = '.' } },
    { "1 234,56", { .decimal = ',', .group = ' ' } },
    { "1'234.56", { .decimal = '.', .group = '\'' } },
    { "1234.56", { .decimal = '.' } },
    { "1234,56", { .decimal = ',' } },
    { "1 234.56", { .decimal = '.', .group = ' ' } },
    { "1'234,56", { .decimal = ',', .group = '\'' } },
    { "1,23,456.78", { .decimal = '.', .group = ',', .lakhs = true } },
};

#define N_NAMES (sizeof names / sizeof names[0])

const char *bp_number_style_name(bp_number_style s)
{
    size_t i = 0;
    while (i + 1 < N_NAMES &&
           (names[i].style.decimal != s.decimal || names[i].style.group != s.group ||
            names[i].style.lakhs != s.lakhs))
        i++;
    return names[i].name;
}

bool bp_number_style_parse(bp_number_style *out, const char *name)
{
    for (size_t i = 0; i < N_NAMES; i++) {
        if (strcmp(names[i].name, name) != 0)
            continue;
        *out = names[i].style;
        return true;
    }
    return false;
}

/* How the digits between the commas of "12,34,567.89" are grouped. */
typedef struct bp_groups {
    size_t n;     /* groups with a comma before them */
    size_t first; /* digits of the group before the first comma */
    size_t last;  /* of the last one */
    bool twos;    /* all between them have two digits; none: yes */
    bool threes;  /* ... three */
} bp_groups;

/* Adds a group that ended; the first comes first. */
static void end_group(bp_groups *g, size_t digits, bool first)
{
    if (first) {
        *g = (bp_groups){ .first = digits, .last = digits, .twos = true, .threes = true };
        return;
    }
    g->twos &= g->n == 0 || g->last == 2;
    g->threes &= g->n == 0 || g->last == 3;
    g->last = digits;
    g->n++;
}

static bool is_lakhs(const bp_groups *g)
{
    return g->n > 0 && g->last == 3 && g->twos && g->first >= 1 && g->first <= 2;
}

static bool is_thousands(const bp_groups *g)
{
    return g->n > 0 && g->last == 3 && g->threes && g->first >= 1 && g->first <= 3;
}

/* Cells that only one of both groupings has: "99,999" has either. */
static void see_groups(bp_marks *m, bp_text digits)
{
    bp_groups g = { 0 };
    size_t n = 0, i = 0;
    bool first = true;
    for (; i < digits.n && digits.at[i] != '.'; i++) {
        if (digits.at[i] != ',') {
            n++;
            continue;
        }
        end_group(&g, n, first);
        first = false;
        n = 0;
    }
    if (first)
        return;
    end_group(&g, n, false);
    m->lakhs += is_lakhs(&g) && !is_thousands(&g);
    m->thousands += is_thousands(&g) && !is_lakhs(&g);
}

/* "0,000" */
static bool is_zero(bp_text digits)
{
    size_t i = 0;
    while (i < digits.n && (digits.at[i] < '1' || digits.at[i] > '9'))
        i++;
    return i == digits.n;
}

bool bp_marks_tell(const bp_amount *a)
{
    size_t i = a->digits.n;
    if (a->exponent == 0 || a->scientific)
        return true;
    while (i > 0 && bp_is_digit(a->digits.at[i - 1]))
        i--;
    return i == 0 || a->digits.at[i - 1] != '.' || a->digits.n - i == 3;
}

void bp_marks_see_one(bp_marks *m, bp_text digits, size_t before)
{
    const size_t mark = digits.at[before] == ',', behind = digits.n - before - 1;
    if (behind == 3 && before >= 1 && before <= 3 && digits.at[0] != '0')
        m->three[mark]++;
    else
        m->decimal[mark]++;
    m->below_one[mark] += before == 1 && digits.at[0] == '0' && !is_zero(digits);
}

void bp_marks_see(bp_marks *m, bp_text digits)
{
    size_t count[2] = { 0, 0 }, last = 0, before = 0, behind = 0, n = 0;
    bool other = false;
    for (size_t i = 0; i < digits.n; i += n) {
        const bool digit = bp_is_digit(digits.at[i]);
        const char mark = digit ? 0 : bp_mark(bp_text_from(digits, i), &n);
        if (mark == 0) {
            behind++;
            n = 1;
            continue;
        }
        m->apostrophe += mark == '\'';
        m->blank += mark == ' ';
        other |= mark == '\'' || mark == ' ';
        if (mark == '.' || mark == ',') {
            last = mark == ',';
            count[last]++;
        }
        before += behind;
        behind = 0;
    }
    if (count[0] + count[1] == 0)
        return;
    if (count[1] > 0 && !other)
        see_groups(m, digits);
    if (count[last] > 1)
        m->group[last]++;
    else if (!other && count[!last] == 0)
        bp_marks_see_one(m, digits, before);
    else
        m->decimal[last]++;
    m->cents[last] += count[last] == 1 && before >= 4 && (behind == 1 || behind == 2);
    if (count[last] == 1 && count[!last] > 0)
        m->group[!last]++;
}

bool bp_marks_unsure(const bp_marks *m)
{
    return m->three[0] + m->three[1] > 0 && m->decimal[0] + m->decimal[1] == 0 &&
           m->group[0] + m->group[1] == 0;
}

/* No group starts with 0, so "0,678" has a decimal mark, and "1,234" beside it too;
 * unless one is so rare that it will be damaged. */
#define RARELY 20

static bool is_decimal(const bp_marks *m, size_t mark)
{
    return m->below_one[mark] > 0 && m->group[mark] == 0 &&
           m->below_one[mark] * RARELY >= m->three[mark];
}

bp_number_style bp_number_style_decide(const bp_marks *m, bool pay, bool commas)
{
    /* [0]: the mark groups where it can be either */
    bool groups[2] = { pay ? commas || m->decimal[1] > m->decimal[0] : m->group[0] > 0,
                       pay || m->group[1] > 0 };
    uint64_t group[2], decimal[2];
    for (size_t i = 0; i < 2; i++) {
        groups[i] &= !is_decimal(m, i);
        group[i] = m->group[i] + (groups[i] ? m->three[i] : 0);
        decimal[i] = m->decimal[i] + (groups[i] ? 0 : m->three[i]);
    }
    bool comma = decimal[1] + group[0] > decimal[0] + group[1];
    bp_number_style s = { .decimal = comma ? ',' : '.' };
    if (m->apostrophe > 0 || m->blank > 0)
        s.group = m->apostrophe >= m->blank ? '\'' : ' ';
    else if (group[!comma] > 0)
        s.group = comma ? '.' : ',';
    s.lakhs = s.group == ',' && m->lakhs > m->thousands;
    s.cents = pay && m->decimal[comma] > 0 && m->cents[comma] == m->decimal[comma];
    return s;
}

/* More digits than any number that is kept; what follows can only tip a rounding. */
#define DIGITS_MAX 48

/* The digits of a number without marks, leading zeros dropped: d[0].d[1]... */
typedef struct bp_digits {
    char d[DIGITS_MAX];
    size_t n;
    int whole; /* digits before the decimal mark; below 0: zeros after it */
    bool more; /* a digit other than 0 did not fit */
} bp_digits;

static void put_digit(bp_digits *out, char c, bool decimals)
{
    if (!decimals && (out->n > 0 || c != '0'))
        out->whole++;
    if (out->n == 0 && c == '0') {
        out->whole -= decimals;
        return;
    }
    if (out->n < DIGITS_MAX)
        out->d[out->n++] = c;
    else if (c != '0')
        out->more = true;
}

/* Takes the marks out; false when they are where the style has none. */
static bool unmark(bp_digits *out, bp_text t, bp_number_style s)
{
    *out = (bp_digits){ 0 };
    bp_groups g = { 0 };
    bool decimals = false, grouped = false;
    size_t group = 0, n = 0;
    for (size_t i = 0; i < t.n; i += n) {
        if (bp_is_digit(t.at[i])) {
            put_digit(out, t.at[i], decimals);
            group++;
            n = 1;
            continue;
        }
        char mark = bp_mark(bp_text_from(t, i), &n);
        if (decimals || (mark != s.decimal && mark != s.group))
            return false;
        decimals = mark == s.decimal;
        if (!decimals || grouped)
            end_group(&g, group, !grouped);
        grouped |= !decimals;
        group = 0;
    }
    if (decimals && group == 3 && s.cents && out->whole >= 1 && out->whole <= 3)
        return false;
    if (grouped && !decimals)
        end_group(&g, group, false);
    if (grouped && t.at[0] == '0' && !is_zero(t))
        return false;
    return !grouped || is_thousands(&g) || (s.lakhs && is_lakhs(&g));
}

/* Thousands that are said in words have decimals, whatever marks the column groups by:
 * "61.5k" beside "61.000".  Three digits behind a mark may be a group. */
static bool unmark_of_unit(bp_digits *out, bp_text t)
{
    size_t mark = t.n;
    for (size_t i = 0; i < t.n; i++) {
        if (bp_is_digit(t.at[i]))
            continue;
        if (mark != t.n || (t.at[i] != '.' && t.at[i] != ','))
            return false;
        mark = i;
    }
    return mark < t.n && t.n - mark - 1 != 3 &&
           unmark(out, t, (bp_number_style){ .decimal = t.at[mark] });
}

bool bp_number_style_units(bp_int128 *out, const bp_amount *a, bp_number_style s,
                           int scale, bool *rounded)
{
    bp_digits d;
    const bool unit = a->exponent > 0 && !a->scientific;
    if ((!unmark(&d, a->digits, s) && !(unit && unmark_of_unit(&d, a->digits))) ||
        a->exponent > 99)
        return false;
    if (d.n > 0 && d.whole + a->exponent > 15)
        return false;
    int kept = d.whole + a->exponent + scale;
    bp_int128 units = 0;
    for (int i = 0; d.n > 0 && i < kept; i++)
        units = units * 10 + (i < (int)d.n ? d.d[i] - '0' : 0);

    if (kept < (int)d.n) {
        char next = kept < 0 ? '0' : d.d[kept];
        bool rest = d.more || (kept < 0 && d.n > 0);
        for (int i = kept + 1; i > 0 && i < (int)d.n; i++)
            rest |= d.d[i] != '0';
        if (next > '5' || (next == '5' && (rest || units % 2 != 0)))
            units++;
        *rounded |= next != '0' || rest;
    }
    *out = a->negative ? -units : units;
    return true;
}
