/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a header say of its column.
 *
 * No list of whole headers can know all ways to write "gross pay a year in euros", but
 * the words that they are made of are few, in any language.  So a header is cut into
 * words, and each is looked up by itself.  Languages that write compounds
 * ("Monatsgehalt", "månadslön") or no blanks at all (年薪) are why a word of the table
 * may be a part of a written one.  The table holds words as bp_utf8_fold leaves them:
 * without accents. */
#include "ingest/headwords.h"

#include "base/utf8.h"
#include "base/words.h"
#include "data/slots.h"
#include "ingest/date.h"

static const struct {
    unsigned says;
    const char *words;
} table[] = {
    { BP_SAYS_PAY,
      "*salar* sal salair* wage wages *wage *wages wagp sueldo* jornal haberes "
      "stipendi* retribuzion* retribucion* vencimento* ordenado *gehalt* *gehaelt* "
      "*entgelt* *verdienst* *vergutung* *verguetung* *besoldung* bezoldiging* "
      "beloning* *lohn *lohne *loon loon* lon *lon lonn *lonn løn *løn lønn *lønn loen "
      "*loen *loenn palkka* *palkka *palkat *ansio* palk *palk alga *algalyg* atlyg* "
      "wynagrodzen* pensja pensje placa plat placa* plata mzda mzdy *mzda fizetes* "
      "*fizetes ber berek salariu* *kereset *зарплат* заработн* оклад* *вознагражден* "
      "заплата* заробітн* *платня жалован* płac* maas* ucret* gaji* upah luong* μισθο* "
      "αποδοχ* راتب* الراتب* שכר משכורת* वतन* เงนเดอน* *薪* *工资* *工資* *俸* *給与* "
      "*給料* *年収* *月収* *月給* *時給* *日給* *基本給* *賃金* *收入* *연봉* *급여* "
      "*월급* *시급* *시간급* *임금* *보수* *봉급* smic ctc ral payscale* remun* "
      "provento* "
      "indemnizati* *支給* *支给*" },
    { BP_SAYS_EARNINGS,
      "pay *pay earning* income* *income compensation* *compensation comp compen* "
      "emolument* einkommen* *einkommen ingreso* revenu revenus reddito renda "
      "rendimento* dochod* inkomst* inkomen* tulot *tulot prijem доход* paga paie "
      "stipend honorar* honorair* package paid payment payments guadagn* gagne* ganas "
      "ganar verdienen verdiene zarabia* зарабатыв*" },
    { BP_SAYS_AMOUNT,
      "rate rt amount amt gross *brutto* bruto* brut brute bruta betrag montant monto "
      "valor importe belop belopp money cash lordo lorda hruba hruby брутто" },
    { BP_SAYS_BASE,
      "base *grund* basic fixed fix fijo fixo fisso fixe regular basis basico basica "
      "basique peruspalkka оклад* 基本* *기본*" },
    { BP_SAYS_GROSS,
      "gross *brutto* bruto* brut brute bruta hruba hruby lordo lorda брутто" },
    { BP_SAYS_NET,
      "net netto* *netto neto neta liquido liquida takehome nett *手取* *税后* *税後* "
      "*실수령* *差引* *实发* *實發* *到手*" },
    { BP_SAYS_TOTAL,
      "total* tc ctc *gesamt* totale insgesamt yhteensa celkem łacznie lacznie razem "
      "toplam totaal allin ote всего итого совокупн* *总* *總* *総* *合計* *총*" },
    { BP_SAYS_BONUS,
      "*bonus* incentive* commission* sti variable tip tips gratific* prime primes "
      "*pramie* *praemie* premio* premia* премия* бонус* *奖金* *獎金* *賞与* *상여* "
      "*보너스* provision* additional tantieme* comision* extra lump" },
    { BP_SAYS_LTI,
      "lti equity stock* rsu rsus option* share shares grant grants akti* aktie*" },
    { BP_SAYS_BENEFITS, "benefit* perk perks prestation* beneficio*" },
    { BP_SAYS_WITH,
      "incl inc including inclusive includes with plus mit inkl inklusive inklusiv "
      "compris con com" },
    { BP_SAYS_WITHOUT,
      "excl excluding exclusive exkl ex without ohne hors sin sem before vor utan uten" },
    { BP_SAYS_LOW,
      "min minimum low lower from start bottom lo begin floor von ab desde minimo "
      "minimal minimale mini od от da de fran fra vanaf mindest* lowest entry *最低* "
      "*下限* du" },
    { BP_SAYS_HIGH,
      "max maximum high upper to end top hi ceiling bis hasta maximo maximal maximale "
      "maxi do до ate til tot hochst* hoechst* highest jusqu *最高* *上限* au thru "
      "through" },
    { BP_SAYS_MEAN,
      "avg average mean mid midpoint *durchschnitt* moyen moyenne media medio promedio "
      "mittel* snitt средн* sredni* przecietn* capita percapita medellon medelinkomst "
      "genomsnitt* gjennomsnitt* gennemsnit* prumern* atlag* ortalama" },
    { BP_SAYS_OTHERWISE,
      "previous prior former last old past prev expected desired wanted wish starting "
      "ideal other others proposed future next partner spouse household family hoped "
      "vorher* alt letzt* ehemalig* ancien* anterior siguiente precedente minimumwage "
      "ytd td cumul* kumul* ago earlier over beyond q quarter* termijn outra* outro* "
      "otra* otro* autre "
      "autres altra altre altri altro sonstig* andere anderen inne прочие overige "
      "ovriga ovrige" },
    { BP_SAYS_CONVERTED, "convert* conv normali* ppp" },
    { BP_SAYS_SHARE,
      "percent* pct perc % percentage prozent* prosent* porcent* procent* pourcent* "
      "ratio quotient" },
    { BP_SAYS_NOT,
      "share shares rank ranking rating ratings score index compa age ages alter edad "
      "idade eta alder ika возраст *年龄* *年齢* birth born geburt* median* mediane "
      "percentile* quantile* decile* quartile* count counts number numero num nbr nr no "
      "anzahl nombre antal quantity qty many headcount employees employed employment "
      "staff workers posts positions openings vacanc* jobs applicants population people "
      "naics sic nace isco ssoc anzsco fips kod kodu kode код persons men women gap "
      "difference diff change changes increase increases raise "
      "raises merit growth delta hike variance variation erhohung* augment* aumento* id "
      "ids code codes key phone tel telephone mobile fax zip zipcode postal postcode "
      "plz ssn npi serial line row rows rownames record unnamed seq years yrs hours hrs "
      "stunden heures horas std prorate proration *stunden experience exper exp yoe "
      "tenure service seniority fte tecrube* deneyim* buyuklu* erfahrung* *erfahrung "
      "experienc* education educ schooling tax taxes taxable steuer* impot* impuesto* "
      "imposto* *steuer withh* deduct* abzug* fica medicare security insurance pension "
      "pensions retirement ira contribution* superannuation super sdl uif allowance* "
      "zulage* *zulage reimburs* expense* expenses diem relocation overtime ot "
      "uberstunden* severance compensatory budget* revenue* sales turnover profit "
      "profits assets price prices cost costs rent tuition fee fees billing billings "
      "quota umsatz* chiffre gdp grade step tier stars group gruppe *gruppe *klasse "
      "*stufe lat latitude lng longitude date founded established children dependents "
      "kids vacation leave pto log *log ln logwage logsalary logpay lwage lsalary lsal "
      "lnwage loge square squared sq sd stdev stderr deviation prse reason unemploy* "
      "satisfaction timestamp paye satisfied competitive transparent fair prevailing "
      "reported reports deduc* deduz* abgaben cotisation* cotiza* contribui* contribuc* "
      "descont* descuent* ritenut* trattenut* retencion* retenue* *控除* *手当* *手當* "
      "*津贴* *補貼* *补贴* *수당* изменени* cambio cambios variacao variazione "
      "*anderung* veranderung* zmiana zmena endring andring source" },
    { BP_SAYS_ALL,
      "payroll* *lohnsumme *gehaltssumme *entgeltsumme lonsum lonesum wagebill *人件費* "
      "*人事费* *人事費*" },
    { BP_SAYS_BAND, "band bands faixa banda tranche fascia spanne" },
    { BP_SAYS_LIFE,
      "hire* hired hiring birth* born dob founded foundation founding establish* start* "
      "begin* since grad graduat* degree join* entry entered built incorporat* licens* "
      "certif* promot* terminat* retire* opened residency fellowship class completed "
      "hours hrs stunden heures horas eintritt* einstell* geburt* geboren gegrundet "
      "nacimiento naissance nascita nascimento embauche assunzione ingreso admissao" },
    { BP_SAYS_YEAR,
      "year* *yearly* *annual* annum anual* annuel* annuo annua annuale ann yr pa "
      "yearly *jahr* jahrlich* anno ano jaar* *jaar arslon* arslonn* arsl* arsink* "
      "vuosi* vuode* vuotui* roczn* rok rocni* rocne eves evi yillik yıllık tahunan "
      "tahun год* годов* рік річн* *年* *연봉* *연간* aasta* ctc ral" },
    { BP_SAYS_MONTH,
      "month* *monthly* *monat* mensual* mensuel* mensal* mensile mes mois mese maand* "
      "*maand manad* maned* *maned* kuukau* kk miesi* miesiecz* mies mesic* mesacn* "
      "mjesec* havi* lunar* aylik aylık bulanan bulan мес месяц* місяць* місячн* *月* "
      "*월* kuu pm" },
    { BP_SAYS_WEEK,
      "week* *weekly* *woche* semanal* semana settiman* hebdo* wochen* vecka* viikko* "
      "tygod* tyden* *周* *週* неделю" },
    { BP_SAYS_FORTNIGHT, "biweek* fortnight* zweiwoch* quinzaine* quincena*" },
    { BP_SAYS_HALF_MONTH, "semimonth* halfmonth*" },
    { BP_SAYS_DAY, "daily *tage* taglich* diario diaria journ* diem day *日*" },
    { BP_SAYS_HOUR,
      "hour* *hourly* *stunde* stundlich* heure horaire* hora horario orari* uur* *uur "
      "timme* timl* timel* tunti* godz* hodin* oraber oradij saatlik час часов* почасов* "
      "*时薪* *時給* *時薪* *시급* *시간급* hr hrly tund*" },
};

