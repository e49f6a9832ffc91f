/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staffcolumns.c - what is kept of one's own employees.
 *
 * "Grade" and "level" are the tier of a survey; of employees they are what joins a person
 * to a range.  So these roles are looked for only where employees are kept, and a column
 * may have one of them beside the one that it has in any file. */
#include "ingest/staffcolumns.h"

#include <assert.h>
#include <string.h>

#include "base/words.h"
#include "ingest/headwords.h"
#include "ingest/role.h"

/* A column of which nobody needs to know more than that it is there. */
static bool is_empty(const bp_lookup *l, size_t column)
{
    return bp_evidence_kind(&l->head->evidence[column]) == BP_COLUMN_EMPTY;
}

/* The column that was mapped, else the one with the surest header. */
static bp_status find_role(size_t *out, const bp_lookup *l, bp_role role, bp_err *err)
{
    const bp_layout *first = &l->head->layout;
    const bp_schema *s = l->schema;
    bp_best best = BP_BEST_NONE;
    for (size_t i = 0; !s->mapped[role] && i < first->n_columns; i++)
        if (!is_empty(l, i))
            bp_best_see(&best, i, bp_role_match(role, bp_text_of(first->name[i])));
    *out = best.column != SIZE_MAX ? best.column : s->column[role];
    if (best.rival == SIZE_MAX)
        return BP_OK;
    const char *name = bp_role_names()[role];
    return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                        (bp_hint){ BP_HINT_MAP, name },
                        "both '%s' and '%s' could be the %s", first->name[best.column],
                        first->name[best.rival], name);
}

static bp_status want_role(size_t *out, bp_wanted *w, const bp_lookup *l, bp_role role,
                           bp_err *err)
{
    size_t column = BP_NO_COLUMN;
    bp_status status = find_role(&column, l, role, err);
    if (status == BP_OK)
        *out = bp_wanted_add(w, &l->head->layout, column, BP_NEED_STAFF);
    return status;
}

/* The same where it must be there. */
static bp_status need_role(size_t *out, bp_wanted *w, const bp_lookup *l, bp_role role,
                           bp_err *err)
{
    bp_status status = want_role(out, w, l, role, err);
    const char *name = bp_role_names()[role];
    return status != BP_OK || *out != BP_NOT_WANTED
               ? status
               : bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                              (bp_hint){ BP_HINT_MAP, name }, "there is no %s column",
                              name);
}

/* A role that nothing of the request reads. */
static bp_status check_mapped(const bp_lookup *l, bp_err *err)
{
    const bp_schema *s = l->schema;
    for (bp_role r = 0; l->reading->staff == 0 && r < BP_ROLES; r++)
        if (bp_role_is_of_staff(r) && s->mapped[r] && s->column[r] != BP_NO_COLUMN)
            return bp_fail(err, NULL, BP_EUSAGE,
                           "the role '%s' cannot be given to '%s': nothing is computed "
                           "with it",
                           bp_role_names()[r], bp_lookup_name(l, s->column[r]));
    return BP_OK;
}

/* Jobs are known by their codes, and by titles where there are none. */
static void find_job(bp_fields *f, bp_wanted *w, const bp_lookup *l)
{
    const size_t *column = l->schema->column;
    const size_t job =
        column[BP_ROLE_JOB] != BP_NO_COLUMN ? column[BP_ROLE_JOB] : column[BP_ROLE_TITLE];
    f->staff[BP_STAFF_JOB] = bp_wanted_add(w, &l->head->layout, job, BP_NEED_STAFF);
}

