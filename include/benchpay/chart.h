/* chart.h - chart slots become pictures.  Layer: chart.
 *
 * Everything is computed before; gnuplot only draws, from a readable template in
 * plots/, in a private folder, without a shell and under limits. */
#ifndef BP_CHART_H
#define BP_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/err.h"
#include "benchpay/report.h"

typedef enum bp_picture { BP_PICTURE_SVG, BP_PICTURE_PNG, BP_PICTURE_PDF } bp_picture;

typedef struct bp_chart_options {
    bp_picture picture;
    bool dark;
    int width;  /* of the drawing, px; 0: the chart's own */
    int height;
} bp_chart_options;

/* Draws one slot: on success chart->picture holds the bytes.
 * Errors: BP_ECHART says what is missing or broken (no gnuplot, no pngcairo, a
 * deadline, half a file); BP_EIO, BP_ELIMIT, BP_ESTOPPED. */
bp_status bp_chart_draw(bp_chart *chart, const bp_chart_options *o, bp_err *err);

/* Draws every slot of a report as SVG.  A chart that cannot be drawn is left
 * with its reason in `missing`; only BP_ELIMIT and BP_ESTOPPED are failures.
 * *failed counts the charts without a picture. */
bp_status bp_charts_draw(bp_report *r, const bp_chart_options *o, size_t *failed,
                         bp_err *err);

#endif
