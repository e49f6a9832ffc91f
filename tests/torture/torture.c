/* SPDX-License-Identifier: GPL-3.0-or-later */
/* torture.c - preloaded into a program, runs it once for every call of a kind that it
 * makes: the n-th fails, and in another run the n-th and all that follow.
 *
 * A trial starts the program once.  Before its main it forks for each run, so that none
 * costs a new start.  It works in the current folder: standard output is the file `out`,
 * outputs are in files/, where old ones lie before each run, and TMPDIR is tmp/.
 *
 * A run is right when it ends
 *   with 0, the output of the undisturbed run and the new files, or
 *   with 4, 5 or 7 (memory: 5), a message, no output and the old files, to the byte,
 * and when nothing else lies in files/ and tmp/.  A call that was only interrupted or cut
 * short must not be noticed at all.  A run that is killed, or cannot remove a file, may
 * leave temporary files: each output is then old or new and whole, and the next run ends
 * with 0 and the new files, leaves nothing, and says so where some were old.  Where an
 * old file cannot be put back, either, it is said where it is.
 *
 * TORTURE names a fault, or several with blanks between; TORTURE_MOST says how many
 * points of each are tried at most, spread over all (else all); TORTURE_NO_EXCHANGE=1 is
 * a file system on which files cannot trade places; TORTURE_PIPE names a file that
 * standard input gives through a pipe; TORTURE_AT tries one point alone, and what it
 * wrote stays; TORTURE_STATUS is how the undisturbed run ends (0).  Standard output gets
 * a line a fault: its name, points there are, points tried, runs, wrong runs; standard
 * error what was wrong, and with that the status is 1.
 *
 * For glibc, whose own functions call these allocators too; of the other calls those are
 * met that the program and its libraries make, not those inside glibc. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define WRONG_MOST 5
#define SECONDS 30
#define FILES_MOST 64
#define BASE_FILES 3       /* standard ones */
#define MESSAGE_BYTES 2048 /* standard error is a file */

/* What a call does. */
enum {
    ALLOCATE = 1,
    READ = 2,
    WRITE = 4,
    OPEN = 8,
    MAKE = 16, /* a file or folder */
    SYNC = 32,
    RENAME = 64,
    EXCHANGE = 128,
    LINK = 256,
    UNLINK = 512,
    POLL = 1024,
    MAP = 2048,
    START = 4096, /* a process */
    THREAD = 8192,
    ALL_WRITES = WRITE | MAKE | SYNC | RENAME | EXCHANGE | LINK | UNLINK
};

/* Instead of an errno. */
enum { SHORT = -1, KILL = -2, LIMIT = -3 };

typedef struct fault {
    const char *name;
    unsigned calls;
    int how;
    bool once;          /* not for good, too */
    bool unseen;        /* the run must end as if nothing had been */
    bool leaves;        /* temporary files, until the next run */
    int resource, step; /* of a limit */
} fault;

