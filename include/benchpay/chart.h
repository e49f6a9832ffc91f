/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h - chart slots become pictures.  Layer: chart.
 *
 * Everything is computed before; gnuplot only draws, from a readable template in
 * plots/, in a private folder, without a shell and under limits. */
#ifndef BP_CHART_H
#define BP_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/err.h"
#include "benchpay/report.h"

BP_API_BEGIN

/* PDF bears the time at which it was made: svg and png alone repeat to the byte.  The
 * letters of png and pdf are drawn here: a character that no installed font has is a
 * box in them. */
typedef enum bp_picture { BP_PICTURE_SVG, BP_PICTURE_PNG, BP_PICTURE_PDF } bp_picture;

#define BP_CHART_NARROW 400
#define BP_CHART_PHONE 328 /* what a page has of a screen of 360 px */

/* gnuplots that wait for what they will draw: to start one takes as long as to draw ten
 * pictures, and can be done while a survey is read. */
typedef struct bp_plotters bp_plotters;

/* Starts n of them, or as many as leave one processor to others, and does not wait until
 * they are ready.  They end with the thread that started them.  NULL, or none in it,
 * where that is not possible: drawing says why. */
bp_plotters *bp_plotters_start(size_t n);

/* They draw nothing else, and may end while there is something else to do.  p may be
 * NULL in both. */
void bp_plotters_stop(bp_plotters *p);
void bp_plotters_free(bp_plotters *p);

typedef struct bp_chart_options {
    bp_picture picture;
    bool dark;
    int width; /* of the drawing, px; 0: the chart's own.  Below BP_CHART_NARROW letters,
                * margins and marks are those of a phone */
    int height;
    bool narrow; /* bp_charts_draw: a second picture of each, BP_CHART_PHONE px wide */
    const char *plots; /* the folder of the templates: PREFIX/share/benchpay/plots, which
                        * pkg-config calls `plots`.  NULL: it is looked for where the
                        * program benchpay has it, from the running program's own place:
                        * in ../share/benchpay/, or above its build/ */
    bp_plotters *plotters; /* which draw; NULL: some are started now */
} bp_chart_options;

/* Draws one slot: on success chart->picture holds the bytes.
 * Errors: BP_ECHART says what is missing or broken (no gnuplot, no pngcairo, no font,
 * a deadline, half a file); BP_EIO, BP_ELIMIT, BP_ESTOPPED. */
bp_status bp_chart_draw(bp_chart *chart, const bp_chart_options *o, bp_err *err);

/* gnuplot is held by the system to its own files and to drawing.  What of that is lacking
 * or refused here, in words ("files (Landlock)"), once something was drawn; NULL:
 * nothing. */
const char *bp_chart_unheld(void);

/* What plain gnuplot draws the picture from: chart.gp, style.gp, the template and
 * chart.dat. */
#define BP_CHART_FILES 4

typedef struct bp_chart_file {
    const char *name;
    char *bytes; /* [n], malloc'd; NULL when n is 0 */
    size_t n;
} bp_chart_file;

typedef struct bp_chart_script {
    bp_chart_file file[BP_CHART_FILES];
} bp_chart_script;

/* The files from which `gnuplot -d chart.gp`, run where they are, draws the same
 * picture.  Errors: BP_EIO a template is missing; BP_ECHART no font; BP_EINTERNAL,
 * BP_ELIMIT. */
bp_status bp_chart_script_make(bp_chart_script *out, const bp_chart *chart,
                               const bp_chart_options *o, bp_err *err);
void bp_chart_script_release(bp_chart_script *s);

/* Draws every slot of a report as SVG.  A chart that cannot be drawn is left
 * with its reason in `missing`; only BP_ELIMIT and BP_ESTOPPED are failures.
 * *failed counts the charts without a picture. */
bp_status bp_charts_draw(bp_report *r, const bp_chart_options *o, size_t *failed,
                         bp_err *err);

BP_API_END

#endif
