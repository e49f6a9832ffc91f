/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonread.c - a json text, taken apart to be read again.
 *
 * Not by jansson, which writes our json, for two reasons.  Figures are compared as they
 * were written, and its reader makes doubles of them.  And where memory runs out its
 * reader loses characters without a word (it ignores appends that fail) and may look for
 * the end of a string beyond its buffer; a failed comparison must not come from that.
 *
 * The values are one array in the order of the text, so that there is one allocation to
 * fail and nothing to free piece by piece; strings are unescaped where they are, since
 * they never get longer. */
#include "base/jsonread.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* The text ends with a NUL, which no token contains: reading never passes it. */
typedef struct reader {
    char *at;
    uint64_t line;
    bp_json *out;
    const char *file;
} reader;

static bp_status fail(const reader *r, const char *what, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = r->file, .line = r->line }, BP_EDATA,
                   "this is not json: %s", what);
}

static void skip_blanks(reader *r)
{
    for (; *r->at == ' ' || *r->at == '\t' || *r->at == '\r' || *r->at == '\n'; r->at++)
        r->line += *r->at == '\n';
}

/* ---- strings ---- */

/* Four hex digits, or -1. */
static int32_t hex(const char *at)
{
    int32_t code = 0;
    for (size_t i = 0; i < 4; i++) {
        const char c = at[i];
        const int digit = bp_is_digit(c)         ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        code = code * 16 + digit;
    }
    return code;
}

static char *put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
        return to;
    }
    const size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const uint32_t lead[] = { 0, 0xc0, 0xe0, 0xf0 };
    *to++ = (char)(lead[more] | c >> 6 * more);
    for (size_t i = more; i > 0; i--)
        *to++ = (char)(0x80 | (c >> 6 * (i - 1) & 0x3f));
    return to;
}

/* The code point of "uXXXX" or of a pair of them at *from, which moves past it.  0: it is
 * none, or NUL, which no word of a command line can contain. */
static uint32_t code_point(char **from)
{
    const int32_t high = hex(*from + 1);
    if (high <= 0 || (high >= 0xdc00 && high < 0xe000))
        return 0;
    *from += 5;
    if (high < 0xd800 || high >= 0xe000)
        return (uint32_t)high;
    const int32_t low = (*from)[0] == '\\' && (*from)[1] == 'u' ? hex(*from + 2) : -1;
    if (low < 0xdc00 || low >= 0xe000)
        return 0;
    *from += 6;
    return 0x10000 + ((uint32_t)high - 0xd800) * 0x400 + ((uint32_t)low - 0xdc00);
}

