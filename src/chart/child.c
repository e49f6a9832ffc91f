/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child.c - runs a program that is not trusted.
 *
 * gnuplot is large, and its input holds texts from files of strangers.  It gets no shell
 * and nothing of our environment; it is in a process group of its own, so that whatever
 * it starts ends with it; and it has a deadline, since a report must not hang for a
 * picture.
 *
 * We hold its end of the pipe to it, too, so that words to one that has ended raise no
 * signal. */
#define _GNU_SOURCE

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

#include "base/file.h"
#include "benchpay/stop.h"
#include "chart/sandbox.h"

#define END_SECONDS 5
#define PRINTED_MOST ((size_t)1 << 20)

static bool limit_all(void)
{
    static const struct {
        unsigned what; /* an enumeration in glibc */
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
static _Noreturn void give_up(const char *why)
{
    if (write(1, why, strlen(why)) < 0)
        _exit(126);
    _exit(126);
}

/* The child between fork and execve: system calls only, since another thread
 * may have held any lock when we forked. */
static _Noreturn void become(const bp_program *p, int in, int out, bp_sandbox has,
                             pid_t parent)
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

    /* They may be in each other's place where we were started without any. */
    in = fcntl(in, F_DUPFD, 3);
    out = fcntl(out, F_DUPFD, 3);
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0)
        _exit(126);
    close_all();
    if (chdir(p->folder) != 0)
        give_up("its folder cannot be entered");
    if (!limit_all())
        give_up("its limits are refused");
    if (!bp_sandbox_enter(has, p->path))
        give_up("it cannot be held to its folder");
    execve(p->path, p->argv, p->envp);
    _exit(127);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Takes what is there; false at the end of it, and when it cannot be read.
 *   cause  the errno of that; else 0 */
static bool drain(int fd, bp_str *said, int *cause)
{
    char bytes[4096];
    while (said->n <= PRINTED_MOST) {
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n > 0)
            bp_str_bytes(said, bytes, (size_t)n);
        else if (n == 0)
            return false;
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return true;
        else if (errno != EINTR) {
            *cause = errno;
            return false;
        }
    }
    return true;
}

static bool has_ended(pid_t pid)
{
    siginfo_t info = { 0 };
    return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == pid;
}

/* What was printed up to the first line that is `end`; nothing where there is none. */
static bp_text first_answer(const bp_str *said, bp_text end)
{
    const bp_text all = bp_str_text(said);
    bp_text t = all;
    while (!bp_text_begins(t, end)) {
        const char *line = t.n > 0 ? memchr(t.at, '\n', t.n) : NULL;
        if (line == NULL)
            return (bp_text){ all.at, 0 };
        t = bp_text_from(t, (size_t)(line + 1 - t.at));
    }
    return (bp_text){ all.at, all.n - t.n + end.n };
}

static void forget(bp_str *said, size_t n)
{
    said->n -= n;
    memmove(said->at, said->at + n, said->n + 1);
}

/* Until it has printed `end`, or ended. */
static bp_status watch(bp_child *c, bp_text end, double seconds, bp_err *err)
{
    const double deadline = now() + seconds;
    bool more = true;
    int cause = 0;
    while (!c->ended && first_answer(&c->said, end).n == 0) {
        struct pollfd out = { .fd = more ? c->out : -1, .events = POLLIN };
        poll(&out, 1, more ? 20 : 1);
        c->ended = has_ended(c->pid);
        if (more)
            more = drain(c->out, &c->said, &cause);

        bp_status status = bp_stop_check(err);
        if (status != BP_OK)
            return status;
        if (cause != 0)
            return bp_fail(err, NULL, BP_ECHART, "what gnuplot prints cannot be read: %s",
                           strerror(cause));
        if (c->said.n > PRINTED_MOST)
            return bp_fail(err, NULL, BP_ECHART,
                           "gnuplot was stopped: it printed without end");
        if (!c->ended && now() >= deadline)
            return bp_fail(err, NULL, BP_ECHART,
                           "gnuplot was stopped: it did not end within %g seconds",
                           seconds);
    }
    return BP_OK;
}

/* The last line printed, with what a terminal must not see as escapes. */
static void put_reason(bp_str *out, bp_text said)
{
    bp_text t = bp_text_trim(said);
    size_t from = t.n;
    while (from > 0 && t.at[from - 1] != '\n')
        from--;
    t = (bp_text){ t.at + from, t.n - from < 200 ? t.n - from : 200 };
    if (t.n > 0) {
        bp_str_puts(out, ": ");
        bp_str_visible(out, t);
    }
}

