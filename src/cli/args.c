/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.c - turns words into values and says what would have been right.
 *
 * strtol and strtod are not used: they take blanks, signs, hexadecimal and the locale's
 * decimal point, all of which would pass a typing mistake off as a number. */
#include "cli/args.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/lookalike.h"
#include "base/str.h"
#include "ingest/offers.h"
#include "ingest/phrase.h"

#define RATE_MAX 10 /* a year; beyond it is a slip */

static bool whole_parse(uint64_t *out, const char *word)
{
    uint64_t n = 0;
    for (const char *c = word; *c != '\0'; c++) {
        if (*c < '0' || *c > '9' || n > UINT64_MAX / 100)
            return false;
        n = n * 10 + (uint64_t)(*c - '0');
    }
    *out = n;
    return word[0] != '\0';
}

bp_status bp_arg_whole(uint64_t *out, const char *word, uint64_t low, uint64_t high,
                       const bp_loc *at, bp_err *err)
{
    uint64_t n;
    if (!whole_parse(&n, word) || n < low || n > high)
        return bp_fail(err, at, BP_EUSAGE,
                       "'%s' is not a whole number from %" PRIu64 " to %" PRIu64, word,
                       low, high);
    *out = n;
    return BP_OK;
}

bp_status bp_arg_size(uint64_t *out, const char *word, const bp_loc *at, bp_err *err)
{
    static const char units[] = "KMGT";
    const size_t n = strlen(word);
    char digits[16] = "";
    const char *unit = n > 1 && n < sizeof digits ? strchr(units, word[n - 1]) : NULL;
    uint64_t number;
    if (unit != NULL)
        memcpy(digits, word, n - 1);
    if (unit == NULL || !whole_parse(&number, digits) || number == 0 || number > 1000000)
        return bp_fail(err, at, BP_EUSAGE,
                       "'%s' is not a size: a whole number and K, M, G or T, as in 512M",
                       word);
    *out = number << 10 * (unit - units + 1);
    return BP_OK;
}

/* The name that starts with the word, for those who hoped for abbreviations. */
static const char *completed(const char *word, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (word[0] != '\0' && strncmp(words[i], word, strlen(word)) == 0)
            return words[i];
    return NULL;
}

void bp_arg_suggest(char *out, size_t size, const char *word, const char *const words[],
                    size_t n, const char *prefix)
{
    const char *near = bp_text_nearest(word, words, n);
    if (near == NULL)
        near = completed(word, words, n);
    out[0] = '\0';
    char difference[BP_LOOK_ROOM];
    if (near != NULL && strcmp(near, word) != 0)
        snprintf(out, size, "; did you mean '%s%s'%s?", prefix, near,
                 bp_look_difference(difference, near, word));
}

static bp_status no_such_word(const char *word, const char *const words[], size_t n,
                              const bp_loc *at, bp_err *err)
{
    char hint[160];
    bp_arg_suggest(hint, sizeof hint, word, words, n, "");
    if (hint[0] != '\0')
        return bp_fail(err, at, BP_EUSAGE, "there is no '%s'%s", word, hint);

    bp_str all = { 0 };
    for (size_t i = 0; i < n; i++)
        bp_str_printf(&all, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " or ", words[i]);
    bp_status status = bp_fail(err, at, BP_EUSAGE, "there is no '%s'; use %s", word,
                               all.failed || all.at == NULL ? "another" : all.at);
    bp_str_release(&all);
    return status;
}

bp_status bp_arg_word(size_t *out, const char *word, const char *const words[],
                      const bp_loc *at, bp_err *err)
{
    size_t n = 0;
    for (; words[n] != NULL; n++) {
        if (strcmp(word, words[n]) == 0) {
            *out = n;
            return BP_OK;
        }
    }
    return no_such_word(word, words, n, at, err);
}

bp_status bp_arg_permille(uint32_t *out, const char *word, const bp_loc *at, bp_err *err)
{
    size_t n = strlen(word);
    bp_decimal d;
    if (bp_decimal_parse(&d, word, n))
        return bp_fail(err, at, BP_EUSAGE, "a percentage is written with %%: %s%%", word);
    if (n == 0 || word[n - 1] != '%' || !bp_decimal_parse(&d, word, n - 1) ||
        !bp_decimal_rescale(&d, 1) || d.units < 0 || d.units > 1000)
        return bp_fail(
            err, at, BP_EUSAGE,
            "'%s' is not a percentage from 0%% to 100%% with at most one decimal", word);
    *out = (uint32_t)d.units;
    return BP_OK;
}

