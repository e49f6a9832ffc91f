/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion.c - completion scripts for shells, from the tables of commands and options.
 *
 * Each script is complete in itself and never runs benchpay: a key press must not wait
 * for a program.  What an option takes is read from how its argument is written: FILE and
 * DIR are files, small letters are the words themselves, anything else cannot be
 * completed. */
#include "cli/completion.h"

#include <string.h>

#include "base/text.h"
#include "cli/args.h"
#include "cli/options.h"

typedef enum takes { TAKES_NOTHING, TAKES_WORDS, TAKES_FILE, TAKES_ANY } takes;

static takes takes_of(const bp_option *o)
{
    if (o->argument == NULL)
        return TAKES_NOTHING;
    if (bp_text_starts(bp_text_of(o->argument), "FILE") ||
        strcmp(o->argument, "DIR") == 0)
        return TAKES_FILE;
    const size_t n = strlen(o->argument);
    return strspn(o->argument, "abcdefghijklmnopqrstuvwxyz|") == n ? TAKES_WORDS
                                                                   : TAKES_ANY;
}

/* "low|high" as "low high" */
static void put_words(bp_str *out, const char *argument)
{
    for (; *argument != '\0'; argument++)
        bp_str_putc(out, *argument == '|' ? ' ' : *argument);
}

/* Inside single quotes; a shell's own escapes are put before what is in `special`. */
static void put_quoted(bp_str *out, const char *text, const char *quote,
                       const char *special)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            bp_str_puts(out, quote);
            continue;
        }
        if (strchr(special, *text) != NULL)
            bp_str_putc(out, '\\');
        bp_str_putc(out, *text);
    }
}

static void put_command_names(bp_str *out, unsigned commands)
{
    bool first = true;
    for (const bp_command *c = bp_commands; c->name != NULL; c++)
        if ((c->bit & commands) != 0) {
            bp_str_printf(out, "%s%s", first ? "" : " ", c->name);
            first = false;
        }
}

static void put_kinds(bp_str *out, const bp_command *c)
{
    for (size_t i = 0; c->kinds[i] != NULL; i++)
        bp_str_printf(out, "%s%s", i > 0 ? " " : "", c->kinds[i]);
}

/* Bash: after an option that takes a value, what it takes. */
static void put_bash_value(bp_str *out, const bp_option *o)
{
    const takes t = takes_of(o);
    if (t == TAKES_NOTHING)
        return;
    bp_str_puts(out, "    ");
    if (o->letter != '\0')
        bp_str_printf(out, "-%c|", o->letter);
    bp_str_printf(out, "--%s) ", o->name);
    if (t == TAKES_WORDS) {
        bp_str_puts(out, "words='");
        put_words(out, o->argument);
        bp_str_puts(out, "' ;;\n");
    } else
        bp_str_puts(out, t == TAKES_FILE ? "files=yes ;;\n" : "return ;;\n");
}

static void put_bash_command(bp_str *out, const bp_command *c)
{
    bp_str_printf(out, "    %s) options='--help", c->name);
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            if ((o->commands & c->bit) != 0)
                bp_str_printf(out, " --%s", o->name);
    bp_str_putc(out, '\'');
    if (c->kinds != NULL) {
        bp_str_puts(out, "; (( COMP_CWORD > 2 )) || words='");
        put_kinds(out, c);
        bp_str_putc(out, '\'');
    }
    bp_str_puts(out, " ;;\n");
}

