/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_output.c - what is written, where, and how it looks. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"
#include "ingest/date.h"

#define IN_REPORTS                                                                       \
    (BP_IN_CHECK | BP_IN_PERCENTILES | BP_IN_TIERS | BP_IN_OFFER | BP_IN_PROJECT |       \
     BP_IN_REPORT | BP_IN_PRICE | BP_IN_STRUCTURE | BP_IN_STAFF | BP_IN_MODELS |         \
     BP_IN_DIFF | BP_IN_EXPLAIN | BP_IN_FINISH)
#define IN_CHARTS (BP_IN_PLOT | BP_IN_REPORT | BP_IN_FINISH)
#define IN_TITLED                                                                        \
    (BP_IN_PERCENTILES | BP_IN_TIERS | BP_IN_OFFER | BP_IN_PROJECT | BP_IN_REPORT |      \
     BP_IN_STAFF | BP_IN_MODELS | BP_IN_FINISH)

static bp_status set_format(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *names[BP_FORMATS + 1] = { NULL };
    for (size_t i = 0; i < BP_FORMATS; i++)
        names[i] = bp_format_name((bp_format)i);
    size_t place;
    bp_status status = bp_arg_word(&place, g->value, names, g->at, err);
    if (status == BP_OK) {
        r->format = (bp_format)place;
        r->format_given = true;
    }
    return status;
}

static bp_status set_as_of(bp_request *r, const bp_given *g, bp_err *err)
{
    bp_date date;
    bp_status status = bp_arg_date(&date, g->value, "2026-03-01", g->at, err);
    if (status == BP_OK)
        r->labels.as_of = g->value;
    return status;
}

