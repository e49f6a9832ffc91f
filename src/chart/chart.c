/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.c - a slot becomes a picture.
 *
 * A table of kinds says what is drawn and how large; the steps are the same for all:
 * frame, data and labels, then gnuplot, then a check of what it left.  The charts of a
 * report are drawn by a few gnuplots, one picture after the other. */
#include "benchpay/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "chart/gnuplot.h"
#include "chart/kinds.h"
#include "chart/plotters.h"
#include "chart/rows.h"
#include "chart/sandbox.h"
#include "chart/svg.h"
#include "report/build.h"
#include "report/format.h"

#define DEADLINE 10.0
#define ROWS_HEIGHT 480.0 /* px of rows above which they become less high */
#define ROOMY 360         /* px of a picture that has room for a long title */
#define NARROW_SHAPE                                                                     \
    .7                  /* a phone's picture is so much less high, of what has no rows   \
                         */
#define NARROW_TITLE 5  /* lines */
#define SIDES 72.0      /* px that a picture of tiles has besides tiles and names */
#define PICTURES_EACH 7 /* a gnuplot, at least */
#define TEMPLATE_MOST ((size_t)1 << 16)

const char *bp_chart_unheld(void)
{
    const bp_sandbox has = bp_sandbox_look();
    return has.files && has.calls ? NULL
           : has.files            ? "kernel calls (seccomp)"
           : has.calls            ? "files (Landlock)"
                                  : "files (Landlock) and kernel calls (seccomp)";
}

/* A kind of chart: its template in plots/, its size in px, what it puts there.  A
 * chart of rows is as high as they need: `row` px each, or `least` where many. */
typedef struct kind {
    const char *template;
    bool (*plot)(bp_plot *p, const bp_chart *c);
    int width;
    int height;
    int row;
    int least;
    int column; /* of tiles */
} kind;

static const kind kinds[] = {
    [BP_CHART_DISTRIBUTION] = { "distribution.gp", bp_distribution_plot, 800, 440, 0, 0,
                                0 },
    [BP_CHART_ECDF] = { "ecdf.gp", bp_share_plot, 800, 480, 0, 0, 0 },
    [BP_CHART_OFFER] = { "ecdf.gp", bp_share_plot, 800, 480, 0, 0, 0 },
    [BP_CHART_BOX] = { "box.gp", bp_box_plot, 800, 190, 46, 22, 0 },
    [BP_CHART_PERCENTILES] = { "percentiles.gp", bp_percentiles_plot, 800, 190, 46, 22,
                               0 },
    [BP_CHART_TIERS] = { "tiers.gp", bp_tiers_plot, 800, 190, 66, 38, 0 },
    [BP_CHART_OFFERS] = { "offers.gp", bp_offers_plot, 800, 176, 43, 22, 0 },
    [BP_CHART_GROWTH] = { "growth.gp", bp_growth_plot, 800, 480, 0, 0, 0 },
    [BP_CHART_HEATMAP] = { "heatmap.gp", bp_heatmap_plot, 800, 185, 53, 24, 72 },
    [BP_CHART_PAYLINE] = { "payline.gp", bp_payline_plot, 800, 520, 0, 0, 0 },
    [BP_CHART_GAPS] = { "gaps.gp", bp_gaps_plot, 800, 200, 43, 24, 0 },
    [BP_CHART_BANDS] = { "bands.gp", bp_bands_plot, 800, 190, 52, 38, 0 },
    [BP_CHART_CHANGE] = { "change.gp", bp_change_plot, 800, 190, 40, 22, 0 },
    [BP_CHART_SOURCES] = { "sources.gp", bp_sources_plot, 800, 190, 40, 22, 0 },
    [BP_CHART_ZONES] = { "zones.gp", bp_zones_plot, 800, 216, 40, 22, 0 },
    [BP_CHART_STRUCTURE] = { "structure.gp", bp_structure_plot, 800, 190, 42, 22, 0 },
};

/* How a whole picture begins and ends. */
static const struct {
    const char *name;
    bp_text head;
    bp_text tail;
} picture_of[] = {
    [BP_PICTURE_SVG] = { "chart.svg", { "<?xml", 5 }, { "</svg>", 6 } },
    [BP_PICTURE_PDF] = { "chart.pdf", { "%PDF-", 5 }, { "%%EOF", 5 } },
    [BP_PICTURE_PNG] = { "chart.png",
                         { "\x89PNG\r\n\x1a\n", 8 },
                         { "IEND\xae\x42\x60\x82", 8 } },
};

