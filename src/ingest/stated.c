/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stated.c - reads the headers of published figures.
 *
 * Publishers put the level, the measure and the period into one header in any order and
 * in many languages ("tcc_p25", "Annual 10th Percentile", "Lower quartile", "Mediana").
 * So a header is cut into words, the words of the level are taken out, then those of
 * the period; what is left is the measure, by which the sets of a table are told apart.
 * A measure that is known not to be pay is never taken for it. */
#include "ingest/stated.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/words.h"
#include "ingest/amount.h"
#include "ingest/date.h"
#include "ingest/headwords.h"
#include "ingest/unit.h"

static const bp_level median = { 1, 2 };

#define WORDS_MAX 24
#define WORD_SIZE 32

typedef struct word {
    char text[WORD_SIZE]; /* in lower case; of a number its digits, with a point */
    bool number;
    bool percent; /* a number before "%" */
    bool glued;   /* to the word before it */
    bool used;    /* it says the level or the period */
} word;

typedef struct words {
    word word[WORDS_MAX];
    size_t n;
    bool percent; /* there is a "%" that no number stands before */
    bool cut;     /* there were more words, or longer ones */
} words;

/* ---- words ---- */

static bool is_letter(char c)
{
    return bp_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The bytes at t[i] that separate words though they are no ASCII: a no-break space, and
 * the signs of ordinals. */
static size_t separator(bp_text t, size_t i)
{
    return i + 1 < t.n && (unsigned char)t.at[i] == 0xc2 ? 2 : 0;
}

static void add_word(words *w, bp_text t, bool number, bool glued)
{
    if (w->n == WORDS_MAX || t.n >= WORD_SIZE) {
        w->cut = true;
        return;
    }
    word *to = &w->word[w->n++];
    *to = (word){ .number = number, .glued = glued };
    memcpy(to->text, t.at, t.n);
    bp_utf8_small(to->text, t.n);
    for (size_t i = 0; number && i < t.n; i++)
        to->text[i] = to->text[i] == ',' ? '.' : to->text[i];
}

/* The end of the word or number that starts at i. */
static size_t end_of(bp_text t, size_t i)
{
    const bool number = bp_is_digit(t.at[i]);
    size_t k = i + 1;
    for (; k < t.n; k++) {
        const char c = t.at[k];
        const bool mark =
            (c == '.' || c == ',') && k + 1 < t.n && bp_is_digit(t.at[k + 1]);
        if (number ? !bp_is_digit(c) && !mark : !is_letter(c) || separator(t, k) > 0)
            break;
        if (!number && is_upper(c) && t.at[k - 1] >= 'a' && t.at[k - 1] <= 'z')
            break;
    }
    return k;
}

static void cut(words *w, bp_text t)
{
    *w = (words){ .n = 0 };
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < t.n;) {
        const size_t gap = separator(t, i);
        if (gap > 0 || (!bp_is_digit(t.at[i]) && !is_letter(t.at[i]))) {
            const bool share =
                t.at[i] == '%' && !bp_text_starts(bp_text_from(t, i), "%ile");
            if (share && w->n > 0 && last == i && w->word[w->n - 1].number)
                w->word[w->n - 1].percent = true;
            else
                w->percent |= share;
            i += gap > 0 ? gap : 1;
            continue;
        }
        const size_t k = end_of(t, i);
        add_word(w, (bp_text){ t.at + i, k - i }, bp_is_digit(t.at[i]), last == i);
        last = i = k;
    }
}

static bool is_one(const char *text, const char *list)
{
    return bp_words_have(list, bp_text_of(text));
}

/* Does it have one of the words of a list inside? */
static const char *inside(const char *text, const char *list, size_t *length)
{
    bp_text part;
    while (bp_words_next(&part, &list, ' '))
        for (const char *from = text; (from = strchr(from, part.at[0])) != NULL; from++)
            if (strncmp(from, part.at, part.n) == 0) {
                *length = part.n;
                return from;
            }
    return NULL;
}

/* ---- levels ---- */

#define PERCENTILE                                                                       \
    "percentile percentiles percentil percentils percentiel perzentil perzentile "       \
    "persentil persentiili centile centil percentyl pctile pctl ptile prctile perc ile " \
    "fraktil fraktiili процентиль перцентиль percentilis"
#define QUANTILE "quantile quantil quantiel kvantil kwantyl kvantiili квантиль"
#define QUARTILE                                                                         \
    "quartil* cuartil* kwartiel* kvartil* kwartyl* kvartiil* quartiel* квартил*"
