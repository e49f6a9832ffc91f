/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of rows that are totals or statistics of others.
 *
 * The words alone prove nothing: people are called Total and Max, and departments Total
 * Rewards.  summary.c also looks at the pay. */
#include "ingest/label.h"

#include "base/utf8.h"
#include "base/words.h"

/* No label is longer. */
#define LABEL_BYTES 60

/* Words at the start, in small letters with '|' between them; of two that fit the longer
 * one comes first. */
static const struct {
    bp_label_kind kind;
    const char *words;
} at_start[] = {
    { BP_LABEL_TOTAL,
      "celkem|celkový součet|eindtotaal|ergebnis|genel toplam|grand totals|grand total|"
      "gesamtergebnis|gesamtsumme|gesamt|general total|hovedtotal|i alt|insgesamt|"
      "kaikki yhteensä|kokonaissumma|razem|running total|subtotals|subtotal|sub-total|"
      "sub total|subtotaal|sous-total|suma końcowa|suma total|summen|summe|summa|somma|"
      "somme|soma|suma|sum|totaal generaal|total general|total général|total geral|"
      "totale complessivo|totale generale|totale|totali|totalsumma|totalsum|totalt|"
      "totales|totais|totaux|totals|total|totaal|toplam|végösszeg|yhteensä|"
      "zwischensumme|összesen|итого|всего|общий итог|разом|усього|"
      "合计|合計|小计|小計|总计|总和|總計|総計|합계|총계|소계" },
    { BP_LABEL_MEAN,
      "average|avg.|avg|durchschnitt gesamt|durchschnitt|gesamtdurchschnitt|"
      "genel ortalama|grand average|gemiddelde|genomsnitt|gennemsnit|gjennomsnitt|"
      "keskiarvo|media general|media generale|media|média geral|média|mean|"
      "moyenne générale|moyenne|mittelwert|ortalama|overall average|overall mean|"
      "promedio general|promedio|průměr|średnia|átlag|среднее|средняя|平均|평균" },
    { BP_LABEL_MEDIAN, "mediane|médiane|mediana|mediaan|median|медиана|中位数|中位數" },
    { BP_LABEL_COUNT,
      "anzahl|antal|aantal|count|conteggio|contagem|effectif|grand count|headcount|"
      "head count|number of employees|number of people|nombre|recuento" },
    { BP_LABEL_EXTREME, "minimum|maximum|min|max" },
    { BP_LABEL_ANY, "overall|std dev|std. dev.|standard deviation" },
};

/* Totals at the end of a text in which no blank is. */
static const char at_end[] = "合计|小计|合計|小計";

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

/* Every text cell at the head of a file is asked: so each thread has an index. */
static const bp_word_index *index_of_starts(void)
{
    static _Thread_local bp_word_index x;
    if (x.n == 0)
        for (size_t row = 0; row < sizeof at_start / sizeof at_start[0]; row++)
            bp_words_index(&x, at_start[row].words, '|', row);
    return &x;
}

static bp_label of_start(bp_text t)
{
    const bp_word_index *x = index_of_starts();
    const bp_indexed *w = bp_words_first(x, t.at[0]);
    for (; w != NULL; w = bp_words_after(x, w)) {
        const size_t n = w->word.n;
        if (n <= t.n && bp_text_same((bp_text){ t.at, n }, w->word) && ends_word(t, n))
            return (bp_label){ at_start[w->row].kind, without_marks(bp_text_from(t, n)) };
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
    const char *rest = at_end;
    bp_text word;
    while ((t.at[t.n - 1] & 0x80) != 0 && bp_words_next(&word, &rest, '|'))
        if (t.n > word.n && bp_text_ends(t, word))
            return (bp_label){ BP_LABEL_TOTAL, { t.at, t.n - word.n } };
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
    char room[LABEL_BYTES];
    const bp_text small = bp_utf8_small_start(t, room, sizeof room);
    bp_label found = of_start(small);
    if (found.kind == BP_LABEL_NONE)
        found = of_end(small);
    if (found.kind != BP_LABEL_NONE)
        found.rest.at = t.at + (found.rest.at - small.at);
    return found;
}

/* A name has fewer words. */
#define SENTENCE_WORDS 5

bool bp_label_is_footnote(bp_text cell)
{
    static const char start[] =
        "*|source|note|footnote|quelle|hinweis|anmerkung|stand:|as of |fuente|nota|fonte|"
        "bron|zdroj|\u2020|注|источник|примечание|출처|来源";
    char room[LABEL_BYTES];
    cell = bp_text_trim(cell);
    if (bp_words_start(start, '|', bp_utf8_small_start(cell, room, sizeof room)) > 0)
        return true;
    size_t words = 1;
    for (size_t i = 1; i < cell.n; i++)
        words += cell.at[i] == ' ' && cell.at[i - 1] != ' ';
    return words >= SENTENCE_WORDS;
}