static const fault faults[] = {
    { "memory", ALLOCATE, ENOMEM, 0, 0, 0, 0, 0 },
    { "read-EIO", READ, EIO, 0, 0, 0, 0, 0 },
    { "read-EINTR", READ, EINTR, 1, 1, 0, 0, 0 },
    { "read-short", READ, SHORT, 0, 1, 0, 0, 0 },
    { "write-EIO", WRITE, EIO, 0, 0, 0, 0, 0 },
    { "write-ENOSPC", WRITE, ENOSPC, 0, 0, 0, 0, 0 },
    { "write-EINTR", WRITE, EINTR, 1, 1, 0, 0, 0 },
    { "write-short", WRITE, SHORT, 0, 1, 0, 0, 0 },
    { "open-EIO", OPEN, EIO, 0, 0, 0, 0, 0 },
    { "open-EMFILE", OPEN | MAKE, EMFILE, 0, 0, 0, 0, 0 },
    { "open-EINTR", OPEN, EINTR, 1, 0, 0, 0, 0 },
    { "make-ENOSPC", MAKE, ENOSPC, 0, 0, 0, 0, 0 },
    { "fsync-EIO", SYNC, EIO, 0, 0, 0, 0, 0 },
    { "fsync-ENOSPC", SYNC, ENOSPC, 0, 0, 0, 0, 0 },
    { "fsync-EINTR", SYNC, EINTR, 1, 1, 0, 0, 0 },
    { "rename-EIO", RENAME | EXCHANGE, EIO, 0, 0, 0, 0, 0 },
    { "rename-ENOSPC", RENAME | EXCHANGE, ENOSPC, 0, 0, 0, 0, 0 },
    { "exchange-EINVAL", EXCHANGE, EINVAL, 0, 1, 0, 0, 0 },
    { "link-EIO", LINK, EIO, 0, 0, 0, 0, 0 },
    { "link-EPERM", LINK, EPERM, 0, 0, 0, 0, 0 },
    { "unlink-EIO", UNLINK, EIO, 0, 0, 1, 0, 0 },
    { "poll-EINTR", POLL, EINTR, 1, 1, 0, 0, 0 },
    { "poll-ENOMEM", POLL, ENOMEM, 0, 0, 0, 0, 0 },
    { "mmap-ENOMEM", MAP, ENOMEM, 0, 0, 0, 0, 0 },
    { "mmap-EIO", MAP, EIO, 0, 0, 0, 0, 0 },
    { "fork-EAGAIN", START, EAGAIN, 0, 0, 0, 0, 0 },
    { "thread-EAGAIN", THREAD, EAGAIN, 0, 0, 0, 0, 0 },
    { "kill", ALL_WRITES, KILL, 1, 0, 1, 0, 0 },
    { "limit-files", 0, LIMIT, 1, 0, 0, RLIMIT_NOFILE, 1 },
    { "limit-memory", 0, LIMIT, 1, 0, 0, RLIMIT_AS, 512 * 1024 },
    { "limit-size", 0, LIMIT, 1, 0, 0, RLIMIT_FSIZE, 4096 },
    { "limit-processes", 0, LIMIT, 1, 0, 0, RLIMIT_NPROC, 1 },
};
#define FAULTS (sizeof faults / sizeof faults[0])
#define LIMITS 25

/* ---- the calls ---- */

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t align, size_t n);

static atomic_long *calls; /* NULL: not inside a trial */
static const fault *now;
static long fail_at = -1;
static bool fail_on;
static bool no_exchange;

/* The errno that a call must fail with; 0: none, SHORT: it does a part. */
static int fate(unsigned call)
{
    if (calls == NULL || fail_at < 0 || (now->calls & call) == 0)
        return 0;
    const long n = atomic_fetch_add(calls, 1) + 1;
    if (n != fail_at && !(fail_on && n > fail_at))
        return 0;
    if (now->how == KILL)
        kill(getpid(), SIGKILL);
    return now->how;
}

static bool fails(unsigned call)
{
    const int why = fate(call);
    if (why > 0)
        errno = why;
    return why > 0;
}

/* Less than what was asked for, where that is possible. */
static bool cut(unsigned call, size_t *n)
{
    const int why = fate(call);
    if (why == SHORT && *n > 1)
        *n /= 2;
    if (why > 0)
        errno = why;
    return why > 0;
}

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name)
{
    const int was = errno;
    void *at = dlsym(RTLD_NEXT, name);
    errno = was;
    return at;
}

void *malloc(size_t n)
{
    return fails(ALLOCATE) ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails(ALLOCATE) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return fails(ALLOCATE) ? NULL : __libc_realloc(p, n);
}

void *aligned_alloc(size_t align, size_t n)
{
    return fails(ALLOCATE) ? NULL : __libc_memalign(align, n);
}

int posix_memalign(void **out, size_t align, size_t n)
{
    if (fails(ALLOCATE))
        return ENOMEM;
    *out = __libc_memalign(align, n);
    return *out != NULL ? 0 : ENOMEM;
}

ssize_t read(int fd, void *to, size_t n)
{
    return cut(READ, &n) ? -1 : REAL(read)(fd, to, n);
}

ssize_t pread(int fd, void *to, size_t n, off_t at)
{
    return cut(READ, &n) ? -1 : REAL(pread)(fd, to, n, at);
}

ssize_t write(int fd, const void *from, size_t n)
{
    return cut(WRITE, &n) ? -1 : REAL(write)(fd, from, n);
}

int posix_fallocate(int fd, off_t at, off_t n)
{
    const int why = fate(WRITE);
    return why > 0 && why != SHORT ? why : REAL(posix_fallocate)(fd, at, n);
}

/* A stream is filled and emptied by glibc, which calls none of the above: it fails as a
 * whole.  What interrupts it or cuts it short is glibc's to mend. */