#define DECILE "decil* décil* dezil* deciel* decyl* desil* desiili* kymmenys децил*"
#define ORDINAL "st nd rd th er e ème eme re ere ère o a de ste do º ª th. й"
#define LOWER                                                                            \
    "lower first bottom unteres untere unterer premier primer primero primo primeiro "   \
    "inferior inferiore inférieur eerste onderste nedre undre första første lowest "  \
    "erstes dolny pierwszy нижний первый"
#define UPPER                                                                            \
    "upper third top oberes obere oberer troisième troisieme tercer tercero terzo "     \
    "terceiro superior superiore supérieur derde bovenste övre øvre tredje highest "  \
    "drittes górny trzeci верхний третий"
#define NINTH                                                                            \
    "ninth upper top neuntes neuvième noveno nono negende niende nionde oberes last "   \
    "superior supérieur superiore highest"
#define MEDIAN                                                                                        \
    "median médian medián mediaan mediaani zentralwert медиан 中位数 中位數 中央値 " \
    "중위 중앙값 διάμεσ"

/* 10, 97.5, and 975 for 97.5. */
static bool read_percent(bp_level *out, const char *digits)
{
    uint32_t whole = 0, rest = 0, unit = 1;
    size_t n = 0;
    const char *at = digits;
    for (; bp_is_digit(*at) && n < 4; at++, n++)
        whole = 10 * whole + (uint32_t)(*at - '0');
    for (at += *at == '.'; bp_is_digit(*at) && unit < 10000; at++, unit *= 10)
        rest = 10 * rest + (uint32_t)(*at - '0');
    if (*at != '\0' || n == 0 || n > 3)
        return false;
    if (n == 3 && unit == 1) {
        *out = (bp_level){ whole, 1000 };
        return digits[0] > '1';
    }
    *out = (bp_level){ whole * unit + rest, 100 * unit };
    return n < 3 && out->num > 0;
}

/* 0.25 */
static bool read_share(bp_level *out, const char *digits)
{
    uint32_t n = 0, unit = 1;
    if (digits[0] != '0' || digits[1] != '.')
        return false;
    for (const char *at = digits + 2; bp_is_digit(*at) && unit < 10000; at++, unit *= 10)
        n = 10 * n + (uint32_t)(*at - '0');
    *out = (bp_level){ n, unit };
    return n > 0;
}

/* The word beside i on one side, an ordinal's ending skipped; NULL: none. */
static word *beside(words *w, size_t i, bool after)
{
    for (int skipped = 0; skipped < 2; skipped++) {
        if (after ? i + 1 >= w->n : i == 0)
            return NULL;
        i = after ? i + 1 : i - 1;
        if (w->word[i].number || !is_one(w->word[i].text, ORDINAL))
            return &w->word[i];
    }
    return NULL;
}

static void use(words *w, size_t i, word *other)
{
    w->word[i].used = true;
    if (other != NULL)
        other->used = true;
    for (size_t k = 0; k < w->n; k++)
        if (!w->word[k].number && k > 0 && w->word[k - 1].number && w->word[k - 1].used &&
            is_one(w->word[k].text, ORDINAL))
            w->word[k].used = true;
}

/* "percentile 10", "10th percentile", "0.25 quantile". */
static bool by_percentile(words *w, size_t i, bp_level *out)
{
    const bool share = is_one(w->word[i].text, QUANTILE);
    if (!share && !is_one(w->word[i].text, PERCENTILE))
        return false;
    for (int after = 0; after < 2; after++) {
        word *number = beside(w, i, after == 1);
        if (number == NULL || !number->number ||
            !((share && read_share(out, number->text)) ||
              read_percent(out, number->text)))
            continue;
        use(w, i, number);
        return true;
    }
    return false;
}

/* The number of a question of a form: "P2_h". */
static bool is_of_question(const words *w, size_t number)
{
    const word *after = number + 1 < w->n ? &w->word[number + 1] : NULL;
    return after != NULL && after->text[1] == '\0' && is_letter(after->text[0]) &&
           w->word[number].text[1] == '\0';
}