static bp_status fail(const char *what, bp_text said, bp_err *err)
{
    bp_str reason = { 0 };
    put_reason(&reason, said);
    bp_status status = bp_fail(err, NULL, BP_ECHART, "gnuplot %s%s", what,
                               reason.failed || reason.n == 0 ? "" : reason.at);
    bp_str_release(&reason);
    return status;
}

/* Of one that ended. */
static bp_status judge_end(int ending, bp_text said, bp_err *err)
{
    if (WIFEXITED(ending) && WEXITSTATUS(ending) == 0)
        return BP_OK;
    if (WIFSIGNALED(ending))
        return bp_fail(err, NULL, BP_ECHART, "gnuplot was killed by signal %d",
                       WTERMSIG(ending));
    return fail(WEXITSTATUS(ending) < 126 ? "failed" : "could not be started", said, err);
}

/* Of one that goes on. */
static bp_status judge(bp_text said, bp_text well, bp_text end, bp_err *err)
{
    said.n -= end.n;
    return bp_text_ends(said, well) ? BP_OK : fail("failed", said, err);
}

/* It has left its group where no sandbox holds it, so it is killed by itself, too. */
void bp_child_kill(const bp_child *c)
{
    if (c->pid <= 0)
        return;
    kill(-c->pid, SIGKILL);
    kill(c->pid, SIGKILL);
}

/* Kills all of it; how it ended.  One that the system cannot end, since it waits for a
 * disk, is not waited for. */
static int end_all(const bp_child *c)
{
    const pid_t pid = c->pid;
    struct pollfd out = { .fd = c->out };
    const double deadline = now() + END_SECONDS;
    int ending = 0;
    bp_child_kill(c);
    for (;;) {
        const pid_t done = waitpid(pid, &ending, WNOHANG);
        if (done == pid || (done < 0 && errno != EINTR) || now() >= deadline)
            return done == pid ? ending : SIGKILL;
        if (poll(&out, 1, 1) > 0) /* it hangs up shortly before */
            nanosleep(&(struct timespec){ .tv_nsec = 50000 }, NULL);
    }
}

static void close_both(const int end[2])
{
    close(end[0]);
    close(end[1]);
}

bp_status bp_child_start(bp_child *c, const bp_program *p, bp_err *err)
{
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0)
        return bp_fail(err, NULL, BP_ECHART, "no pipe for gnuplot: %s", strerror(errno));
    if (pipe2(out, O_CLOEXEC) != 0) {
        const int why = errno;
        close_both(in);
        return bp_fail(err, NULL, BP_ECHART, "no pipe for gnuplot: %s", strerror(why));
    }
    fcntl(in[1], F_SETFL, O_NONBLOCK);
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    const bp_sandbox has = bp_sandbox_look();
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid == 0)
        become(p, in[0], out[1], has, parent);
    const int why = errno;
    close(out[1]);
    if (pid < 0) {
        close_both(in);
        close(out[0]);
        return bp_fail(err, NULL, BP_ECHART, "gnuplot could not be started: %s",
                       strerror(why));
    }
    setpgid(pid, pid); /* here too: whoever comes first */
    *c = (bp_child){ .pid = pid, .in = { in[0], in[1] }, .out = out[0] };
    return BP_OK;
}

bp_status bp_child_tell(bp_child *c, const char *words, bp_err *err)
{
    return !c->ended && bp_file_write(c->in[1], words, strlen(words))
               ? BP_OK
               : bp_fail(err, NULL, BP_ECHART, "gnuplot takes no more commands");
}

bp_status bp_child_hear(bp_child *c, const char *well, const char *end, double seconds,
                        bp_err *err)
{
    bp_status status = watch(c, bp_text_of(end), seconds, err);
    if (status == BP_OK && c->said.failed)
        return bp_no_memory(err, "what gnuplot printed");
    if (status != BP_OK)
        return status;
    const bp_text answer = first_answer(&c->said, bp_text_of(end));
    if (answer.n > 0) {
        status = judge(answer, bp_text_of(well), bp_text_of(end), err);
        forget(&c->said, answer.n);
        return status;
    }
    if (c->pid == 0)
        return bp_fail(err, NULL, BP_ECHART, "gnuplot takes no more commands");
    const int ending = end_all(c);
    c->pid = 0;
    return judge_end(ending, bp_str_text(&c->said), err);
}

void bp_child_end(bp_child *c)
{
    if (c->pid > 0)
        end_all(c);
    close_both(c->in);
    close(c->out);
    bp_str_release(&c->said);
    *c = (bp_child){ 0 };
}