/* A chart's words, without what a line or XML cannot hold. */
typedef struct words {
    bp_str title;
    bp_str subtitle;
    bp_str note;
    bp_str all; /* subtitle and note */
} words;

static void put_words(bp_str *out, const bp_line *line)
{
    bp_str raw = { 0 };
    if (line->text != NULL)
        bp_format_line(&raw, line, (bp_text_style){ 0 });
    bp_str_visible(out, bp_str_text(&raw));
    out->failed |= raw.failed;
    bp_str_release(&raw);
}

static bp_status find_words(words *w, const bp_chart *c, bp_err *err)
{
    put_words(&w->title, &c->title);
    put_words(&w->subtitle, &c->subtitle);
    put_words(&w->note, &c->note);
    bp_str_bytes(&w->all, w->subtitle.at, w->subtitle.n);
    bp_str_puts(&w->all, w->subtitle.n > 0 && w->note.n > 0 ? ". " : "");
    bp_str_bytes(&w->all, w->note.at, w->note.n);
    if (w->title.failed || w->subtitle.failed || w->note.failed || w->all.failed)
        return bp_no_memory(err, "a chart");
    return BP_OK;
}

static void words_release(words *w)
{
    bp_str_release(&w->title);
    bp_str_release(&w->subtitle);
    bp_str_release(&w->note);
    bp_str_release(&w->all);
}

static bp_status read_template(bp_str *out, const char *folder, const char *name,
                               bp_err *err)
{
    bp_str path = { 0 };
    bp_str_printf(&path, "%s/%s", folder, name);
    bp_status status = path.failed ? bp_no_memory(err, "a path")
                                   : bp_file_read(out, path.at, TEMPLATE_MOST, err);
    bp_str_release(&path);
    return status;
}

/* The rows of a chart of rows. */
static size_t rows_of(const bp_chart *c)
{
    switch (c->kind) {
    case BP_CHART_BOX:
    case BP_CHART_PERCENTILES:
    case BP_CHART_TIERS:
        return c->u.groups.n;
    case BP_CHART_OFFERS:
        return c->u.offers.n;
    case BP_CHART_CHANGE:
        return c->u.changes.n;
    case BP_CHART_HEATMAP:
        return c->u.heatmap.n_rows;
    case BP_CHART_STRUCTURE:
        return c->u.ranges.n;
    case BP_CHART_SOURCES:
        return c->u.sources.n;
    case BP_CHART_ZONES:
        return c->u.zones.n;
    case BP_CHART_GAPS:
        return c->u.gaps.n;
    case BP_CHART_BANDS:
        return BP_CHART_BANDS_ALL;
    default:
        return 0;
    }
}

static double at_most(size_t n, size_t most)
{
    return (double)(n < most ? n : most);
}

/* With a title or a note of several lines, rows stay as high as with one. */
static double height_of(const bp_plot *p, const bp_chart *c, const kind *k,
                        const words *w)
{
    const double n =
        at_most(rows_of(c), c->kind == BP_CHART_OFFERS ? BP_OFFERS_MOST : BP_ROWS_MOST);
    const double extra = bp_plot_extra(p, bp_str_text(&w->title),
                                       bp_str_text(&w->subtitle), bp_str_text(&w->note));
    return n > 0 ? k->height + fmin(n * k->row, fmax(n * k->least, ROWS_HEIGHT)) + extra
           : p->narrow ? NARROW_SHAPE * k->height + extra
                       : k->height;
}

static double width_of(const bp_chart *c, const kind *k)
{
    if (c->kind != BP_CHART_HEATMAP)
        return k->width;
    return fmax(k->width, at_most(c->u.heatmap.n_columns, BP_ROWS_MOST) * k->column +
                              BP_NAMES_MOST + SIDES);
}

