/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pay is paid for.
 *
 * Words are compared without case, blanks and marks, so that one entry stands for
 * "Bi-Weekly", "bi weekly" and "BIWEEKLY"; what may stand around a word ("per", "pro",
 * "... rate") is taken off word by word.  "Bimonthly" is in no list: it means two things.
 *
 * Factors are whole numbers, so that annual pay is as exact as what was paid.  The one
 * that is not, a day's where a year's hours are no multiple of eight, is kept as a
 * fraction, and its product is rounded once. */
#include "ingest/period.h"

#include <string.h>

#include "base/divide.h"
#include "base/utf8.h"
#include "base/words.h"

static const struct {
    bp_period period;
    bp_period_word sure;
    const char *words;
} table[] = {
    { BP_PERIOD_ANNUAL, BP_PERIOD_SURE,
      "annee anno annua annual annuale annually annuel annuelle annuellement annui "
      "annum annuo année anual anualmente año jaar jaarlijks jahr jahresgehalt "
      "jährlich năm perannum peryear roczna roczne rocznie roczny rok ročně tahun "
      "vuodessa vuosi year yearly yıl yıllık år årlig årligen årslön év évente éves "
      "έτος вгод год года годовая году 年俸 年収 年薪 연봉" },
    { BP_PERIOD_MONTHLY, BP_PERIOD_SURE,
      "aylık bulan havi havonta hónap hónapra kuukausi maand maandelijks mensal "
      "mensile mensili mensual mensualmente mensuel mensuelle mese mesiac mesiaca "
      "mies miesiąc miesięcznie miesięczny mois monat monate monatlich month monthly "
      "mtl mån månad månadslön månadsvis månatlig måned månedlig månedlønn mês měsíc "
      "měsíčně tháng вмесяц мес месяц месяца 月給 月収 月薪 월급" },
    { BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SURE,
      "bimensuel halbmonatlich quincena quincenal quinzenal semimonth semimonthly "
      "twiceamonth twicemonthly twicepermonth" },
    { BP_PERIOD_BIWEEKLY, BP_PERIOD_SURE,
      "14täglich 2weeks biweek biweekly catorcenal every2weeks everyotherweek "
      "everytwoweeks fortnight fortnightly onceeverytwoweeks tweewekelijks twoweeks "
      "vierzehntäglich zweiwöchentlich" },
    { BP_PERIOD_WEEKLY, BP_PERIOD_SURE,
      "hafta haftalık hebdomadaire hetente heti hét semaine semana semanal "
      "semanalmente settimana settimanale tydzień tygodniowo tygodniowy týden týdně "
      "uge ukentlig vecka veckolön veckovis viikko week weekly wekelijks woche "
      "wöchentlich неделю неделя 周薪 週給 주급" },
    { BP_PERIOD_DAILY, BP_PERIOD_SURE,
      "dagelijks daglig daily day denně diaria diariamente diario diem dziennie dzień "
      "día giornaliero giorno gün günlük jour journalier journalière napi ngày päivä "
      "tag tagesgehalt tagessatz täglich вдень день 日給 日薪 일급" },
    { BP_PERIOD_HOURLY, BP_PERIOD_SURE,
      "giờ godz godzina godzinowo godzinę heure hodina hodinu hora horaire hour "
      "hourly hours oraria orario saat saatlik stunde stundenlohn stündlich timelønn "
      "timlön timme timmen tunnissa tunti uur uurloon óra órabér вчас час часа 小时 小時 "
      "时薪 時給 時薪 시간 시급" },
    { BP_PERIOD_ANNUAL, BP_PERIOD_SHORT, "an ano pa pj years yr yrs 年 연" },
    { BP_PERIOD_MONTHLY, BP_PERIOD_SHORT,
      "ay hó kk mc md mdr mes mo months mth pcm pm 月 월" },
    { BP_PERIOD_SEMIMONTHLY, BP_PERIOD_SHORT, "sm" },
    { BP_PERIOD_BIWEEKLY, BP_PERIOD_SHORT, "bw" },
    { BP_PERIOD_WEEKLY, BP_PERIOD_SHORT, "pw wk 周 週" },
    { BP_PERIOD_DAILY, BP_PERIOD_SHORT, "dag den dia hari nap 天 日" },
    { BP_PERIOD_HOURLY, BP_PERIOD_SHORT, "h hod hr hrs jam ora ph std time 时 時" },
    { BP_PERIOD_ANNUAL, BP_PERIOD_STATUS, "exempt salaried salary" },
    { BP_PERIOD_HOURLY, BP_PERIOD_STATUS, "nonexempt" },
};

