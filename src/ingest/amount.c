/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of an amount, taken apart before its marks are understood.
 *
 * What a ',' or '.' means depends on the column, which is not known yet when its first
 * cells are looked at.  So an amount keeps its digits and marks as they were written; all
 * around them (signs, currencies, k and lakh, the words of a range or a period) is
 * understood here.  A word that means two things ("mil", "net") makes a cell unreadable.
 */
#include "ingest/amount.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static bp_text from(bp_text t, size_t i)
{
    return (bp_text){ t.at + i, t.n - i };
}

static bool is_digit(bp_text t, size_t i)
{
    return i < t.n && t.at[i] >= '0' && t.at[i] <= '9';
}

static bool is_letter(bp_text t, size_t i)
{
    return i < t.n &&
           ((t.at[i] >= 'a' && t.at[i] <= 'z') || (t.at[i] >= 'A' && t.at[i] <= 'Z'));
}

/* Blank bytes at the start of t: space, tab, line ends, no-break and thin spaces. */
static size_t blank(bp_text t)
{
    static const char *const wide[] = { "\u00a0", "\u202f", "\u2009" };
    if (t.n == 0)
        return 0;
    if (t.at[0] == ' ' || (t.at[0] >= '\t' && t.at[0] <= '\r'))
        return 1;
    for (size_t i = 0; (unsigned char)t.at[0] >= 0x80 && i < COUNT(wide); i++)
        if (bp_text_starts(t, wide[i]))
            return strlen(wide[i]);
    return 0;
}

char bp_mark(bp_text t, size_t *n)
{
    *n = 1;
    if (t.n == 0)
        return 0;
    if (t.at[0] == '.' || t.at[0] == ',' || t.at[0] == '\'')
        return t.at[0];
    *n = strlen("’");
    if (bp_text_starts(t, "’"))
        return '\'';
    *n = blank(t);
    return *n > 0 ? ' ' : 0;
}

bp_text bp_cell_unquoted(bp_text cell)
{
    if (cell.n < 3 || cell.at[0] != '=' || cell.at[1] != '"' ||
        cell.at[cell.n - 1] != '"')
        return cell;
    return bp_text_trim((bp_text){ cell.at + 2, cell.n - 3 });
}

static void skip_blanks(bp_text *t)
{
    for (size_t n = blank(*t); n > 0; n = blank(*t))
        *t = from(*t, n);
}

static bool skip(bp_text *t, const char *with)
{
    if (!bp_text_starts(*t, with))
        return false;
    *t = from(*t, strlen(with));
    return true;
}

/* The same for a word, which no letter may follow. */
static bool skip_word(bp_text *t, const char *word)
{
    bp_text rest = *t;
    const size_t n = strlen(word);
    if (!skip(&rest, word) || (is_letter(*t, n - 1) && is_letter(rest, 0)))
        return false;
    *t = rest;
    return true;
}

/* Signs before and codes behind, which must agree. */
static bool skip_currency(bp_text *t, const char **currency)
{
    bp_text rest = *t;
    const char *found = NULL;
    if (!bp_currency_skip(&rest, &found) || !bp_currency_join(currency, found))
        return false;
    *t = rest;
    return true;
}

/* Digits with single marks between them. */
static bool skip_digits(bp_text *t, bp_text *digits)
{
    size_t i = 0, n = 0;
    if (!is_digit(*t, 0) && (bp_mark(*t, &n) == 0 || n != 1 || !is_digit(*t, 1)))
        return false;
    while (i < t->n) {
        if (is_digit(*t, i)) {
            i++;
            continue;
        }
        if (bp_mark(from(*t, i), &n) == 0 || !is_digit(*t, i + n))
            break;
        i += n;
    }
    *digits = (bp_text){ t->at, i };
    *t = from(*t, i);
    return true;
}

/* No cents, as in "85.000,-" and "85'000.-". */
static void skip_no_cents(bp_text *t)
{
    static const char *const words[] = {
        ",--", ".--", ",-", ".-", ",—", ".—", ",–", ".–"
    };
    for (size_t i = 0; i < COUNT(words); i++) {
        bp_text rest = *t;
        if (!skip(&rest, words[i]))
            continue;
        if (!is_digit(rest, 0))
            *t = rest;
        return;
    }
}

