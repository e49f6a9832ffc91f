/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c - help as text, from the tables of commands and options.
 *
 * It is one text for all terminals, 80 columns wide, so that it reads the same in a pipe
 * and in a pager. */
#include "cli/help.h"

#include <string.h>

#include "benchpay/version.h"
#include "cli/options.h"

#define WIDTH 80
#define OPTION_INDENT 8
#define NAME_INDENT 15

/* Words of `text` in lines of WIDTH; the first line already holds `column`
 * columns, the others start at `indent`. */
static void put_wrapped(bp_str *out, size_t column, size_t indent, const char *text)
{
    for (const char *word = text; *word != '\0';) {
        size_t n = strcspn(word, " ");
        if (column > indent && column + 1 + n > WIDTH) {
            bp_str_putc(out, '\n');
            bp_str_fill(out, ' ', indent);
            column = indent;
        } else if (column > indent) {
            bp_str_putc(out, ' ');
            column++;
        }
        bp_str_bytes(out, word, n);
        column += n;
        word += n;
        word += strspn(word, " ");
    }
    bp_str_putc(out, '\n');
}

static void put_option(bp_str *out, const bp_option *o)
{
    if (o->letter != '\0')
        bp_str_printf(out, "  -%c, --%s", o->letter, o->name);
    else
        bp_str_printf(out, "      --%s", o->name);
    if (o->argument != NULL)
        bp_str_printf(out, " %s", o->argument);
    bp_str_putc(out, '\n');
    bp_str_fill(out, ' ', OPTION_INDENT);
    put_wrapped(out, OPTION_INDENT, OPTION_INDENT, o->help);
    if (o->standard != NULL) {
        bp_str_fill(out, ' ', OPTION_INDENT);
        bp_str_puts(out, "default:");
        put_wrapped(out, OPTION_INDENT + strlen("default:"), OPTION_INDENT, o->standard);
    }
}

static void put_group(bp_str *out, const bp_option_group *g, unsigned command)
{
    bool first = true;
    for (const bp_option *o = g->option; o->name != NULL; o++) {
        if ((o->commands & command) == 0)
            continue;
        if (first)
            bp_str_printf(out, "\n%s\n", g->heading);
        first = false;
        put_option(out, o);
    }
}

void bp_help_command(bp_str *out, const bp_command *c)
{
    bp_str_printf(out, "benchpay %s: %s\n\nusage: benchpay %s %s\n", c->name, c->summary,
                  c->name, c->usage);
    if ((c->bit & BP_IN_ALL) != 0 && c->bit != BP_IN_DIFF)
        bp_str_puts(out, BP_HELP_FILES "\n");
    bp_str_putc(out, '\n');
    put_wrapped(out, 0, 0, c->explanation);
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        put_group(out, g, c->bit);
    bp_str_puts(out, "\nExamples\n");
    for (size_t i = 0; i < sizeof c->example / sizeof c->example[0]; i++)
        bp_str_printf(out, "  %s\n    %s\n", c->example[i].does, c->example[i].line);
}

static void put_commands(bp_str *out)
{
    bp_str_puts(out, "\nCommands\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++) {
        bp_str_printf(out, "  %-*s", NAME_INDENT - 2, c->name);
        put_wrapped(out, NAME_INDENT, NAME_INDENT, c->summary);
    }
    bp_str_puts(out,
                "\n'benchpay help COMMAND' shows a command's options and examples.\n");
}

void bp_help_short(bp_str *out)
{
    bp_str_puts(out,
                "benchpay: pay benchmarks from salary surveys\n\n"
                "  benchpay check survey.csv                     what is in a file\n"
                "  benchpay report survey.csv -o report.html     the whole benchmark\n"
                "  benchpay percentiles survey.csv --by tier     one table\n");
    put_commands(out);
}

/* Two columns, as they fit beside each other. */
static void put_exits(bp_str *out)
{
    size_t n = 0;
    while (bp_exits[n].means != NULL)
        n++;
    const size_t rows = (n + 1) / 2;
    bp_str_puts(out, "\nExit codes\n");
    for (size_t i = 0; i < rows; i++) {
        const bp_exit *left = &bp_exits[i], *right = &bp_exits[i + rows];
        if (i + rows < n)
            bp_str_printf(out, "%3d %-23s%3d %s\n", left->code, left->means, right->code,
                          right->means);
        else
            bp_str_printf(out, "%3d %s\n", left->code, left->means);
    }
}

void bp_help_all(bp_str *out)
{
    bp_str_puts(out,
                "usage: benchpay COMMAND [OPTIONS] FILE...\n"
                "       benchpay help [COMMAND] | --help | --version\n"
                "       benchpay help --man [COMMAND] | --completion bash|zsh|fish\n\n"
                "FILE is a csv of a salary survey; - is standard input.\n");
    put_commands(out);
    put_exits(out);
}

void bp_help_version(bp_str *out)
{
    bp_str_printf(out, "benchpay %s\nbuilt with %s\n", bp_version(), bp_built_with);
}