/* A code point that stands between words: blanks and marks of any script, as far as
 * headers have them. */
static bool is_between(uint32_t c)
{
    return (c < 0x80 && c != '%' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
            !(c >= 'A' && c <= 'Z')) ||
           (c >= 0xa0 && c <= 0xbf) || (c >= 0x2000 && c <= 0x20cf) ||
           (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f) ||
           (c >= 0xff1a && c <= 0xff20) || c == 0xfeff;
}

static bool is_open(uint32_t c)
{
    return c == '(' || c == '[' || c == 0xff08;
}

static bool is_close(uint32_t c)
{
    return c == ')' || c == ']' || c == 0xff09;
}

typedef enum letter { BETWEEN, UPPER, DIGIT, PERCENT, OTHER } letter;

static letter letter_of(uint32_t c)
{
    return is_between(c)           ? BETWEEN
           : bp_utf8_lower(c) != c ? UPPER
           : c >= '0' && c <= '9'  ? DIGIT
           : c == '%'              ? PERCENT
                                   : OTHER;
}

/* Copies a header with blanks where its words end: "monthSalary", "USDPay", "Sal94"; what
 * is in brackets only where `all` says so. */
static size_t spread(char *out, size_t room, bp_text header, bool all)
{
    size_t n = 0, depth = 0;
    letter last = BETWEEN;
    for (size_t i = 0, at = 0; i < header.n && n + 6 < room; at = i) {
        const uint32_t c = bp_utf8_next(header, &i);
        letter now = letter_of(c);
        depth += !all && is_open(c);
        if (depth > 0) {
            depth -= is_close(c);
            now = BETWEEN;
        }
        const bool lower_next =
            i < header.n && header.at[i] >= 'a' && header.at[i] <= 'z';
        const bool new_word = (now == UPPER && last == OTHER) ||
                              (now == UPPER && last == UPPER && lower_next) ||
                              (now == DIGIT) != (last == DIGIT) || now == PERCENT;
        if (new_word || now == BETWEEN)
            out[n++] = ' ';
        if (now != BETWEEN)
            for (size_t k = at; k < i; k++)
                out[n++] = header.at[k];
        last = now;
    }
    return n;
}