/* "E+05" after digits. */
static bool skip_scientific(bp_text *t, bp_amount *a)
{
    size_t i = 1;
    const bool minus = i < t->n && t->at[i] == '-';
    if (t->n == 0 || (t->at[0] != 'e' && t->at[0] != 'E'))
        return false;
    if (i < t->n && (minus || t->at[i] == '+'))
        i++;
    if (!is_digit(*t, i))
        return false;
    for (; is_digit(*t, i); i++)
        if (a->exponent < 1000)
            a->exponent = a->exponent * 10 + (t->at[i] - '0');
    if (minus)
        a->exponent = -a->exponent;
    a->scientific = true;
    *t = from(*t, i);
    return true;
}

/* Digits before the first mark. */
static size_t whole_digits(bp_text digits)
{
    size_t n = 0;
    while (is_digit(digits, n))
        n++;
    return n;
}

static const struct {
    const char *word;
    int exponent;
    size_t most; /* digits before its decimal mark that an amount of it has; 0: any */
    bp_period period;
} units[] = {
    { "thousand", 3, 0, 0 },
    { "tsd.", 3, 0, 0 },
    { "tsd", 3, 0, 0 },
    { "tys.", 3, 0, 0 },
    { "tys", 3, 0, 0 },
    { "тыс.", 3, 0, 0 },
    { "тыс", 3, 0, 0 },
    { "million", 6, 0, 0 },
    { "millions", 6, 0, 0 },
    { "mio.", 6, 0, 0 },
    { "mio", 6, 0, 0 },
    { "mln", 6, 0, 0 },
    { "mn", 6, 0, 0 },
    { "млн", 6, 0, 0 },
    { "lakhs", 5, 0, 0 },
    { "lakh", 5, 0, 0 },
    { "lacs", 5, 0, 0 },
    { "lac", 5, 0, 0 },
    { "lpa", 5, 3, BP_PERIOD_ANNUAL },
    { "crores", 7, 0, 0 },
    { "crore", 7, 0, 0 },
    { "cr", 7, 2, 0 },
    { "l", 5, 3, 0 },
    { "万", 4, 0, 0 },
    { "萬", 4, 0, 0 },
    { "만", 4, 0, 0 },
    { "k", 3, 0, 0 },
    { "m", 6, 0, 0 },
};

/* One letter before a currency: "85 TEUR", "85 T€", "kSEK". */
static bool skip_letter(bp_text *t, int *exponent)
{
    bp_text rest = *t;
    const char *currency = NULL;
    const char c = (char)(t->n > 0 ? bp_lower(t->at[0]) : 0);
    if (c != 'k' && c != 'm' && c != 't')
        return false;
    rest = from(rest, 1);
    if (!bp_currency_skip(&rest, &currency))
        return false;
    *exponent = c == 'm' ? 6 : 3;
    *t = from(*t, 1);
    return true;
}

static bool skip_unit(bp_text *t, bp_amount *a, bp_period *period)
{
    bp_text rest = *t;
    skip_blanks(&rest);
    for (size_t i = 0; rest.n > 0 && i < COUNT(units); i++) {
        bp_text behind = rest;
        if ((units[i].most > 0 && whole_digits(a->digits) > units[i].most) ||
            !skip_word(&behind, units[i].word))
            continue;
        a->exponent = units[i].exponent;
        if (units[i].period != BP_PERIOD_AS_IS)
            *period = units[i].period;
        *t = behind;
        return true;
    }
    if (!skip_letter(&rest, &a->exponent))
        return false;
    *t = rest;
    return true;
}

/* Currencies and a unit behind digits, in any order. */
static void skip_behind(bp_text *t, bp_amount *a, bp_phrase *p)
{
    bool unit = skip_scientific(t, a);
    bool more = true;
    skip_no_cents(t);
    while (more) {
        bp_text rest = *t;
        skip_blanks(&rest);
        more = skip_currency(&rest, &p->currency);
        if (!more && !unit)
            more = unit = skip_unit(&rest, a, &p->period);
        if (more)
            *t = rest;
    }
}

static bool skip_amount(bp_text *t, bp_amount *a, bp_phrase *p)
{
    *a = (bp_amount){ 0 };
    bool brackets = false, sign = false;
    int before = 0;
    for (skip_blanks(t); !is_digit(*t, 0); skip_blanks(t)) {
        if (skip_currency(t, &p->currency))
            continue;
        if (before == 0 && skip_letter(t, &before))
            continue;
        if (!sign && !brackets && (skip(t, "-") || skip(t, "−")))
            sign = a->negative = true;
        else if (!sign && !brackets && skip(t, "+"))
            sign = true;
        else if (!sign && !brackets && skip(t, "("))
            brackets = true;
        else
            break;
    }
    if (!skip_digits(t, &a->digits))
        return false;
    a->exponent = 0;
    skip_behind(t, a, p);
    if (before != 0 && a->exponent != 0)
        return false;
    a->exponent += before;
    if (!brackets)
        return true;
    skip_blanks(t);
    a->negative = true;
    if (!skip(t, ")"))
        return false;
    skip_behind(t, a, p);
    return true;
}