/* "P25", "pct10", "25th pct", "q75"; not "P2P", nor the P of a word. */
static bool by_letter(words *w, size_t i, bp_level *out)
{
    const char *text = w->word[i].text;
    word *after = i + 1 < w->n ? &w->word[i + 1] : NULL;
    const bool pct = strcmp(text, "pct") == 0, q = strcmp(text, "q") == 0;
    if (!pct && !q && strcmp(text, "p") != 0)
        return false;
    const bool whole =
        i + 2 >= w->n || !w->word[i + 2].glued || is_one(w->word[i + 2].text, ORDINAL);
    if (after != NULL && after->number && whole && !is_of_question(w, i + 1) &&
        (after->glued || pct || !q) &&
        (q ? read_percent(out, after->text) && bp_level_percent(*out) >= 5
           : read_percent(out, after->text))) {
        use(w, i, after);
        return true;
    }
    word *before = i > 1 && is_one(w->word[i - 1].text, ORDINAL) ? &w->word[i - 2] : NULL;
    if (!pct || before == NULL || !before->number || !read_percent(out, before->text))
        return false;
    use(w, i, before);
    return true;
}

/* "lower quartile", "quartile 3", "9th decile"; `parts` of the whole. */
static bool by_parts(words *w, size_t i, uint32_t parts, bp_level *out)
{
    static const char *const first = "alakvartiili alakvartiil";
    static const char *const last = "yläkvartiili yläkvartiil";
    const char *const high = parts == 4 ? UPPER : NINTH;
    if (is_one(w->word[i].text, first) || is_one(w->word[i].text, last)) {
        *out = (bp_level){ is_one(w->word[i].text, first) ? 1 : 3, 4 };
        use(w, i, NULL);
        return parts == 4;
    }
    if (!is_one(w->word[i].text, parts == 4 ? QUARTILE : DECILE))
        return false;
    for (int after = 0; after < 2; after++) {
        word *side = beside(w, i, after == 1);
        if (side == NULL || side->used)
            continue;
        const uint32_t part = side->number && side->text[1] == '\0'
                                  ? (uint32_t)(side->text[0] - '0')
                              : is_one(side->text, LOWER) ? 1
                              : is_one(side->text, high)  ? parts - 1
                                                          : 0;
        if (part == 0 || part >= parts)
            continue;
        *out = (bp_level){ part, parts };
        use(w, i, side);
        return true;
    }
    return false;
}

/* "Median", and "Medianlohn", of which the pay is left. */
static bool by_median(words *w, size_t i, bp_level *out)
{
    size_t n = 0;
    char *text = w->word[i].text;
    const char *found = inside(text, MEDIAN, &n);
    if (strcmp(text, "md") == 0 && i + 1 < w->n && is_one(w->word[i + 1].text, "earn*")) {
        found = text; /* "MD_EARN": elsewhere it is a physician */
        n = 2;
    }
    if (found == NULL || is_one(text, "comedian* mediante"))
        return false;
    char *at = text + (found - text);
    *out = median;
    memmove(at, at + n, strlen(at + n) + 1);
    if (strlen(text) < 4 || is_one(text, "wert value"))
        w->word[i].used = true;
    return true;
}

static bool by_word(words *w, size_t i, bp_level *out)
{
    const char *text = w->word[i].text;
    if (!is_one(text, "lq uq"))
        return false;
    *out = (bp_level){ text[0] == 'l' ? 1 : 3, 4 };
    use(w, i, NULL);
    return true;
}

/* Levels that are published; other small numbers are grades, floors, years. */
static bool is_usual(const char *digits)
{
    return is_one(digits, "5 10 20 25 30 40 50 60 65 70 75 80 90 95 99");
}

/* "Q1", "D9" */
static bool in_parts(words *w, bp_level *out)
{
    for (size_t i = 0; i + 1 < w->n; i++) {
        word *number = &w->word[i + 1];
        const bool q = strcmp(w->word[i].text, "q") == 0;
        const uint32_t parts = q ? 4 : 10;
        if ((!q && strcmp(w->word[i].text, "d") != 0) || !number->number ||
            number->used || !number->glued || number->text[1] != '\0' ||
            (i + 2 < w->n && w->word[i + 2].glued))
            continue;
        *out = (bp_level){ (uint32_t)(number->text[0] - '0'), parts };
        use(w, i, number);
        return out->num > 0;
    }
    return false;
}

/* "Base 25th", "25th base" */
static bool in_ordinal(words *w, bp_level *out)
{
    for (size_t i = 0; i + 1 < w->n; i++)
        if (w->word[i].number && is_usual(w->word[i].text) && w->word[i + 1].glued &&
            is_one(w->word[i + 1].text, "st nd rd th")) {
            use(w, i, NULL);
            return read_percent(out, w->word[i].text);
        }
    return false;
}

