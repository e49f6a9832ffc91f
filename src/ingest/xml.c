/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xml.c - a part of a workbook, element by element, by expat.
 *
 * No workbook needs a document type, and only there can entities be declared, which grow
 * without end or reach for other files: a part that has one is refused.  A failure
 * inside a call is kept here, since expat can only be told to stop. */
#include "ingest/xml.h"

#include <expat.h>

#include "benchpay/stop.h"

#define PIECE ((size_t)64 << 10)
#define TOKEN_MAX ((uint64_t)4 << 20)

typedef struct reading {
    const bp_xml_calls *calls;
    void *arg;
    XML_Parser parser;
    const char *part;
    bp_status status;
    bp_err *err;
} reading;

static const char *local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void went(reading *r, bp_status status)
{
    const bool *done = r->calls->done;
    r->status = status;
    if (status != BP_OK || (done != NULL && *done))
        XML_StopParser(r->parser, XML_FALSE);
}

static bool over(const reading *r)
{
    return r->status != BP_OK || (r->calls->done != NULL && *r->calls->done);
}

static void XMLCALL on_start(void *arg, const XML_Char *name, const XML_Char **attribute)
{
    reading *r = arg;
    if (!over(r))
        went(r, r->calls->start(r->arg, local(name), attribute, r->err));
}

static void XMLCALL on_end(void *arg, const XML_Char *name)
{
    reading *r = arg;
    if (!over(r) && r->calls->end != NULL)
        went(r, r->calls->end(r->arg, local(name), r->err));
}

static void XMLCALL on_text(void *arg, const XML_Char *text, int n)
{
    reading *r = arg;
    if (!over(r) && r->calls->text != NULL)
        went(r, r->calls->text(r->arg, (bp_text){ text, (size_t)n }, r->err));
}

static void XMLCALL on_doctype(void *arg, const XML_Char *name, const XML_Char *from,
                               const XML_Char *public, int internal)
{
    reading *r = arg;
    (void)name;
    (void)from;
    (void)public;
    (void)internal;
    if (!over(r))
        went(r, bp_fail(r->err, NULL, BP_EDATA,
                        "'%.100s' in it declares a document type, as no workbook does",
                        r->part));
}

static bp_status fail(const reading *r, bp_err *err)
{
    const enum XML_Error why = XML_GetErrorCode(r->parser);
    if (why == XML_ERROR_NO_MEMORY)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to read '%.100s' in it", r->part);
    return bp_fail(err, NULL, BP_EDATA, "'%.100s' in it is damaged at byte %lld: %s",
                   r->part, (long long)XML_GetCurrentByteIndex(r->parser),
                   XML_ErrorString(why));
}

/* Hands all of an entry to expat, which stands still inside of one that is too long. */
static bp_status feed(reading *r, bp_entry *e, bp_err *err)
{
    uint64_t fed = 0;
    for (bool last = false; !last;) {
        size_t n = 0;
        void *to = XML_GetBuffer(r->parser, (int)PIECE);
        if (to == NULL)
            return bp_fail(err, NULL, BP_ELIMIT, "no memory to read '%.100s' in it",
                           r->part);
        bp_status status = bp_entry_read(e, to, PIECE, &n, err);
        if (status == BP_OK)
            status = bp_stop_check(err);
        if (status != BP_OK)
            return status;
        last = n < PIECE;
        fed += n;
        const enum XML_Status parsed = XML_ParseBuffer(r->parser, (int)n, last);
        if (over(r))
            return r->status;
        if (parsed != XML_STATUS_OK)
            return fail(r, err);
        const int64_t at = XML_GetCurrentByteIndex(r->parser);
        if (!last && fed > TOKEN_MAX && (at < 0 || fed - TOKEN_MAX > (uint64_t)at))
            return bp_fail(err, NULL, BP_ELIMIT,
                           "a piece of '%.100s' in it is over 4 MiB", r->part);
    }
    return BP_OK;
}

bp_status bp_xml_read(bp_archive *a, const char *part, const bp_xml_calls *calls,
                      void *arg, bp_err *err)
{
    bp_entry *e = NULL;
    bp_err why;
    bp_status status = bp_entry_open(&e, a, part, err);
    if (status != BP_OK)
        return status;
    reading r = { .calls = calls, .arg = arg, .part = part, .err = &why };
    r.parser = XML_ParserCreate(NULL);
    if (r.parser == NULL) {
        bp_entry_free(e);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to read '%.100s' in it", part);
    }
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_start, on_end);
    XML_SetCharacterDataHandler(r.parser, on_text);
    XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
    status = feed(&r, e, &why);
    XML_ParserFree(r.parser);
    bp_entry_free(e);
    if (status != BP_OK && err != NULL)
        *err = why;
    return status;
}

const char *bp_xml_attribute(const char **attribute, const char *name)
{
    for (; attribute[0] != NULL; attribute += 2)
        if (strcmp(local(attribute[0]), name) == 0)
            return attribute[1];
    return NULL;
}