static bp_plot new_plot(const bp_chart *c, const bp_chart_options *o, const words *w)
{
    const kind *k = &kinds[c->kind];
    const double width = o->width > 0 ? o->width : width_of(c, k);
    const bool roomy = o->height == 0 || o->height >= ROOMY;
    const bool narrow = width < BP_CHART_NARROW;
    bp_plot p = { .width = width,
                  .row_least = k->least,
                  .title_most = !roomy   ? 2
                                : narrow ? NARROW_TITLE
                                         : 3,
                  .narrow = narrow,
                  .font = o->picture == BP_PICTURE_SVG ? bp_font_any()
                                                       : bp_font_installed() };
    if (o->picture != BP_PICTURE_SVG) {
        p.glyphs = bp_glyphs_new(p.font->file, bp_font_folders);
        p.set.failed = p.glyphs == NULL;
    }
    p.height = o->height > 0 ? o->height : height_of(&p, c, k, w);
    bp_plot_frame(&p, bp_str_text(&w->title), bp_str_text(&w->subtitle),
                  bp_str_text(&w->note));
    return p;
}

static void script_put(bp_chart_script *s, size_t i, const char *name, bp_str *bytes)
{
    s->file[i] = (bp_chart_file){ name, bytes->at, bytes->n };
    *bytes = (bp_str){ 0 };
}

static bp_status plot(bp_plot *p, const kind *k, const bp_chart *c, bp_err *err)
{
    bp_glyphs *g = p->glyphs;
    if (g != NULL && !bp_glyphs_have(g, 'a') && !bp_glyphs_failed(g))
        return bp_fail(err, NULL, BP_ECHART,
                       "no font is installed, which png and pdf need "
                       "(Debian: fonts-inter)");
    return k->plot(p, c) ? BP_OK
                         : bp_fail(err, NULL, BP_EINTERNAL,
                                   "chart '%s' has no usable numbers", c->id);
}

static bp_status script_make(bp_chart_script *out, const bp_chart *c,
                             const bp_chart_options *o, const words *w, bp_err *err)
{
    const kind *k = &kinds[c->kind];
    bp_plot p = new_plot(c, o, w);
    bp_str script = { 0 }, style = { 0 }, template = { 0 };
    const char *plots = o->plots;
    char *found = NULL;
    bp_status status = plot(&p, k, c, err);
    p.set.failed |= p.glyphs != NULL && bp_glyphs_failed(p.glyphs);
    if (status == BP_OK)
        status = bp_plot_script(&script, &p, o, k->template, err);
    if (status == BP_OK && plots == NULL)
        status = bp_file_share(&found, "plots", err);
    if (status == BP_OK && plots == NULL)
        plots = found;
    if (status == BP_OK)
        status = read_template(&style, plots, "style.gp", err);
    if (status == BP_OK)
        status = read_template(&template, plots, k->template, err);
    free(found);
    if (status == BP_OK) {
        script_put(out, 0, "chart.gp", &script);
        script_put(out, 1, "style.gp", &style);
        script_put(out, 2, k->template, &template);
        script_put(out, 3, "chart.dat", &p.data);
    }
    bp_str_release(&template);
    bp_str_release(&style);
    bp_str_release(&script);
    bp_plot_release(&p);
    return status;
}

bp_status bp_chart_script_make(bp_chart_script *out, const bp_chart *chart,
                               const bp_chart_options *o, bp_err *err)
{
    words w = { 0 };
    bp_status status = find_words(&w, chart, err);
    if (status == BP_OK)
        status = script_make(out, chart, o, &w, err);
    words_release(&w);
    return status;
}

void bp_chart_script_release(bp_chart_script *s)
{
    for (size_t i = 0; i < BP_CHART_FILES; i++)
        free(s->file[i].bytes);
    *s = (bp_chart_script){ 0 };
}

/* A picture in the making: what gnuplot draws it from. */
typedef struct sketch {
    words words;
    bp_str id; /* that all names in an SVG begin with */
    bp_chart_script script;
    bp_gnuplot_file file[BP_CHART_FILES];
    bp_gnuplot_job job;
    bool svg;
} sketch;

static void sketch_release(sketch *s)
{
    words_release(&s->words);
    bp_str_release(&s->id);
    bp_chart_script_release(&s->script);
}

static void sketch_job(sketch *s, bp_picture picture)
{
    for (size_t i = 0; i < BP_CHART_FILES; i++) {
        const bp_chart_file *f = &s->script.file[i];
        s->file[i] = (bp_gnuplot_file){ f->name, { f->bytes, f->n } };
    }
    s->job = (bp_gnuplot_job){ .file = s->file,
                               .n_files = BP_CHART_FILES,
                               .picture = picture_of[picture].name,
                               .head = picture_of[picture].head,
                               .tail = picture_of[picture].tail,
                               .seconds = DEADLINE };
    s->svg = picture == BP_PICTURE_SVG;
}