/* Headers that are percentiles only beside others. */
static bool in_short(words *w, bp_short_form *form, bp_level *out)
{
    const word *last = w->n > 0 ? &w->word[w->n - 1] : NULL;
    *form = BP_SHORT_PART;
    if (in_parts(w, out))
        return true;
    *form = BP_SHORT_ORDINAL;
    if (in_ordinal(w, out))
        return true;
    if (last == NULL || !last->number || strlen(last->text) == 3)
        return false;
    *form = w->n == 1 ? BP_SHORT_BARE : BP_SHORT_NUMBER;
    if (w->n > 1 && (!is_usual(last->text) || last->percent))
        return false;
    use(w, w->n - 1, NULL);
    return read_percent(out, last->text);
}

static bool by_any(words *w, size_t i, bp_level *out)
{
    return !w->word[i].number && !w->word[i].used &&
           (by_percentile(w, i, out) || by_letter(w, i, out) || by_parts(w, i, 4, out) ||
            by_parts(w, i, 10, out) || by_median(w, i, out) || by_word(w, i, out));
}

/* The same level in another language, or once more: "Median_Wage_Salaire_Median". */
static void use_again(words *w, bp_level level)
{
    for (size_t i = 0; i < w->n; i++) {
        words tried = *w;
        bp_level other = { 0, 1 };
        if ((by_any(&tried, i, &other) || (i == 0 && in_parts(&tried, &other))) &&
            bp_level_compare(other, level) == 0)
            *w = tried;
    }
}

static bp_stated_what find_level(words *w, bp_short_form *form, bp_level *out)
{
    bp_stated_what what = BP_HEADER_OTHER;
    for (size_t i = 0; i < w->n && what == BP_HEADER_OTHER; i++)
        if (by_any(w, i, out))
            what = BP_HEADER_PERCENTILE;
    if (what == BP_HEADER_OTHER && in_short(w, form, out))
        what = BP_HEADER_SHORT;
    if (what != BP_HEADER_OTHER)
        use_again(w, *out);
    return what;
}

/* ---- what is measured ---- */

#define MEAN                                                                              \
    "mean average avg moyenne moyen durchschnitt* mittelwert promedio gemiddeld* "        \
    "genomsnitt* gjennomsnitt* keskiarvo gennemsnit* средн* przeciętn* średni* "   \
    "capita percapita cápita medellön medelinkomst medelvärde middellønn průměrn* " \
    "átlag* ortalama"
#define ROMANCE "media medio média médio medie"

/* Romance languages call a mean as others call the press: only beside pay.  "obs_value",
 * with which SDMX heads statistics, is of many people, too. */
static bool is_mean(words *w)
{
    bool mean = false, romance = false, pay = false;
    for (size_t i = 0; i < w->n; i++) {
        const char *text = w->word[i].text;
        w->word[i].used = is_one(text, MEAN) || is_one(text, ROMANCE);
        mean |= is_one(text, MEAN) || strstr(text, "平均") != NULL ||
                (i > 0 && strcmp(text, "value") == 0 &&
                 strcmp(w->word[i - 1].text, "obs") == 0);
        romance |= is_one(text, ROMANCE);
        pay |= is_one(text, "salar* sueld* retrib* stipend* remunera* gananc* ingres* "
                            "rendiment* reddit*");
    }
    return mean || (romance && pay);
}

/* What is measured where it is not pay.  Words of a whole header. */
static const char not_pay[] =
    "age ages aged alter âge edad idade età leeftijd ålder alder ikä wiek возраст "
    "rvu rvus wrvu wrvus trvu asa hours hrs stunden heures horas ore uren experience exp "
    "tenure seniority years yrs gap écart brecha divario change changes growth increase "
    "increases wachstum croissance percent share shares anteil ratio ratios index number "
    "nombre anzahl count counts n num quantity jobs posts headcount population "
    "unemployment gpa score rank ranking rent price prices dwelling debt loan loans cost "
    "costs tuition household family families error se rse prse cv deviation moe margin "
    "encounters visits collections charges panel beds distance days minutes size fte "
    "ftes rating temperature weight height";

/* The period that a word names, and the part of the word that does.
 *   first  of the header */