/* In "Lohn pro Std." and "Std.-Lohn" it is an hour; elsewhere a standard deviation. */
static void spell_hours(bp_headwords *words)
{
    for (size_t i = 0; i < words->n; i++) {
        if (!bp_text_is(words->word[i], "std"))
            continue;
        const bool behind = i > 0 && bp_words_have("pro je per", words->word[i - 1]);
        const bool before =
            i + 1 < words->n &&
            bp_words_have("*lohn *entgelt *verdienst *satz", words->word[i + 1]);
        if (behind || before)
            words->word[i] = bp_text_of("stunde");
    }
}

void bp_headwords_split(bp_headwords *out, bp_text header)
{
    char spaced[sizeof out->text];
    out->n = 0;
    header.n = bp_utf8_valid(header);
    size_t n = spread(spaced, sizeof spaced, header, false);
    if (header.n > 0 && is_open((unsigned char)header.at[0])) /* "('P16', 'Salary')" */
        n = spread(spaced, sizeof spaced, header, true);
    const size_t used =
        bp_utf8_fold_short(out->text, sizeof out->text, (bp_text){ spaced, n });
    for (size_t i = 0; i < used && out->n < BP_HEADWORDS_MAX;) {
        size_t end = i;
        while (end < used && out->text[end] != ' ')
            end++;
        if (end > i)
            out->word[out->n++] = (bp_text){ out->text + i, end - i };
        i = end + 1;
    }
    spell_hours(out);
}