#define WORDS_MAX 6
#define BYTES_MAX 40

/* Words in lower case without what is between them, one behind the other. */
typedef struct bare {
    char text[BYTES_MAX];
    size_t at[WORDS_MAX + 1]; /* where each starts; the last is the end of all */
    size_t n;
} bare;

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* False when it is longer than any words of a period, or has more digits than "14". */
static bool split(bare *b, bp_text words)
{
    static const char gaps[] = "\u00a0|\u202f|\u2019|\u2013|\u2014";
    char small[BYTES_MAX + WORDS_MAX];
    size_t n = 0, digits = 0;
    bool inside = false;
    b->n = 0;
    for (size_t i = 0; i < words.n; i++)
        digits += bp_is_digit(words.at[i]);
    if (words.n > sizeof small || digits > 2)
        return false;
    memcpy(small, words.at, words.n);
    bp_utf8_small(small, words.n);
    const bp_text t = { small, words.n };
    for (size_t i = 0; i < t.n; i++) {
        const unsigned char c = (unsigned char)t.at[i];
        const size_t gap = c >= 0x80 ? bp_words_start(gaps, '|', bp_text_from(t, i)) : 0;
        if (gap > 0 || !is_word(c)) {
            i += gap > 0 ? gap - 1 : 0;
            inside = false;
            continue;
        }
        if (n == BYTES_MAX || (!inside && b->n == WORDS_MAX))
            return false;
        if (!inside)
            b->at[b->n++] = n;
        inside = true;
        b->text[n++] = t.at[i];
    }
    b->at[b->n] = n;
    return b->n > 0;
}

/* Words `from` to before `to`, without what is between them. */
static bp_text joined(const bare *b, size_t from, size_t to)
{
    return (bp_text){ b->text + b->at[from], b->at[to] - b->at[from] };
}

/* What stands before a period: "per hour", "de l'heure", "once a week". */
static const char before[] =
    "per a an each every once p pro je im in par de l al all alla "
    "à por el la ao om i pr na za w в за os";

/* What stands behind it: "Annual Salary", "Hourly (Non-Exempt)". */
static const char behind[] = "salary rate rates wage wages pay paid basis s based non "
                             "exempt nonexempt employee";

/* Every text of a file's head is looked up, and every cell that says what it is paid for:
 * so each thread has an index. */
static const bp_word_index *index_of_table(void)
{
    static _Thread_local bp_word_index x;
    if (x.n == 0)
        for (size_t row = 0; row < sizeof table / sizeof table[0]; row++)
            bp_words_index(&x, table[row].words, ' ', row);
    return &x;
}

static bp_period_word look_up(bp_text word, bp_period *out)
{
    const bp_word_index *x = index_of_table();
    const bp_indexed *w = bp_words_first(x, word.at[0]);
    while (w != NULL && !bp_text_equal(w->word, word))
        w = bp_words_after(x, w);
    if (w == NULL)
        return BP_PERIOD_NO_WORD;
    *out = table[w->row].period;
    return table[w->row].sure;
}

bp_period_word bp_period_read(bp_period *out, bp_text words)
{
    bare b;
    if (!split(&b, words))
        return BP_PERIOD_NO_WORD;
    size_t from = 0, to = b.n;
    bp_period_word found = look_up(joined(&b, from, to), out);
    while (found == BP_PERIOD_NO_WORD && to - from > 1 &&
           bp_words_have(before, joined(&b, from, from + 1)))
        found = look_up(joined(&b, ++from, to), out);
    while (found == BP_PERIOD_NO_WORD && to - from > 1 &&
           bp_words_have(behind, joined(&b, to - 1, to)))
        found = look_up(joined(&b, from, --to), out);
    return found;
}

