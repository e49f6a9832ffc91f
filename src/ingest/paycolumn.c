/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How surely a column is pay.
 *
 * No single sign is proof: a header may say "rate" of a rating, and a column of
 * allowances has currency signs as pay has.  So everything that speaks for or against a
 * column adds points, by the tables below, and columns are compared by their points.
 * Words that pay never bears (a count, a share, an age, a tax) rule a column out,
 * whatever else speaks for it. */
#include "ingest/paycolumn.h"

#include <string.h>

#include "base/words.h"
#include "ingest/amount.h"
#include "ingest/date.h"
#include "ingest/headwords.h"
#include "ingest/stated.h"

/* The first that a header says, unless role.c lists the header as a whole: then it is 100
 * less 5 for each step of its rank. */
static const struct {
    unsigned says;
    int points;
} nouns[] = {
    { BP_SAYS_PAY, 60 },
    { BP_SAYS_EARNINGS, 45 },
    { BP_SAYS_AMOUNT, 25 },
};

/* What is added for each that a header says, beside a noun. */
static const struct {
    unsigned says;
    int points;
} more[] = {
    { BP_SAYS_A_PERIOD, 15 },
    { BP_SAYS_BASE, 6 },
    { BP_SAYS_GROSS, 5 },
};

/* The same for headers that are listed as a whole, too. */
static const struct {
    unsigned says;
    int points;
} less[] = {
    { BP_SAYS_NET, -15 },
    { BP_SAYS_MEAN, -40 },
    { BP_SAYS_OTHERWISE, -25 },
};

/* What cells say. */
enum {
    SIGNS = 20,        /* most have currency signs */
    SIGNS_ALONE = 45,  /* ... and the header says nothing */
    DIGITS = -15,      /* most are whole numbers below 10 */
    SELDOM = -20,      /* two thirds of the rows have none */
    ZEROS = -40,       /* nine in ten are 0 */
    ONE_END = -25,     /* the header's first or last word is the end of a range */
    OF_A_YEAR = -10,   /* the header names a year */
    PERIOD_ALONE = 25, /* the header says a period, and nothing else */
    CURRENCY = 5       /* the header names one */
};

/* "Annual" beside "Hourly": a header that is the word of a period, and nothing else. */
static bool is_period_alone(bp_text header)
{
    static const char alone[] =
        "annual yearly monthly biweekly weekly hourly daily anual mensual mensal annuel "
        "mensuel annuale mensile annuo annua jahrlich monatlich annually";
    bp_headwords words;
    bp_headwords_split(&words, header);
    return words.n == 1 && bp_words_have(alone, words.word[0]);
}

static int noun_points(unsigned says)
{
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++)
        if ((says & nouns[i].says) != 0)
            return nouns[i].points;
    return 0;
}

bool bp_pay_is_one_end(bp_text header)
{
    bp_headwords words;
    bp_headwords_split(&words, header);
    if (words.n == 0 || bp_stated_is_general(header))
        return false;
    const unsigned says =
        bp_headwords_say(words.word[0]) | bp_headwords_say(words.word[words.n - 1]);
    return (says & (BP_SAYS_LOW | BP_SAYS_HIGH)) != 0;
}

static int header_points(bp_role role, bp_text header, unsigned says)
{
    const int match = bp_role_match(role, header);
    int points = match < BP_NO_MATCH       ? 100 - 5 * match
                 : is_period_alone(header) ? PERIOD_ALONE
                                           : noun_points(says);
    if (match >= BP_NO_MATCH && points > 0) {
        for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
            points += (says & more[i].says) != 0 ? more[i].points : 0;
        points += bp_currency_in(header) != NULL ? CURRENCY : 0;
    }
    for (size_t i = 0; points > 0 && i < sizeof less / sizeof less[0]; i++)
        points += (says & less[i].says) != 0 ? less[i].points : 0;
    if (points > 0)
        points += (bp_pay_is_one_end(header) ? ONE_END : 0) +
                  (bp_headwords_year(header) ? OF_A_YEAR : 0);
    return points;
}

/* "Salary level" and "Pay Frequency" are about pay, and not pay. */
static bool is_about_pay(bp_text header)
{
    static const char last[] =
        "level levels class size type method status scale plan frequency period unit "
        "basis interval currency schedule table";
    bp_headwords words;
    bp_headwords_split(&words, header);
    return words.n > 0 && bp_words_have(last, words.word[words.n - 1]);
}

static bool says_year_last(bp_text header)
{
    bp_headwords words;
    bp_headwords_split(&words, header);
    return words.n > 1 && (bp_headwords_say(words.word[words.n - 1]) & BP_SAYS_YEAR) != 0;
}

static bool is_part(unsigned says)
{
    return (says & (BP_SAYS_BONUS | BP_SAYS_LTI | BP_SAYS_BENEFITS)) != 0;
}

