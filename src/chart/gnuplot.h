/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.h - the only runner of gnuplot.  Layer: chart. */
#ifndef BP_CHART_GNUPLOT_H
#define BP_CHART_GNUPLOT_H

#include "base/str.h"
#include "benchpay/err.h"

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
    bp_text tail;        /* ... and ends: exit status 0 means nothing */
    double seconds;      /* the deadline */
} bp_gnuplot_job;

/* Runs the script in a new private folder, which is gone afterwards, and
 * appends the picture's bytes.
 * Errors: BP_ECHART no gnuplot, or it fails; BP_EIO; BP_ELIMIT; BP_ESTOPPED. */
bp_status bp_gnuplot_run(bp_str *picture, const bp_gnuplot_job *job, bp_err *err);

/* Runs the scripts of several jobs one after the other in one process, since to start
 * gnuplot takes several times as long as to draw.  It has the time of one job.
 *   job[n]      one without files is passed over
 *   picture[n]  gets the bytes of those that were drawn; the others, and with a run that
 *               failed the last one drawn, are left empty: run alone, each says why
 * Errors: BP_ESTOPPED. */
bp_status bp_gnuplot_run_all(bp_str picture[], const bp_gnuplot_job job[], size_t n,
                             bp_err *err);

#endif