/* The chart's own picture, or the same for a phone.  Names of two pictures on one page
 * differ. */
static bp_status sketch_make(sketch *s, const bp_chart *c, const bp_chart_options *o,
                             bool narrow, bp_err *err)
{
    bp_chart_options own = *o;
    if (narrow) {
        own.width = BP_CHART_PHONE;
        own.height = 0;
    }
    bp_str_printf(&s->id, narrow ? "%s-narrow" : "%s", c->id);
    bp_status status =
        s->id.failed ? bp_no_memory(err, "a chart") : find_words(&s->words, c, err);
    if (status == BP_OK)
        status = script_make(&s->script, c, &own, &s->words, err);
    if (status == BP_OK)
        sketch_job(s, o->picture);
    return status;
}

/* gnuplot's bytes become the picture's. */
static bp_status finish(bp_str *picture, bp_str *raw, const sketch *s, bp_err *err)
{
    if (!s->svg) {
        *picture = *raw;
        *raw = (bp_str){ 0 };
        return BP_OK;
    }
    const bp_svg_words own = { s->id.at, bp_str_text(&s->words.title),
                               bp_str_text(&s->words.all) };
    return bp_svg_clean(picture, bp_str_text(raw), &own, err);
}

/* By one that waits, or else one that is started.  *g is NULL once it is of no use. */
static bp_status draw_by(bp_str *picture, bp_gnuplot **g, const sketch *s, bp_err *err)
{
    bp_str raw = { 0 };
    bp_status status = *g == NULL ? bp_gnuplot_start(g, err) : BP_OK;
    if (status == BP_OK)
        status = bp_gnuplot_draw(&raw, *g, &s->job, err);
    if (status == BP_OK)
        status = finish(picture, &raw, s, err);
    bp_str_release(&raw);
    if (status != BP_OK) {
        bp_gnuplot_end(*g);
        *g = NULL;
        bp_str_release(picture);
    }
    return status;
}

/* What is wrong with one that waited may be its past: of that nothing is blamed on the
 * picture, which is drawn by a new one then. */
static bp_status draw(bp_str *picture, bp_gnuplot **g, const sketch *s, bp_err *err)
{
    const bool waited = *g != NULL;
    bp_status status = draw_by(picture, g, s, err);
    return status == BP_ECHART && waited ? draw_by(picture, g, s, err) : status;
}

/* In place of what was there. */
static void take_picture(char **bytes, size_t *n, bp_str *picture)
{
    free(*bytes);
    *bytes = picture->at;
    *n = picture->n;
    *picture = (bp_str){ 0 };
}

static void set_picture(bp_chart *c, bp_str *picture)
{
    take_picture(&c->picture, &c->picture_size, picture);
    free(c->missing);
    c->missing = NULL;
}

bp_status bp_chart_draw(bp_chart *chart, const bp_chart_options *o, bp_err *err)
{
    sketch s = { 0 };
    bp_str picture = { 0 };
    bp_status status = sketch_make(&s, chart, o, false, err);
    if (status == BP_OK) {
        bp_gnuplot *g = bp_plotters_take(o->plotters);
        status = draw(&picture, &g, &s, err);
        bp_plotters_give(o->plotters, g);
    }
    if (status == BP_OK)
        set_picture(chart, &picture);
    sketch_release(&s);
    return status;
}

/* One of the pictures of a report. */
typedef struct shown {
    sketch sketch;
    bool sketched;
    bp_str picture;
    bp_status status;
    bp_err why; /* it has none */
} shown;

/* All of them: `each` of one chart after those of another. */
typedef struct drawing {
    bp_report *report;
    bp_chart_options options;
    size_t each;
    size_t n;
    shown *shown; /* [n] */
} drawing;

static void drawing_release(drawing *d)
{
    for (size_t i = 0; d->shown != NULL && i < d->n; i++) {
        sketch_release(&d->shown[i].sketch);
        bp_str_release(&d->shown[i].picture);
    }
    free(d->shown);
}