bp_status bp_staff_columns_find(bp_fields *out, bp_wanted *wanted, const bp_lookup *l,
                                bp_err *err)
{
    const unsigned staff = l->reading->staff;
    bp_status status = check_mapped(l, err);
    for (size_t c = 0; c < BP_STAFF_COLUMNS; c++)
        out->staff[c] = BP_NOT_WANTED;
    out->prorate = out->hired = BP_NOT_WANTED;
    if (status != BP_OK || staff == 0)
        return status;
    find_job(out, wanted, l);
    status = want_role(&out->staff[BP_STAFF_GRADE], wanted, l, BP_ROLE_GRADE, err);
    if (status == BP_OK && (staff & BP_STAFF_MERIT) != 0)
        status = need_role(&out->staff[BP_STAFF_RATING], wanted, l, BP_ROLE_RATING, err);
    if (status == BP_OK && (staff & BP_STAFF_HIRED) != 0)
        status = need_role(&out->hired, wanted, l, BP_ROLE_HIRED, err);
    if (status == BP_OK && (staff & BP_STAFF_MERIT) != 0 &&
        l->schema->mapped[BP_ROLE_PRORATE])
        out->prorate = bp_wanted_add(wanted, &l->head->layout,
                                     l->schema->column[BP_ROLE_PRORATE], BP_NEED_STAFF);
    return status;
}

/* Is one of these words among the cells: as "terminated", "Terminated", "TERMINATED"? */
static bool has_word(const bp_evidence *e, const char *words)
{
    bp_text word;
    while (bp_words_next(&word, &words, ' ')) {
        char text[16];
        assert(word.n <= sizeof text);
        memcpy(text, word.at, word.n);
        if (bp_evidence_has(e, word))
            return true;
        for (size_t k = 0; k < word.n; k++) {
            text[k] = (char)(word.at[k] - 'a' + 'A');
            if ((k == 0 || k + 1 == word.n) &&
                bp_evidence_has(e, (bp_text){ text, word.n }))
                return true;
        }
    }
    return false;
}

/* Does a cell say that somebody has left?  Codes do it beside that of the active ones. */
static bool says_left(const bp_evidence *e)
{
    static const char words[] =
        "terminated inactive separated resigned retired deceased withdrawn leaver left "
        "dismissed former inaktiv ausgeschieden ehemalig inactif sorti inactivo baja "
        "cessato";
    return has_word(e, words) || (has_word(e, "a") && has_word(e, "t"));
}

static bool is_chosen_by(const bp_plan *p, size_t column)
{
    return bp_conditions_on(p->condition, p->choice->n_where, &p->wanted, column);
}

/* "Exempt" and the like say nothing of who has left. */
static bool is_status(const char *name)
{
    return bp_role_match(BP_ROLE_STATUS, bp_text_of(name)) <= 1;
}

/* A survey may have a status of something else, so there a cell must say so; and a file
 * may have several, of which one does. */
const char *bp_staff_columns_status(const bp_plan *p)
{
    const bp_layout *first = &p->head[0].layout;
    const size_t named = p->schema.column[BP_ROLE_STATUS];
    size_t found = BP_NO_COLUMN;
    bool chosen = false;
    for (size_t i = 0; i < first->n_columns; i++) {
        const bp_evidence *e = &p->head[0].evidence[i];
        const bool mapped = i == named && p->schema.mapped[BP_ROLE_STATUS];
        if (e->distinct < 2 || !(mapped || is_status(first->name[i])) ||
            !(says_left(e) || (i == named && p->reading->staff != 0)))
            continue;
        chosen |= is_chosen_by(p, i);
        if (found == BP_NO_COLUMN)
            found = i;
    }
    return found == BP_NO_COLUMN || chosen ? NULL : first->name[found];
}

/* Does a header say that a date is the end of somebody's work: one of its words, or all? */
static bool is_leaving(bp_text header)
{
    static const char word[] = "terminat* separation exit leaving austritt* sortie baja "
                               "cese cessazione uitdienst* desligamento demissao";
    static const char whole[] =
        "termdate leavedate dateleft employmentenddate lastdayworked lastworkingday";
    return bp_headwords_listed(header, whole) || bp_headwords_any(header, word);
}

/* Who was chosen by a status, or by a date, is who was meant. */
const char *bp_staff_columns_left(const bp_plan *p)
{
    const bp_layout *first = &p->head[0].layout;
    const char *found = NULL;
    for (size_t i = 0; i < first->n_columns; i++) {
        const bp_evidence *e = &p->head[0].evidence[i];
        const char *name = first->name[i];
        const bool leaving = is_leaving(bp_text_of(name));
        if ((leaving || is_status(name)) && is_chosen_by(p, i))
            return NULL;
        if (leaving && bp_evidence_kind(e) == BP_COLUMN_DATE && e->missing > 0)
            found = name;
    }
    return found;
}