/* Bash takes "--option=word" for three words. */
static void put_bash(bp_str *out)
{
    bp_str_puts(out, "# bash completion of benchpay, written by itself\n"
                     "_benchpay()\n{\n"
                     "    local IFS=$' \\t\\n' current=${COMP_WORDS[COMP_CWORD]} files=\n"
                     "    local option=${COMP_WORDS[COMP_CWORD-1]} options= words=\n"
                     "    if [[ $current == = ]]; then\n"
                     "        current=\n"
                     "    elif [[ $option == = ]]; then\n"
                     "        option=${COMP_WORDS[COMP_CWORD-2]}\n"
                     "    fi\n"
                     "    COMPREPLY=()\n"
                     "    case ${COMP_WORDS[1]} in\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++)
        put_bash_command(out, c);
    bp_str_puts(out, "    help) options='--man --completion'; words='");
    put_command_names(out, BP_IN_ANY);
    bp_str_puts(out, "' ;;\n    esac\n    case $option in\n");
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            if (bp_option_find(o->name, BP_IN_ANY) == o)
                put_bash_value(out, o);
    bp_str_puts(out, "    --completion) words='bash zsh fish' ;;\n"
                     "    *)\n"
                     "        if (( COMP_CWORD == 1 )); then\n"
                     "            words='");
    put_command_names(out, BP_IN_ANY);
    bp_str_puts(out, " help --version'\n"
                     "        elif [[ $current == -* ]]; then\n"
                     "            words=$options\n"
                     "        elif [[ -z $words ]]; then\n"
                     "            files=yes\n"
                     "        fi ;;\n"
                     "    esac\n"
                     "    if [[ $files ]]; then\n"
                     "        IFS=$'\\n'\n"
                     "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
                     "        compopt -o filenames 2>/dev/null\n"
                     "    else\n"
                     "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                     "    fi\n"
                     "}\n"
                     "complete -F _benchpay benchpay\n");
}

static void put_zsh_option(bp_str *out, const bp_option *o)
{
    const takes t = takes_of(o);
    const char *value = t == TAKES_NOTHING ? "" : "=";
    if (o->letter != '\0')
        bp_str_printf(out, "            '*'{-%c%s,--%s%s}'[", o->letter,
                      t == TAKES_NOTHING ? "" : "+", o->name, value);
    else
        bp_str_printf(out, "            '*--%s%s[", o->name, value);
    put_quoted(out, o->help, "'\\''", "[]\\:");
    bp_str_putc(out, ']');
    if (t != TAKES_NOTHING) {
        bp_str_putc(out, ':');
        put_quoted(out, o->argument, "'\\''", "\\:");
        bp_str_putc(out, ':');
    }
    if (t == TAKES_FILE)
        bp_str_puts(out, "_files");
    if (t == TAKES_WORDS) {
        bp_str_putc(out, '(');
        put_words(out, o->argument);
        bp_str_putc(out, ')');
    }
    bp_str_puts(out, "' \\\n");
}

static void put_zsh_command(bp_str *out, const bp_command *c)
{
    bp_str_printf(out, "    %s)\n        _arguments -S \\\n", c->name);
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            if ((o->commands & c->bit) != 0)
                put_zsh_option(out, o);
    if (c->kinds != NULL) {
        bp_str_puts(out, "            '1:kind:(");
        put_kinds(out, c);
        bp_str_puts(out, ")' \\\n");
    }
    bp_str_puts(out, "            '--help[explain]' '*:file:_files' ;;\n");
}

static void put_zsh(bp_str *out)
{
    bp_str_puts(out, "#compdef benchpay\n"
                     "# zsh completion of benchpay, written by itself\n"
                     "_benchpay()\n{\n"
                     "    local -a commands\n"
                     "    commands=(\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++) {
        bp_str_printf(out, "        '%s:", c->name);
        put_quoted(out, c->summary, "'\\''", "\\:");
        bp_str_puts(out, "'\n");
    }
    bp_str_puts(out, "        'help:how a command is used'\n    )\n"
                     "    if (( CURRENT == 2 )); then\n"
                     "        _describe command commands\n"
                     "        return\n    fi\n"
                     "    shift words\n    (( CURRENT-- ))\n"
                     "    case $words[1] in\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++)
        put_zsh_command(out, c);
    bp_str_puts(out, "    help)\n        _arguments '--man[a manual page]' \\\n"
                     "            '--completion[for a shell]:shell:(bash zsh fish)' "
                     "'1:command:(");
    put_command_names(out, BP_IN_ANY);
    bp_str_puts(out, ")' ;;\n    esac\n}\n"
                     "if [[ $funcstack[1] == _benchpay ]]; then\n"
                     "    _benchpay \"$@\"\n"
                     "else\n"
                     "    compdef _benchpay benchpay\n"
                     "fi\n");
}

static void put_fish_option(bp_str *out, const bp_option *o)
{
    bp_str_puts(out, "complete -c benchpay -n '__fish_seen_subcommand_from ");
    put_command_names(out, o->commands);
    bp_str_printf(out, "' -l %s", o->name);
    if (o->letter != '\0')
        bp_str_printf(out, " -s %c", o->letter);
    const takes t = takes_of(o);
    if (t == TAKES_WORDS) {
        bp_str_puts(out, " -x -a '");
        put_words(out, o->argument);
        bp_str_putc(out, '\'');
    } else if (t != TAKES_NOTHING)
        bp_str_puts(out, t == TAKES_FILE ? " -r -F" : " -x");
    bp_str_puts(out, " -d '");
    put_quoted(out, o->help, "\\'", "\\");
    bp_str_puts(out, "'\n");
}

static void put_fish(bp_str *out)
{
    bp_str_puts(out, "# fish completion of benchpay, written by itself\n");
    for (const bp_command *c = bp_commands; c->name != NULL; c++) {
        bp_str_printf(out, "complete -c benchpay -n __fish_use_subcommand -f -a %s -d '",
                      c->name);
        put_quoted(out, c->summary, "\\'", "\\");
        bp_str_puts(out, "'\n");
        if (c->kinds == NULL)
            continue;
        bp_str_printf(out,
                      "complete -c benchpay -n '__fish_seen_subcommand_from %s' -a '",
                      c->name);
        put_kinds(out, c);
        bp_str_puts(out, "'\n");
    }
    bp_str_puts(out,
                "complete -c benchpay -n __fish_use_subcommand -f -a help -d "
                "'how a command is used'\n"
                "complete -c benchpay -n '__fish_seen_subcommand_from help' -f -a '");
    put_command_names(out, BP_IN_ANY);
    bp_str_puts(out,
                "'\ncomplete -c benchpay -n '__fish_seen_subcommand_from help' -l "
                "completion -x -a 'bash zsh fish'\n"
                "complete -c benchpay -n '__fish_seen_subcommand_from help' -l man\n");
    for (const bp_option_group *g = bp_option_groups; g->heading != NULL; g++)
        for (const bp_option *o = g->option; o->name != NULL; o++)
            put_fish_option(out, o);
}

bp_status bp_completion(bp_str *out, const char *shell, bp_err *err)
{
    static const char *const shells[] = { "bash", "zsh", "fish", NULL };
    static void (*const put[])(bp_str *) = { put_bash, put_zsh, put_fish };
    size_t place;
    const bp_loc at = { .name = "--completion" };
    bp_status status = bp_arg_word(&place, shell, shells, &at, err);
    if (status == BP_OK)
        put[place](out);
    return status;
}
