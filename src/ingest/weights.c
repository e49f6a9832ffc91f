/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that stand for several.
 *
 * Salaries that many people reported, posts of an establishment, head counts of a table:
 * such rows are no people, although each counts once.  The rows of a sample are people,
 * each of whom stands for others.  Neither is used in any figure, which has to be said.
 *
 * A number of employees is more often the size of a company than what a row is about, so
 * it says nothing where the rows are people by name, or the column is that of sizes. */
#include "ingest/weights.h"

#include <string.h>

static const char *const counts[] = { "salariesreported",
                                      "salarycount",
                                      "numberofsalaries",
                                      "noofsalaries",
                                      "reports",
                                      "numberofreports",
                                      "posts",
                                      "numberofposts",
                                      "noofposts",
                                      "numberofpostsinfte",
                                      "headcount",
                                      "headcounts",
                                      "employees",
                                      "numberofemployees",
                                      "noofemployees",
                                      "nemployees",
                                      "numemployees",
                                      "employeecount",
                                      "incumbents",
                                      "numberofincumbents",
                                      "noofincumbents",
                                      "incumbentcount",
                                      "nincumbents",
                                      "numincumbents",
                                      "employment",
                                      "totemp",
                                      "totalemployment",
                                      "responses",
                                      "numberofresponses",
                                      "respondents",
                                      "numberofrespondents",
                                      "samplesize",
                                      "numberofpeople",
                                      "numberofstaff",
                                      "staffcount",
                                      "numberofjobs",
                                      "jobs",
                                      "effectif",
                                      "effectifs",
                                      "anzahl",
                                      "anzahlmitarbeiter",
                                      "anzahlbesch\xc3\xa4"
                                      "ftigte",
                                      "mitarbeiterzahl",
                                      "besch\xc3\xa4"
                                      "ftigte",
                                      "numerodeempleados",
                                      "n\xc3\xbamerodeempleados",
                                      "plantilla",
                                      "plazas",
                                      "puestos",
                                      "vagas",
                                      "stellen",
                                      "anzahlstellen",
                                      "nombredepostes",
                                      "liczbaetat\xc3\xb3w",
                                      "antalanst\xc3\xa4llda",
                                      "aantalwerknemers",
                                      "antal",
                                      "addetti",
                                      "人数",
                                      "численность",
                                      NULL };

static const char *const weights[] = { "pwgtp",
                                       "perwt",
                                       "fnlwgt",
                                       "finalwgt",
                                       "finalweight",
                                       "finalwt",
                                       "wtfinl",
                                       "asecwt",
                                       "earnwt",
                                       "hwtfinl",
                                       "wgt",
                                       "weight",
                                       "weights",
                                       "weighting",
                                       "sampleweight",
                                       "samplingweight",
                                       "surveyweight",
                                       "personweight",
                                       "pweight",
                                       "expansionfactor",
                                       "factorexpansion",
                                       "factordeexpansion",
                                       "fexp",
                                       "fac500a",
                                       "pondera",
                                       "ponderation",
                                       "pond\xc3\xa9ration",
                                       "poids",
                                       "gewicht",
                                       "gewichtung",
                                       "hochrechnungsfaktor",
                                       "fattoredipeso",
                                       NULL };

/* Lower case, without blanks and punctuation; in brackets may be anything. */
static bp_text letters(char out[], size_t room, const char *name)
{
    size_t n = 0;
    for (; *name != '\0' && *name != '(' && *name != '[' && n < room; name++) {
        const unsigned char c = bp_lower(*name);
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out[n++] = (char)c;
    }
    return (bp_text){ out, n };
}

static bool is_one_of(bp_text name, const char *const list[])
{
    size_t i = 0;
    while (list[i] != NULL && !bp_text_is(name, list[i]))
        i++;
    return list[i] != NULL;
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
    return is_one_of(letters(room, sizeof room, header), counts);
}

/* How long the word is that a name begins with; 0: it begins with none of them. */
static size_t begins(bp_text name, const char *const word[])
{
    size_t i = 0;
    while (word[i] != NULL && !bp_text_begins(name, bp_text_of(word[i])))
        i++;
    return word[i] != NULL ? strlen(word[i]) : 0;
}

/* "NumFull" beside "FullSal": how many have the pay of the other column, on average. */
static bool counts_paid(const bp_head *h, bp_text name)
{
    static const char *const numbers[] = { "numberof", "number", "num", NULL };
    static const char *const pay[] = { "sal", "pay", "wage", "comp", "earnings", NULL };
    const bp_text of = bp_text_from(name, begins(name, numbers));
    char room[64];
    for (size_t i = 0; of.n > 1 && of.n < name.n && i < h->layout.n_columns; i++) {
        const bp_text other = letters(room, sizeof room, h->layout.name[i]);
        if (bp_text_begins(other, of) && begins(bp_text_from(other, of.n), pay) > 0)
            return true;
    }
    return false;
}

bp_weights bp_weights_find(const bp_head *h, const bp_schema *schema)
{
    bp_weights w = { SIZE_MAX, schema->column[BP_ROLE_WEIGHT] };
    const bool people = schema->column[BP_ROLE_PERSON] != BP_NO_COLUMN;
    char room[64];
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_text name = letters(room, sizeof room, h->layout.name[i]);
        if (!holds_numbers(&h->evidence[i]))
            continue;
        if (w.weight == SIZE_MAX && is_one_of(name, weights))
            w.weight = i;
        if (w.count == SIZE_MAX && !people && i != schema->column[BP_ROLE_SIZE] &&
            (is_one_of(name, counts) || counts_paid(h, name)))
            w.count = i;
    }
    return w;
}
