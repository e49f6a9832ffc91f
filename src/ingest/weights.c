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

static const char counts[] =
    "salariesreported salarycount numberofsalaries noofsalaries reports numberofreports "
    "posts numberofposts noofposts numberofpostsinfte headcount headcounts employees "
    "numberofemployees noofemployees nemployees numemployees employeecount incumbents "
    "numberofincumbents noofincumbents incumbentcount nincumbents numincumbents "
    "employment totemp totalemployment responses numberofresponses respondents "
    "numberofrespondents samplesize numberofpeople numberofstaff staffcount "
    "numberofjobs jobs effectif effectifs anzahl anzahlmitarbeiter anzahlbeschäftigte "
    "mitarbeiterzahl mitarbeiter beschäftigte dipendenti numerodeempleados "
    "númerodeempleados empleados trabajadores plantilla plazas puestos vagas stellen "
    "anzahlstellen nombredepostes liczbaetatów antalanställda aantalwerknemers antal "
    "addetti 人数 численность";

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

bool bp_weights_counts(const char *header)
{
    char room[64];
    return bp_words_have(counts, letters(room, sizeof room, header));
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

/* Is each row of a group of its own, and of no employer, as far as it is told in words?
 * Then a number of employees is that of the group. */
static bool are_groups(const bp_head *h, const bp_schema *schema)
{
    size_t texts = 0;
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_evidence *e = &h->evidence[i];
        const uint64_t values = bp_evidence_values(e);
        if (bp_evidence_kind(e) != BP_COLUMN_TEXT)
            continue;
        if (e->distinct < (values < BP_DISTINCT_MAX ? values : BP_DISTINCT_MAX))
            return false;
        texts++;
    }
    return texts > 0 && schema->column[BP_ROLE_ORG] == BP_NO_COLUMN;
}

bp_weights bp_weights_find(const bp_head *h, const bp_schema *schema)
{
    bp_weights w = { SIZE_MAX, schema->column[BP_ROLE_WEIGHT] };
    const bool people = schema->column[BP_ROLE_PERSON] != BP_NO_COLUMN;
    const size_t size =
        are_groups(h, schema) ? BP_NO_COLUMN : schema->column[BP_ROLE_SIZE];
    char room[64];
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_text name = letters(room, sizeof room, h->layout.name[i]);
        if (!holds_numbers(&h->evidence[i]))
            continue;
        if (w.weight == SIZE_MAX && bp_words_have(weights, name))
            w.weight = i;
        if (w.count == SIZE_MAX && !people && i != size &&
            (bp_words_have(counts, name) || counts_paid(h, name)))
            w.count = i;
    }
    return w;
}
