/* SPDX-License-Identifier: GPL-3.0-or-later */
/* console.c - what a program may do to its process and the library may not: signals,
 * limits, the allocator, the environment.
 *
 * All of it is here, so that a program that embeds the library finds nothing changed. */
#define _GNU_SOURCE
#include "cli/console.h"

#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/hint.h"
#include "base/str.h"
#include "benchpay/stop.h"
#include "cli/hints.h"

#define FILES_MOST 65600
#define COLUMNS_STANDARD 80
#define COLUMNS_MIN 20
#define COLUMNS_MAX 1000

/* More than twice what the deepest calls take.  Arguments and environment lie in the
 * stack, too, and take a quarter of its limit at most, or 128 KiB. */
#define STACK_BYTES ((size_t)384 << 10)
#define STACK_LIMIT ((rlim_t)640 << 10)

/* What a closed descriptor is opened as: the lowest free one is taken, so they
 * go in order. */
static bp_status open_standard(bool *no_output, bp_err *err)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
            continue;
        if (open("/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY) != fd)
            return bp_fail(err, NULL, BP_EIO, "/dev/null cannot be opened");
        *no_output |= fd == STDOUT_FILENO;
    }
    return BP_OK;
}

bp_status bp_console_output(bool no_output, bp_err *err)
{
    const bp_loc at = { .file = "(standard output)" };
    return no_output ? bp_fail(err, &at, BP_EIO, "is closed") : BP_OK;
}

static void interrupt_again(int number)
{
    (void)number;
    alarm(1);
}

/* A call that had looked at the flag and not yet begun to wait would wait for ever: so it
 * is interrupted each second from now on. */
static void ask_to_stop(int number)
{
    const struct sigaction again = { .sa_handler = interrupt_again };
    bp_stop_ask(number);
    sigaction(SIGALRM, &again, NULL);
    alarm(1);
}

/* Without SA_RESTART: a read that waits comes back and looks at the flag.  What the
 * parent has ignored stays so: `nohup` means it. */
static void stop_at(int number)
{
    const struct sigaction stop = { .sa_handler = ask_to_stop };
    struct sigaction was;
    if (sigaction(number, NULL, &was) == 0 && was.sa_handler != SIG_IGN)
        sigaction(number, &stop, NULL);
}

/* Each page of it is touched. */
static void grow_stack(void)
{
    volatile char room[STACK_BYTES];
    for (size_t i = sizeof room; i > 4096; i -= 4096)
        room[i - 4096] = 0;
}

/* Takes the stack while it can still be said that there is none: a stack that cannot grow
 * when a function is called is the end without a word. */
static bp_status take_stack(bp_err *err)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < STACK_LIMIT)
        return bp_fail(err, NULL, BP_ELIMIT,
                       "the stack may grow to %llu KiB, and %llu are needed; raise the "
                       "limit, as by ulimit -s 8192",
                       (unsigned long long)limit.rlim_cur >> 10,
                       (unsigned long long)STACK_LIMIT >> 10);
    void *room = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        return bp_no_memory(err, "the stack");
    munmap(room, STACK_BYTES);
    grow_stack();
    return BP_OK;
}

/* All inputs are open while they are read, and what is usually allowed without asking is
 * 1,024: so it asks.  More inputs than FILES_MOST cannot be numbered. */
static void allow_files(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= FILES_MOST)
        return;
    files.rlim_cur = files.rlim_max < FILES_MOST ? files.rlim_max : FILES_MOST;
    setrlimit(RLIMIT_NOFILE, &files);
}

bp_status bp_console_init(bool *no_output, bp_err *err)
{
    *no_output = false;
    bp_status status = open_standard(no_output, err);
    if (status != BP_OK)
        return status;

    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);

    static const int stops[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        stop_at(stops[i]);

    const struct rlimit none = { 0, 0 };
    setrlimit(RLIMIT_CORE, &none);
    allow_files();

    /* glibc would raise the first with what is freed, and then keep large arrays; and
     * give back and take again what each of many files needs for a moment. */
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 512 << 10);
    mallopt(M_TRIM_THRESHOLD, 4 << 20);
#endif
    return take_stack(err);
}

static size_t within(unsigned long columns)
{
    return columns < COLUMNS_MIN   ? COLUMNS_MIN
           : columns > COLUMNS_MAX ? COLUMNS_MAX
                                   : columns;
}

bool bp_console_watched(void)
{
    return isatty(STDERR_FILENO) == 1;
}

bool bp_console_is_terminal(void)
{
    return isatty(STDOUT_FILENO);
}

size_t bp_console_terminal(void)
{
    struct winsize size;
    if (!bp_console_is_terminal() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return 0;
    return within(size.ws_col);
}

size_t bp_console_columns(void)
{
    const char *columns = getenv("COLUMNS");
    unsigned long n = columns != NULL ? strtoul(columns, NULL, 10) : 0;
    return n > 0 ? within(n) : COLUMNS_STANDARD;
}

bool bp_console_utf8(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return bp_text_contains(bp_text_of(value), bp_text_of("utf-8")) ||
                   bp_text_contains(bp_text_of(value), bp_text_of("utf8"));
    }
    return false;
}

bool bp_console_color(void)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0') &&
           (term == NULL || strcmp(term, "dumb") != 0);
}

void bp_console_tell(const char *text)
{
    bp_str line = { 0 };
    bp_str_visible(&line, bp_text_of(text));
    fprintf(stderr, "benchpay: %s\n", line.failed || line.at == NULL ? text : line.at);
    bp_str_release(&line);
}

/* Several things to say are a line each. */
static void tell_lines(const char *text)
{
    bp_str line = { 0 };
    for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        bp_str_clear(&line);
        bp_str_bytes(&line, text, (size_t)(end - text));
        bp_console_tell(line.failed ? text : line.at);
    }
    bp_str_release(&line);
    bp_console_tell(text);
}

static void tell(const char *text, bp_hint hint)
{
    bp_str line = { 0 };
    bp_hint_put(&line, text, hint, bp_hint_words);
    tell_lines(line.failed ? text : line.at);
    bp_str_release(&line);
}

void bp_console_note(const bp_note *note)
{
    tell(note->text, note->hint);
}

void bp_console_fail(const bp_err *err)
{
    tell(err->text, bp_err_hint(err));
}