bool bp_headwords_any(bp_text header, const char *list)
{
    bp_headwords w;
    bool any = false;
    bp_headwords_split(&w, header);
    for (size_t i = 0; i < w.n && !any; i++)
        any = bp_words_have(list, w.word[i]);
    return any;
}

bool bp_headwords_listed(bp_text header, const char *list)
{
    bp_headwords w;
    char text[sizeof w.text];
    size_t n = 0;
    bp_headwords_split(&w, header);
    for (size_t i = 0; i < w.n; i++) {
        memcpy(text + n, w.word[i].at, w.word[i].n);
        n += w.word[i].n;
    }
    return bp_words_have(list, (bp_text){ text, n });
}

static unsigned look_up(bp_text word)
{
    unsigned says = 0;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        says |= bp_words_have(table[i].words, word) ? table[i].says : 0;
    return says;
}

/* A file's few words are asked about again and again, by every role that a column may
 * have, so each thread remembers the last ones: those of hundreds of columns. */
unsigned bp_headwords_say(bp_text word)
{
    static _Thread_local struct {
        char word[24];
        size_t n;
        unsigned says;
    } memory[512];
    if (word.n == 0 || word.n > sizeof memory[0].word)
        return word.n == 0 ? 0 : look_up(word);
    const size_t i = bp_hash(word.at, word.n) % (sizeof memory / sizeof memory[0]);
    if (memory[i].n != word.n || memcmp(memory[i].word, word.at, word.n) != 0) {
        memory[i].says = look_up(word);
        memory[i].n = word.n;
        memcpy(memory[i].word, word.at, word.n);
    }
    return memory[i].says;
}

static unsigned all_say(bp_text text)
{
    bp_headwords words;
    unsigned says = 0;
    bp_headwords_split(&words, text);
    for (size_t i = 0; i < words.n; i++)
        says |= bp_headwords_say(words.word[i]);
    return says;
}

/* A longer remark is about something else. */
#define REMARK_MAX 24

/* What is in the first brackets, if it is short; else empty. */
static bp_text remark(bp_text header)
{
    const char *open = memchr(header.at, '(', header.n);
    if (open == NULL)
        return (bp_text){ "", 0 };
    const bp_text rest = { open + 1, header.n - (size_t)(open + 1 - header.at) };
    const char *close = memchr(rest.at, ')', rest.n);
    const size_t n = close != NULL ? (size_t)(close - rest.at) : rest.n;
    return (bp_text){ rest.at, n <= REMARK_MAX ? n : 0 };
}

