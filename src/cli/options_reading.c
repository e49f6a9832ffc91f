/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_reading.c - how files are read.
 *
 * All of it is recognised where nothing is said: an option here settles what the file
 * leaves open, or overrules it. */
#include <string.h>

#include "cli/args.h"
#include "cli/options.h"

#define HOURS_MAX 8784 /* of a leap year */
#define THREADS_MAX 1024
#define UNIT_MAX 10000000 /* crores */

static bp_status set_delimiter(bp_request *r, const bp_given *g, bp_err *err)
{
    bool tab = strcmp(g->value, "tab") == 0 || strcmp(g->value, "\\t") == 0;
    char c = tab ? '\t' : g->value[0];
    bool one = tab || (c > 0 && g->value[1] == '\0');
    if (!one || strchr("\"\r\n", c) != NULL)
        return bp_fail(err, g->at, BP_EUSAGE,
                       "'%s' is not a delimiter; it is one character, or 'tab'",
                       g->value);
    r->reading.delimiter = c;
    return BP_OK;
}

static bp_status set_header_row(bp_request *r, const bp_given *g, bp_err *err)
{
    return bp_arg_whole(&r->reading.header_row, g->value, 1, UINT32_MAX, g->at, err);
}

static bp_status set_hours(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t hours;
    bp_status status = bp_arg_whole(&hours, g->value, 1, HOURS_MAX, g->at, err);
    if (status == BP_OK)
        r->reading.hours = (uint32_t)hours;
    r->choice.hourly = true; /* who counts hours wants to see pay by them */
    return status;
}

static bp_status set_pays(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t pays;
    bp_status status = bp_arg_whole(&pays, g->value, 12, 15, g->at, err);
    if (status == BP_OK)
        r->reading.pays = (uint32_t)pays;
    return status;
}

static bp_status set_unit(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t unit, rest;
    bp_status status = bp_arg_whole(&unit, g->value, 1, UNIT_MAX, g->at, err);
    for (rest = unit; status == BP_OK && rest % 10 == 0;)
        rest /= 10;
    if (status == BP_OK && rest != 1)
        return bp_fail(err, g->at, BP_EUSAGE, "'%s' is not 1, 10, 100, 1000, ...",
                       g->value);
    if (status == BP_OK)
        r->reading.unit = unit;
    return status;
}

static bp_status set_threads(bp_request *r, const bp_given *g, bp_err *err)
{
    uint64_t threads;
    bp_status status = bp_arg_whole(&threads, g->value, 1, THREADS_MAX, g->at, err);
    if (status == BP_OK)
        r->reading.threads = (size_t)threads;
    return status;
}

static bp_status set_memory(bp_request *r, const bp_given *g, bp_err *err)
{
    return bp_arg_size(&r->reading.memory, g->value, g->at, err);
}

static bp_status set_max_malformed(bp_request *r, const bp_given *g, bp_err *err)
{
    return bp_arg_permille(&r->reading.max_malformed_permille, g->value, g->at, err);
}

bp_status bp_set_map(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *equals = strchr(g->value, '=');
    if (equals == NULL || equals == g->value)
        return bp_fail(err, g->at, BP_EUSAGE, "'%s' is not %s, as in base=Salary",
                       g->value, g->option->argument);
    const char *role = bp_arena_copy(&r->text, g->value, (size_t)(equals - g->value));
    if (role == NULL)
        return bp_fail(err, g->at, BP_ELIMIT, "no memory for the columns");
    return bp_request_map(r, role, equals + 1, g->at, err);
}

/* What small tables are read by, too. */
#define IN_TABLES (BP_IN_READING | BP_IN_STRUCTURE)

