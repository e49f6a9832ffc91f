/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timed.c - what one run of a command takes: timed FILE ANSWER COMMAND [ARGUMENT]...
 * FILE is read through first, so that every run finds it in the page cache, and is the
 * command's standard input; what the command writes goes to ANSWER.  Prints "WALL CPU
 * PEAK": seconds, and the most mebibytes of any one process.  A command that fails prints
 * nothing here. */
#define _GNU_SOURCE

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static int heat(const char *path)
{
    static char block[1 << 16];
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : 1;
    while (got > 0)
        got = read(file, block, sizeof block);
    return got < 0 ? -1 : close(file);
}

int main(int argc, char **argv)
{
    if (argc < 4 || heat(argv[1]) != 0) {
        fputs("timed: no command, or no file to read\n", stderr);
        return 1;
    }
    const double start = now();
    const pid_t child = fork();
    if (child == 0) {
        if (freopen(argv[1], "r", stdin) != NULL && freopen(argv[2], "w", stdout) != NULL)
            execvp(argv[3], argv + 3);
        perror(argv[3]);
        _exit(127);
    }
    int status = 0;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0)
        return 1;
    return printf("%.4f %.4f %.1f\n", now() - start,
                  seconds(used.ru_utime) + seconds(used.ru_stime),
                  (double)used.ru_maxrss / 1024) < 0;
}