/* "(net)", "(%)"; "(VAT 0%)" is no share. */
unsigned bp_headwords_of(bp_text header)
{
    const bp_text aside = remark(header);
    unsigned also = BP_SAYS_NET | BP_SAYS_GROSS | BP_SAYS_SHARE;
    for (size_t i = 0; i < aside.n; i++)
        if (aside.at[i] >= '0' && aside.at[i] <= '9')
            also &= ~(unsigned)BP_SAYS_SHARE;
    return all_say(header) | (all_say(aside) & also);
}

bool bp_headwords_year(bp_text header)
{
    bp_headwords words;
    bool year = false;
    bp_headwords_split(&words, header);
    for (size_t i = 0; i < words.n; i++)
        year |= bp_year_of(words.word[i]) != 0;
    return year;
}

/* Of one word: "biweekly" is no "weekly". */
static bp_period period_of(unsigned says)
{
    static const struct {
        bp_says says;
        bp_period period;
    } periods[] = {
        { BP_SAYS_FORTNIGHT, BP_PERIOD_BIWEEKLY },
        { BP_SAYS_HALF_MONTH, BP_PERIOD_SEMIMONTHLY },
        { BP_SAYS_YEAR, BP_PERIOD_ANNUAL },
        { BP_SAYS_MONTH, BP_PERIOD_MONTHLY },
        { BP_SAYS_WEEK, BP_PERIOD_WEEKLY },
        { BP_SAYS_HOUR, BP_PERIOD_HOURLY },
        { BP_SAYS_DAY, BP_PERIOD_DAILY },
    };
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++)
        if ((says & periods[i].says) != 0)
            return periods[i].period;
    return BP_PERIOD_AS_IS;
}

/* What a word changes in the one after it: "bi-weekly", "semi-monthly". */
static unsigned after(bp_text before, unsigned says)
{
    if (bp_text_is(before, "bi") && (says & BP_SAYS_WEEK) != 0)
        return BP_SAYS_FORTNIGHT;
    if (bp_text_is(before, "semi") && (says & BP_SAYS_MONTH) != 0)
        return BP_SAYS_HALF_MONTH;
    return says;
}

/* "9-month", "12 month": how long the period is, which is none of the usual ones, or a
 * year. False where no number stands before the word. */
static bool is_counted(const bp_headwords *words, size_t i, bp_period *period)
{
    const unsigned says = bp_headwords_say(words->word[i]);
    const bp_text before = i > 0 ? words->word[i - 1] : (bp_text){ "", 0 };
    const bool months = (says & BP_SAYS_MONTH) != 0, weeks = (says & BP_SAYS_WEEK) != 0;
    if ((!months && !weeks) || before.n == 0 || before.n > 2 ||
        !bp_is_digit(before.at[0]) || bp_text_is(before, "1"))
        return false;
    *period = bp_text_is(before, months ? "12" : "52") ? BP_PERIOD_ANNUAL
              : weeks && bp_text_is(before, "2")       ? BP_PERIOD_BIWEEKLY
                                                       : BP_PERIOD_AS_IS;
    return true;
}

static bp_period period_in(bp_text text)
{
    bp_headwords words;
    bp_headwords_split(&words, text);
    for (size_t i = 0; i < words.n; i++) {
        const bp_text word = words.word[i];
        const bool per_an =
            i + 1 == words.n && bp_text_is(word, "an"); /* "brut par an" */
        const unsigned says = per_an ? BP_SAYS_YEAR : bp_headwords_say(word);
        bp_period period = BP_PERIOD_AS_IS;
        if (!is_counted(&words, i, &period))
            period = period_of(i > 0 ? after(words.word[i - 1], says) : says);
        if (period != BP_PERIOD_AS_IS)
            return period;
    }
    return BP_PERIOD_AS_IS;
}

bp_period bp_headwords_period(bp_text header)
{
    const bp_period period = period_in(header);
    return period != BP_PERIOD_AS_IS ? period : period_in(remark(header));
}
