/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of rows that are totals or statistics of others.
 *
 * Every text cell at the head of a file is asked, so words are found by their first byte.
 * The words alone prove nothing: people are called Total and Max, and departments Total
 * Rewards.  summary.c also looks at the pay. */
#include "ingest/label.h"

/* No label is longer. */
#define LABEL_BYTES 60

typedef struct word {
    const char *text; /* lower case; NULL ends a list */
    bp_label_kind kind;
} word;

#define TOTAL(text)                                                                      \
    {                                                                                    \
        text, BP_LABEL_TOTAL                                                             \
    }
#define MEAN(text)                                                                       \
    {                                                                                    \
        text, BP_LABEL_MEAN                                                              \
    }
#define MEDIAN(text)                                                                     \
    {                                                                                    \
        text, BP_LABEL_MEDIAN                                                            \
    }
#define COUNT(text)                                                                      \
    {                                                                                    \
        text, BP_LABEL_COUNT                                                             \
    }
#define EXTREME(text)                                                                    \
    {                                                                                    \
        text, BP_LABEL_EXTREME                                                           \
    }
#define ANY(text)                                                                        \
    {                                                                                    \
        text, BP_LABEL_ANY                                                               \
    }
#define END                                                                              \
    {                                                                                    \
        NULL, BP_LABEL_NONE                                                              \
    }

/* At the start, by their first byte; of two that fit the longer one comes first. */
static const word *const at_start[256] = {
    ['a'] = (const word[]){ MEAN("average"), MEAN("avg."), MEAN("avg"), COUNT("anzahl"),
                            COUNT("antal"), COUNT("aantal"), END },
    ['c'] = (const word[]){ COUNT("count"), TOTAL("celkem"), COUNT("conteggio"),
                            COUNT("contagem"), END },
    ['d'] = (const word[]){ MEAN("durchschnitt"), END },
    ['e'] = (const word[]){ TOTAL("ergebnis"), COUNT("effectif"), END },
    ['g'] = (const word[]){ TOTAL("grand totals"), TOTAL("grand total"),
                            MEAN("grand average"), COUNT("grand count"),
                            TOTAL("gesamtergebnis"), TOTAL("gesamtsumme"),
                            TOTAL("gesamt"), TOTAL("general total"), MEAN("gemiddelde"),
                            MEAN("genomsnitt"), MEAN("gennemsnit"), END },
    ['h'] = (const word[]){ COUNT("headcount"), COUNT("head count"), END },
    ['i'] = (const word[]){ TOTAL("insgesamt"), END },
    ['k'] = (const word[]){ MEAN("keskiarvo"), END },
    ['m'] = (const word[]){ MEDIAN("mediane"),
                            MEDIAN("m\xc3\xa9"
                                   "diane"),
                            MEDIAN("mediana"), MEDIAN("mediaan"), MEDIAN("median"),
                            MEAN("media"),
                            MEAN("m\xc3\xa9"
                                 "dia"),
                            MEAN("mean"), MEAN("moyenne"), MEAN("mittelwert"),
                            EXTREME("minimum"), EXTREME("maximum"), EXTREME("min"),
                            EXTREME("max"), END },
    ['n'] = (const word[]){ COUNT("number of employees"), COUNT("number of people"),
                            COUNT("nombre"), END },
    ['o'] = (const word[]){ ANY("overall"), END },
    ['p'] = (const word[]){ MEAN("promedio"), MEAN("pr\xc5\xafm\xc4\x9br"), END },
    ['r'] =
        (const word[]){ TOTAL("razem"), COUNT("recuento"), TOTAL("running total"), END },
    ['s'] = (const word[]){ TOTAL("subtotals"), TOTAL("subtotal"), TOTAL("sub-total"),
                            TOTAL("sub total"), TOTAL("subtotaal"), TOTAL("sous-total"),
                            TOTAL("summen"), TOTAL("summe"), TOTAL("summa"),
                            TOTAL("somma"), TOTAL("somme"), TOTAL("soma"), TOTAL("suma"),
                            TOTAL("sum"), ANY("std dev"), ANY("std. dev."),
                            ANY("standard deviation"), END },
    ['t'] = (const word[]){ TOTAL("total general"), TOTAL("total g\xc3\xa9n\xc3\xa9ral"),
                            TOTAL("total geral"), TOTAL("totale"), TOTAL("totali"),
                            TOTAL("totalt"), TOTAL("totales"), TOTAL("totais"),
                            TOTAL("totaux"), TOTAL("totals"), TOTAL("total"),
                            TOTAL("totaal"), TOTAL("toplam"), END },
    ['y'] = (const word[]){ TOTAL("yhteens\xc3\xa4"), END },
    ['z'] = (const word[]){ TOTAL("zwischensumme"), END },
    [0xc3] = (const word[]){ TOTAL("\xc3\x96sszesen"), TOTAL("\xc3\xb6sszesen"), END },
    [0xc5] = (const word[]){ MEAN("\xc5\x9brednia"), MEAN("\xc5\x9arednia"), END },
    /* Itogo, vsego, razom, usogo; srednee; mediana: as written, and in capitals. */
    [0xd0] =
        (const word[]){ TOTAL("Итого"), TOTAL("ИТОГО"), TOTAL("итого"), TOTAL("Всего"),
                        TOTAL("ВСЕГО"), TOTAL("всего"), TOTAL("Разом"), MEDIAN("Медиана"),
                        MEDIAN("медиана"), MEAN("Среднее"), MEAN("Средняя"), END },
    [0xd1] = (const word[]){ MEAN("среднее"), MEAN("средняя"), TOTAL("разом"),
                             TOTAL("усього"), END },
    [0xe4] = (const word[]){ MEDIAN("中位数"), MEDIAN("中位數"), END },
    [0xe5] = (const word[]){ TOTAL("合计"), TOTAL("合計"), TOTAL("小计"), TOTAL("小計"),
                             MEAN("平均"), END },
    [0xe6] = (const word[]){ TOTAL("总计"), TOTAL("总和"), END },
    [0xe7] = (const word[]){ TOTAL("總計"), TOTAL("総計"), END },
    [0xed] = (const word[]){ TOTAL("합계"), MEAN("평균"), END },
    [0xec] = (const word[]){ TOTAL("총계"), TOTAL("소계"), END },
};

