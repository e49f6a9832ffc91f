/* SPDX-License-Identifier: GPL-3.0-or-later */
/* planfile.c - a question and its files, written down to be read in parts.
 *
 * What a file means is worked out again from the heads of all files wherever a part is
 * read: that is cheap, and the plan need not hold what only the program understands.  So
 * it must be the same files that are looked at everywhere: sizes, heads, and what is read
 * beside them are held against the plan before anything is done. */
#define _POSIX_C_SOURCE 200809L
#include "cli/planfile.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/hint.h"
#include "base/utf8.h"
#include "benchpay/version.h"
#include "cli/args.h"

#define HEAD_BYTES ((size_t)64 << 10)
#define PLAN_MOST ((size_t)64 << 20)
#define NO_PLAN "it is no plan; 'benchpay plan' makes one"
#define LAST_KEY "\n \"digest\": \""

/* ---- what files are ---- */

typedef struct look {
    uint64_t bytes;
    char head[65];
} look;

static bp_status look_at(look *out, const char *file, bp_err *err)
{
    const bp_loc at = { .file = file };
    struct stat st;
    bp_digest *d = NULL;
    char *bytes = malloc(HEAD_BYTES);
    FILE *f = bytes != NULL ? fopen(file, "rb") : NULL;
    bp_status status = BP_OK;
    if (bytes == NULL)
        status = bp_fail(err, &at, BP_ELIMIT, "no memory to look at it");
    else if (f == NULL || fstat(fileno(f), &st) != 0)
        status = bp_fail(err, &at, errno == ENOMEM ? BP_ELIMIT : BP_EIO, "%s",
                         strerror(errno));
    else if (!S_ISREG(st.st_mode))
        status = bp_fail(err, &at, BP_EUSAGE,
                         "only regular files can be read in parts, again and elsewhere");
    else
        status = bp_digest_new(&d, err);
    if (status == BP_OK) {
        out->bytes = (uint64_t)st.st_size;
        bp_digest_add(d, bytes, fread(bytes, 1, HEAD_BYTES, f));
        bp_digest_hex(d, out->head);
        if (ferror(f))
            status = bp_fail(err, &at, BP_EIO, "it cannot be read");
    }
    bp_digest_free(d);
    if (f != NULL)
        fclose(f);
    free(bytes);
    return status;
}

/* ---- writing ---- */

static bp_status put_string(bp_str *out, const char *text, bp_err *err)
{
    const size_t n = strlen(text);
    if (bp_utf8_valid((bp_text){ text, n }) < n)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "a plan is UTF-8, and '%.100s' is not: name it otherwise", text);
    bp_str_putc(out, '"');
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (c < 0x20)
            bp_str_printf(out, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            bp_str_printf(out, "\\%c", c);
        else
            bp_str_putc(out, text[i]);
    }
    bp_str_putc(out, '"');
    return BP_OK;
}

static bp_status put_words(bp_str *out, const bp_words *word, bp_err *err)
{
    bp_status status = BP_OK;
    bp_str_puts(out, " \"request\": [");
    for (size_t i = 0; status == BP_OK && i < word->n; i++) {
        bp_str_puts(out, i > 0 ? ", " : "");
        status = put_string(out, word->at[i], err);
    }
    bp_str_puts(out, "],\n");
    return status;
}

static bp_status put_units(bp_str *out, const bp_reader *reader, bp_err *err)
{
    bp_status status = BP_OK;
    bp_str_puts(out, " \"units\": [");
    for (size_t i = 0; status == BP_OK && i < bp_reader_units(reader); i++) {
        look l;
        const char *file = bp_reader_unit(reader, i);
        status = look_at(&l, file, err);
        if (status != BP_OK)
            break;
        bp_str_puts(out, i > 0 ? ",\n  {\"file\": " : "\n  {\"file\": ");
        status = put_string(out, file, err);
        bp_str_printf(out, ", \"bytes\": %" PRIu64 ", \"head\": \"%s\"}", l.bytes,
                      l.head);
    }
    bp_str_puts(out, "\n ],\n");
    return status;
}

