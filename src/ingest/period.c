/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pay is paid for, in words.
 *
 * Words are compared without case, blanks and marks, so that one entry stands for
 * "Bi-Weekly", "bi weekly" and "BIWEEKLY"; what may stand around a word ("per", "pro",
 * "... rate") is taken off word by word.  The table is ordered, since every text of a
 * file's head is looked up in it.  "Bimonthly" is not there: it means two things. */
#include "ingest/period.h"

#include <string.h>

static const struct {
    const char *word;
    bp_period period;
    bp_period_word sure;
} table[] = {
    { "14täglich", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "2weeks", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "an", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "annee", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "anno", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annua", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annual", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annuale", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annually", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annuel", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annuelle", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annuellement", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annui", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annum", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "annuo", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "année", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "ano", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "anual", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "anualmente", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "ay", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "aylık", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "año", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "bimensuel", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "biweek", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "biweekly", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "bulan", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "bw", BP_PERIOD_BIWEEKLY, BP_PERIOD_SHORT },
    { "catorcenal", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "dag", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "dagelijks", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "daglig", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "daily", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "day", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "den", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "denně", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "dia", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "diaria", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "diariamente", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "diario", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "diem", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "dziennie", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "dzień", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "día", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "every2weeks", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "everyotherweek", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "everytwoweeks", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "exempt", BP_PERIOD_ANNUAL, BP_PERIOD_STATUS },
    { "fortnight", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "fortnightly", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "giornaliero", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "giorno", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "giờ", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "godz", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "godzina", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "godzinowo", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "godzinę", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "gün", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "günlük", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "h", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "hafta", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "haftalık", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "halbmonatlich", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "hari", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "havi", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "havonta", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "hebdomadaire", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "hetente", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "heti", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "heure", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hod", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "hodina", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hodinu", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hora", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "horaire", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hour", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hourly", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hours", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "hr", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "hrs", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "hét", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "hó", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "hónap", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "hónapra", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "jaar", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "jaarlijks", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "jahr", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "jahresgehalt", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "jam", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "jour", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "journalier", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "journalière", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "jährlich", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "kk", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "kuukausi", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "maand", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "maandelijks", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mc", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "md", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "mdr", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "mensal", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mensile", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mensili", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mensual", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mensualmente", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mensuel", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mensuelle", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mes", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "mese", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mesiac", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mesiaca", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mies", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "miesiąc", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "miesięcznie", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "miesięczny", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mo", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "mois", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "monat", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "monate", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "monatlich", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "month", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "monthly", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "months", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "mth", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "mtl", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mån", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "månad", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "månadslön", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "månadsvis", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "månatlig", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "måned", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "månedlig", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "månedlønn", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "mês", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "měsíc", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "měsíčně", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "nap", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "napi", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "ngày", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "nonexempt", BP_PERIOD_HOURLY, BP_PERIOD_STATUS },
    { "năm", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "onceeverytwoweeks", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "ora", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "oraria", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "orario", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "pa", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "pcm", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "perannum", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "peryear", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "ph", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "pj", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "pm", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "pw", BP_PERIOD_WEEKLY, BP_PERIOD_SHORT },
    { "päivä", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "quincena", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "quincenal", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "quinzenal", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "roczna", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "roczne", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "rocznie", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "roczny", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "rok", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "ročně", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "saat", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "saatlik", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "salaried", BP_PERIOD_ANNUAL, BP_PERIOD_STATUS },
    { "salary", BP_PERIOD_ANNUAL, BP_PERIOD_STATUS },
    { "semaine", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "semana", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "semanal", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "semanalmente", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "semimonth", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "semimonthly", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "settimana", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "settimanale", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "sm", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SHORT },
    { "std", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "stunde", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "stundenlohn", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "stündlich", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "tag", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "tagesgehalt", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "tagessatz", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "tahun", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "tháng", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "time", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "timelønn", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "timlön", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "timme", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "timmen", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "tunnissa", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "tunti", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "tweewekelijks", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "twiceamonth", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "twicemonthly", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "twicepermonth", BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE },
    { "twoweeks", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "tydzień", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "tygodniowo", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "tygodniowy", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "täglich", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "týden", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "týdně", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "uge", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "ukentlig", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "uur", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "uurloon", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "vecka", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "veckolön", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "veckovis", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "vierzehntäglich", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "viikko", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "vuodessa", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "vuosi", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "week", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "weekly", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "wekelijks", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "wk", BP_PERIOD_WEEKLY, BP_PERIOD_SHORT },
    { "woche", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "wöchentlich", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "year", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "yearly", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "years", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "yr", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "yrs", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "yıl", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "yıllık", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "zweiwöchentlich", BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE },
    { "år", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "årlig", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "årligen", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "årslön", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "év", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "évente", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "éves", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "óra", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "órabér", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "έτος", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "вгод", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "вдень", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "вмесяц", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "вчас", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "год", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "года", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "годовая", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "году", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "день", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "мес", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "месяц", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "месяца", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "неделю", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "неделя", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "час", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "часа", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "周", BP_PERIOD_WEEKLY, BP_PERIOD_SHORT },
    { "周薪", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "天", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "小时", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "小時", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "年", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "年俸", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "年収", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "年薪", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "日", BP_PERIOD_DAILY, BP_PERIOD_SHORT },
    { "日給", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "日薪", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "时", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "时薪", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "時", BP_PERIOD_HOURLY, BP_PERIOD_SHORT },
    { "時給", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "月", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "月給", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "月薪", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "週", BP_PERIOD_WEEKLY, BP_PERIOD_SHORT },
    { "週給", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
    { "시간", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "시급", BP_PERIOD_HOURLY, BP_PERIOD_SURE },
    { "연", BP_PERIOD_ANNUAL, BP_PERIOD_SHORT },
    { "연봉", BP_PERIOD_ANNUAL, BP_PERIOD_SURE },
    { "월", BP_PERIOD_MONTHLY, BP_PERIOD_SHORT },
    { "월급", BP_PERIOD_MONTHLY, BP_PERIOD_SURE },
    { "일급", BP_PERIOD_DAILY, BP_PERIOD_SURE },
    { "주급", BP_PERIOD_WEEKLY, BP_PERIOD_SURE },
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define WORDS_MAX 6
#define BYTES_MAX 40

/* Words in lower case without what is between them, one behind the other. */
typedef struct bare {
    char text[BYTES_MAX];
    size_t at[WORDS_MAX + 1]; /* where each starts; the last is the end of all */
    size_t n;
} bare;

/* A letter or digit of any alphabet that is not capital; the capitals of Latin and
 * Cyrillic letters of two bytes become small. */
static unsigned char fold(const unsigned char last, char c)
{
    const unsigned char u = bp_lower(c);
    if (last == 0xc3 && u >= 0x80 && u <= 0x9e)
        return (unsigned char)(u + 0x20);
    if (last == 0xd0 && u >= 0x90 && u <= 0x9f)
        return (unsigned char)(u + 0x20);
    return u;
}

/* U+0420 to U+042F are small in the next block. */
static void fold_block(bare *b, size_t n)
{
    unsigned char *at = (unsigned char *)b->text + n - 2;
    if (n >= 2 && at[0] == 0xd0 && at[1] >= 0xa0 && at[1] <= 0xaf) {
        at[0] = 0xd1;
        at[1] = (unsigned char)(at[1] - 0x20);
    }
}

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Bytes of a blank or a quote at the start of t that is none of a word; 0: none. */
static size_t wide_gap(bp_text t)
{
    static const char *const gaps[] = { "\u00a0", "\u202f", "\u2019", "\u2013",
                                        "\u2014" };
    for (size_t i = 0; i < COUNT(gaps); i++)
        if (bp_text_starts(t, gaps[i]))
            return strlen(gaps[i]);
    return 0;
}

/* False when it is longer than any words of a period, or has more digits than "14". */
static bool split(bare *b, bp_text t)
{
    size_t n = 0, digits = 0;
    bool inside = false;
    b->n = 0;
    for (size_t i = 0; i < t.n; i++) {
        const size_t gap =
            (unsigned char)t.at[i] >= 0x80 ? wide_gap((bp_text){ t.at + i, t.n - i }) : 0;
        const unsigned char last = n > 0 && inside ? (unsigned char)b->text[n - 1] : 0;
        const unsigned char c = fold(last, t.at[i]);
        digits += bp_is_digit(t.at[i]);
        if (digits > 2)
            return false;
        if (gap > 0 || !is_word(c)) {
            i += gap > 0 ? gap - 1 : 0;
            inside = false;
            continue;
        }
        if (!inside && b->n == WORDS_MAX)
            return false;
        if (!inside)
            b->at[b->n++] = n;
        inside = true;
        if (n == BYTES_MAX)
            return false;
        b->text[n++] = (char)c;
        fold_block(b, n);
    }
    b->at[b->n] = n;
    return b->n > 0;
}

static bool is_listed(const bare *b, size_t word, const char *const list[], size_t n)
{
    const bp_text t = { b->text + b->at[word], b->at[word + 1] - b->at[word] };
    for (size_t i = 0; i < n; i++)
        if (bp_text_is(t, list[i]))
            return true;
    return false;
}

/* What stands before a period: "per hour", "de l'heure", "once a week". */
static bool is_before(const bare *b, size_t word)
{
    static const char *const list[] = {
        "per", "a",  "an", "each", "every", "once", "p", "pro", "je", "im", "in",
        "par", "de", "l",  "al",   "all",   "alla", "à", "por", "el", "la", "ao",
        "om",  "i",  "pr", "na",   "za",    "w",    "в", "за",  "os",
    };
    return is_listed(b, word, list, COUNT(list));
}

/* What stands behind it: "Annual Salary", "Hourly (Non-Exempt)". */
static bool is_behind(const bare *b, size_t word)
{
    static const char *const list[] = {
        "salary", "rate", "rates", "wage", "wages",  "pay",       "paid",
        "basis",  "s",    "based", "non",  "exempt", "nonexempt", "employee",
    };
    return is_listed(b, word, list, COUNT(list));
}

/* Words `from` to before `to`, without what is between them. */
static bp_period_word look_up(const bare *b, size_t from, size_t to, bp_period *out)
{
    const bp_text t = { b->text + b->at[from], b->at[to] - b->at[from] };
    size_t low = 0, high = COUNT(table);
    while (low < high) {
        const size_t mid = low + (high - low) / 2;
        const int order = bp_text_order(t, bp_text_of(table[mid].word));
        if (order == 0) {
            *out = table[mid].period;
            return table[mid].sure;
        }
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return BP_PERIOD_NO_WORD;
}

bp_period_word bp_period_read(bp_period *out, bp_text words)
{
    bare b;
    if (words.n > BYTES_MAX + WORDS_MAX || !split(&b, words))
        return BP_PERIOD_NO_WORD;
    size_t from = 0, to = b.n;
    bp_period_word found = look_up(&b, from, to, out);
    while (found == BP_PERIOD_NO_WORD && to - from > 1 && is_before(&b, from))
        found = look_up(&b, ++from, to, out);
    while (found == BP_PERIOD_NO_WORD && to - from > 1 && is_behind(&b, to - 1))
        found = look_up(&b, from, --to, out);
    return found;
}

bool bp_period_parse(bp_period *out, bp_text words)
{
    return bp_period_read(out, words) != BP_PERIOD_NO_WORD;
}
