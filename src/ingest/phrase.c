/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of pay, taken apart: an amount or a range of two, and the words around it.
 *
 * Cells are typed by people, in their own languages, so the words of a range, of a period
 * and of what changes nothing are lists.  What is in none of them makes a cell unreadable
 * ("60,000 net", "100k plus bonus"): part of a cell is never read for the whole. */
#include "ingest/phrase.h"

#include "base/words.h"
#include "ingest/scan.h"

bp_text bp_cell_unquoted(bp_text cell)
{
    if (cell.n > 1 && cell.at[0] == '\'' && bp_is_digit(cell.at[1]))
        return bp_text_from(cell, 1); /* a spreadsheet's mark of text */
    if (cell.n < 3 || cell.at[0] != '=' || cell.at[1] != '"' ||
        cell.at[cell.n - 1] != '"')
        return cell;
    return bp_text_trim((bp_text){ cell.at + 2, cell.n - 3 });
}

/* What the words around amounts do. */
typedef enum around {
    REMARK,      /* nothing: "est.", "brutto" */
    FOOTNOTE,    /* the same, and it is said: "84,833*" */
    LOW_BEFORE,  /* the amount behind it is a low end: "from 90,000" */
    HIGH_BEFORE, /* ... a high end: "<50,000" */
    LOW_BEHIND,  /* that before it is a low end: "100k+" */
    HIGH_BEHIND,
    DASH, /* two are the ends of a range: "90-100k" */
    AND   /* the same, apart from both: "90 to 100k" */
} around;

/* With '|' between them; of two that start alike the longer one comes first. */
static const char *const words[] = {
    [REMARK] = "estimated|est.|est|brutto|bruttó|bruto|brut|gross",
    [FOOTNOTE] = "***|**|*|†|‡|¹|²|³",
    [LOW_BEFORE] =
        ">=|≥|>|from:|from|starting at|at least|minimum|min.|min|more than|over|above|"
        "between|ab|mindestens|mind.|von|über|a partir de|à partir de|desde|dès|od|от|"
        "minimo|da|de|más de|mas de|mais de|acima de|plus de|più di|oltre|mehr als|"
        "meer dan|mer än|mere end|ponad|powyżej|từ|trên|entre|zwischen|tra|tussen|mellem|"
        "mellan|между|более|свыше|больше|nad|nuo",
    [HIGH_BEFORE] =
        "<=|≤|<|up to|under|less than|below|max.|max|maximum|bis zu|bis|unter|hasta|até|"
        "jusqu'à|fino a|do|до|maximal|menos de|abaixo de|moins de|meno di|weniger als|"
        "minder dan|mindre än|mindre end|poniżej|менее|pod|iki|līdz",
    [LOW_BEHIND] =
        "+|and above|and over|or more|and more|and up|plus|or above|und mehr|y más|"
        "et plus|or higher|and higher|oder mehr|o más|ou plus|o più|ou mais|i więcej|"
        "eller mer|ve üzeri|üzeri|ve üstü|以上",
    [HIGH_BEHIND] = ("or less|and below|or below|or lower|and under|und weniger|et moins|"
                     "oder weniger|o menos|ou moins|ou menos|ve altı|altı|以下"),
    [DASH] = "-|–|—|−|~|〜|～|..",
    [AND] = "to|bis|à|a|and|until|hasta|do|до|až|und|och|et|y|og|e|en|и|đến",
};

static const bp_word_index *index_of_words(void)
{
    static _Thread_local bp_word_index x;
    if (x.n == 0)
        for (size_t what = 0; what < sizeof words / sizeof words[0]; what++)
            bp_words_index(&x, words[what], '|', what);
    return &x;
}

/* Takes a word off the start of t, with the blanks behind it. */
static bool skip(bp_text *t, around what)
{
    const bp_word_index *x = index_of_words();
    const bp_indexed *w = t->n > 0 ? bp_words_first(x, t->at[0]) : NULL;
    while (w != NULL && !(w->row == what && bp_scan_word(t, w->word)))
        w = bp_words_after(x, w);
    if (w != NULL)
        bp_scan_blanks(t);
    return w != NULL;
}