/* What a question reads beside its rows, and may not be another later.  A ledger is; it
 * is what came before when the answer is made. */
static bp_status put_beside(bp_str *out, const bp_request *r, bp_err *err)
{
    const char *const beside[] = { r->offers.amount_file, r->offers.list,
                                   r->offers.published,   r->choice.rates,
                                   r->choice.peers,      r->profile,
                                   r->rules_file,        r->recode };
    bp_status status = BP_OK;
    bool any = false;
    bp_str_puts(out, " \"beside\": [");
    for (size_t i = 0; status == BP_OK && i < sizeof beside / sizeof beside[0]; i++) {
        char hex[65];
        if (beside[i] == NULL)
            continue;
        status = bp_digest_file(hex, beside[i], err);
        if (status != BP_OK)
            break;
        bp_str_puts(out, any ? ",\n  {\"file\": " : "\n  {\"file\": ");
        status = put_string(out, beside[i], err);
        bp_str_printf(out, ", \"sha256\": \"%s\"}", hex);
        any = true;
    }
    bp_str_puts(out, any ? "\n ]," : "],");
    return status;
}

bp_status bp_planfile_put(bp_str *out, char digest[65], const bp_request *r,
                          const bp_reader *reader, bp_err *err)
{
    bp_str_puts(out, "{\n \"benchpay\": \"" BP_VERSION "\",\n \"plan\": 1,\n");
    bp_status status = put_words(out, &r->said, err);
    if (status == BP_OK)
        status = put_units(out, reader, err);
    if (status == BP_OK)
        status = put_beside(out, r, err);
    if (status == BP_OK && out->failed)
        status = bp_no_memory(err, "the plan");
    if (status == BP_OK)
        status = bp_digest_bytes(digest, out->at, out->n, err);
    if (status != BP_OK)
        return status;
    bp_str_printf(out, LAST_KEY "%s\"\n}\n", digest);
    return out->failed ? bp_no_memory(err, "the plan") : BP_OK;
}

/* ---- reading ---- */

/* The digest of a plan, which is as it was written. */
static bp_status take_digest(bp_planfile *p, bp_err *err)
{
    const char *text = p->earlier.text.at, *last = NULL;
    const bp_loc at_plan = { .file = p->earlier.name };
    for (const char *at = text; at != NULL && (at = strstr(at, LAST_KEY)) != NULL;)
        last = at++;
    if (last == NULL)
        return bp_fail(err, &at_plan, BP_EDATA, NO_PLAN);
    bp_status status = bp_digest_bytes(p->digest, text, (size_t)(last - text), err);
    if (status == BP_OK && strncmp(last + strlen(LAST_KEY), p->digest, 64) != 0)
        status = bp_fail(err, &at_plan, BP_EDATA,
                         "the plan was changed after it was made; make it again");
    return status;
}

static bp_status check_unit(const bp_json_value *unit, bp_err *err)
{
    look now;
    const bp_json_value *file = bp_json_find(unit, "file");
    const bp_json_value *bytes = bp_json_find(unit, "bytes");
    const bp_json_value *head = bp_json_find(unit, "head");
    if (!bp_json_is(file, BP_IS_STRING) || !bp_json_is(bytes, BP_IS_NUMBER) ||
        !bp_json_is(head, BP_IS_STRING))
        return bp_fail(err, NULL, BP_EDATA, "a unit of the plan is none");
    const bp_loc at = { .file = file->text.at };
    char then[24];
    bp_status status = look_at(&now, file->text.at, err);
    if (status != BP_OK)
        return status;
    snprintf(then, sizeof then, "%" PRIu64, now.bytes);
    if (!bp_text_equal(bytes->text, bp_text_of(then)))
        return bp_fail(err, &at, BP_EDATA,
                       "it has %s bytes, and had %.*s when the plan was made", then,
                       (int)bytes->text.n, bytes->text.at);
    return strcmp(head->text.at, now.head) == 0
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA, "it was changed since the plan was made");
}

