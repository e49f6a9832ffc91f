/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that stand for several.
 *
 * Salaries that many people reported, posts of an establishment, head counts of a table:
 * such rows are no people, although each counts once.  The rows of a sample are people,
 * each of whom stands for others.  Neither is used in any figure, which has to be said.
 *
 * A number of employees is more often the size of a company than what a row is about, so
 * it says nothing where the rows are people by name, or the column is that of sizes; but
 * where each row is of another department, it is theirs. */
#include "ingest/weights.h"

#include "base/utf8.h"
#include "base/words.h"
#include "ingest/headwords.h"

static const char counts[] =
    "salariesreported salarycount reports posts headcount headcounts employees "
    "employeecount incumbents incumbentcount employment totemp totalemployment responses "
    "respondents samplesize staffcount jobs effectif effectifs anzahl mitarbeiterzahl "
    "mitarbeiter beschäftigte dipendenti empleados trabajadores plantilla plazas puestos "
    "vagas stellen antal addetti 人数 численность";

/* Of what it is the number, and words around it.  In a header of none but these they are
 * counted: "Number of assignments", "Anzahl der Beschäftigten", "Total staff". */
static const char counted[] =
    "salaries reports posts employees incumbents people persons staff workers jobs "
    "responses respondents positions assignments teachers nurses doctors earners "
    "mitarbeiter mitarbeitenden beschaftigte beschaftigten personen stellen "
    "personnes postes etatow pracownikow osob trabajadores empleados personas anstallda "
    "werknemers dipendenti addetti funcionarios servidores сотрудников работников "
    "человек count frequency freq n";
static const char number[] =
    "number no nr n num anzahl nombre numero liczba antal aantal количество число";
static const char around[] = "of de des der di total in fte";

static const char weights[] =
    "pwgtp perwt fnlwgt finalwgt finalweight finalwt wtfinl asecwt earnwt hwtfinl wgt "
    "weight weights weighting sampleweight samplingweight surveyweight personweight "
    "pweight expansionfactor factorexpansion factordeexpansion fexp fac500a pondera "
    "ponderation pondération poids gewicht gewichtung hochrechnungsfaktor fattoredipeso";

/* Small, without blanks and punctuation; in brackets may be anything. */
static bp_text letters(char out[], size_t room, const char *name)
{
    size_t n = 0;
    for (; *name != '\0' && *name != '(' && *name != '[' && n < room; name++)
        if ((unsigned char)*name >= 0x80 || bp_is_letter(*name) || bp_is_digit(*name))
            out[n++] = *name;
    bp_utf8_small(out, n);
    return (bp_text){ out, n };
}

/* Numbers, of which not each is 1. */
static bool holds_numbers(const bp_evidence *e)
{
    return bp_evidence_kind(e) == BP_COLUMN_NUMBER &&
           (e->distinct > 1 || e->small < e->numbers);
}

/* How long the word of a list is that a name begins with; 0: it begins with none. */
static size_t begins(bp_text name, const char *list)
{
    bp_text word;
    while (bp_words_next(&word, &list, ' '))
        if (bp_text_begins(name, word))
            return word.n;
    return 0;
}

/* With a word for numbers, which may be joined to it, or, where rows are groups anyway,
 * with none. */
static bool counts_them(const char *header, bool bare)
{
    bp_headwords words;
    bp_headwords_split(&words, bp_text_of(header));
    size_t things = 0;
    for (size_t i = 0; i < words.n; i++) {
        const bp_text word = words.word[i];
        const size_t joined = i == 0 ? begins(word, "numberof noof num n") : 0;
        if (i == 0 && words.n > 1 && bp_words_have(number, word))
            bare = true;
        else if (bp_words_have(counted, word))
            things++;
        else if (joined > 0 && bp_words_have(counted, bp_text_from(word, joined)))
            return true;
        else if (!bp_words_have(around, word))
            return false;
    }
    return bare && things > 0;
}

bool bp_weights_counts(const char *header)
{
    char room[64];
    return bp_words_have(counts, letters(room, sizeof room, header)) ||
           counts_them(header, false);
}

/* "NumFull" beside "FullSal": how many have the pay of the other column, on average. */
static bool counts_paid(const bp_head *h, bp_text name)
{
    const bp_text of = bp_text_from(name, begins(name, "numberof number num"));
    char room[64];
    for (size_t i = 0; of.n > 1 && of.n < name.n && i < h->layout.n_columns; i++) {
        const bp_text other = letters(room, sizeof room, h->layout.name[i]);
        if (bp_text_begins(other, of) &&
            begins(bp_text_from(other, of.n), "sal pay wage comp earnings") > 0)
            return true;
    }
    return false;
}

static bool is_each_once(const bp_evidence *e)
{
    const uint64_t values = bp_evidence_values(e);
    return e->distinct >= (values < BP_DISTINCT_MAX ? values : BP_DISTINCT_MAX);
}

/* Is each row of a group of its own, and of no employer, as far as it is told in words,
 * or, beside nothing but a number, by pay that no two have?  Then a number of employees
 * is that of the group. */
static bool are_groups(const bp_head *h, const bp_schema *schema)
{
    const size_t pay = schema->column[BP_ROLE_BASE];
    size_t texts = 0;
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        if (bp_evidence_kind(&h->evidence[i]) != BP_COLUMN_TEXT)
            continue;
        if (!is_each_once(&h->evidence[i]))
            return false;
        texts++;
    }
    if (texts == 0)
        return h->layout.n_columns == 2 && pay != BP_NO_COLUMN &&
               is_each_once(&h->evidence[pay]);
    return schema->column[BP_ROLE_ORG] == BP_NO_COLUMN;
}

bp_weights bp_weights_find(const bp_head *h, const bp_schema *schema)
{
    bp_weights w = { SIZE_MAX, schema->column[BP_ROLE_WEIGHT] };
    const bool people = schema->column[BP_ROLE_PERSON] != BP_NO_COLUMN;
    const bool groups = are_groups(h, schema);
    const size_t size = groups ? BP_NO_COLUMN : schema->column[BP_ROLE_SIZE];
    char room[64];
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_text name = letters(room, sizeof room, h->layout.name[i]);
        if (!holds_numbers(&h->evidence[i]))
            continue;
        if (w.weight == SIZE_MAX && bp_words_have(weights, name))
            w.weight = i;
        if (w.count == SIZE_MAX && !people && i != size &&
            (bp_words_have(counts, name) || counts_paid(h, name) ||
             counts_them(h->layout.name[i], groups)))
            w.count = i;
    }
    return w;
}