static bp_period period_of(const char *text, bool first, bp_text *part)
{
    static const struct {
        bp_period period;
        const char *words; /* besides those that period.h is sure of */
        const char *start; /* of a header alone: "H_MEDIAN" */
        const char *part;  /* of a word: "Stundenlohn" */
    } more[] = {
        { BP_PERIOD_HOURLY, "horario ora stündlicher", "h", "stunden" },
        { BP_PERIOD_MONTHLY, "mes monatlicher månads", "", "monats" },
        { BP_PERIOD_WEEKLY, "wk", "", "wochen" },
        { BP_PERIOD_ANNUAL, "an ano jährlicher pa yr", "a", "jahres" },
    };
    bp_period period;
    for (size_t k = 0; k < sizeof more / sizeof more[0]; k++) {
        const char *within = strstr(text, more[k].part);
        *part = bp_text_of(within != NULL ? more[k].part : text);
        if (within != NULL)
            part->at = within;
        if (within != NULL || is_one(text, more[k].words) ||
            (first && is_one(text, more[k].start)))
            return more[k].period;
    }
    return !is_one(text, not_pay) && bp_period_read(&period, *part) == BP_PERIOD_SURE
               ? period
               : BP_PERIOD_AS_IS;
}

static void find_period(words *w, bp_period *out)
{
    *out = BP_PERIOD_AS_IS;
    for (size_t i = 0; i < w->n; i++) {
        word *one = &w->word[i];
        bp_text part;
        const bp_period period = one->used || one->number
                                     ? BP_PERIOD_AS_IS
                                     : period_of(one->text, i == 0, &part);
        if (period == BP_PERIOD_AS_IS)
            continue;
        *out = period;
        char *at = one->text + (part.at - one->text);
        memmove(at, at + part.n, strlen(at + part.n) + 1);
        one->used = one->text[0] == '\0';
    }
}

/* Words of pay that tell no set from another, and words that say nothing. */
static const char generic[] =
    "pay wage wages salary salaries sal earnings earned earning income compensation comp "
    "remuneration gross brutto bruto brut lohn löhne gehalt gehälter verdienst "
    "bruttolohn bruttogehalt bruttoverdienst einkommen salaire salaires rémunération "
    "salario salarios salari sueldo sueldos stipendio stipendi retribuzione retribuzioni "
    "retribución salariale salarial remuneração loon lön lønn palkka зарплата "
    "заработная плата 年薪 薪资 薪酬 工资 給与 年収 "
    "of the in for per by de des du di der die das del della la le les el a an and value "
    "wert rate amount at k usd percentile percentiles pctl";

/* Limits of an interval stand at the end. */
static const char limits[] = "lo hi lower upper low high lcl ucl lci uci ci";

static bool is_pay(const words *w)
{
    const word *last = NULL;
    for (size_t i = 0; i < w->n; i++) {
        const word *one = &w->word[i];
        if (one->used)
            continue;
        if (is_one(one->text, not_pay) || strstr(one->text, "年龄") != NULL ||
            strstr(one->text, "年齢") != NULL)
            return false;
        last = one;
    }
    return !w->percent && (last == NULL || !is_one(last->text, limits));
}

static bool is_generic(const word *w)
{
    const bp_text t = bp_text_of(w->text);
    return is_one(w->text, generic) || bp_unit_is_word(t) ||
           (t.n == 3 && bp_currency_in(t) != NULL);
}

/* The words that are left, but for those that every set of pay may have. */
static void put_measure(char out[BP_MEASURE_SIZE], const words *w)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < w->n; i++) {
        const word *one = &w->word[i];
        const size_t length = strlen(one->text);
        if (one->used || is_generic(one) || n + length + 2 > BP_MEASURE_SIZE)
            continue;
        if (n > 0 && !(one->glued && one->number))
            out[n++] = ' ';
        memcpy(out + n, one->text, length + 1);
        n += length;
    }
}

void bp_stated_header_read(bp_stated_header *out, bp_text header)
{
    words w;
    *out = (bp_stated_header){ .what = BP_HEADER_OTHER };
    cut(&w, header);
    if (w.cut)
        return; /* a question of a form: its answers are one person's each */
    out->what = find_level(&w, &out->form, &out->level);
    if (out->what == BP_HEADER_OTHER && is_mean(&w))
        out->what = BP_HEADER_MEAN;
    find_period(&w, &out->period);
    out->pay = is_pay(&w);
    put_measure(out->measure, &w);
}

