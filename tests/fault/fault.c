/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fault.c - preloaded into a program, runs it once for every allocation it makes:
 * the n-th fails, and in a second run the n-th and all that follow.
 *
 * (With FAULT_EVERY=k in the environment every k-th n is tried.)
 *
 * The program must end with status 5, a message and no output, or with 0 and the
 * output of the undisturbed run.  It works in the current folder: its standard
 * output is the file `out`, and the one file that it may write is files/report, with
 * pictures beside it in files/report-charts.
 * The status is 1 when a run was wrong; what was wrong goes to standard error.
 *
 * For glibc, whose own functions call these allocators too. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_MEMORY 5
#define WRONG_MOST 5

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static atomic_long *calls; /* NULL: not inside a run */
static long fail_at;
static bool fail_on;

static bool fails(void)
{
    if (calls == NULL || fail_at < 0)
        return false;
    long call = atomic_fetch_add(calls, 1) + 1;
    if (call != fail_at && !(fail_on && call > fail_at))
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

static void become(int fd, const char *file)
{
    int opened = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (opened < 0 || dup2(opened, fd) < 0)
        _exit(99);
    close(opened);
}

/* True in the child, which goes on to run the program; else *status is how it ended. */
static bool run(long n, bool on, int *status)
{
    mkdir("files", 0700);
    pid_t child = fork();
    if (child == 0) {
        become(STDOUT_FILENO, "out");
        become(STDERR_FILENO, "err");
        atomic_store(calls, 0);
        fail_at = n;
        fail_on = on;
        return true;
    }
    int ended = 0;
    waitpid(child, &ended, 0);
    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    return false;
}

/* Reads a file; one that is missing is empty. */
static size_t read_file(const char *name, char *to, size_t most)
{
    int fd = open(name, O_RDONLY);
    ssize_t n = fd >= 0 ? read(fd, to, most) : 0;
    if (fd >= 0)
        close(fd);
    return n > 0 ? (size_t)n : 0;
}

static bool same(const char *a, const char *b)
{
    static char x[1 << 20], y[1 << 20];
    size_t n = read_file(a, x, sizeof x);
    return n == read_file(b, y, sizeof y) && memcmp(x, y, n) == 0;
}

/* Takes pictures away, where there are any. */
static void drop_pictures(void)
{
    DIR *folder = opendir("files/report-charts");
    struct dirent *entry;
    if (folder == NULL)
        return;
    while ((entry = readdir(folder)) != NULL)
        unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    rmdir("files/report-charts");
}

static bool right(int status)
{
    bool good = false;
    if (status == 0)
        good = same("out", "out.want") && same("files/report", "report.want");
    else if (status == NO_MEMORY)
        good = same("out", "/dev/null") && !same("err", "/dev/null");
    if (status == 0) {
        unlink("files/report");
        drop_pictures();
    }
    return rmdir("files") == 0 && good; /* nothing else may lie there */
}

/* True in a child. */
static bool try_all(long total, int *wrong)
{
    const char *every = getenv("FAULT_EVERY");
    const long step = every != NULL ? strtol(every, NULL, 10) : 1;
    for (long n = 1; n <= total && *wrong < WRONG_MOST; n += step) {
        for (int on = 0; on < 2; on++) {
            int status = 0;
            if (run(n, on, &status))
                return true;
            if (right(status))
                continue;
            dprintf(STDERR_FILENO, "allocation %ld of %ld%s: status %d\n", n, total,
                    on ? " and all that follow" : "", status);
            ++*wrong;
        }
    }
    return false;
}

__attribute__((constructor)) static void start(void)
{
    unsetenv("LD_PRELOAD"); /* not for programs that it starts */
    fail_at = -1;
    calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                 -1, 0);
    if (calls == MAP_FAILED)
        _exit(99);
    int status = 0, wrong = 0;
    if (run(0, false, &status))
        return;
    long total = atomic_load(calls);
    if (status != 0 || total == 0) {
        dprintf(STDERR_FILENO, "undisturbed: status %d, %ld allocations\n", status, total);
        _exit(1);
    }
    drop_pictures();
    rename("out", "out.want");
    if (rename("files/report", "report.want") != 0)
        unlink("report.want");
    if (try_all(total, &wrong))
        return;
    _exit(wrong > 0);
}