/* Does the header say that the column is another kind of pay than the role, or no pay? */
static bool is_other(bp_role role, bp_text header, unsigned says)
{
    const bool listed = bp_role_match(role, header) < BP_NO_MATCH;
    const bool all =
        (says & BP_SAYS_TOTAL) != 0 &&
        ((says & BP_SAYS_BASE) == 0 || is_part(says)); /* not total base pay */
    const bool sum = all || (is_part(says) && (says & BP_SAYS_WITH) != 0);
    if ((says & (BP_SAYS_NOT | BP_SAYS_SHARE)) != 0 || is_about_pay(header))
        return true;
    if (listed)
        return false;
    if (role == BP_ROLE_TOTAL)
        return !sum || noun_points(says) == 0;
    return sum || (is_part(says) && (says & BP_SAYS_WITHOUT) == 0);
}

static bool are_years(const bp_evidence *e)
{
    return 10 * e->years > 9 * e->numbers;
}

bool bp_pay_counts(const bp_evidence *e)
{
    return are_years(e) || (e->numbers > 4 && 10 * (e->steps + 1) > 9 * e->numbers);
}

/* "Total Payroll" is what an employer pays all of its people; "payroll gross pay" is not,
 * nor is the number of a payroll. */
bool bp_pay_is_of_all(bp_text header)
{
    static const unsigned pay = BP_SAYS_PAY | BP_SAYS_EARNINGS;
    bp_headwords words;
    bool all = false, one = false, of_pay = false;
    bp_headwords_split(&words, header);
    for (size_t i = 0; i < words.n; i++) {
        const unsigned says = bp_headwords_say(words.word[i]);
        if (of_pay &&
            bp_words_have("bill bills spend spending outlay outlays", words.word[i]))
            return true; /* "Wage bill", "wage_spend" */
        of_pay = (says & pay) != 0;
        const bool mass = i + 1 < words.n &&
                          bp_words_have("masse masa massa", words.word[i]) &&
                          bp_text_starts(words.word[i + 1], "salarial");
        if (mass || (words.n > 1 && bp_text_is(words.word[i], "sum") &&
                     (bp_headwords_of(header) & pay) != 0))
            return true; /* "masse salariale", "Sum of Salary" */
        all |= (says & BP_SAYS_ALL) != 0;
        one |= (says & BP_SAYS_ALL) == 0 && (says & pay) != 0;
    }
    return all && !one;
}

/* "salary_is_predicted": 0 or 1. */
static bool is_flag(const bp_evidence *e)
{
    return e->distinct <= 2 && e->numbers > 4 && e->small == e->numbers;
}

static bool has_signs(const bp_evidence *e)
{
    return 2 * e->money > e->numbers + e->ranges;
}

/* Signs that are of money where nothing else says so: "R1" to "R4" may as well be
 * regions. */
static bool are_of_money(const bp_evidence *e)
{
    return has_signs(e) && strcmp(e->sign[0], "ZAR") != 0;
}

/* "3-5", "51-200": ranges without a sign that are too small for pay. */
static bool are_small_ranges(const bp_evidence *e)
{
    return e->ranges > e->numbers && e->money == 0 &&
           e->digits < 3 * (e->numbers + e->ranges);
}

static int cell_points(const bp_evidence *e, int points)
{
    const uint64_t amounts = e->numbers + e->ranges;
    const bool signs = has_signs(e);
    if (points == 0)
        return 2 * e->fractions > e->numbers             ? 0
               : e->distinct == 1 && e->numbers > 4      ? 0
               : are_of_money(e)                         ? SIGNS_ALONE
               : bp_pay_counts(e) || are_small_ranges(e) ? 0
                                                         : BP_PAY_UNKNOWN;
    points += signs ? SIGNS : 0;
    points += e->numbers > 2 && 2 * e->small > e->numbers ? DIGITS : 0;
    points += e->missing > 2 * amounts ? SELDOM : 0;
    points += e->numbers > 4 && 10 * e->zeros > 9 * e->numbers ? ZEROS : 0;
    return points > 1 ? points : 1;
}

int bp_pay_points(bp_role role, bp_text header, const bp_evidence *e)
{
    const bp_column_kind kind = bp_evidence_kind(e);
    if (kind != BP_COLUMN_NUMBER && kind != BP_COLUMN_MONEY && kind != BP_COLUMN_RANGE)
        return 0;
    const unsigned says = bp_headwords_of(header);
    if ((says & BP_SAYS_BAND) != 0 && (kind != BP_COLUMN_RANGE || !has_signs(e)))
        return 0;
    if (bp_pay_is_of_all(header) && (says & (BP_SAYS_NOT | BP_SAYS_SHARE)) == 0)
        return role == BP_ROLE_BASE ? BP_PAY_UNKNOWN : 0;
    if (bp_stated_is_step(header) && role == BP_ROLE_BASE) /* a column of a scale */
        return cell_points(e, 0);
    if (is_other(role, header, says) || bp_stated_is_percentile(header))
        return 0;
    const int points = header_points(role, header, says);
    if (is_flag(e) && bp_role_match(role, header) >= BP_NO_MATCH)
        return 0;
    if (role == BP_ROLE_TOTAL && points == 0)
        return 0;
    if (points < nouns[0].points && points > 0 &&
        (bp_pay_counts(e) || 2 * e->fractions > e->numbers))
        return 0;
    if (are_years(e) && says_year_last(header)) /* "Salary Year": that of the pay */
        return 0;
    return cell_points(e, points);
}

