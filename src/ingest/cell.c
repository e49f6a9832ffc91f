/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell of pay becomes exact units.
 *
 * Nearly all cells are digits with at most one mark, and are read by a short loop first;
 * only what it refuses is taken apart as a phrase.  Both give the same number, or none.
 */
#include "ingest/cell.h"

#include "base/divide.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ingest/phrase.h"

bool bp_cell_is_mark(bp_text cell, const char *const more[], size_t n_more)
{
    static const char marks[] = "NA N/A #N/A null none NaN nil \\N n.a n.a. - -- – — . "
                                ".. ? =\"\"";
    if (cell.n == 0)
        return true;
    if (cell.n <= BP_MARK_BYTES && strchr("n#-.?\\=\xe2", bp_lower(cell.at[0])) != NULL &&
        bp_words_have(marks, cell))
        return true;
    for (size_t i = 0; i < n_more; i++)
        if (bp_text_equal(cell, bp_text_trim(bp_text_of(more[i]))))
            return true;
    return false;
}

/* Words for pay that is not told, in lower case, with '|' between them.  Those that end
 * in '*' may go on: "not disclosed by the recruiter". */
static const char untold[] =
    "not disclosed*|undisclosed*|not stated*|not specified*|not provided*|"
    "not reported*|not available*|not applicable*|not mentioned*|rather not say*|"
    "prefer not*|keine angabe*|nicht angegeben*|no especificado*|no informado*|"
    "não informado*|non communiqué*|non précisé*|non renseigné*|non specificato*|"
    "nie podano*|не указан*|не указана*|не указано*|з/п не указана*|unspecified|"
    "unemployed|not employed|don't know|i don't know|weiß nicht|non so|no sé|não sei|"
    "nie wiem|vet ej|не знаю|confidential|negotiable|competitive|k.a.|auf anfrage|"
    "nach vereinbarung|a convenir|a combinar|sin dato|à négocier|selon profil|"
    "niet vermeld|do uzgodnienia|по договорённости|по договоренности|договорная|"
    "за домовленістю|面议|面議|薪资面议|薪資面議|応相談|협의|thỏa thuận*|thoả thuận*|"
    "cạnh tranh|kompetitif";

/* Longer than any of them. */
#define UNTOLD_BYTES 64

bool bp_cell_untold(bp_text cell)
{
    static _Thread_local bp_word_index index;
    char room[UNTOLD_BYTES];
    if (cell.n == 0 || bp_is_digit(cell.at[0]))
        return false;
    cell = bp_utf8_small_start(cell, room, sizeof room);
    if (index.n == 0)
        bp_words_index(&index, untold, '|', 0);
    const bp_indexed *w = bp_words_first(&index, cell.at[0]);
    for (; w != NULL; w = bp_words_after(&index, w)) {
        const bool open = w->word.at[w->word.n - 1] == '*';
        const bp_text words = { w->word.at, w->word.n - open };
        const bool end =
            cell.n == words.n || (open && cell.n > words.n && cell.at[words.n] == ' ');
        if (end && bp_text_same((bp_text){ cell.at, words.n }, words))
            return true;
    }
    return false;
}

bool bp_pay_plain(int64_t *units, bp_text cell, const bp_pay_rules *r)
{
    int64_t value = 0;
    size_t mark = cell.n;
    if (cell.n == 0 || cell.n > 15)
        return false;
    for (size_t i = 0; i < cell.n; i++) {
        char c = cell.at[i];
        if (bp_is_digit(c))
            value = value * 10 + (c - '0');
        else if (c == r->style.decimal && mark == cell.n && i > 0 && i + 1 < cell.n)
            mark = i;
        else
            return false;
    }
    int decimals = mark < cell.n ? (int)(cell.n - mark - 1) : 0;
    return decimals <= r->scale && !(decimals == 3 && mark <= 3 && r->style.cents) &&
           !__builtin_mul_overflow(value, bp_pow10(r->scale - decimals), units);
}

/* Half of an odd sum goes to the even neighbour. */
static bp_int128 middle(bp_int128 low, bp_int128 high, bool *rounded)
{
    *rounded |= (low + high) % 2 != 0;
    return bp_divide(low + high, 2);
}

