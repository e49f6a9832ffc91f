/* SPDX-License-Identifier: GPL-3.0-or-later */
/* picture.h - slots are drawn inside a private folder. */
#ifndef BP_TEST_PICTURE_H
#define BP_TEST_PICTURE_H

#include <stdlib.h>

#include "benchpay/chart.h"
#include "folder.h"

static inline int enter(void **state)
{
    if (enter_folder(state) != 0)
        return 1;
    setenv("TMPDIR", *state, 1);
    return 0;
}

/* The picture, with a NUL behind it. */
static inline char *draw_as(bp_chart c, const bp_chart_options *o, size_t *n)
{
    bp_err err = { 0 };
    if (bp_chart_draw(&c, o, &err) != BP_OK)
        fail_msg("%s", err.text);
    char *text = calloc(c.picture_size + 1, 1);
    assert_non_null(text);
    memcpy(text, c.picture, c.picture_size);
    free(c.picture);
    *n = c.picture_size;
    return text;
}

static inline char *draw(bp_chart c)
{
    size_t n;
    return draw_as(c, &(bp_chart_options){ .picture = BP_PICTURE_SVG }, &n);
}

static inline size_t times(const char *svg, const char *part)
{
    size_t n = 0;
    for (const char *at = svg; (at = strstr(at, part)) != NULL; at++)
        n++;
    return n;
}

#endif
