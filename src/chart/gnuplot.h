/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.h - the only runner of gnuplot.  Layer: chart.
 *
 * To start one takes as long as to draw ten pictures.  So it is started early, waits, and
 * draws one picture after the other, of which none is told from one drawn alone. */
#ifndef BP_CHART_GNUPLOT_H
#define BP_CHART_GNUPLOT_H

#include "base/str.h"
#include "benchpay/err.h"

typedef struct bp_gnuplot bp_gnuplot;

/* A file of the work folder; its name is one of ours, never from data. */
typedef struct bp_gnuplot_file {
    const char *name;
    bp_text bytes;
} bp_gnuplot_file;

typedef struct bp_gnuplot_job {
    const bp_gnuplot_file *file; /* [n_files]; the first is the script */
    size_t n_files;
    const char *picture; /* the file that the script leaves ... */
    bp_text head;        /* ... with which bytes a whole one begins ... */
    bp_text tail;        /* ... and ends: that gnuplot is content means nothing */
    double seconds;      /* the deadline */
} bp_gnuplot_job;

/* Starts one in a new private folder and does not wait until it is ready.
 * Errors: BP_ECHART no gnuplot; BP_EIO; BP_ELIMIT. */
bp_status bp_gnuplot_start(bp_gnuplot **out, bp_err *err);

/* Tells it of a picture that bp_gnuplot_draw will hand back after those that it was told
 * of before, so that it need not wait between two.  The job is borrowed until then.
 * False: not now, since it knows of many, or cannot be told.  g may be NULL: there is
 * none to be told. */
bool bp_gnuplot_prepare(bp_gnuplot *g, const bp_gnuplot_job *job);

/* Of so many that it was told of is none handed back.  g may be NULL. */
size_t bp_gnuplot_waiting(const bp_gnuplot *g);

/* Has it draw, and appends the picture's bytes: of the first job that it was told of,
 * else of this one.  One that failed draws nothing else.
 * Errors: BP_ECHART it fails; BP_EIO; BP_ELIMIT; BP_ESTOPPED. */
bp_status bp_gnuplot_draw(bp_str *picture, bp_gnuplot *g, const bp_gnuplot_job *job,
                          bp_err *err);

/* Has it end without waiting for it.  It draws nothing else. */
void bp_gnuplot_stop(bp_gnuplot *g);

/* Ends it; its folder is gone afterwards.  g may be NULL. */
void bp_gnuplot_end(bp_gnuplot *g);

#endif
