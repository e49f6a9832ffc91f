/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.c - runs a program that is not trusted.
 *
 * gnuplot is large, and its input holds texts from files of strangers.  It gets no shell
 * and nothing of our environment; it is in a process group of its own, so that whatever
 * it starts ends with it; and it has a deadline, since a report must not hang for a
 * picture. */
#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 700

#include "chart/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "benchpay/stop.h"
#include "chart/sandbox.h"

#define END_SECONDS 5
#define PRINTED_MOST ((size_t)1 << 20)

static bool limit_all(void)
{
    static const struct {
        int what;
        rlim_t most;
    } limit[] = {
        { RLIMIT_CPU, 10 },           { RLIMIT_AS, (rlim_t)1 << 30 },
        { RLIMIT_FSIZE, 64UL << 20 }, { RLIMIT_NOFILE, 64 },
        { RLIMIT_CORE, 0 },
    };
    for (size_t i = 0; i < sizeof limit / sizeof limit[0]; i++) {
        struct rlimit now;
        if (getrlimit(limit[i].what, &now) != 0)
            return false;
        /* A parent that was limited harder stays so. */
        rlim_t most = now.rlim_max < limit[i].most ? now.rlim_max : limit[i].most;
        if (setrlimit(limit[i].what, &(struct rlimit){ most, most }) != 0)
            return false;
    }
    return true;
}

/* All but the standard ones; one by one where the kernel is older than close_range. */
static void close_all(void)
{
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3U, ~0U, 0U) == 0)
        return;
#endif
    struct rlimit files = { .rlim_cur = 1024 };
    getrlimit(RLIMIT_NOFILE, &files);
    for (int fd = 3; (rlim_t)fd < files.rlim_cur; fd++)
        close(fd);
}

/* Ends the child before it is another program, and says why to who reads its output. */
static _Noreturn void give_up(int out, const char *why)
{
    if (write(out, why, strlen(why)) < 0)
        _exit(126);
    _exit(126);
}

/* The child between fork and execve: system calls only, since another thread
 * may have held any lock when we forked. */
static _Noreturn void become(const bp_child *c, int out, bp_sandbox has, pid_t parent)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(126);
    for (int s = 1; s < 32; s++)
        signal(s, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, 0) < 0)
        give_up(out, "/dev/null cannot be opened");
    if (dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(126);
    close_all();
    if (chdir(c->folder) != 0)
        give_up(1, "its folder cannot be entered");
    if (!limit_all())
        give_up(1, "its limits are refused");
    if (!bp_sandbox_enter(has, c->program))
        give_up(1, "it cannot be held to its folder");
    execve(c->program, c->argv, c->envp);
    _exit(127);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Takes what is there; false at the end of it. */
static bool drain(int fd, bp_str *said)
{
    char bytes[4096];
    while (said->n <= PRINTED_MOST) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n > 0)
            bp_str_bytes(said, bytes, (size_t)n);
        else if (n == 0 || errno != EINTR)
            return n != 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    }
    return true;
}

static bool ended(pid_t pid)
{
    siginfo_t info = { 0 };
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid;
}

static bp_status watch(pid_t pid, int fd, bp_str *said, const bp_child *c, bp_err *err)
{
    double deadline = now() + c->seconds;
    bool done = false, more = true;
    while (!done) {
        struct pollfd in = { .fd = more ? fd : -1, .events = POLLIN };
        poll(&in, 1, more ? 20 : 1);
        done = ended(pid);
        if (more)
            more = drain(fd, said);

        bp_status status = bp_stop_check(err);
        if (status != BP_OK)
            return status;
        if (said->n > PRINTED_MOST)
            return bp_fail(err, NULL, BP_ECHART,
                           "gnuplot was stopped: it printed without end");
        if (!done && now() >= deadline)
            return bp_fail(err, NULL, BP_ECHART,
                           "gnuplot was stopped: it did not end within %g seconds",
                           c->seconds);
    }
    return BP_OK;
}

/* The last line printed, with what a terminal must not see as escapes. */
static void put_reason(bp_str *out, const bp_str *said)
{
    bp_text t = bp_text_trim((bp_text){ said->at, said->n });
    size_t from = t.n;
    while (from > 0 && t.at[from - 1] != '\n')
        from--;
    t = (bp_text){ t.at + from, t.n - from < 200 ? t.n - from : 200 };
    if (t.n > 0) {
        bp_str_puts(out, ": ");
        bp_str_visible(out, t);
    }
}

static bp_status judge(int ending, const bp_str *said, bp_err *err)
{
    if (WIFEXITED(ending) && WEXITSTATUS(ending) == 0)
        return BP_OK;
    if (WIFSIGNALED(ending))
        return bp_fail(err, NULL, BP_ECHART, "gnuplot was killed by signal %d",
                       WTERMSIG(ending));
    const bool started = WEXITSTATUS(ending) < 126;
    bp_str reason = { 0 };
    put_reason(&reason, said);
    bp_status status = bp_fail(err, NULL, BP_ECHART, "gnuplot %s%s",
                               started ? "failed" : "could not be started",
                               reason.failed || reason.n == 0 ? "" : reason.at);
    bp_str_release(&reason);
    return status;
}

/* Kills it and whatever it left running in its group; how it ended.  It has left the
 * group where no sandbox holds it, so it is killed by itself, too.  One that the system
 * cannot end, since it waits for a disk, is not waited for. */
static int end_all(pid_t pid)
{
    const double deadline = now() + END_SECONDS;
    int ending = 0;
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
    for (;;) {
        const pid_t done = waitpid(pid, &ending, WNOHANG);
        if (done == pid || (done < 0 && errno != EINTR) || now() >= deadline)
            return done == pid ? ending : SIGKILL;
        poll(NULL, 0, 1);
    }
}

bp_status bp_child_run(bp_str *said, const bp_child *c, bp_err *err)
{
    int end[2];
    if (pipe(end) != 0)
        return bp_fail(err, NULL, BP_ECHART, "no pipe for gnuplot: %s", strerror(errno));
    fcntl(end[0], F_SETFD, FD_CLOEXEC);
    fcntl(end[0], F_SETFL, O_NONBLOCK);
    const bp_sandbox has = bp_sandbox_look();
    const pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        become(c, end[1], has, parent);
    int why = errno;
    close(end[1]);
    if (pid < 0) {
        close(end[0]);
        return bp_fail(err, NULL, BP_ECHART, "gnuplot could not be started: %s",
                       strerror(why));
    }

    setpgid(pid, pid); /* here too: whoever comes first */
    bp_status status = watch(pid, end[0], said, c, err);
    const int ending = end_all(pid);
    close(end[0]);
    if (status == BP_OK && said->failed)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for what gnuplot printed");
    return status == BP_OK ? judge(ending, said, err) : status;
}