const bp_option bp_options_reading[] = {
    { .name = "delimiter",
      .commands = IN_TABLES,
      .argument = "C",
      .help = "the character between fields, or 'tab'",
      .standard = "recognised",
      .set = set_delimiter },
    { .name = "quotes",
      .commands = IN_TABLES,
      .argument = "double|backslash",
      .help = "how a quote inside a quoted field is written: \"\" or \\\"",
      .standard = "double",
      BP_SET_WORD_FROM(reading.quoting, BP_QUOTING_DOUBLE) },
    { .name = "encoding",
      .commands = IN_TABLES,
      .argument = "NAME",
      .help = "the character encoding of the file, as windows-1252",
      .standard = "UTF-8, or UTF-16 with its mark",
      BP_SET_TEXT(reading.encoding) },
    { .name = "sheet",
      .commands = BP_IN_READING,
      .argument = "NAME|N|*",
      .help = "the sheet of a workbook, by name or number; '*' reads those that have the "
              "same header as one table, whose column 'Sheet' names them",
      .standard = "the only one with a table",
      BP_SET_TEXT(reading.sheet) },
    { .name = "header-row",
      .commands = IN_TABLES,
      .argument = "N",
      .help = "line of the header; lines above it are skipped",
      .standard = "recognised",
      .set = set_header_row },
    { .name = "no-header",
      .commands = BP_IN_READING,
      .help = "the file has no header: columns are named by number, from 1",
      BP_SET_FLAG(reading.no_header) },
    { .name = "number-format",
      .commands = IN_TABLES,
      .argument = "STYLE",
      .help = "how numbers are written: 1,234.56 1.234,56 '1 234,56' \"1'234.56\" "
              "1234.56 1234,56 or 1,23,456.78",
      .standard = "recognised per column",
      BP_SET_TEXT(reading.number_format) },
    { .name = "date-format",
      .commands = BP_IN_READING,
      .argument = "STYLE",
      .help = "how dates are written, as YYYY-MM-DD, DD/MM/YYYY or MM/DD/YYYY; 'serial' "
              "for a spreadsheet's numbers of days",
      .standard = "recognised per column",
      BP_SET_TEXT(reading.date_format) },
    { .name = "missing",
      .commands = IN_TABLES,
      .argument = "LIST",
      .help = "further marks of a missing value, separated by commas",
      .standard = "an empty cell, NA, N/A, n/a, NaN, \\N, -, null, . and the like",
      BP_SET_LIST(missing) },
    { .name = "recode",
      .commands = BP_IN_READING,
      .argument = "FILE",
      .help = "a csv column,from,to: a cell of the column that is FROM is read as TO; "
              "check --propose writes one",
      .standard = "cells are read as they are",
      BP_SET_TEXT(recode) },
    { .name = "propose",
      .commands = BP_IN_CHECK,
      .argument = "FILE",
      .help = "write a csv of values that are probably one, for --recode; a '?' before a "
              "value asks you to decide: remove it, or the line",
      BP_SET_TEXT(propose) },
    { .name = "range",
      .commands = BP_IN_READING,
      .argument = "low|mid|high",
      .help = "how a range of pay is read, in one cell ($53K-$91K) or in two columns "
              "(salary_min, salary_max; --map low= and --map high= name them)",
      .standard = "such rows are excluded, and two columns are asked about",
      BP_SET_WORD_FROM(reading.range, BP_RANGE_LOW) },
    { .name = "period",
      .commands = BP_IN_READING,
      .argument = "annual|monthly|semimonthly|biweekly|weekly|daily|hourly",
      .help = "what pay is paid for; it becomes annual pay (--pays, 24, 26, 52, "
              "--hours/8 or --hours a year)",
      .standard = "from a period column; otherwise pay is taken as it is",
      BP_SET_WORD_FROM(reading.period, BP_PERIOD_ANNUAL) },
    { .name = "hours",
      .commands = BP_IN_READING,
      .argument = "N",
      .help = "hours a year, for hourly pay, which a report then shows; an eighth of "
              "them are its days",
      .standard = "2080",
      .set = set_hours },
    { .name = "pays",
      .commands = BP_IN_READING,
      .argument = "N",
      .help = "monthly pays a year, 12 to 15",
      .standard = "12",
      .set = set_pays },
    { .name = "unit",
      .commands = BP_IN_READING,
      .argument = "N",
      .help = "what an amount of 1 in a pay column is worth, where its cell does not "
              "say: 1, 1000 for thousands, 100000 for lakhs, 1000000, ...",
      .standard = "as the column's header says, else 1",
      .set = set_unit },
    { .name = "map",
      .commands = BP_IN_READING,
      .argument = "ROLE=COLUMN",
      .help = "name the column of a role, repeatable; 'ROLE=' says that there is none, "
              "'ROLE=@VALUE' that all rows have the same (year date currency period "
              "org), 'year=@name' that it is in each file's name. Roles: base bonus "
              "target_bonus actual_bonus lti benefits total low high org person tier job "
              "title region country size experience fte wrvu period currency date year; "
              "compa and merit also grade status, merit rating prorate hired",
      .standard = "by the header",
      .set = bp_set_map },
    { .name = "profile",
      .commands = IN_TABLES,
      .argument = "FILE",
      .help = "an INI file: [columns] with ROLE = COLUMN, [options] with the names here; "
              "a value is the rest of its line, a comment has a line of its own; the "
              "command line wins. It can name files to write: use one that you trust",
      BP_SET_TEXT(profile) },
    { .name = "max-malformed",
      .commands = BP_IN_READING,
      .argument = "P%",
      .help = "share of all rows that may be unreadable or ragged",
      .standard = "10%",
      .set = set_max_malformed },
    { .name = "strict",
      .commands = BP_IN_READING,
      .help = "stop at the first malformed row or contradicting duplicate",
      BP_SET_FLAG(reading.strict) },
    { .name = "excluded",
      .commands = (BP_IN_ALL | BP_IN_STAFF) & ~(BP_IN_DIFF | BP_IN_EXPLAIN),
      .argument = "FILE",
      .help = "write a csv with a line for each excluded row and the rule",
      BP_SET_TEXT(excluded) },
    { .name = "show-values",
      .commands = BP_IN_READING,
      .help = "show the cells themselves in --excluded and in messages",
      BP_SET_FLAG(reading.show_values) },
    { .name = "threads",
      .commands = BP_IN_ANY & ~BP_IN_MERGE,
      .argument = "N",
      .help = "processors to use; the answer does not depend on it",
      .standard = "all",
      .aside = true,
      .set = set_threads },
    { .name = "memory",
      .commands = BP_IN_ANY & ~BP_IN_MERGE,
      .argument = "SIZE",
      .help = "memory for rows and what is made of them, as 512M or 8G; rows beyond it "
              "go to temporary files in TMPDIR, the rest beyond it is an error",
      .standard = "half of the machine's memory",
      .aside = true,
      .set = set_memory },
    { .name = "reader",
      .commands = BP_IN_READING,
      .argument = "auto|libcsv",
      .help = "what finds the records: libcsv alone is slower, with the same answer",
      .standard = "auto, libcsv where there is anything odd",
      .aside = true,
      BP_SET_WORD_FROM(reading.reader, BP_READER_AUTO) },
    { .name = NULL },
};