/* Words of scripts without blanks, all of which start beyond this byte. */
#define WITHOUT_BLANKS 0xe3

bool bp_period_skip(bp_text *t, bp_period *out)
{
    const bp_word_index *x = index_of_table();
    const bool may = t->n > 0 && (unsigned char)t->at[0] >= WITHOUT_BLANKS;
    const bp_indexed *w = may ? bp_words_first(x, t->at[0]) : NULL;
    while (w != NULL && !bp_text_begins(*t, w->word))
        w = bp_words_after(x, w);
    if (w == NULL)
        return false;
    *out = table[w->row].period;
    *t = bp_text_from(*t, w->word.n);
    return true;
}

bool bp_period_parse(bp_period *out, bp_text words)
{
    return bp_period_read(out, words) != BP_PERIOD_NO_WORD;
}

bool bp_period_code(bp_period *out, bp_text letter)
{
    static const struct {
        char letter;
        bp_period period;
    } codes[] = {
        { 'a', BP_PERIOD_ANNUAL },  { 'b', BP_PERIOD_BIWEEKLY },
        { 'd', BP_PERIOD_DAILY },   { 'h', BP_PERIOD_HOURLY },
        { 'm', BP_PERIOD_MONTHLY }, { 's', BP_PERIOD_SEMIMONTHLY },
        { 'w', BP_PERIOD_WEEKLY },
    };
    for (size_t i = 0; letter.n == 1 && i < sizeof codes / sizeof codes[0]; i++) {
        if (bp_lower(letter.at[0]) != codes[i].letter)
            continue;
        *out = codes[i].period;
        return true;
    }
    return false;
}

bool bp_period_of_cell(bp_period *out, bp_text words, bool codes)
{
    return (codes && bp_period_code(out, bp_text_trim(words))) ||
           bp_period_parse(out, words);
}

const char *bp_period_name(bp_period period)
{
    static const char *const names[] = {
        [BP_PERIOD_AS_IS] = "",
        [BP_PERIOD_ANNUAL] = "a year",
        [BP_PERIOD_MONTHLY] = "a month",
        [BP_PERIOD_SEMIMONTHLY] = "half a month",
        [BP_PERIOD_BIWEEKLY] = "a fortnight",
        [BP_PERIOD_WEEKLY] = "a week",
        [BP_PERIOD_DAILY] = "a day",
        [BP_PERIOD_HOURLY] = "an hour",
    };
    return names[period];
}

/* ---- as factors ---- */

/* A day's work, in hours. */
#define HOURS_A_DAY 8

static bp_factor whole(int64_t times)
{
    return (bp_factor){ times, 1 };
}

bp_factor bp_factor_of(const bp_reading *reading, bp_period period)
{
    const int64_t hours = reading->hours;
    switch (period) {
    case BP_PERIOD_HOURLY:
        return whole(hours);
    case BP_PERIOD_DAILY:
        return hours % HOURS_A_DAY == 0 ? whole(hours / HOURS_A_DAY)
                                        : (bp_factor){ hours, HOURS_A_DAY };
    case BP_PERIOD_WEEKLY:
        return whole(52);
    case BP_PERIOD_BIWEEKLY:
        return whole(26);
    case BP_PERIOD_SEMIMONTHLY:
        return whole(24);
    case BP_PERIOD_MONTHLY:
        return whole(reading->pays);
    case BP_PERIOD_AS_IS:
    case BP_PERIOD_ANNUAL:
        break;
    }
    return whole(1);
}

bool bp_factor_apply(int64_t *units, bp_factor f)
{
    bp_int128 all = (bp_int128)*units * f.times;
    if (f.of != 1)
        all = bp_divide(all, f.of);
    if (all > INT64_MAX || all <= INT64_MIN)
        return false;
    *units = (int64_t)all;
    return true;
}
