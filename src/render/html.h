/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html.h - the parts of the HTML page.  Layer: render. */
#ifndef BP_RENDER_HTML_H
#define BP_RENDER_HTML_H

#include "base/str.h"
#include "benchpay/report.h"

/* The lines of page.css and offer_box.js, which the build makes C of; NULL ends them. */
extern const char *const bp_page_css[];
extern const char *const bp_offer_box_js[];

/* Text for an element or a quoted attribute; control characters are made visible. */
void bp_html_text(bp_str *out, const char *text);
void bp_html_take(bp_str *out, bp_str *s); /* which is released */
void bp_html_line(bp_str *out, const bp_line *line);

#endif
