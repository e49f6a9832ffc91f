/* timed.c - what a command takes: timed RUNS COMMAND [ARGUMENT]...
 * Writes "WALL CPU PEAK", the least seconds of the runs and the most mebibytes of any one
 * process of theirs.  The first status that is not 0 is its own. */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
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

int main(int argc, char **argv)
{
    double wall = 1e9, cpu = 1e9;
    long peak = 0;
    const int runs = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
    for (int i = 0; i < runs; i++) {
        const double start = now();
        const pid_t child = fork();
        if (child == 0) {
            if (freopen("/dev/null", "w", stdout) == NULL)
                _exit(127);
            execvp(argv[2], argv + 2);
            perror(argv[2]);
            _exit(127);
        }
        int status = 0;
        struct rusage used;
        if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0)
            return 1;
        const double took = now() - start;
        const double busy = seconds(used.ru_utime) + seconds(used.ru_stime);
        wall = took < wall ? took : wall;
        cpu = busy < cpu ? busy : cpu;
        peak = used.ru_maxrss > peak ? used.ru_maxrss : peak;
    }
    return printf("%.4f %.4f %.1f\n", wall, cpu, (double)peak / 1024) < 0;
}
