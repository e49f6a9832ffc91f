/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of pay, taken apart: an amount or a range of two, and the words around it.
 *
 * Cells are typed by people, in their own languages, so the words of a range, of a period
 * and of what changes nothing are lists.  What is in none of them makes a cell unreadable
 * ("60,000 net", "100k plus bonus"): part of a cell is never read for the whole. */
#include "ingest/phrase.h"

#include "ingest/scan.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

bp_text bp_cell_unquoted(bp_text cell)
{
    if (cell.n > 1 && cell.at[0] == '\'' && bp_is_digit(cell.at[1]))
        return bp_text_from(cell, 1); /* a spreadsheet's mark of text */
    if (cell.n < 3 || cell.at[0] != '=' || cell.at[1] != '"' ||
        cell.at[cell.n - 1] != '"')
        return cell;
    return bp_text_trim((bp_text){ cell.at + 2, cell.n - 3 });
}

static bool skip_any(bp_text *t, const char *const words[], size_t n)
{
    const unsigned char first = t->n > 0 ? bp_lower(t->at[0]) : 0;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)words[i][0] == first && bp_scan_word(t, words[i])) {
            bp_scan_blanks(t);
            return true;
        }
    return false;
}

#define SKIP_ANY(t, words) skip_any(t, words, COUNT(words))

/* What does not change an amount: "est.", "brutto". */
static void skip_remark(bp_text *t)
{
    static const char *const words[] = { "estimated", "est.",  "est",  "brutto",
                                         "bruttó",    "bruto", "brut", "gross" };
    bool more = true;
    for (bp_scan_blanks(t); more;)
        more = SKIP_ANY(t, words);
}

/* "from 90,000", "<50,000": which end the first amount is. */
static bp_ends skip_end_before(bp_text *t)
{
    static const char *const low[] = {
        ">=",          "≥",        ">",       "from:",    "from",
        "starting at", "at least", "minimum", "min.",     "min",
        "more than",   "over",     "above",   "between",  "ab",
        "mindestens",  "mind.",    "von",     "über",     "a partir de",
        "à partir de", "desde",    "dès",     "od",       "от",
        "minimo",      "da",       "de",      "más de",   "mas de",
        "mais de",     "acima de", "plus de", "più di",   "oltre",
        "mehr als",    "meer dan", "mer än",  "mere end", "ponad",
        "powyżej",     "từ",       "trên",    "entre",    "zwischen",
        "tra",         "tussen",   "mellem",  "mellan",   "между",
        "более",       "свыше",    "больше",  "nad",      "nuo"
    };
    static const char *const high[] = {
        "<=",          "≤",          "<",         "up to",      "under",    "less than",
        "below",       "max.",       "max",       "maximum",    "bis zu",   "bis",
        "unter",       "hasta",      "até",       "jusqu'à",    "fino a",   "do",
        "до",          "maximal",    "menos de",  "abaixo de",  "moins de", "meno di",
        "weniger als", "minder dan", "mindre än", "mindre end", "poniżej",  "менее",
        "pod",         "iki",        "līdz"
    };
    if (t->n == 0 || bp_scan_digit(*t, 0))
        return BP_ENDS_EQUAL;
    return SKIP_ANY(t, low)    ? BP_ENDS_LOW
           : SKIP_ANY(t, high) ? BP_ENDS_HIGH
                               : BP_ENDS_EQUAL;
}

/* "100k+", "100,000 and above" */
static bp_ends skip_end_behind(bp_text *t)
{
    static const char *const low[] = { "+",          "and above", "and over", "or more",
                                       "and more",   "and up",    "plus",     "or above",
                                       "und mehr",   "y más",     "et plus",  "or higher",
                                       "and higher", "oder mehr", "o más",    "ou plus",
                                       "o più",      "ou mais",   "i więcej", "eller mer",
                                       "ve üzeri",   "üzeri",     "ve üstü",  "以上" };
    static const char *const high[] = { "or less",  "and below",    "or below",
                                        "or lower", "and under",    "und weniger",
                                        "et moins", "oder weniger", "o menos",
                                        "ou moins", "ou menos",     "ve altı",
                                        "altı",     "以下" };
    bp_text rest = *t;
    bp_scan_blanks(&rest);
    if (rest.n == 0) /* as in most cells */
        return BP_ENDS_EQUAL;
    const bp_ends ends = SKIP_ANY(&rest, low)    ? BP_ENDS_LOW
                         : SKIP_ANY(&rest, high) ? BP_ENDS_HIGH
                                                 : BP_ENDS_EQUAL;
    if (ends != BP_ENDS_EQUAL)
        *t = rest;
    return ends;
}

/* "25-45K·14薪": 14 such pays a year, of which each is the amount. */
static void skip_pays(bp_text *t)
{
    bp_text rest = *t;
    bp_scan_blanks(&rest);
    if (!bp_scan(&rest, "·") && !bp_scan(&rest, "*") && !bp_scan(&rest, "×"))
        return;
    const bp_text digits = rest;
    while (bp_scan_digit(rest, 0))
        rest = bp_text_from(rest, 1);
    if (rest.n < digits.n && bp_scan(&rest, "薪"))
        *t = rest;
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
    if (words.n == 0)
        return true;
    bp_period own = BP_PERIOD_AS_IS;
    static const char *const remarks[] = { "est.", "est", "brutto", "gross" };
    for (size_t i = 0; i < COUNT(remarks); i++) {
        const size_t m = strlen(remarks[i]);
        if (words.n > m && words.at[words.n - m - 1] == ' ' &&
            bp_text_is(bp_text_from(words, words.n - m), remarks[i]))
            words = bp_text_trim((bp_text){ words.at, words.n - m });
    }
    if (!bp_period_parse(&own, words) || (*period != BP_PERIOD_AS_IS && *period != own))
        return false;
    *period = own;
    return true;
}

