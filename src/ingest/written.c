/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wanted columns in one of several files.
 *
 * Files of one survey may have their columns in another order and write numbers and dates
 * in another style, but not under other names: a column is found again by its header, so
 * that what counts as pay or region is decided in the first file alone. */
#include "ingest/written.h"

#include "base/lookalike.h"
#include "ingest/share.h"
#include "ingest/style.h"

typedef struct finding {
    const bp_wanted *wanted;
    const bp_fields *fields;
    const bp_reading *reading;
    const bp_head *head;
    const char *file;
    const char *first;       /* the file that the columns were found in; NULL: this one */
    const bp_layout *layout; /* of that file */
    bp_doubts *doubts;
} finding;

/* A format that was given decides all but years, which have one. */
static bp_status find_date(bp_date_style *out, const finding *f, size_t w, size_t at,
                           bp_err *err)
{
    const bool sure = bp_date_decide(&f->head->evidence[at].date, out);
    if (f->reading->date_format != NULL && out->order != BP_DATE_YEAR &&
        out->order != BP_DATE_SHORT_YEAR) {
        bp_date_style_parse(out, f->reading->date_format); /* a known one: checked */
        return BP_OK;
    }
    if (sure)
        return BP_OK;
    if (f->fields->date_aside && w == f->fields->date) {
        out->order = BP_DATE_NONE;
        return BP_OK;
    }
    const bp_loc where = { .file = f->file, .name = f->wanted->column[w].name };
    char day[BP_DATE_NAME], month[BP_DATE_NAME];
    bp_date_name(day, (bp_date_style){ BP_DATE_DMY, out->mark });
    bp_date_name(month, (bp_date_style){ BP_DATE_MDY, out->mark });
    if (f->doubts == NULL)
        return bp_fail_hint(err, &where, BP_EDATA, (bp_hint){ BP_HINT_DATE_FORMAT, NULL },
                            "its dates can be %s or %s", day, month);
    const bp_setting setting[] = { { BP_SET_DATE_FORMAT, NULL, day },
                                   { BP_SET_DATE_FORMAT, NULL, month } };
    bp_doubts_add(f->doubts, "date", &where, setting, 2, "its dates can be %s or %s", day,
                  month);
    out->order = BP_DATE_DMY;
    return BP_OK;
}

static bp_status find_style(bp_written *out, const finding *f, size_t w, bp_err *err)
{
    const bp_column_kind kind = bp_evidence_kind(&f->head->evidence[out->at]);
    const bool pay = f->wanted->column[w].pay || kind == BP_COLUMN_MONEY;
    out->numbers = kind != BP_COLUMN_TEXT && kind != BP_COLUMN_EMPTY;
    out->style = bp_head_style(f->head, out->at, pay);
    if (f->reading->number_format != NULL)
        bp_number_style_parse(&out->style, f->reading->number_format); /* checked */
    if (w == f->fields->fte)
        out->percent = bp_share_in_percent(bp_text_of(f->wanted->column[w].name),
                                           &f->head->evidence[out->at]);
    if (w == f->fields->year || w == f->fields->date || w == f->fields->hired)
        return find_date(&out->date, f, w, out->at, err);
    return BP_OK;
}

/* The column that looks like the one that is missing; NULL: none does. */
static const char *look_alike(char difference[BP_LOOK_ROOM], const bp_layout *l,
                              const char *name)
{
    for (size_t i = 0; i < l->n_columns; i++)
        if (bp_look_difference(difference, l->name[i], name)[0] != '\0')
            return l->name[i];
    return NULL;
}

static bp_status find_column(bp_written *out, const finding *f, size_t w, bp_err *err)
{
    const bp_wanted_column *c = &f->wanted->column[w];
    const bp_loc at = { .file = f->file };
    out->at = f->first == NULL ? c->first
                               : bp_layout_match(&f->head->layout, f->layout, c->first);
    if (out->at == SIZE_MAX && f->fields->date_aside && w == f->fields->date) {
        *out = (bp_written){ .at = 0, .date = { .order = BP_DATE_NONE } };
        return BP_OK;
    }
    char difference[BP_LOOK_ROOM];
    const char *near =
        out->at == SIZE_MAX ? look_alike(difference, &f->head->layout, c->name) : NULL;
    if (near != NULL)
        return bp_fail(err, &at, BP_EDATA,
                       "there is no column '%s', which '%s' has, but '%s'%s", c->name,
                       f->first, near, difference);
    if (out->at == SIZE_MAX)
        return bp_fail(err, &at, BP_EDATA, "there is no column '%s', which '%s' has",
                       c->name, f->first);
    return find_style(out, f, w, err);
}

bp_status bp_written_find(bp_written out[], size_t f, const bp_wanted *wanted,
                          const bp_fields *fields, const bp_reading *reading,
                          const bp_head head[], const char *const file[],
                          bp_doubts *doubts, bp_err *err)
{
    const finding in = { wanted,          fields,  reading,
                         &head[f],        file[f], f > 0 ? file[0] : NULL,
                         &head[0].layout, doubts };
    bp_status status = BP_OK;
    for (size_t w = 0; status == BP_OK && w < wanted->n; w++)
        status = find_column(&out[w], &in, w, err);
    return status;
}