static bool skip_any(bp_text *t, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (skip_word(t, words[i])) {
            skip_blanks(t);
            return true;
        }
    return false;
}

#define SKIP_ANY(t, words) skip_any(t, words, COUNT(words))

/* What does not change an amount: "est.", "brutto". */
static void skip_remark(bp_text *t)
{
    static const char *const words[] = { "estimated", "est.", "est",  "brutto",
                                         "bruto",     "brut", "gross" };
    bool more = true;
    for (skip_blanks(t); more;)
        more = SKIP_ANY(t, words);
}

/* "from 90,000", "<50,000": which end the first amount is. */
static bp_ends skip_end_before(bp_text *t)
{
    static const char *const low[] = {
        ">=",          "≥",        ">",       "from:",   "from",
        "starting at", "at least", "minimum", "min.",    "min",
        "more than",   "over",     "above",   "between", "ab",
        "mindestens",  "mind.",    "von",     "über",    "a partir de",
        "à partir de", "desde",    "dès",     "od",      "от",
        "minimo",      "da"
    };
    static const char *const high[] = { "<=",     "≤",         "<",      "up to",
                                        "under",  "less than", "below",  "max.",
                                        "max",    "maximum",   "bis zu", "bis",
                                        "unter",  "hasta",     "até",    "jusqu'à",
                                        "fino a", "do",        "до",     "maximal" };
    if (t->n == 0 || is_digit(*t, 0))
        return BP_ENDS_EQUAL;
    return SKIP_ANY(t, low)    ? BP_ENDS_LOW
           : SKIP_ANY(t, high) ? BP_ENDS_HIGH
                               : BP_ENDS_EQUAL;
}

/* "100k+", "100,000 and above" */
static bp_ends skip_end_behind(bp_text *t)
{
    static const char *const low[] = { "+",         "and above", "and over", "or more",
                                       "and more",  "and up",    "plus",     "or above",
                                       "und mehr",  "y más",     "et plus",  "or higher",
                                       "and higher" };
    static const char *const high[] = { "or less",  "and below", "or below",
                                        "or lower", "and under", "und weniger",
                                        "et moins" };
    bp_text rest = *t;
    skip_blanks(&rest);
    if (rest.n == 0) /* as in most cells */
        return BP_ENDS_EQUAL;
    const bp_ends ends = SKIP_ANY(&rest, low)    ? BP_ENDS_LOW
                         : SKIP_ANY(&rest, high) ? BP_ENDS_HIGH
                                                 : BP_ENDS_EQUAL;
    if (ends != BP_ENDS_EQUAL)
        *t = rest;
    return ends;
}

/* Words of a period and remarks, either or none. */
static bool read_tail(bp_text t, bp_period *period)
{
    skip_remark(&t);
    t = bp_text_trim(t);
    size_t n = 0;
    while (n < t.n && t.at[n] != '(' && t.at[n] != '[')
        n++;
    if (n < t.n && t.at[t.n - 1] != ')' && t.at[t.n - 1] != ']')
        return false;
    bp_text words = bp_text_trim((bp_text){ t.at, n });
    bp_period own = BP_PERIOD_AS_IS;
    static const char *const remarks[] = { "est.", "est", "brutto", "gross" };
    for (size_t i = 0; i < COUNT(remarks); i++) {
        const size_t m = strlen(remarks[i]);
        if (words.n > m && words.at[words.n - m - 1] == ' ' &&
            bp_text_is(from(words, words.n - m), remarks[i]))
            words = bp_text_trim((bp_text){ words.at, words.n - m });
    }
    if (words.n == 0)
        return true;
    if (!bp_period_parse(&own, words) || (*period != BP_PERIOD_AS_IS && *period != own))
        return false;
    *period = own;
    return true;
}

/* "Employer Provided Salary:" */
static void skip_label(bp_text *t)
{
    for (size_t i = 0; i < t->n && (is_letter(*t, i) || t->at[i] == ' '); i++)
        if (i + 1 < t->n && t->at[i + 1] == ':') {
            *t = from(*t, i + 2);
            return;
        }
}

