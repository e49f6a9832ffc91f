/* SPDX-License-Identifier: GPL-3.0-or-later */
/* html_box.h - the offer box: the reader types an amount, the browser says where it
 * is among the percentiles of the report.  Layer: render. */
#ifndef BP_RENDER_HTML_BOX_H
#define BP_RENDER_HTML_BOX_H

#include "base/str.h"
#include "benchpay/report.h"

/* The section whose total the box is about: the first that shows people percentiles;
 * NULL where none does. */
const bp_section *bp_html_box_section(const bp_report *r);

/* The box of that section; hidden until its script runs. */
void bp_html_box(bp_str *out, const bp_section *s);

/* What the Content-Security-Policy calls the script: its SHA-256 in base64. */
bp_status bp_html_box_hash(char text[45], bp_err *err);

/* The element that holds the script. */
void bp_html_box_run(bp_str *out);

#endif
