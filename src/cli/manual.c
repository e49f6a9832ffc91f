/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manual.c - manual pages from the tables of commands and options.
 *
 * One page for the program and one a command, as users of git expect them; they are
 * written by the program itself when it is installed, so that they cannot differ from its
 * help.  They use the macros of man(7), which every formatter knows. */
#include "cli/manual.h"

#include <string.h>

#include "benchpay/version.h"
#include "cli/help.h"
#include "cli/options.h"

/* Text as roff reads it: a hyphen that can be copied, straight quotes, and nothing that
 * roff would take for a request. */
static void put_text(bp_str *out, const char *text)
{
    static const struct {
        char c;
        const char *roff;
    } special[] = { { '\\', "\\e" },  { '-', "\\-" },   { '\'', "\\(aq" },
                    { '^', "\\(ha" }, { '~', "\\(ti" }, { '`', "\\(ga" },
                    { '"', "\\(dq" } };
    if (text[0] == '.')
        bp_str_puts(out, "\\&");
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < sizeof special / sizeof special[0] && special[i].c != *text)
            i++;
        if (i < sizeof special / sizeof special[0])
            bp_str_puts(out, special[i].roff);
        else
            bp_str_putc(out, *text);
    }
}

static void put_line(bp_str *out, const char *text)
{
    put_text(out, text);
    bp_str_putc(out, '\n');
}

/* Lines that stay as they are, indented. */
static void put_example(bp_str *out, const char *does, const char *line)
{
    put_text(out, does);
    bp_str_puts(out, ":\n.PP\n.RS 4\n.nf\n");
    put_line(out, line);
    bp_str_puts(out, ".fi\n.RE\n");
}

static void put_head(bp_str *out, const char *command, const char *summary)
{
    const char *dash = command[0] != '\0' ? "-" : "";
    bp_str_puts(out, ".\\\" Written by benchpay itself.\n.TH BENCHPAY");
    bp_str_puts(out, dash);
    for (const char *c = command; *c != '\0'; c++)
        bp_str_putc(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
    bp_str_printf(out, " 1 \"\" \"benchpay %s\"\n.SH NAME\nbenchpay%s%s \\- ",
                  bp_version(), dash, command);
    put_line(out, summary);
    bp_str_puts(out, ".SH SYNOPSIS\n");
}

static void put_option(bp_str *out, const bp_option *o)
{
    bp_str_puts(out, ".TP\n");
    if (o->letter != '\0')
        bp_str_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    bp_str_puts(out, "\\fB\\-\\-");
    put_text(out, o->name);
    bp_str_puts(out, "\\fR");
    if (o->argument != NULL) {
        bp_str_puts(out, " \\fI");
        put_text(out, o->argument);
        bp_str_puts(out, "\\fR");
    }
    bp_str_putc(out, '\n');
    put_text(out, o->help);
    bp_str_puts(out, ".\n");
    if (o->standard != NULL) {
        bp_str_puts(out, "Default: ");
        put_text(out, o->standard);
        bp_str_puts(out, ".\n");
    }
}

static void put_options(bp_str *out, unsigned command)
{
    bp_str_puts(out, ".SH OPTIONS\n");
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++) {
        bool first = true;
        for (const bp_option *o = g->option; o->name != NULL; o++) {
            if ((o->commands & command) == 0)
                continue;
            if (first)
                bp_str_printf(out, ".SS %s\n", g->heading);
            first = false;
            put_option(out, o);
        }
    }
}

static void put_exits(bp_str *out)
{
    bp_str_puts(out, ".SH EXIT STATUS\n");
    for (const bp_exit *e = bp_exits; e->means != NULL; e++) {
        bp_str_printf(out, ".TP\n%d\n", e->code);
        put_line(out, e->means);
    }
}