void bp_stated_measure(char out[BP_MEASURE_SIZE], bp_text text)
{
    words w;
    bp_period period;
    cut(&w, text);
    find_period(&w, &period);
    put_measure(out, &w);
}

/* What a header is, whatever it measures: asked of every column of every file. */
static bp_stated_what what_is(bp_text header)
{
    words w;
    bp_level level;
    bp_short_form form;
    cut(&w, header);
    if (w.cut)
        return BP_HEADER_OTHER;
    const bp_stated_what what = find_level(&w, &form, &level);
    return what == BP_HEADER_OTHER && is_mean(&w) ? BP_HEADER_MEAN : what;
}

bool bp_stated_is_percentile(bp_text header)
{
    return what_is(header) == BP_HEADER_PERCENTILE;
}

bool bp_stated_is_figure(bp_text header)
{
    const bp_stated_what what = what_is(header);
    return what == BP_HEADER_PERCENTILE || what == BP_HEADER_MEAN;
}

/* "real wage", "номинальная зп": as statistics deflate them. */
static bool is_deflated(const words *w)
{
    bool says = false, wage = false;
    for (size_t i = 0; i < w->n; i++) {
        says |= is_one(w->word[i].text, "real nominal реальн* номинальн*");
        wage |=
            is_one(w->word[i].text, "wage wages earnings зарплат* зп заработн* плата");
    }
    return says && wage;
}

/* "min_wage", "Mindestlohn": what the law says.  A minimum salary may be the low end of a
 * range. */
static bool is_of_law(const words *w)
{
    for (size_t i = 0; i < w->n; i++) {
        const char *text = w->word[i].text,
                   *next = i + 1 < w->n ? w->word[i + 1].text : "";
        if (is_one(text,
                   "minwage minimumwage mindestlohn* minimumloon minimilon* smic smi "
                   "mrot мрот") ||
            (is_one(text, "min minimum minimal") && is_one(next, "wage wages")) ||
            strstr(text, "最低工资") != NULL || strstr(text, "最低賃金") != NULL ||
            strstr(text, "최저임금") != NULL)
            return true;
    }
    return false;
}

bool bp_stated_is_general(bp_text header)
{
    words w;
    cut(&w, header);
    return !w.cut && (is_of_law(&w) || is_deflated(&w));
}

/* ---- all headers ---- */

/* What short headers need around them. */
typedef struct around {
    bool high;       /* percentiles of 10 % or more, surely: "P1", "P2" are grades */
    bool has_median; /* surely */
    bool last_part;  /* "Q4", "D10": parts of a year, or classes */
    bool ordinals;   /* "Base 25th" and "Base 50th": others in that form are, too */
    size_t shares;   /* headers that say percent */
} around;

static void look(around *a, const bp_stated_header *h)
{
    a->last_part |= h->what == BP_HEADER_SHORT && h->form == BP_SHORT_PART &&
                    h->level.num >= h->level.den;
    if (h->what != BP_HEADER_PERCENTILE || !h->pay)
        return;
    a->high |= bp_level_percent(h->level) >= 10;
    a->has_median |= bp_level_compare(h->level, median) == 0;
}

/* Is there surely a median of the same measure: "Compensation Median" beside
 * "Compensation 20th"? */
static bool has_median(const bp_stated_header all[], size_t n, const bp_stated_header *h)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].what == BP_HEADER_PERCENTILE && all[i].pay &&
            bp_level_compare(all[i].level, median) == 0 &&
            strcmp(all[i].measure, h->measure) == 0)
            return true;
    return false;
}

/* Is there one of the same form and measure at a level? */
static bool is_beside(const bp_stated_header all[], size_t n, const bp_stated_header *h,
                      bp_level level)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].what == BP_HEADER_SHORT && all[i].form == h->form &&
            bp_level_compare(all[i].level, level) == 0 &&
            strcmp(all[i].measure, h->measure) == 0)
            return true;
    return false;
}

/* Quartiles on both sides of a median are a set whatever they are called. */
static bool is_of_set(const bp_stated_header all[], size_t n, const bp_stated_header *h,
                      const around *a)
{
    static const bp_level quarter = { 1, 4 }, three = { 3, 4 };
    const bool half = is_beside(all, n, h, median);
    if (h->form == BP_SHORT_PART)
        return a->has_median && !a->last_part;
    if (h->form == BP_SHORT_BARE && a->has_median)
        return true;
    if (h->form == BP_SHORT_ORDINAL)
        return a->ordinals || has_median(all, n, h) ||
               (half && (is_beside(all, n, h, quarter) || is_beside(all, n, h, three)));
    return half && is_beside(all, n, h, quarter) && is_beside(all, n, h, three);
}

