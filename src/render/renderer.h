/* renderer.h - what every format implements.  Layer: render. */
#ifndef BP_RENDER_RENDERER_H
#define BP_RENDER_RENDERER_H

#include "base/str.h"
#include "benchpay/render.h"

/* Appends the report.  Memory that runs out shows in out->failed. */
typedef bp_status bp_renderer(bp_str *out, const bp_report *r, const bp_look *look,
                              bp_err *err);

bp_renderer bp_render_text;
bp_renderer bp_render_md;
bp_renderer bp_render_csv;
bp_renderer bp_render_json;
bp_renderer bp_render_html;

/* A csv field, quoted where needed; `guard` disarms what a spreadsheet would run. */
void bp_render_csv_text(bp_str *out, const char *text, bool guard);

/* The codes of a row for the status column and json: "ok", or "CODE;CODE:p10". */
void bp_render_status(bp_str *out, const bp_table *t, const bp_row *row);

#endif
