/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - libFuzzer: any words at all are a request or are refused, and any profile.
 * The first byte picks the command; a word is a line, and what follows an empty line is
 * the profile. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>

#include "cli/command.h"
#include "cli/opts.h"
#include "cli/request.h"
#include "file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define WORDS_MOST 40

/* Ends each line with a NUL; the words that there are. */
static size_t split(const char *word[WORDS_MOST], char *text)
{
    size_t n = 0;
    for (char *at = text; *at != '\0' && n < WORDS_MOST;) {
        char *end = strchr(at, '\n');
        word[n++] = at;
        if (end == NULL)
            break;
        *end = '\0';
        at = end + 1;
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t commands = 0;
    while (bp_commands[commands].name != NULL)
        commands++;
    if (n < 1 || memchr(data, 0, n) != NULL)
        return 0;
    char *text = malloc(n);
    if (text == NULL)
        abort();
    memcpy(text, data + 1, n - 1);
    text[n - 1] = '\0';
    char path[32] = "";
    int fd = -1;
    char *profile = strstr(text, "\n\n");
    if (profile != NULL) {
        profile[1] = '\0';
        fd = fuzz_file(path, (const uint8_t *)profile + 2, strlen(profile + 2));
    }
    const char *word[WORDS_MOST + 2];
    size_t words = split(word, text);
    if (fd >= 0) {
        word[words++] = "--profile";
        word[words++] = path;
    }
    bp_request request;
    bp_err err;
    if (bp_request_init(&request, &err) != BP_OK)
        abort();
    const bp_status status =
        bp_opts_read(&request, &bp_commands[data[0] % commands], word, words, &err);
    if (status != BP_OK && err.text[0] == '\0')
        abort();
    bp_request_release(&request);
    if (fd >= 0)
        close(fd);
    free(text);
    return 0;
}