static bool stream_fails(unsigned call, FILE *f)
{
    if (now == NULL || now->how == SHORT || now->how == EINTR || !fails(call))
        return false;
    f->_flags |= 0x20; /* _IO_ERR_SEEN, for ferror */
    return true;
}

size_t fread(void *to, size_t size, size_t n, FILE *f)
{
    return stream_fails(READ, f) ? 0 : REAL(fread)(to, size, n, f);
}

size_t fwrite(const void *from, size_t size, size_t n, FILE *f)
{
    return stream_fails(WRITE, f) ? 0 : REAL(fwrite)(from, size, n, f);
}

FILE *fopen(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : REAL(fopen)(path, mode);
}

static mode_t mode_of(int flags, va_list args)
{
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = mode_of(flags, args);
    va_end(args);
    return fails((flags & O_CREAT) != 0 ? OPEN | MAKE : OPEN)
               ? -1
               : REAL(open)(path, flags, mode);
}

int __open_2(const char *path, int flags)
{
    return fails(OPEN) ? -1 : REAL(open)(path, flags);
}

int openat(int at, const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = mode_of(flags, args);
    va_end(args);
    return fails((flags & O_CREAT) != 0 ? OPEN | MAKE : OPEN)
               ? -1
               : REAL(openat)(at, path, flags, mode);
}

int mkostemps(char *name, int end, int flags)
{
    return fails(MAKE) ? -1 : REAL(mkostemps)(name, end, flags);
}

int mkostemp(char *name, int flags)
{
    return fails(MAKE) ? -1 : REAL(mkostemp)(name, flags);
}

int mkstemp(char *name)
{
    return fails(MAKE) ? -1 : REAL(mkstemp)(name);
}

char *mkdtemp(char *name)
{
    return fails(MAKE) ? NULL : REAL(mkdtemp)(name);
}

int mkdir(const char *path, mode_t mode)
{
    return fails(MAKE) ? -1 : REAL(mkdir)(path, mode);
}

int fsync(int fd)
{
    return fails(SYNC) ? -1 : REAL(fsync)(fd);
}

int rename(const char *from, const char *to)
{
    return fails(RENAME) ? -1 : REAL(rename)(from, to);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    if (calls != NULL && fail_at >= 0 && no_exchange && flags != 0) {
        errno = EINVAL;
        return -1;
    }
    return fails(EXCHANGE) ? -1 : REAL(renameat2)(a, from, b, to, flags);
}

int link(const char *from, const char *to)
{
    return fails(LINK) ? -1 : REAL(link)(from, to);
}

int unlink(const char *path)
{
    return fails(UNLINK) ? -1 : REAL(unlink)(path);
}

int unlinkat(int at, const char *path, int flags)
{
    return fails(UNLINK) ? -1 : REAL(unlinkat)(at, path, flags);
}

int remove(const char *path)
{
    return fails(UNLINK) ? -1 : REAL(remove)(path);
}

int rmdir(const char *path)
{
    return fails(UNLINK) ? -1 : REAL(rmdir)(path);
}

int poll(struct pollfd *p, nfds_t n, int ms)
{
    return fails(POLL) ? -1 : REAL(poll)(p, n, ms);
}

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t from)
{
    return fails(MAP) ? MAP_FAILED : REAL(mmap)(at, n, prot, flags, fd, from);
}

pid_t fork(void)
{
    return fails(START) ? -1 : REAL(fork)();
}

int pthread_create(pthread_t *t, const pthread_attr_t *with, void *(*run)(void *),
                   void *arg)
{
    const int why = fate(THREAD);
    return why > 0 ? why : REAL(pthread_create)(t, with, run, arg);
}

/* ---- files ---- */

typedef struct file {
    char path[200];
    char *bytes;
    size_t n;
} file;

/* All that is in a folder, in no order. */
typedef struct tree {
    file file[FILES_MOST];
    size_t n;
    size_t temporary; /* files and folders that are named as the program's own */
} tree;

static tree *filling;
static bool is_temporary(const char *path)
{
    return strstr(path, "/.benchpay-") != NULL;
}

static void read_file(file *f)
{
    struct stat st;
    const int fd = open(f->path, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0)
        return;
    f->bytes = malloc((size_t)st.st_size + 1);
    const ssize_t n = f->bytes != NULL ? read(fd, f->bytes, (size_t)st.st_size) : 0;
    f->n = n > 0 ? (size_t)n : 0;
    close(fd);
}