/* Where the second amount of a range may start; the words of a period may stand before
 * it ("$21 per hour - $34 per hour").  False when there is none. */
static bool skip_between(bp_text *t, bp_period *period)
{
    static const char *const marks[] = { "-", "–", "—", "−", "~", "〜", "～", ".." };
    static const char *const words[] = { "to",    "bis",   "à",  "a",  "and",
                                         "until", "hasta", "do", "до", "až",
                                         "und",   "och",   "et", "y",  "og" };
    for (size_t i = 0; i < t->n; i++) {
        bp_text rest = from(*t, i);
        const bool apart = i == 0 || blank(from(*t, i - 1)) > 0;
        skip_blanks(&rest);
        bool found = i == 0 && SKIP_ANY(&rest, marks);
        found = found || (i > 0 && apart && (SKIP_ANY(&rest, marks)));
        found = found || (apart && SKIP_ANY(&rest, words));
        if (!found || rest.n == 0)
            continue;
        bp_text own = bp_text_trim((bp_text){ t->at, i });
        if (own.n > 0 && !bp_period_parse(period, own))
            continue;
        *t = rest;
        return true;
    }
    return false;
}

typedef enum guess { NO_DIGIT, PLAIN, OTHER } guess;

/* Most cells are words, or digits with at most single points and commas between them. */
static guess guess_at(bp_text cell)
{
    size_t digits = 0, marks = 0;
    bool plain = is_digit(cell, 0) && is_digit(cell, cell.n - 1);
    for (size_t i = 0; i < cell.n; i++) {
        const bool digit = is_digit(cell, i);
        const bool mark = cell.at[i] == '.' || cell.at[i] == ',';
        marks = mark ? marks + 1 : 0;
        digits += digit;
        plain &= (digit || mark) && marks < 2;
    }
    return digits == 0 ? NO_DIGIT : plain ? PLAIN : OTHER;
}

/* "$ -", "-€": how accountants write 0. */
static bool read_dash(bp_phrase *out, bp_text cell)
{
    static const char *const dashes[] = { "-", "–", "—" };
    const char *currency = NULL;
    bool dash = false;
    while (cell.n > 0) {
        skip_blanks(&cell);
        if (currency == NULL && skip_currency(&cell, &currency))
            continue;
        if (dash || !SKIP_ANY(&cell, dashes))
            return false;
        dash = true;
    }
    if (!dash || currency == NULL)
        return false;
    *out = (bp_phrase){ .n = 1, .amount = { { .digits = { "0", 1 } } } };
    out->currency = currency;
    return true;
}

/* The second amount of a range; whatever else follows the first is left in *t. */
static void read_second(bp_phrase *p, bp_text *t)
{
    bp_text rest = *t;
    bp_phrase more = *p;
    if (!skip_between(&rest, &more.period) || !skip_amount(&rest, &more.amount[1], &more))
        return;
    more.n = 2;
    more.ends = BP_ENDS_BOTH;
    *p = more;
    *t = rest;
}

static bool read_other(bp_phrase *out, bp_text cell)
{
    bp_phrase p = { .n = 1 };
    cell = bp_cell_unquoted(cell);
    skip_label(&cell);
    skip_remark(&cell);
    const bp_ends before = skip_end_before(&cell);
    if (!skip_amount(&cell, &p.amount[0], &p))
        return false;
    const bp_ends behind = skip_end_behind(&cell);
    if (behind != BP_ENDS_EQUAL && before != BP_ENDS_EQUAL)
        return false;
    p.ends = before != BP_ENDS_EQUAL ? before : behind;
    if (behind == BP_ENDS_EQUAL && p.ends != BP_ENDS_HIGH)
        read_second(&p, &cell);
    if (p.ends != BP_ENDS_EQUAL)
        p.n = 2;
    bp_amount late = { 0 }; /* a currency may stand behind the "+", a unit may not */
    skip_behind(&cell, &late, &p);
    if (late.exponent != 0 || !read_tail(cell, &p.period))
        return false;
    *out = p;
    return true;
}

bool bp_phrase_parse(bp_phrase *out, bp_text cell)
{
    const guess g = guess_at(cell);
    if (g == PLAIN)
        *out = (bp_phrase){ .amount = { { .digits = cell } }, .n = 1 };
    if (g == NO_DIGIT)
        return cell.n > 1 && cell.n <= 16 && read_dash(out, cell);
    return g == PLAIN || read_other(out, cell);
}
