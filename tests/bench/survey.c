/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.c - a made-up survey to measure with: survey ROWS [DRESS] >FILE.
 * 13 columns, 93 bytes a row, the same bytes at every run: 6 tiers, 5 regions, 20,000
 * organisations of uneven size; every 20th title is quoted.  The dresses quoted, crlf and
 * money hold the same rows with every field in quotes, lines that end with CR LF, and pay
 * as $1,234.00; wide and long hold them with 187 columns of numbers, and a remark of 400
 * bytes. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ORG,
    PERSON,
    SIZE,
    REGION,
    COUNTRY,
    TIER,
    YEARS,
    BASE,
    BONUS,
    CURRENCY,
    DATE,
    RATING,
    TITLE,
    FIELDS
};

struct dress {
    bool quotes; /* around every field, not only where there must be some */
    bool money;  /* pay as $1,234.00 */
    int numbers; /* that many columns of numbers, behind the others */
    bool remark;
    const char *line_end;
};

/* A linear congruential generator (Knuth, MMIX); its upper bits. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

/* A product of draws: skewed, as pay is.  Three of five people have a round hundred. */
static uint32_t draw_pay(uint64_t *state, uint32_t middle)
{
    uint64_t pay = middle;
    for (int k = 0; k < 4; k++)
        pay = pay * (750 + draw(state, 550)) / 1000;
    return (uint32_t)(draw(state, 5) < 3 ? pay / 100 * 100 : pay);
}

static void put_pay(char *to, size_t size, uint32_t pay, bool money)
{
    if (!money)
        snprintf(to, size, "%" PRIu32, pay);
    else if (pay < 1000)
        snprintf(to, size, "$%" PRIu32 ".00", pay);
    else
        snprintf(to, size, "$%" PRIu32 ",%03" PRIu32 ".00", pay / 1000, pay % 1000);
}

static void make_row(uint64_t *state, uint64_t i, bool money, char field[FIELDS][40])
{
    static const char *const size[] = { "1-50", "51-200", "201-1000", "1001+" };
    static const char *const place[][3] = { { "North America", "US", "USD" },
                                            { "Central Europe", "DE", "EUR" },
                                            { "Nordics", "SE", "SEK" },
                                            { "Asia", "JP", "JPY" },
                                            { "South America", "BR", "BRL" } };
    static const char *const title[] = { "Nurse",  "Systems Analyst",    "Accountant",
                                         "Driver", "Operations Manager", "Technician" };
    static const char *const quoted[] = { "Director, Care", "Head of \"People\"",
                                          "Analyst, Pay & Benefits" };
    enum { WIDTH = sizeof field[0] };
    const uint64_t u = draw(state, 1 << 20);
    const uint32_t org = (uint32_t)((u * u >> 20) * 20000 >> 20); /* low ones are large */
    const uint32_t tier = draw(state, 6), where = draw(state, 5);
    const uint32_t pay = draw_pay(state, 48000 + 16000 * tier + 4000 * where);
    snprintf(field[ORG], WIDTH, "ORG-%05" PRIu32, org);
    snprintf(field[PERSON], WIDTH, "E%08" PRIu64, i);
    snprintf(field[SIZE], WIDTH, "%s", size[3 - org / 5000]);
    snprintf(field[REGION], WIDTH, "%s", place[where][0]);
    snprintf(field[COUNTRY], WIDTH, "%s", place[where][1]);
    snprintf(field[CURRENCY], WIDTH, "%s", place[where][2]);
    snprintf(field[TIER], WIDTH, "T%" PRIu32, tier + 1);
    const uint32_t years = 20 * tier + draw(state, 150); /* in tenths */
    const uint32_t day = draw(state, 12 * 28), rating = 1000 + draw(state, 4000);
    snprintf(field[YEARS], WIDTH, "%" PRIu32 ".%" PRIu32, years / 10, years % 10);
    put_pay(field[BASE], WIDTH, pay, money);
    put_pay(field[BONUS], WIDTH, pay * draw(state, 20) / 100, money);
    snprintf(field[DATE], WIDTH, "2025-%02" PRIu32 "-%02" PRIu32, 1 + day / 28,
             1 + day % 28);
    snprintf(field[RATING], WIDTH, "%" PRIu32 ".%03" PRIu32, rating / 1000,
             rating % 1000);
    snprintf(field[TITLE], WIDTH, "%s",
             i % 20 == 0 ? quoted[draw(state, 3)] : title[draw(state, 6)]);
}

static void put_field(const char *text, bool quotes)
{
    if (!quotes && strpbrk(text, ",\"") == NULL) {
        fputs(text, stdout);
        return;
    }
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void put_row(char field[FIELDS][40], const struct dress *dress)
{
    for (int k = 0; k < FIELDS; k++) {
        if (k > 0)
            putchar(',');
        put_field(field[k], dress->quotes);
    }
}

static void put_names(const struct dress *dress)
{
    for (int k = 1; k <= dress->numbers; k++)
        printf(",q%d", k);
    fputs(dress->remark ? ",remark" : "", stdout);
    fputs(dress->line_end, stdout);
}

static void put_more(uint64_t *state, const struct dress *dress)
{
    static const char *const word[] = { "market ", "adjusted ", "for ", "on call, " };
    for (int k = 0; k < dress->numbers; k++)
        printf(",%" PRIu32, draw(state, 1000));
    if (dress->remark)
        fputs(",\"", stdout);
    for (int k = 0; dress->remark && k < 56; k++)
        fputs(word[draw(state, 4)], stdout);
    fputs(dress->remark ? "\"" : "", stdout);
    fputs(dress->line_end, stdout);
}

int main(int argc, char **argv)
{
    char field[FIELDS][40] = { "org_id",           "incumbent_id", "org_size",
                               "region",           "country",      "tier",
                               "years_experience", "base_salary",  "bonus",
                               "currency",         "survey_date",  "rating",
                               "job_title" };
    const uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
    const char *name = argc > 2 ? argv[2] : "plain";
    const struct dress dress = { .quotes = strcmp(name, "quoted") == 0,
                                 .money = strcmp(name, "money") == 0,
                                 .numbers = strcmp(name, "wide") == 0 ? 187 : 0,
                                 .remark = strcmp(name, "long") == 0,
                                 .line_end = strcmp(name, "crlf") == 0 ? "\r\n" : "\n" };
    uint64_t state = 2024, more = 2025;
    put_row(field, &dress);
    put_names(&dress);
    for (uint64_t i = 0; i < rows; i++) {
        make_row(&state, i, dress.money, field);
        put_row(field, &dress);
        put_more(&more, &dress);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
