/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.c - libFuzzer: any bytes at all are refused or become a picture that another parser
 * reads, whose elements and attributes can do nothing. */
#define _GNU_SOURCE
#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "chart/svg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* As a browser has them: entities are undone. */
static void look(void *arg, const char *name, const char **attribute)
{
    (void)arg;
    if (strcasecmp(name, "script") == 0 || strcasecmp(name, "style") == 0 ||
        strcasecmp(name, "foreignObject") == 0)
        abort();
    for (size_t i = 0; attribute[i] != NULL; i += 2) {
        const char *key = attribute[i], *value = attribute[i + 1];
        const size_t n = strlen(key);
        const bool refers = n >= 4 && strcmp(key + n - 4, "href") == 0;
        if (strncasecmp(key, "on", 2) == 0 || strchr(value, '\\') != NULL ||
            strcasestr(value, "url(") != NULL || strcasestr(value, "script:") != NULL ||
            (refers && value[0] != '#'))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const bp_svg_words words = { "x", { "A < B", 5 }, { "]]>", 3 } };
    bp_str out = { 0 };
    bp_err err;
    const bp_text svg = { (const char *)data, n };
    if (bp_svg_clean(&out, svg, &words, &err) == BP_OK) {
        XML_Parser parser = XML_ParserCreate(NULL);
        if (parser == NULL)
            abort();
        XML_SetStartElementHandler(parser, look);
        if (XML_Parse(parser, out.at, (int)out.n, 1) != XML_STATUS_OK)
            abort();
        XML_ParserFree(parser);
    }
    bp_str_release(&out);
    return 0;
}
