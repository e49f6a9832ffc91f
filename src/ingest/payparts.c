/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column says what part of somebody's pay a row is.
 *
 * Systems of HR export pay in rows of parts: one of "Base Salary", one of "Car
 * Allowance", one of "Target Bonus", each with an amount.  Taken for people, such rows
 * make a median of allowances.  The column is known by a cell that is called what base
 * pay is called, or by its header; only who asks knows whether people come again. */
#include "ingest/payparts.h"

#include "data/slots.h"
#include "ingest/headwords.h"

/* As sure as "Monthly salary" is of base pay: see bp_role_match. */
#define SURE_MATCH 5

/* Does the header say that the cells are parts of pay? */
static bool is_called_parts(const char *header)
{
    static const char words[] =
        "paycomponent paycomponentname paycomponentcode compensationcomponent "
        "salarycomponent componentname payelement elementname paycode earningcode "
        "earningscode earningtype earningstype wagetype wagetypecode wagetypetext "
        "wagetypelongtext compensationplan compplan lohnart lohnartentext "
        "lohnartbezeichnung rubrique concepto";
    return bp_headwords_listed(bp_text_of(header), words);
}

/* A column of a few values, which are no periods and have no other role. */
static bool may_be(const bp_lookup *l, size_t column)
{
    const bp_evidence *e = &l->head->evidence[column];
    return e->periods == 0 && e->distinct > 1 && e->distinct < BP_DISTINCT_MAX &&
           !bp_schema_has_role(l->schema, column);
}

typedef struct looking {
    size_t column;
    uint64_t seen[BP_DISTINCT_MAX]; /* [n] hashes of cells that were looked at */
    size_t n;
    bp_str *base;
} looking;

static bool is_new(looking *k, bp_text cell)
{
    const uint64_t hash = bp_hash(cell.at, cell.n);
    size_t i = 0;
    while (i < k->n && k->seen[i] != hash)
        i++;
    if (i < k->n || k->n == BP_DISTINCT_MAX)
        return false;
    k->seen[k->n++] = hash;
    return true;
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    const bp_text cell = bp_text_trim(r->field[k->column]);
    if (k->base->n == 0 && is_new(k, cell) &&
        bp_role_match(BP_ROLE_BASE, cell) <= SURE_MATCH)
        bp_str_bytes(k->base, cell.at, cell.n);
    return k->base->failed ? bp_no_memory(err, "a part of pay") : BP_OK;
}

bp_status bp_pay_parts_find(size_t *column, bp_str *base, const bp_lookup *l, bp_err *err)
{
    bp_status status = BP_OK;
    size_t called = BP_NO_COLUMN;
    *column = BP_NO_COLUMN;
    for (size_t i = 0; status == BP_OK && i < l->head->layout.n_columns; i++) {
        looking k = { .column = i, .base = base };
        if (!may_be(l, i))
            continue;
        if (called == BP_NO_COLUMN && is_called_parts(bp_lookup_name(l, i)))
            called = i;
        if (bp_evidence_kind(&l->head->evidence[i]) == BP_COLUMN_TEXT)
            status = bp_head_rows(l->head, &i, 1, see, &k, err);
        if (base->n > 0) {
            *column = i;
            return status;
        }
    }
    *column = called;
    return status;
}