static bp_status check_files(const bp_planfile *p, bp_err *err)
{
    const bp_json_value *beside = bp_json_find(p->earlier.json.value, "beside");
    bp_status status = BP_OK;
    BP_JSON_EACH (v, p->units)
        if (status == BP_OK)
            status = check_unit(v, err);
    const bp_json_value *v = bp_json_first(beside);
    for (; status == BP_OK && v != NULL; v = bp_json_next(beside, v)) {
        char now[65];
        const bp_json_value *file = bp_json_find(v, "file");
        const bp_json_value *then = bp_json_find(v, "sha256");
        if (!bp_json_is(file, BP_IS_STRING) || !bp_json_is(then, BP_IS_STRING))
            return bp_earlier_fail(&p->earlier, "a file of the plan is none", err);
        status = bp_digest_file(now, file->text.at, err);
        if (status == BP_OK && strcmp(now, then->text.at) != 0)
            status = bp_fail(err, &(bp_loc){ .file = file->text.at }, BP_EDATA,
                             "it was changed since the plan was made");
    }
    return status;
}

/* Files are many, and each part says which are its own. */
bool bp_planfile_question(bp_str *out, const bp_words *request, const bp_words *units)
{
    size_t next = 0;
    for (size_t i = 0; i < request->n; i++) {
        if (next < units->n && strcmp(units->at[next], request->at[i]) == 0) {
            next++;
            continue;
        }
        bp_str_puts(out, i > 0 ? " " : "");
        bp_shell_put(out, bp_text_of(request->at[i]));
    }
    return !out->failed;
}

static bp_status take_question(bp_planfile *p, bp_err *err)
{
    bp_words units = { 0 };
    bp_status status = BP_OK;
    BP_JSON_EACH (v, p->units)
        if (status == BP_OK)
            status = bp_words_add(&units, bp_json_find(v, "file")->text.at, err);
    if (status == BP_OK &&
        !bp_planfile_question(&p->question, &p->earlier.request, &units))
        status = bp_no_memory(err, "the plan");
    free(units.at);
    return status;
}

bp_status bp_planfile_read(bp_planfile *p, const char *path, bp_err *err)
{
    p->earlier.name = path;
    bp_status status = bp_file_read(&p->earlier.text, path, PLAN_MOST, err);
    if (status == BP_OK)
        status = take_digest(p, err);
    if (status == BP_OK)
        status = bp_earlier_parse(&p->earlier, true, err);
    if (status != BP_OK)
        return status;
    const bp_json_value *whole = p->earlier.json.value;
    const bp_json_value *version = bp_json_find(whole, "benchpay");
    const bp_json_value *form = bp_json_find(whole, "plan");
    p->units = bp_json_find(whole, "units");
    if (strcmp(version->text.at, BP_VERSION) != 0)
        return bp_fail(err, &(bp_loc){ .file = path }, BP_EDATA,
                       "the plan was made by benchpay %.20s, and this is " BP_VERSION
                       ": use one benchpay for all of it",
                       version->text.at);
    if (!bp_json_is(p->units, BP_IS_ARRAY) ||
        !bp_json_is(bp_json_find(whole, "beside"), BP_IS_ARRAY) ||
        !bp_json_is(form, BP_IS_NUMBER) || !bp_text_equal(form->text, bp_text_of("1")) ||
        p->earlier.request.n == 0)
        return bp_earlier_fail(&p->earlier, NO_PLAN, err);
    status = check_files(p, err);
    return status == BP_OK ? take_question(p, err) : status;
}

void bp_planfile_release(bp_planfile *p)
{
    bp_earlier_release(&p->earlier);
    bp_str_release(&p->question);
}