bp_status bp_arg_rate(double *out, const char *word, const bp_loc *at, bp_err *err)
{
    size_t n = strlen(word);
    bp_decimal d;
    if (bp_decimal_parse(&d, word, n))
        return bp_fail(err, at, BP_EUSAGE, "a percentage is written with %%: %s%%", word);
    if (n == 0 || word[n - 1] != '%' || !bp_decimal_parse(&d, word, n - 1))
        return bp_fail(err, at, BP_EUSAGE, "'%s' is not a percentage, as 3.5%%", word);
    double rate = bp_money_double(d.units, d.scale) / 100;
    if (!(rate > -1))
        return bp_fail(err, at, BP_EUSAGE, "growth of -100%% or below leaves no pay");
    if (!(rate <= RATE_MAX))
        return bp_fail(err, at, BP_EUSAGE, "'%s' is above %d%%", word, 100 * RATE_MAX);
    *out = rate;
    return BP_OK;
}

bp_status bp_arg_amount(bp_decimal *out, const char *word, const bp_loc *at, bp_err *err)
{
    if (!bp_decimal_parse(out, word, strlen(word)))
        return bp_fail(err, at, BP_EUSAGE,
                       "'%s' is not an amount; write it without signs and grouping, "
                       "as 425000 or 24.50",
                       word);
    return BP_OK;
}

/* "$50 per hour" */
static bool is_of_part_of_a_year(const char *word)
{
    bp_phrase p;
    return bp_phrase_parse(&p, bp_text_of(word)) && p.period > BP_PERIOD_ANNUAL;
}

bp_status bp_arg_money(bp_decimal *out, const char **currency, const char *word,
                       const char *number_format, const bp_loc *at, bp_err *err)
{
    bp_decimal d;
    if (!bp_amount_read(&d, currency, bp_text_of(word), number_format))
        return bp_fail(
            err, at, BP_EUSAGE,
            is_of_part_of_a_year(word)
                ? "'%s' is not for a year: write a year's, as 410000, or put it in a "
                  "list, as --offers reads: it has amounts by the hour, day, week or "
                  "month"
                : "'%s' is not an amount of money; write it as 410000, 410k or $410,000",
            word);
    if (d.units == 0)
        return bp_fail(err, at, BP_EUSAGE, "the amount must be above 0");
    if (bp_amount_is_unclear(bp_text_of(word), number_format))
        return bp_fail(
            err, at, BP_EUSAGE,
            "the point of '%s' may be of thousands or of decimals; write it as "
            "410000 or 410.00",
            word);
    *out = d;
    return BP_OK;
}

bp_status bp_arg_date(bp_date *out, const char *word, const char *example,
                      const bp_loc *at, bp_err *err)
{
    static const bp_date_style iso = { .order = BP_DATE_YMD, .mark = '-' };
    return strlen(word) == 10 && bp_date_read(out, bp_text_of(word), iso)
               ? BP_OK
               : bp_fail(err, at, BP_EUSAGE, "'%s' is not a date such as %s", word,
                         example);
}

bp_status bp_words_add(bp_words *w, const char *word, bp_err *err)
{
    if (word == NULL || !bp_reserve(&w->at, &w->cap, w->n + 1, sizeof w->at[0]))
        return bp_no_memory(err, "the command line");
    w->at[w->n++] = word;
    return BP_OK;
}

bp_status bp_arg_list(bp_words *out, bp_arena *text, const char *list, const bp_loc *at,
                      bp_err *err)
{
    bp_status status = BP_OK;
    for (const char *from = list; status == BP_OK && from != NULL;) {
        const char *comma = strchr(from, ',');
        size_t n = comma != NULL ? (size_t)(comma - from) : strlen(from);
        bp_text part = bp_text_trim((bp_text){ from, n });
        if (part.n == 0)
            return bp_fail(err, at, BP_EUSAGE, "'%s' has an empty item", list);
        status = bp_words_add(out, bp_arena_copy(text, part.at, part.n), err);
        from = comma != NULL ? comma + 1 : NULL;
    }
    return status;
}
