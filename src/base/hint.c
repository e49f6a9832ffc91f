/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hint.c - puts hints and settings into the words of a program.
 *
 * The one place where "{}" in a program's words becomes what they are about, so that
 * every format and the console spell them alike, and what is to be pasted into a shell
 * is quoted as a shell needs it. */
#include "base/hint.h"

#include <string.h>

void bp_hint_put(bp_str *out, const char *text, bp_hint hint, const char *const words[])
{
    bp_str_puts(out, text);
    const char *say = words != NULL ? words[hint.key] : NULL;
    if (hint.key == BP_HINT_NONE || say == NULL)
        return;
    const char *gap = hint.about != NULL ? strstr(say, "{}") : NULL;
    bp_str_puts(out, "; ");
    if (gap == NULL) {
        bp_str_puts(out, say);
        return;
    }
    bp_str_bytes(out, say, (size_t)(gap - say));
    bp_str_puts(out, hint.about);
    bp_str_puts(out, gap + 2);
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define PLAIN LETTERS "0123456789_-./,:=+@%"

/* "$(printf 'two\012lines')" */
static void put_spelt(bp_str *out, bp_text word)
{
    bp_str_puts(out, "\"$(printf '");
    for (size_t i = 0; i < word.n; i++)
        if (word.at[i] != '\0' && strchr(LETTERS " ", word.at[i]) != NULL)
            bp_str_putc(out, word.at[i]);
        else
            bp_str_printf(out, "\\%03o", (unsigned char)word.at[i]);
    bp_str_puts(out, "')\"");
}

static void put_quoted(bp_str *out, bp_text word)
{
    bp_str_putc(out, '\'');
    for (size_t i = 0; i < word.n; i++)
        if (word.at[i] == '\'')
            bp_str_puts(out, "'\\''");
        else
            bp_str_putc(out, word.at[i]);
    bp_str_putc(out, '\'');
}

static bool is_plain(bp_text word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.at[i] == '\0' || strchr(PLAIN, word.at[i]) == NULL)
            return false;
    return word.n > 0;
}

void bp_shell_put(bp_str *out, bp_text word)
{
    bp_str visible = { 0 };
    bp_str_visible(&visible, word);
    if (!bp_text_equal(bp_str_text(&visible), word))
        put_spelt(out, word);
    else if (is_plain(word))
        bp_str_bytes(out, word.at, word.n);
    else
        put_quoted(out, word);
    bp_str_end(out, &visible);
}

/* The argument of a setting, before it is quoted. */
static void put_argument(bp_str *out, const char *say, bp_setting setting)
{
    const char *part[2] = { setting.about, setting.value };
    size_t k = setting.about == NULL;
    for (const char *gap; k < 2 && (gap = strstr(say, "{}")) != NULL; k++) {
        bp_str_bytes(out, say, (size_t)(gap - say));
        bp_str_puts(out, part[k] != NULL ? part[k] : "");
        say = gap + 2;
    }
    bp_str_puts(out, say);
}

void bp_setting_put(bp_str *out, bp_setting setting, const char *const words[])
{
    const char *say = words[setting.key];
    const char *blank = strchr(say, ' ');
    bp_str argument = { 0 };
    if (blank == NULL) {
        bp_str_puts(out, say);
        return;
    }
    bp_str_bytes(out, say, (size_t)(blank + 1 - say));
    put_argument(&argument, blank + 1, setting);
    bp_shell_put(out, bp_str_text(&argument));
    bp_str_end(out, &argument);
}