static int look(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)at;
    if (is_temporary(path)) {
        filling->temporary++;
        return 0;
    }
    if (type == FTW_D || type == FTW_DP || filling->n == FILES_MOST)
        return 0;
    file *f = &filling->file[filling->n++];
    snprintf(f->path, sizeof f->path, "%s", path);
    if (S_ISREG(st->st_mode))
        read_file(f);
    return 0;
}

static void tree_take(tree *t, const char *folder)
{
    *t = (tree){ .n = 0 };
    filling = t;
    nftw(folder, look, 8, FTW_PHYS);
}

static void tree_release(tree *t)
{
    for (size_t i = 0; i < t->n; i++)
        free(t->file[i].bytes);
    t->n = 0;
}

static const file *tree_find(const tree *t, const char *path)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->file[i].path, path) == 0)
            return &t->file[i];
    return NULL;
}

static bool same_bytes(const file *a, const file *b)
{
    return a != NULL && b != NULL && a->n == b->n &&
           memcmp(a->bytes, b->bytes, a->n) == 0;
}

static bool same_trees(const tree *a, const tree *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = same_bytes(&a->file[i], tree_find(b, a->file[i].path));
    return same;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st, (void)type;
    return at->level > 0 ? remove(path) : 0;
}

/* Makes the folders anew, with these files. */
static void put_back(const tree *t)
{
    nftw("files", remove_one, 8, FTW_DEPTH | FTW_PHYS);
    nftw("tmp", remove_one, 8, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < t->n; i++) {
        const file *f = &t->file[i];
        char folder[sizeof f->path];
        snprintf(folder, sizeof folder, "%s", f->path);
        *strrchr(folder, '/') = '\0';
        mkdir(folder, 0700);
        const int fd = open(f->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (fd < 0 || write(fd, f->bytes, f->n) != (ssize_t)f->n)
            _exit(99);
        close(fd);
    }
}

static bool same_file(const char *path, const file *as)
{
    file f = { .n = 0 };
    snprintf(f.path, sizeof f.path, "%s", path);
    read_file(&f);
    const bool same = f.n == as->n && (f.n == 0 || memcmp(f.bytes, as->bytes, f.n) == 0);
    free(f.bytes);
    return same;
}

/* ---- runs ---- */

static void become(int fd, const char *path)
{
    const int opened = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (opened < 0 || dup2(opened, fd) < 0)
        _exit(99);
    close(opened);
}

/* Bytes of address space in use. */
static rlim_t size_now(void)
{
    char text[64] = "";
    const int fd = open("/proc/self/statm", O_RDONLY);
    if (fd < 0 || read(fd, text, sizeof text - 1) <= 0)
        _exit(99);
    close(fd);
    return (rlim_t)strtoul(text, NULL, 10) * (rlim_t)sysconf(_SC_PAGESIZE);
}

/* Standard input becomes a pipe that somebody else fills. */
static void become_pipe(const char *path)
{
    static char bytes[1 << 20];
    int end[2];
    const int fd = open(path, O_RDONLY);
    const ssize_t n = fd >= 0 ? read(fd, bytes, sizeof bytes) : -1;
    if (n < 0 || pipe(end) != 0)
        _exit(99);
    close(fd);
    if (REAL(fork)() == 0) {
        signal(SIGPIPE, SIG_IGN);
        close(end[0]);
        for (ssize_t at = 0, done = 1; at < n && done > 0; at += done)
            done = write(end[1], bytes + at, (size_t)(n - at));
        _exit(0);
    }
    close(end[1]);
    if (dup2(end[0], STDIN_FILENO) < 0)
        _exit(99);
    close(end[0]);
}

static void set_limit(long n)
{
    const rlim_t base = now->resource == RLIMIT_AS       ? size_now()
                        : now->resource == RLIMIT_NOFILE ? BASE_FILES
                        : now->resource == RLIMIT_FSIZE  ? MESSAGE_BYTES
                                                         : 0;
    const rlim_t value = base + (rlim_t)(n - 1) * (rlim_t)now->step;
    const struct rlimit limit = { value, value };
    if (setrlimit((__rlimit_resource_t)now->resource, &limit) != 0)
        _exit(99);
}

/* True in the child, which goes on to run the program; else *status is how it ended.
 *   n  the call that fails; 0: none */
static bool run(long n, bool on, int *status)
{
    const pid_t child = REAL(fork)();
    if (child == 0) {
        become(STDOUT_FILENO, "out");
        become(STDERR_FILENO, "err");
        if (getenv("TORTURE_PIPE") != NULL)
            become_pipe(getenv("TORTURE_PIPE"));
        alarm(SECONDS);
        if (n > 0 && now->how == LIMIT)
            set_limit(n);
        atomic_store(calls, 0);
        fail_on = on;
        fail_at = n;
        return true;
    }
    int ended = 0;
    waitpid(child, &ended, 0);
    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    return false;
}

/* ---- trials ---- */

static long number(const char *name)
{
    const char *text = getenv(name);
    return text != NULL ? strtol(text, NULL, 10) : 0;
}

static struct {
    file out; /* standard output of the undisturbed run */
    tree old, new;
    int expected; /* how it ends */
} want;

static const char *wrong_files(const tree *got, const tree *tmp, bool new)
{
    if (!same_trees(got, new ? &want.new : &want.old))
        return new ? "the new files are not there" : "the old files are not as they were";
    if (got->temporary > 0)
        return "a temporary file is left beside the outputs";
    return tmp->n + tmp->temporary > 0 ? "something is left in TMPDIR" : NULL;
}

static bool is_allowed(int status)
{
    if (now->unseen)
        return false;
    if (now->calls == ALLOCATE)
        return status == 5;
    return status == 4 || status == 5 || status == 7;
}

/* Is standard output the start of what it should be?  Nobody takes back what it has of a
 * file that then may not grow. */
static bool is_cut(void)
{
    file out = { .path = "out" };
    read_file(&out);
    const bool cut = out.n < want.out.n && memcmp(out.bytes, want.out.bytes, out.n) == 0;
    free(out.bytes);
    return cut;
}

/* What was wrong with a run; NULL: nothing. */
static const char *judge(int status)
{
    static const file nothing;
    tree got, tmp;
    tree_take(&got, "files");
    tree_take(&tmp, "tmp");
    const char *wrong = NULL;
    if (status == want.expected)
        wrong = same_file("out", &want.out) ? wrong_files(&got, &tmp, true)
                                            : "the output is another";
    else if (!is_allowed(status))
        wrong = "it ended otherwise";
    else if (!same_file("out", &nothing) && !(now->how == LIMIT && is_cut()))
        wrong = "there is output";
    else if (same_file("err", &nothing))
        wrong = "there is no message";
    else
        wrong = wrong_files(&got, &tmp, false);
    tree_release(&got);
    tree_release(&tmp);
    return wrong;
}

/* Each file is old or new. */
static const char *judge_left(bool *mixed)
{
    tree got;
    size_t old = 0, new = 0;
    tree_take(&got, "files");
    const char *wrong = NULL;
    for (size_t i = 0; i < got.n; i++) {
        const file *f = &got.file[i];
        const bool is_new = same_bytes(f, tree_find(&want.new, f->path));
        const bool is_old = same_bytes(f, tree_find(&want.old, f->path));
        new += is_new;
        old += is_old;
        if (!is_new && !is_old)
            wrong = "an output is neither old nor new";
    }
    for (size_t i = 0; i < want.old.n; i++)
        if (tree_find(&got, want.old.file[i].path) == NULL)
            wrong = "an output is gone";
    *mixed = old > 0 && new > 0;
    tree_release(&got);
    return wrong;
}

static bool says(const char *what)
{
    file err = { .path = "err" };
    read_file(&err);
    const bool there = err.n > 0 && memmem(err.bytes, err.n, what, strlen(what)) != NULL;
    free(err.bytes);
    return there;
}

/* True in the child of a run. */
static bool try_one(long n, bool on, const char **wrong, int *status)
{
    *wrong = NULL;
    if (run(n, on, status))
        return true;
    if (*status == 128 + SIGALRM) { /* the machine may have stood still: once more */
        put_back(&want.old);
        if (run(n, on, status))
            return true;
    }
    bool mixed = false;
    /* what cannot be put back is lost to nobody who reads */
    if (on && (now->calls & RENAME) != 0 && *status == 4 && says("cannot be put back")) {
        *wrong = judge_left(&mixed);
    } else if (!now->leaves) {
        *wrong = judge(*status);
    } else {
        *wrong = judge_left(&mixed);
        const bool killed = now->how == KILL && *status == 128 + SIGKILL;
        if (*wrong == NULL && !killed && *status != want.expected && !is_allowed(*status))
            *wrong = "it ended otherwise";
        int next = 0;
        if (*wrong == NULL && run(0, false, &next))
            return true;
        if (*wrong == NULL && next != want.expected)
            *wrong = "the next run ended otherwise";
        if (*wrong == NULL && mixed && !says("ended by force"))
            *wrong = "the next run does not say that some outputs were old";
        if (*wrong == NULL)
            *wrong = judge(next);
    }
    if (number("TORTURE_AT") == 0)
        put_back(&want.old);
    return false;
}

/* True in the child of a run. */
static bool try_all(long total, long most, long *runs, int *wrongs)
{
    const long step = most > 0 && total > most ? (total + most - 1) / most : 1;
    const long at = number("TORTURE_AT");
    for (long n = at > 0 ? at : 1; n <= total && *wrongs < WRONG_MOST; n += step) {
        for (int on = 0; on < (now->once ? 1 : 2); on++) {
            const char *wrong;
            int status = 0;
            if (try_one(n, on, &wrong, &status))
                return true;
            ++*runs;
            if (wrong != NULL) {
                dprintf(STDERR_FILENO, "%s %ld of %ld%s: %s, status %d\n", now->name, n,
                        total, on ? " and all that follow" : "", wrong, status);
                ++*wrongs;
            }
            if (at > 0)
                return false;
        }
    }
    return false;
}

static bool is_named(const char *list, const char *name)
{
    const size_t n = strlen(name);
    for (const char *at = list; (at = strstr(at, name)) != NULL; at += n)
        if ((at == list || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return strcmp(list, "all") == 0;
}

/* A run as it should be makes what is wanted; its files with a line more are the old
 * ones.  True in the child of a run. */
static bool prepare(void)
{
    if (run(0, false, &want.expected))
        return true;
    if (want.expected != number("TORTURE_STATUS")) {
        dprintf(STDERR_FILENO, "undisturbed: status %d\n", want.expected);
        _exit(1);
    }
    snprintf(want.out.path, sizeof want.out.path, "out");
    read_file(&want.out);
    tree_take(&want.new, "files");
    tree_take(&want.old, "files");
    for (size_t i = 0; i < want.old.n; i++) {
        file *f = &want.old.file[i];
        f->bytes[f->n++] = '\n';
    }
    put_back(&want.old);
    return false;
}

/* How many points a fault has.  True in the child of a run. */
static bool count(long *total)
{
    int status = 0;
    *total = LIMITS;
    if (now->how == LIMIT)
        return false;
    if (run(0, false, &status))
        return true;
    *total = atomic_load(calls);
    const char *wrong = status == want.expected ? judge(status) : "it ended otherwise";
    if (wrong != NULL) {
        dprintf(STDERR_FILENO, "undisturbed: %s, status %d\n", wrong, status);
        _exit(1);
    }
    put_back(&want.old);
    return false;
}

__attribute__((constructor)) static void start(void)
{
    const char *list = getenv("TORTURE");
    const long most = number("TORTURE_MOST");
    int failed = 0;
    if (list == NULL)
        return;
    no_exchange = number("TORTURE_NO_EXCHANGE") > 0;
    const int report = dup(STDOUT_FILENO);
    mkdir("files", 0700);
    mkdir("tmp", 0700);
    setenv("TMPDIR", "tmp", 1);
    unsetenv("LD_PRELOAD"); /* not for programs that it starts */
    calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                 -1, 0);
    now = &faults[0];
    if (calls == MAP_FAILED || report < 0)
        _exit(99);
    fcntl(report, F_SETFD, FD_CLOEXEC);
    if (prepare())
        return;
    for (size_t i = 0; i < FAULTS; i++) {
        long total = 0, runs = 0;
        int wrongs = 0;
        now = &faults[i];
        if (!is_named(list, now->name))
            continue;
        if (count(&total) || try_all(total, most, &runs, &wrongs))
            return;
        dprintf(report, "%s %ld %ld %ld %d\n", now->name, total,
                now->once ? runs : runs / 2, runs, wrongs);
        failed |= wrongs > 0;
    }
    _exit(failed);
}