void bp_manual_command(bp_str *out, const bp_command *c)
{
    put_head(out, c->name, c->summary);
    bp_str_printf(out, "\\fBbenchpay %s\\fR ", c->name);
    put_line(out, c->usage);
    bp_str_puts(out, ".SH DESCRIPTION\n");
    put_line(out, c->explanation);
    if ((c->bit & BP_IN_ALL) != 0 && c->bit != BP_IN_DIFF) {
        bp_str_puts(out, ".PP\n");
        put_line(out, BP_HELP_FILES);
    }
    put_options(out, c->bit);
    bp_str_puts(out, ".SH EXAMPLES\n");
    for (size_t i = 0; i < sizeof c->example / sizeof c->example[0]; i++) {
        if (i > 0)
            bp_str_puts(out, ".PP\n");
        put_example(out, c->example[i].does, c->example[i].line);
    }
    bp_str_puts(out, ".SH SEE ALSO\n.BR benchpay (1)\n");
}

/* One part of the page of the program: a paragraph a line. */
static void put_section(bp_str *out, const char *heading, const char *const lines[])
{
    bp_str_printf(out, ".SH %s\n", heading);
    for (size_t i = 0; lines[i] != NULL; i++) {
        if (i > 0)
            bp_str_puts(out, ".PP\n");
        put_line(out, lines[i]);
    }
}

static const char *const description[] = {
    "benchpay reads salary surveys and says what is paid: percentiles by group, tiers, "
    "the place of an offer, growth, charts, and a whole report as text, Markdown, csv, "
    "json, HTML or xlsx.",
    "FILE is a csv with a header and one person a row. Columns are recognised by their "
    "names; delimiter, encoding and the way numbers and dates are written by what is in "
    "the file. 'benchpay check FILE' shows what was recognised.",
    "The same input and options give the same bytes, on any machine, in any locale and "
    "with any number of threads. Output files appear whole or not at all.",
    NULL
};

static const char *const profiles[] = {
    "--profile FILE reads options from an INI file. In its section [columns] a line ROLE "
    "= COLUMN says what --map would; in [options] a line NAME = VALUE is the option of "
    "that name, with 'yes' or 'no' where it takes no value. An option that may be "
    "repeated may have several lines.",
    "A value is the rest of its line without the blanks around it; quotes and semicolons "
    "are part of it. A comment has a line of its own that starts with ; or #.",
    "The command line overrules the profile. Options that only other commands have are "
    "passed over, so that one profile serves all of them.",
    "A profile can name files to be written: use one that you trust.", NULL
};

static const char *const environment[] = {
    "LC_ALL, LC_CTYPE, LANG: the first that is set says whether text may go beyond "
    "ASCII; numbers do not depend on them.",
    "COLUMNS: the width of text that does not go to a terminal (80).",
    "NO_COLOR, TERM: no colour when NO_COLOR is set or TERM is 'dumb'.",
    "TMPDIR: the folder for temporary files (/tmp; for the few of charts /dev/shm).", NULL
};

void bp_manual(bp_str *out)
{
    put_head(out, "", "pay benchmarks from salary surveys");
    bp_str_puts(out,
                "\\fBbenchpay\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] \\fIFILE\\fR...\n"
                ".br\n\\fBbenchpay help\\fR [\\fICOMMAND\\fR]\n"
                ".br\n\\fBbenchpay help \\-\\-man\\fR [\\fICOMMAND\\fR]\n"
                ".br\n\\fBbenchpay help \\-\\-completion\\fR bash|zsh|fish\n"
                ".br\n\\fBbenchpay \\-\\-version\\fR\n");
    put_section(out, "DESCRIPTION", description);
    bp_str_puts(out, ".SH COMMANDS\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++) {
        bp_str_printf(out, ".TP\n.BR benchpay\\-%s (1)\n", c->name);
        put_line(out, c->summary);
    }
    put_section(out, "PROFILES", profiles);
    put_section(out, "ENVIRONMENT", environment);
    put_exits(out);
    bp_str_puts(out, ".SH SEE ALSO\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++)
        bp_str_printf(out, ".BR benchpay\\-%s (1)%s\n", c->name,
                      c[1].name != NULL ? "," : "");
}