const bp_option bp_options_output[] = {
    { .name = "format",
      .letter = 'f',
      .commands = IN_REPORTS,
      .argument = "text|md|csv|json|html|xlsx",
      .help = "format of standard output, and of files without an extension that sets "
              "one; check has neither csv nor xlsx",
      .standard = "text",
      .set = set_format },
    { .name = "output",
      .letter = 'o',
      .commands = IN_REPORTS,
      .argument = "FILE",
      .help =
          "write here, repeatable; the extension sets the format; - is standard output",
      .standard = "standard output",
      BP_SET_ADD(output) },
    { .name = "output",
      .letter = 'o',
      .commands = BP_IN_PLOT,
      .argument = "FILE.svg|png|pdf",
      .help = "write the picture here (needed), repeatable; svg and png have the same "
              "bytes in every run, a pdf contains the time",
      BP_SET_ADD(output) },
    { .name = "title",
      .commands = IN_CHARTS | IN_TITLED | BP_IN_PRICE | BP_IN_STRUCTURE | BP_IN_DIFF |
                  BP_IN_EXPLAIN,
      .argument = "TEXT",
      .help = "the title",
      .standard = "worked out from the data",
      BP_SET_TEXT(labels.title) },
    { .name = "source",
      .commands = IN_CHARTS | IN_TITLED,
      .argument = "TEXT",
      .help = "where the data come from, for the title block and the charts' notes",
      .standard = "the files' names",
      BP_SET_TEXT(labels.source) },
    { .name = "as-of",
      .commands = IN_CHARTS | IN_TITLED,
      .argument = "DATE",
      .help = "a date for the same places, as 2026-03-01; nothing is computed from it",
      .set = set_as_of },
    { .name = "prepared-for",
      .commands = IN_TITLED,
      .argument = "TEXT",
      .help = "for whom it was prepared, for the title block",
      BP_SET_TEXT(labels.prepared_for) },
    { .name = "prepared-by",
      .commands = IN_TITLED,
      .argument = "TEXT",
      .help = "who prepared it, for the title block",
      BP_SET_TEXT(labels.prepared_by) },
    { .name = "script",
      .commands = BP_IN_PLOT,
      .argument = "DIR",
      .help = "leave chart.gp, style.gp, the template and chart.dat in this folder, "
              "where plain gnuplot draws the same picture from them",
      BP_SET_TEXT(script) },
    { .name = "note",
      .commands = BP_IN_PLOT,
      .argument = "TEXT",
      .help = "the small print below the chart",
      .standard = "source and people",
      BP_SET_TEXT(labels.note) },
    { .name = "width",
      .commands = BP_IN_PLOT,
      .argument = "PIXELS",
      .help = "width of the picture; a png has twice as many",
      .standard = "800, more for many columns",
      BP_SET_INT(chart.width, 200, 4000) },
    { .name = "height",
      .commands = BP_IN_PLOT,
      .argument = "PIXELS",
      .help = "height of the picture",
      .standard = "what the chart needs",
      BP_SET_INT(chart.height, 150, 4000) },
    { .name = "charts",
      .commands = BP_IN_REPORT | BP_IN_STRUCTURE | BP_IN_DIFF | BP_IN_PRICE |
                  BP_IN_COMPA | BP_IN_MODELS | BP_IN_FINISH,
      .argument = "auto|none|require",
      .words = "auto|require|none",
      .help = "charts in html, xlsx and beside md; auto leaves out those that cannot be "
              "drawn",
      .standard = "auto",
      BP_SET_WORD(charts) },
    { .name = "brief",
      .commands = BP_IN_REPORT | BP_IN_FINISH,
      .help = "one page, A4 or Letter: html (print it for pdf), xlsx of one sheet, text "
              "and md in short; csv and json have no such page",
      BP_SET_FLAG(brief) },
    { .name = "theme",
      .commands = IN_CHARTS | BP_IN_STRUCTURE | BP_IN_DIFF | BP_IN_PRICE | BP_IN_COMPA,
      .argument = "light|dark",
      .help = "colours of charts and pages",
      .standard = "light; html follows its reader",
      BP_SET_SWITCH(chart.dark) },
    { .name = "provenance",
      .commands = IN_REPORTS,
      .help = "give the SHA-256 of the inputs (report always does)",
      BP_SET_FLAG(reading.digest) },
    { .name = "scope-column",
      .commands = IN_TITLED,
      .help = "csv: a last column 'scope', the market in words",
      BP_SET_FLAG(scope_column) },
    { .name = "csv-guard",
      .commands = BP_IN_ALL | BP_IN_PRICE | BP_IN_STRUCTURE | BP_IN_STAFF | BP_IN_FINISH,
      .argument = "on|off",
      .words = "off|on",
      .help = "put ' before text in csv that a spreadsheet would run as a formula",
      .standard = "on",
      BP_SET_SWITCH(csv_guard) },
    { .name = "ascii",
      .commands = IN_REPORTS,
      .help = "draw text with ASCII only",
      .standard = "where the locale is not UTF-8",
      BP_SET_FLAG(ascii) },
    { .name = "color",
      .commands = IN_REPORTS,
      .argument = "auto|always|never",
      .help = "colour in text; auto: on a terminal, unless NO_COLOR is set",
      .standard = "auto",
      BP_SET_WORD(color) },
    { .name = "progress",
      .commands = BP_IN_ANY & ~BP_IN_MERGE,
      .argument = "auto|never",
      .words = "never|auto",
      .help = "show the progress of long reading on the terminal",
      .standard = "auto",
      .aside = true,
      BP_SET_SWITCH(progress) },
    { .name = "quiet",
      .commands = BP_IN_ALL | BP_IN_PRICE | BP_IN_STRUCTURE | BP_IN_STAFF | BP_IN_FINISH,
      .help = "no warnings and no notes on standard error",
      .aside = true,
      BP_SET_FLAG(quiet) },
    { .name = "quiet",
      .commands = BP_IN_VERIFY | BP_IN_AUDIT,
      .help = "say nothing when all agrees",
      BP_SET_FLAG(quiet) },
    { .name = NULL },
};