static bp_status drawing_make(drawing *d, size_t charts, bp_err *err)
{
    d->options.picture = BP_PICTURE_SVG;
    d->each = d->options.narrow ? 2 : 1;
    d->n = charts * d->each;
    d->shown = bp_alloc(0, d->n, sizeof *d->shown);
    return d->shown != NULL ? BP_OK : bp_no_memory(err, "the charts");
}

static bool is_sketched(drawing *d, size_t i)
{
    shown *s = &d->shown[i];
    if (!s->sketched)
        s->status = sketch_make(&s->sketch, bp_report_chart(d->report, i / d->each),
                                &d->options, i % d->each > 0, &s->why);
    s->sketched = true;
    return s->status == BP_OK;
}

/* Tells it of pictures while it draws those before, or is not ready itself. */
static void look_ahead(drawing *d, bp_gnuplot *g, size_t i, size_t by)
{
    i += by * bp_gnuplot_waiting(g);
    while (i < d->n && is_sketched(d, i) &&
           bp_gnuplot_prepare(g, &d->shown[i].sketch.job))
        i += by;
}

/* Every `by`-th picture. */
static bp_status draw_some(drawing *d, bp_gnuplot **g, size_t from, size_t by,
                           bp_err *err)
{
    for (size_t i = from; i < d->n; i += by) {
        shown *s = &d->shown[i];
        look_ahead(d, *g, i, by);
        if (is_sketched(d, i))
            s->status = draw(&s->picture, g, &s->sketch, &s->why);
        sketch_release(&s->sketch);
        if (s->status == BP_ELIMIT || s->status == BP_ESTOPPED)
            return bp_fail(err, NULL, s->status, "%s", s->why.text);
    }
    return BP_OK;
}

static bp_status draw_share(void *arg, size_t worker, bp_err *err)
{
    drawing *d = arg;
    bp_plotters *p = d->options.plotters;
    bp_gnuplot *g = bp_plotters_take(p);
    bp_status status = draw_some(d, &g, worker, bp_plotters_most(p), err);
    if (status != BP_OK) { /* it draws what nobody waits for */
        bp_gnuplot_end(g);
        g = NULL;
    }
    bp_plotters_give(p, g);
    return status;
}

static bp_status draw_all(drawing *d, bp_err *err)
{
    bp_plotters *own =
        d->options.plotters == NULL ? bp_plotters_start(1 + d->n / PICTURES_EACH) : NULL;
    if (own != NULL)
        d->options.plotters = own;
    /* Looked for once; where it is not found each chart says so. */
    bp_err none;
    char *plots = NULL;
    if (d->options.plots == NULL && bp_file_share(&plots, "plots", &none) == BP_OK)
        d->options.plots = plots;
    bp_status status =
        bp_pool_run(bp_plotters_most(d->options.plotters), draw_share, d, err);
    free(plots);
    bp_plotters_free(own);
    return status;
}

/* A page has both pictures, or says why it has none. */
static bp_status take_pictures(drawing *d, size_t *failed, bp_err *err)
{
    for (size_t i = 0; i < d->n; i += d->each) {
        bp_chart *c = bp_report_chart(d->report, i / d->each);
        shown *own = &d->shown[i], *last = own + d->each - 1;
        if (own->status == BP_OK && last->status == BP_OK) {
            set_picture(c, &own->picture);
            if (d->each > 1)
                take_picture(&c->narrow, &c->narrow_size, &last->picture);
            continue;
        }
        const char *why = own->status != BP_OK ? own->why.text : last->why.text;
        free(c->picture);
        c->picture = NULL;
        free(c->missing);
        c->missing = bp_copy(why, strlen(why));
        if (c->missing == NULL)
            return bp_no_memory(err, "the charts");
        ++*failed;
    }
    return BP_OK;
}

bp_status bp_charts_draw(bp_report *r, const bp_chart_options *o, size_t *failed,
                         bp_err *err)
{
    drawing d = { .report = r, .options = *o };
    size_t without = 0, charts = 0;
    while (bp_report_chart(r, charts) != NULL)
        charts++;
    bp_status status = charts > 0 ? drawing_make(&d, charts, err) : BP_OK;
    if (status == BP_OK && charts > 0)
        status = draw_all(&d, err);
    if (status == BP_OK)
        status = take_pictures(&d, &without, err);
    drawing_release(&d);
    *failed = without;
    return status;
}