bool bp_pay_named(bp_text header)
{
    return noun_points(bp_headwords_of(header)) > 0 ||
           bp_role_match(BP_ROLE_BASE, header) < BP_NO_MATCH ||
           bp_role_match(BP_ROLE_TOTAL, header) < BP_NO_MATCH;
}

bool bp_pay_is_called(bp_text header)
{
    const unsigned says = bp_headwords_of(header);
    return bp_pay_named(header) && (says & BP_SAYS_PAY) != 0 &&
           !is_other(BP_ROLE_BASE, header, says);
}

bool bp_pay_is_coded(const bp_evidence *e)
{
    return 2 * (e->small - e->zeros) >= e->numbers - e->zeros;
}

bool bp_pay_is_amounts(bp_text header, const bp_evidence *e)
{
    static const unsigned any =
        BP_SAYS_PAY | BP_SAYS_EARNINGS | BP_SAYS_BONUS | BP_SAYS_LTI | BP_SAYS_BENEFITS;
    static const unsigned none = BP_SAYS_NOT | BP_SAYS_SHARE | BP_SAYS_BAND | BP_SAYS_ALL;
    const unsigned says = bp_headwords_of(header);
    const bool many = e->distinct == BP_DISTINCT_MAX || 2 * e->distinct > e->numbers;
    const bool rate = (says & BP_SAYS_AMOUNT) != 0 && (says & BP_SAYS_A_PERIOD) != 0;
    return ((says & any) != 0 || rate) && (says & none) == 0 && many &&
           bp_column_is_number(bp_evidence_kind(e)) && !bp_pay_counts(e) &&
           !bp_pay_is_coded(e);
}

int bp_pay_year(bp_text header)
{
    bp_headwords words;
    size_t numbers = 0;
    int year = 0;
    bp_headwords_split(&words, header);
    for (size_t i = 0; i < words.n; i++) {
        if (!bp_is_digit(words.word[i].at[0]))
            continue;
        numbers++;
        year = bp_year_of(words.word[i]);
    }
    return numbers == 1 ? year : 0;
}

bool bp_pay_is_wide(bp_text header)
{
    return (bp_headwords_of(header) & BP_SAYS_PAY) == 0;
}

bool bp_pay_bare_total(bp_text header)
{
    const unsigned says = bp_headwords_of(header);
    return (says & BP_SAYS_TOTAL) != 0 && noun_points(says) == 0 &&
           !bp_text_same(bp_text_trim(header), bp_text_of("tc"));
}

bool bp_pay_is_converted(bp_text header)
{
    return bp_currency_in(header) != NULL ||
           (bp_headwords_of(header) & BP_SAYS_CONVERTED) != 0;
}

/* The place of the one word that says `end`; words.n: there is none. */
static size_t end_word(const bp_headwords *words, unsigned end)
{
    for (size_t i = 0; i < words->n; i++)
        if ((bp_headwords_say(words->word[i]) & end) != 0)
            return i;
    return words->n;
}

static bool are_ends(bp_text one, bp_text other)
{
    bp_headwords low, high;
    bp_headwords_split(&low, one);
    bp_headwords_split(&high, other);
    if (low.n != high.n || low.n == 0)
        return false;
    size_t ends = 0;
    for (size_t i = 0; i < low.n; i++) {
        if (bp_text_equal(low.word[i], high.word[i]))
            continue;
        ends += (bp_headwords_say(low.word[i]) & BP_SAYS_LOW) != 0 &&
                (bp_headwords_say(high.word[i]) & BP_SAYS_HIGH) != 0;
        if (ends != 1)
            return false;
    }
    return ends == 1;
}

/* Of a column that may be the end of a range: "min" alone is as good as "salary_min". */
static int end_points(bp_text header, const bp_evidence *e)
{
    const int points = bp_pay_points(BP_ROLE_BASE, header, e);
    return points > 0 ? points : bp_pay_points(BP_ROLE_TOTAL, header, e);
}

bool bp_pay_pair(size_t *low, size_t *high, const bp_layout *l,
                 const bp_evidence evidence[])
{
    int best = 0;
    for (size_t i = 0; i < l->n_columns; i++) {
        const bp_text name = bp_text_of(l->name[i]);
        bp_headwords words;
        if (bp_evidence_kind(&evidence[i]) == BP_COLUMN_TEXT)
            continue;
        bp_headwords_split(&words, name);
        const int points =
            end_word(&words, BP_SAYS_LOW) < words.n ? end_points(name, &evidence[i]) : 0;
        for (size_t k = 0; points > best && k < l->n_columns; k++) {
            const bp_text other = bp_text_of(l->name[k]);
            if (k == i || !are_ends(name, other) || end_points(other, &evidence[k]) == 0)
                continue;
            best = points;
            *low = i;
            *high = k;
        }
    }
    return best > 0;
}
