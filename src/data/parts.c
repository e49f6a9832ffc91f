/* SPDX-License-Identifier: GPL-3.0-or-later */
/* parts.c - the table of the parts of a survey.
 *
 * A survey is made, merged, sorted, settled, measured and freed part by part.  With one
 * list of parts none of these can forget one. */
#include "data/parts.h"

#include <stdlib.h>

#include "data/inside.h"

/* parts.h says who may read whom.  The dictionaries are first: all ids are theirs. */
static const bp_part_kind *const part[] = {
    &bp_part_dicts,
    &bp_part_audit,
    &bp_part_inputs,
    &bp_part_watched,
    &bp_part_observations,
    &bp_part_people,
    &bp_part_staff,
    &bp_part_cells,
    &bp_part_told,
    NULL,
};

bp_status bp_parts_init(bp_survey *s, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && part[i] != NULL; i++)
        if (part[i]->init != NULL)
            status = part[i]->init(s, err);
    return status;
}

static bp_status rename_all(bp_survey *s, const bp_new_ids *now, bp_err *err)
{
    bool ok = true;
    for (size_t i = 0; ok && part[i] != NULL; i++)
        if (part[i]->rename != NULL)
            ok = part[i]->rename(s, now);
    return bp_survey_memory(ok, err);
}

bp_status bp_parts_merge(bp_survey *s, bp_survey *from, bp_err *err)
{
    bp_new_ids now = { 0 };
    bp_status status = bp_dicts_merge(&now, s, from, err);
    if (status == BP_OK)
        status = rename_all(from, &now, err);
    for (size_t i = 0; status == BP_OK && part[i] != NULL; i++)
        if (part[i]->merge != NULL)
            status = part[i]->merge(s, from, err);
    bp_new_ids_release(&now);
    return status;
}

bp_status bp_parts_sort(bp_survey *s, bp_new_ids *now, bp_err *err)
{
    bp_status status = bp_dicts_sort(now, s, err);
    if (status == BP_OK)
        status = rename_all(s, now, err);
    for (size_t i = 0; status == BP_OK && part[i] != NULL; i++)
        if (part[i]->sort != NULL)
            status = part[i]->sort(s, err);
    return status;
}

bp_status bp_parts_settle(bp_survey *s, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && part[i] != NULL; i++)
        if (part[i]->settle != NULL)
            status = part[i]->settle(s, err);
    return status;
}

const bp_part_kind *bp_part_of(char tag, size_t *place)
{
    for (size_t i = 0; part[i] != NULL; i++)
        if (part[i]->tag == tag && tag != 0) {
            *place = i;
            return part[i];
        }
    return NULL;
}

const bp_part_kind *bp_part_at(size_t place)
{
    return part[place];
}

bp_status bp_part_save(const bp_part_kind *of, bp_saving *to, bp_str file[], bp_err *err)
{
    bp_str *body = bp_alloc(0, to->owners, sizeof *body);
    bp_status status = bp_survey_memory(body != NULL, err);
    if (status == BP_OK && of->save != NULL)
        status = of->save(to, body, err);
    for (size_t i = 0; body != NULL && i < to->owners; i++) {
        if (status == BP_OK)
            status = bp_survey_memory(!body[i].failed, err);
        if (status == BP_OK && body[i].n > 0)
            bp_pack_section_of(&file[i], of->tag, &body[i]);
        if (status == BP_OK)
            status = bp_survey_memory(!file[i].failed, err);
        bp_str_release(&body[i]);
    }
    free(body);
    return status;
}

bp_status bp_parts_save(bp_saving *to, bp_str file[], bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && part[i] != NULL; i++)
        status = bp_part_save(part[i], to, file, err);
    return status;
}

size_t bp_parts_bytes(const bp_survey *s)
{
    size_t n = 0;
    for (size_t i = 0; part[i] != NULL; i++)
        if (part[i]->bytes != NULL)
            n += part[i]->bytes(s);
    return n;
}

const char *bp_parts_largest(const bp_survey *s)
{
    const char *what = "the rows";
    size_t most = 0;
    for (size_t i = 0; part[i] != NULL; i++) {
        const size_t n = part[i]->bytes != NULL ? part[i]->bytes(s) : 0;
        what = n > most ? part[i]->what : what;
        most = n > most ? n : most;
    }
    return what;
}

void bp_parts_release(bp_survey *s)
{
    for (size_t i = 0; part[i] != NULL; i++)
        if (part[i]->release != NULL)
            part[i]->release(s);
}