/* "MaleTopQuartile" beside shares and no median of pay: how many of a quarter of all
 * people are men, and no pay. */
static bool is_of_sex(const bp_stated_header *h, const around *a)
{
    return a->shares > 2 && !a->has_median &&
           is_one(h->measure, "male female men women males females man woman");
}

static bool is_point(const bp_stated_header all[], size_t n, const bp_stated_header *h,
                     const around *a)
{
    if (!h->pay || is_of_sex(h, a))
        return false;
    return h->what == BP_HEADER_PERCENTILE
               ? a->high
               : h->what == BP_HEADER_SHORT && is_of_set(all, n, h, a);
}

/* A column without a name is called by its number, which is no percentile. */
static bool is_own_number(const char *name, size_t column)
{
    char *end;
    return strtoul(name, &end, 10) == column + 1 && *end == '\0' && bp_is_digit(name[0]);
}

size_t bp_stated_headers(bp_stated_header out[], char *const name[], size_t n)
{
    around a = { 0 };
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        const bool named = !is_own_number(name[i], i);
        bp_stated_header_read(&out[i], bp_text_of(named ? name[i] : ""));
        look(&a, &out[i]);
        a.shares += (bp_headwords_of(bp_text_of(name[i])) & BP_SAYS_SHARE) != 0;
    }
    for (size_t i = 0; i < n && !a.ordinals; i++)
        a.ordinals = out[i].form == BP_SHORT_ORDINAL && is_point(out, n, &out[i], &a);
    for (size_t i = 0; i < n; i++) {
        out[i].point = is_point(out, n, &out[i], &a);
        found += out[i].point;
    }
    return found;
}

int bp_stated_year(char measure[BP_MEASURE_SIZE], bool *median_of, bp_text header)
{
    words w;
    int year = 0;
    bp_level level = { 0, 1 };
    cut(&w, header);
    *median_of = false;
    for (size_t i = 0; i < w.n; i++) {
        word *one = &w.word[i];
        const int named = one->number ? bp_year_of(bp_text_of(one->text)) : 0;
        if (named != 0) {
            year = year == 0 ? named : -1;
            one->used = true;
        } else if (!one->number && by_median(&w, i, &level)) {
            *median_of = true;
            one->used = true;
        }
    }
    const bool pay = is_pay(&w);
    put_measure(measure, &w);
    return pay && year > 0 ? year : 0;
}

#define STEP                                                                             \
    "step steps stufe erfahrungsstufe échelon echelon escalón escalon trin trede "     \
    "tredes "                                                                            \
    "loontrede scatto gradino pt krok pgy"

bool bp_stated_is_step(bp_text header)
{
    words w;
    cut(&w, header);
    return w.n == 2 && !w.word[0].number && w.word[1].number &&
           is_one(w.word[0].text, STEP);
}

bool bp_stated_is_scale(char *const name[], size_t n)
{
    size_t steps = 0;
    for (size_t i = 0; i < n; i++)
        steps += bp_stated_is_step(bp_text_of(name[i]));
    return steps > 2;
}

/* "Step", "Current Step", "Scale Point". */
bool bp_stated_lists_steps(bp_text header)
{
    words w;
    bool step = false, other = false;
    cut(&w, header);
    for (size_t i = 0; i < w.n; i++) {
        const char *text = w.word[i].text;
        const char *before = i > 0 ? w.word[i - 1].text : "";
        step |= is_one(text, STEP) ||
                (is_one(text, "point") && is_one(before, "scale spine pay incremental"));
        other |= !is_one(text, STEP " point scale spine pay salary wage current "
                                    "incremental number no");
    }
    return step && !other && !w.cut;
}

bool bp_stated_lists_levels(bp_text header)
{
    words w;
    bool says = false, other = false;
    cut(&w, header);
    for (size_t i = 0; i < w.n; i++) {
        const char *text = w.word[i].text;
        const bool level = is_one(text, PERCENTILE) || is_one(text, QUANTILE);
        says |= level;
        other |= !level && !is_one(text, "point points level number of the");
    }
    return says && !other;
}