/* The high end of a range is at most so many times its low end. */
#define RANGE_MOST 20

static bool is_range(const bp_int128 end[2])
{
    return end[0] <= end[1] &&
           (end[0] <= 0 ? end[1] <= 0 || end[0] == 0 : end[1] / RANGE_MOST <= end[0]);
}

/* One k may stand for both ends ("$120-150k"), or for its own alone ("$95,000 - 120k"):
 * a range is narrow enough to tell which.  False when neither reading is one. */
static bool read_ends(bp_int128 end[2], const bp_phrase *p, const bp_pay_rules *r,
                      bool *rounded)
{
    const bp_amount *a = p->amount;
    for (size_t i = 0; i < 2; i++)
        if (!bp_number_style_units(&end[i], &a[i], r->style, r->scale, rounded))
            return false;
    const bool once = (a[0].exponent == 0) != (a[1].exponent == 0) && !a[0].scientific &&
                      !a[1].scientific;
    if (!once || is_range(end))
        return end[0] <= end[1];
    const size_t bare = a[0].exponent == 0 ? 0 : 1;
    bp_amount same = a[bare];
    same.exponent = a[1 - bare].exponent;
    return bp_number_style_units(&end[bare], &same, r->style, r->scale, rounded) &&
           is_range(end);
}

/* An amount, or of a range what the rules read of it. */
static bp_found read_value(bp_int128 *value, const bp_phrase *p, const bp_pay_rules *r,
                           bool *rounded)
{
    bp_int128 end[2];
    if (p->ends == BP_ENDS_BOTH) {
        if (!read_ends(end, p, r, rounded))
            return BP_FOUND_UNREADABLE;
        *value = r->range == BP_RANGE_HIGH  ? end[1]
                 : r->range == BP_RANGE_MID ? middle(end[0], end[1], rounded)
                                            : end[0];
        return r->range == BP_RANGE_NONE ? BP_FOUND_RANGE : BP_FOUND_NUMBER;
    }
    if (!bp_number_style_units(value, &p->amount[0], r->style, r->scale, rounded))
        return BP_FOUND_UNREADABLE;
    if (p->ends == BP_ENDS_EQUAL)
        return BP_FOUND_NUMBER;
    if (r->range == BP_RANGE_NONE)
        return BP_FOUND_RANGE;
    const bp_range end_told = p->ends == BP_ENDS_LOW ? BP_RANGE_LOW : BP_RANGE_HIGH;
    return r->range == end_told ? BP_FOUND_NUMBER : BP_FOUND_END;
}

static bp_found read_phrase(const bp_phrase *p, const bp_pay_rules *r, bp_pay *out)
{
    bp_int128 value = 0;
    const bp_found found = read_value(&value, p, r, &out->rounded);
    for (size_t i = 0; i < p->n; i++) {
        out->scientific |= p->amount[i].scientific;
        out->own_unit |= p->amount[i].exponent != 0 && !p->amount[i].scientific;
    }
    if (found != BP_FOUND_NUMBER)
        return found;
    /* INT64_MIN means "no pay" */
    if (value > INT64_MAX || value < -(bp_int128)INT64_MAX)
        return BP_FOUND_UNREADABLE;
    out->units = (int64_t)value;
    return BP_FOUND_NUMBER;
}

bp_pay bp_pay_read(bp_text cell, const bp_pay_rules *rules)
{
    bp_pay pay = { .found = BP_FOUND_NUMBER };
    bool marked = rules->n_missing > 0 &&
                  bp_cell_missing(bp_text_trim(cell), rules->missing, rules->n_missing);
    if (!marked && bp_pay_plain(&pay.units, cell, rules))
        return pay;
    cell = bp_text_trim(cell);
    if (marked || bp_cell_missing(cell, NULL, 0)) {
        pay.found = BP_FOUND_MISSING;
        return pay;
    }
    bp_phrase phrase;
    if (!bp_phrase_parse(&phrase, cell)) {
        pay.found = bp_cell_untold(cell) ? BP_FOUND_MISSING : BP_FOUND_UNREADABLE;
        return pay;
    }
    pay.period = phrase.period;
    pay.currency = phrase.currency;
    pay.found = read_phrase(&phrase, rules, &pay);
    return pay;
}
