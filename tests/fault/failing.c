/* failing.c - preloaded into a program: its allocations run out of memory.
 *
 *   FAIL_AT=N      the N-th allocation fails, and
 *   FAIL_FROM=N    every one from the N-th on
 *   FAIL_COUNT=F   writes their number to the file F at the end
 *
 * For glibc, whose own functions call these too.  What runs before main, the
 * loader's and the C library's own set-up, is not counted. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static atomic_long calls;
static long fail_at, fail_from;
static bool on;

static long number(const char *name)
{
    const char *text = getenv(name);
    return text != NULL ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void start(void)
{
    fail_at = number("FAIL_AT");
    fail_from = number("FAIL_FROM");
    on = true;
}

__attribute__((destructor)) static void finish(void)
{
    on = false;
    const char *name = getenv("FAIL_COUNT");
    int fd = name != NULL ? open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (fd >= 0)
        dprintf(fd, "%ld\n", atomic_load(&calls));
}

static bool fails(void)
{
    if (!on)
        return false;
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (call != fail_at && (fail_from == 0 || call < fail_from))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t n)
{
    return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return fails() ? NULL : __libc_realloc(p, n);
}