/* At the end of a text in which no blank is. */
static const word at_end[] = { TOTAL("合计"), TOTAL("小计"), TOTAL("合計"), TOTAL("小計"),
                               END };

static bool is_mark(char c)
{
    static const bool mark[256] = {
        [' '] = true, ['*'] = true, ['='] = true, ['#'] = true,
        ['-'] = true, [':'] = true, ['.'] = true, ['>'] = true,
        ['('] = true, [')'] = true, [','] = true
    };
    return mark[(unsigned char)c];
}

static bp_text without_marks(bp_text t)
{
    while (t.n > 0 && is_mark(t.at[0]))
        t = bp_text_from(t, 1);
    while (t.n > 0 && is_mark(t.at[t.n - 1]))
        t.n--;
    return t;
}

/* What is left must not go on with a letter, but in scripts without blanks, whose
 * characters take three bytes. */
static bool ends_word(bp_text t, size_t n)
{
    return n == t.n || is_mark(t.at[n]) || (unsigned char)t.at[n - 3] >= 0xe0;
}

static bp_label of_start(bp_text t)
{
    const word *w = at_start[bp_lower(t.at[0])];
    const unsigned char second = t.n > 1 ? bp_lower(t.at[1]) : 0;
    for (; w != NULL && w->text != NULL; w++) {
        if (bp_lower(w->text[1]) != second || !bp_text_starts(t, w->text))
            continue;
        const size_t n = strlen(w->text);
        if (ends_word(t, n))
            return (bp_label){ w->kind, without_marks(bp_text_from(t, n)) };
    }
    return (bp_label){ BP_LABEL_NONE, { "", 0 } };
}

/* After what they are of, as spreadsheets write them under groups: "HR Total". */
static bp_label of_end(bp_text t)
{
    size_t from = memchr(t.at, ' ', t.n) != NULL ? t.n : 0;
    while (from > 0 && t.at[from - 1] != ' ')
        from--;
    if (from > 0) {
        bp_label last = of_start(bp_text_from(t, from));
        if (last.rest.n > 0)
            last.kind = BP_LABEL_NONE;
        last.rest = without_marks((bp_text){ t.at, from });
        return last;
    }
    for (const word *w = at_end; (t.at[t.n - 1] & 0x80) != 0 && w->text != NULL; w++) {
        const size_t n = strlen(w->text);
        if (t.n > n && memcmp(t.at + t.n - n, w->text, n) == 0)
            return (bp_label){ w->kind, { t.at, t.n - n } };
    }
    return (bp_label){ BP_LABEL_NONE, { "", 0 } };
}

/* An asterisk for each level, as accounting systems print them: "* 1000", "**". */
static bool is_starred(bp_text cell)
{
    return cell.n > 0 && cell.at[0] == '*';
}

bp_label bp_label_of(bp_text cell)
{
    cell = bp_text_trim(cell);
    const bp_text t = without_marks(cell);
    if (is_starred(cell) && (t.n == 0 || bp_is_digit(t.at[0])))
        return (bp_label){ BP_LABEL_TOTAL, t };
    if (t.n < 3 || t.n > LABEL_BYTES)
        return (bp_label){ BP_LABEL_NONE, { "", 0 } };
    const bp_label start = of_start(t);
    return start.kind != BP_LABEL_NONE ? start : of_end(t);
}

/* A name has fewer words. */
#define SENTENCE_WORDS 5

bool bp_label_is_footnote(bp_text cell)
{
    static const char *const start[] = { "*",         "source",   "note",
                                         "footnote",  "quelle",   "hinweis",
                                         "anmerkung", "stand:",   "as of ",
                                         "fuente",    "nota",     "fonte",
                                         "bron",      "zdroj",    "\xe2\x80\xa0",
                                         "注",        "Источник", "Примечание",
                                         "출처",      "来源",     NULL };
    cell = bp_text_trim(cell);
    for (size_t i = 0; start[i] != NULL; i++)
        if (bp_text_starts(cell, start[i]))
            return true;
    size_t words = 1;
    for (size_t i = 1; i < cell.n; i++)
        words += cell.at[i] == ' ' && cell.at[i - 1] != ' ';
    return words >= SENTENCE_WORDS;
}