/* "Employer Provided Salary:" */
static void skip_label(bp_text *t)
{
    for (size_t i = 0; i < t->n && (bp_scan_letter(*t, i) || t->at[i] == ' '); i++)
        if (i + 1 < t->n && t->at[i + 1] == ':') {
            *t = bp_text_from(*t, i + 2);
            return;
        }
}

/* "月給25万円", "연봉 3,500만원": what it is paid for, in front. */
static void skip_period(bp_text *t, bp_period *period)
{
    static const struct {
        const char *word;
        bp_period period;
    } words[] = {
        { "年収", BP_PERIOD_ANNUAL },  { "年俸", BP_PERIOD_ANNUAL },
        { "年薪", BP_PERIOD_ANNUAL },  { "月給", BP_PERIOD_MONTHLY },
        { "月収", BP_PERIOD_MONTHLY }, { "月薪", BP_PERIOD_MONTHLY },
        { "日給", BP_PERIOD_DAILY },   { "日薪", BP_PERIOD_DAILY },
        { "時給", BP_PERIOD_HOURLY },  { "时薪", BP_PERIOD_HOURLY },
        { "時薪", BP_PERIOD_HOURLY },  { "연봉", BP_PERIOD_ANNUAL },
        { "월급", BP_PERIOD_MONTHLY }, { "월", BP_PERIOD_MONTHLY },
        { "일급", BP_PERIOD_DAILY },   { "시급", BP_PERIOD_HOURLY },
        { "ral", BP_PERIOD_ANNUAL },   { "ctc", BP_PERIOD_ANNUAL },
    };
    if (t->n == 0 || bp_scan_digit(*t, 0))
        return;
    for (size_t i = 0; i < COUNT(words); i++) {
        bp_text rest = *t;
        if (!((unsigned char)words[i].word[0] < 0x80 ? bp_scan_word(&rest, words[i].word)
                                                     : bp_scan(&rest, words[i].word)))
            continue;
        *t = rest;
        *period = words[i].period;
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
                                         "und",   "och",   "et", "y",  "og",
                                         "e",     "en",    "и",  "đến" };
    for (size_t i = 0; i < t->n; i++) {
        bp_text rest = bp_text_from(*t, i);
        const bool apart = i == 0 || bp_scan_blank(bp_text_from(*t, i - 1)) > 0;
        bp_scan_blanks(&rest);
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

typedef struct guess {
    size_t digits;
    size_t dash; /* where the one dash is, if the cell is plain; 0: there is none */
    bool plain;  /* it is digits with single points, commas and at most a dash between */
} guess;

/* Most cells are words, digits with their marks, or two such with a dash ("1-50"). */
static guess guess_at(bp_text cell)
{
    guess g = { .plain = bp_scan_digit(cell, 0) && bp_scan_digit(cell, cell.n - 1) };
    bool after_digit = false;
    for (size_t i = 0; i < cell.n; i++) {
        const char c = cell.at[i];
        const bool digit = bp_is_digit(c);
        g.plain &=
            digit || (after_digit && (c == '.' || c == ',' || (c == '-' && g.dash == 0)));
        g.dash = c == '-' ? i : g.dash;
        g.digits += digit;
        after_digit = digit;
    }
    return g;
}

/* "$ -", "-€": how accountants write 0. */
static bool read_dash(bp_phrase *out, bp_text cell)
{
    static const char *const dashes[] = { "-", "–", "—" };
    const char *currency = NULL;
    bool dash = false;
    while (cell.n > 0) {
        bp_scan_blanks(&cell);
        if (currency == NULL && bp_amount_skip_currency(&cell, &currency))
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
    if (!skip_between(&rest, &more.period) ||
        !bp_amount_skip(&rest, &more.amount[1], &more.currency, &more.period))
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
    skip_period(&cell, &p.period);
    bp_scan_blanks(&cell);
    const bp_ends before = skip_end_before(&cell);
    if (!bp_amount_skip(&cell, &p.amount[0], &p.currency, &p.period))
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
    bp_amount_skip_behind(&cell, &late, &p.currency, &p.period);
    skip_pays(&cell);
    if (late.exponent != 0 || !read_tail(cell, &p.period))
        return false;
    *out = p;
    return true;
}

bool bp_phrase_parse(bp_phrase *out, bp_text cell)
{
    const guess g = guess_at(cell);
    if (g.digits == 0)
        return cell.n > 1 && cell.n <= 16 && read_dash(out, cell);
    if (!g.plain)
        return read_other(out, cell);
    *out = (bp_phrase){ .amount = { { .digits = cell } }, .n = 1 };
    if (g.dash > 0) {
        out->amount[0].digits.n = g.dash;
        out->amount[1].digits = bp_text_from(cell, g.dash + 1);
        out->n = 2;
        out->ends = BP_ENDS_BOTH;
    }
    return true;
}