/* One escape, *from being behind its backslash.  False: there is no such escape. */
static bool unescape(char **from, char **to)
{
    static const char code[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    if (**from == 'u') {
        const uint32_t c = code_point(from);
        if (c != 0)
            *to = put_utf8(*to, c);
        return c != 0;
    }
    const char *known = **from != '\0' ? strchr(code, **from) : NULL;
    if (known == NULL)
        return false;
    *(*to)++ = means[known - code];
    ++*from;
    return true;
}

static bp_status read_string(reader *r, bp_text *out, bp_err *err)
{
    char *from = r->at + 1, *to = from;
    const char *start = from;
    while (*from != '"') {
        if ((unsigned char)*from < ' ')
            return fail(r, "a string has no end, or a control character", err);
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        from++;
        if (!unescape(&from, &to))
            return fail(r, "a string has an escape that means nothing", err);
    }
    *to = '\0';
    *out = (bp_text){ start, (size_t)(to - start) };
    r->at = from + 1;
    return BP_OK;
}

/* ---- numbers and literals ---- */

/* Moves past digits; false: there are none. */
static bool pass_digits(const char **at)
{
    const char *first = *at;
    while (bp_is_digit(**at))
        ++*at;
    return *at > first;
}

/* The bytes of the number at `text`; 0: it is none. */
static size_t number_length(const char *text)
{
    const char *at = text + (*text == '-');
    const bool zero = *at == '0';
    const char *first = at;
    if (!pass_digits(&at) || (zero && at > first + 1))
        return 0;
    if (*at == '.') {
        at++;
        if (!pass_digits(&at))
            return 0;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '+' || *at == '-';
        if (!pass_digits(&at))
            return 0;
    }
    return (size_t)(at - text);
}

static bp_status read_plain(reader *r, bp_json_value *v, bp_err *err)
{
    static const char *const literal[] = { "null", "true", "false" };
    size_t n = number_length(r->at);
    v->kind = n > 0 ? BP_IS_NUMBER : BP_IS_LITERAL;
    for (size_t i = 0; n == 0 && i < sizeof literal / sizeof literal[0]; i++)
        if (strncmp(r->at, literal[i], strlen(literal[i])) == 0)
            n = strlen(literal[i]);
    if (n == 0)
        return fail(r, *r->at == '\0' ? "it ends too early" : "no value begins so", err);
    v->text = (bp_text){ r->at, n };
    r->at += n;
    return BP_OK;
}

/* ---- arrays and objects ---- */

static bp_status read_value(reader *r, const char *key, size_t depth, bp_err *err);

/* The key of the next value of the object at `place`. */
static bp_status read_key(reader *r, const char **out, size_t place, bp_err *err)
{
    const bp_json_value *object = &r->out->value[place];
    bp_text key;
    if (*r->at != '"')
        return fail(r, "a key in quotes is missing", err);
    bp_status status = read_string(r, &key, err);
    if (status != BP_OK)
        return status;
    if (bp_json_find(object, key.at) != NULL)
        return fail(r, "an object has a key twice", err);
    if (object->n == BP_JSON_KEYS)
        return bp_fail(err, &(bp_loc){ .file = r->file, .line = r->line }, BP_ELIMIT,
                       "an object has more than %d keys", BP_JSON_KEYS);
    skip_blanks(r);
    if (*r->at != ':')
        return fail(r, "':' is missing", err);
    r->at++;
    skip_blanks(r);
    *out = key.at;
    return BP_OK;
}

/* What is inside the array or object at `place`, to its end. */
static bp_status read_inside(reader *r, size_t place, size_t depth, bp_err *err)
{
    const bool keyed = *r->at == '{';
    const char end = keyed ? '}' : ']';
    r->out->value[place].kind = keyed ? BP_IS_OBJECT : BP_IS_ARRAY;
    r->at++;
    skip_blanks(r);
    if (*r->at == end) {
        r->at++;
        return BP_OK;
    }
    for (;;) {
        const char *key = NULL;
        bp_status status = keyed ? read_key(r, &key, place, err) : BP_OK;
        if (status == BP_OK)
            status = read_value(r, key, depth + 1, err);
        if (status != BP_OK)
            return status;
        r->out->value[place].n++;
        skip_blanks(r);
        const char c = *r->at;
        if (c != ',' && c != end)
            return fail(r, keyed ? "',' or '}' is missing" : "',' or ']' is missing",
                        err);
        r->at++;
        if (c == end)
            return BP_OK;
        skip_blanks(r);
    }
}

static bp_status read_value(reader *r, const char *key, size_t depth, bp_err *err)
{
    bp_json *j = r->out;
    const size_t place = j->n;
    if (depth == BP_JSON_DEPTH)
        return bp_fail(err, &(bp_loc){ .file = r->file, .line = r->line }, BP_EDATA,
                       "values are nested deeper than %d", BP_JSON_DEPTH);
    if (!bp_reserve(&j->value, &j->cap, place + 1, sizeof j->value[0]))
        return bp_fail(err, &(bp_loc){ .file = r->file }, BP_ELIMIT,
                       "no memory for its values");
    j->value[j->n++] = (bp_json_value){ .key = key, .text = { "", 0 } };

    bp_status status = BP_OK;
    if (*r->at == '{' || *r->at == '[')
        status = read_inside(r, place, depth, err);
    else if (*r->at == '"') {
        j->value[place].kind = BP_IS_STRING;
        status = read_string(r, &j->value[place].text, err);
    } else
        status = read_plain(r, &j->value[place], err);
    j->value[place].size = j->n - place;
    return status;
}

bp_status bp_json_read(bp_json *out, bp_str *text, const char *file, bp_err *err)
{
    bp_json j = { 0 };
    reader r = { .at = text->at, .line = 1, .out = &j, .file = file };
    if (text->n == 0)
        return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA, "is empty");
    if (bp_utf8_valid(bp_str_text(text)) < text->n)
        return bp_fail(err, &(bp_loc){ .file = file }, BP_EDATA,
                       "this is not json: it is not UTF-8");
    skip_blanks(&r);
    bp_status status = read_value(&r, NULL, 0, err);
    skip_blanks(&r);
    if (status == BP_OK && r.at != text->at + text->n)
        status = fail(&r, "something follows its end", err);
    if (status == BP_OK)
        *out = j;
    else
        bp_json_release(&j);
    return status;
}

void bp_json_release(bp_json *j)
{
    free(j->value);
    *j = (bp_json){ 0 };
}

const bp_json_value *bp_json_find(const bp_json_value *object, const char *key)
{
    if (!bp_json_is(object, BP_IS_OBJECT))
        return NULL;
    BP_JSON_EACH (v, object)
        if (strcmp(v->key, key) == 0)
            return v;
    return NULL;
}

const char *bp_json_text(const bp_json_value *object, const char *key)
{
    const bp_json_value *v = bp_json_find(object, key);
    return bp_json_is(v, BP_IS_STRING) ? v->text.at : NULL;
}