static void skip_remarks(bp_text *t)
{
    bp_scan_blanks(t);
    while (skip(t, REMARK))
        continue;
}

/* Which end the first amount is. */
static bp_ends skip_end_before(bp_text *t)
{
    return t->n == 0 || bp_scan_digit(*t, 0) ? BP_ENDS_EQUAL
           : skip(t, LOW_BEFORE)             ? BP_ENDS_LOW
           : skip(t, HIGH_BEFORE)            ? BP_ENDS_HIGH
                                             : BP_ENDS_EQUAL;
}

static bp_ends skip_end_behind(bp_text *t)
{
    bp_text rest = *t;
    bp_scan_blanks(&rest);
    if (rest.n == 0) /* as in most cells */
        return BP_ENDS_EQUAL;
    const bp_ends ends = skip(&rest, LOW_BEHIND)    ? BP_ENDS_LOW
                         : skip(&rest, HIGH_BEHIND) ? BP_ENDS_HIGH
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

/* "per year" of "per year gross". */
static bp_text without_remarks(bp_text t)
{
    for (;;) {
        size_t from = t.n;
        while (from > 0 && t.at[from - 1] != ' ')
            from--;
        bp_text last = bp_text_from(t, from);
        if (from == 0 || !skip(&last, REMARK) || last.n > 0)
            return t;
        t = bp_text_trim((bp_text){ t.at, from });
    }
}

/* Words of a period and remarks, either or none. */
static bool read_tail(bp_text t, bp_period *period)
{
    skip_remarks(&t);
    t = bp_text_trim(t);
    size_t n = 0;
    while (n < t.n && t.at[n] != '(' && t.at[n] != '[')
        n++;
    if (n < t.n && t.at[t.n - 1] != ')' && t.at[t.n - 1] != ']')
        return false;
    const bp_text said = without_remarks(bp_text_trim((bp_text){ t.at, n }));
    if (said.n == 0)
        return true;
    bp_period own = BP_PERIOD_AS_IS;
    if (!bp_period_parse(&own, said) || (*period != BP_PERIOD_AS_IS && *period != own))
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

/* What it is paid for, in front: "月給25万円", "RAL 35k". */
static void skip_period(bp_text *t, bp_period *period)
{
    if (bp_scan_word(t, bp_text_of("ral")) || bp_scan_word(t, bp_text_of("ctc")))
        *period = BP_PERIOD_ANNUAL;
    else
        bp_period_skip(t, period);
}

/* Where the second amount of a range may start; the words of a period may stand before
 * it ("$21 per hour - $34 per hour").  False when there is none. */
static bool skip_between(bp_text *t, bp_period *period)
{
    for (size_t i = 0; i < t->n; i++) {
        bp_text rest = bp_text_from(*t, i);
        const bool apart = i == 0 || bp_scan_blank(bp_text_from(*t, i - 1)) > 0;
        bp_scan_blanks(&rest);
        const bool found = apart && (skip(&rest, DASH) || skip(&rest, AND));
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
    const char *currency = NULL;
    bool dash = false;
    while (cell.n > 0) {
        bp_scan_blanks(&cell);
        if (currency == NULL && bp_amount_skip_currency(&cell, &currency))
            continue;
        if (dash || !skip(&cell, DASH))
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
    p.footnote = skip(&cell, FOOTNOTE);
    skip_remarks(&cell);
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
    bp_scan_blanks(&cell);
    p.footnote |= skip(&cell, FOOTNOTE);
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

bool bp_phrase_number(bp_int128 *out, bp_text cell, bp_number_style style, int scale)
{
    bp_phrase p;
    bool rounded = false;
    return bp_phrase_parse(&p, bp_text_trim(cell)) && p.n == 1 &&
           bp_number_style_units(out, &p.amount[0], style, scale, &rounded);
}
