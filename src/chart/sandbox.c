/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.c - gives up what drawing does not need.
 *
 * What is not known to be needed is refused: a list of what is forbidden is never
 * complete, since kernels learn new calls.  An unknown call "does not exist" (ENOSYS), so
 * that libraries fall back on an older one.  Both parts are asked for by system calls:
 * between fork and execve no library may be called. */
#define _GNU_SOURCE

#include "chart/sandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define OUR_ARCH AUDIT_ARCH_X86_64
#else
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

/* ---- files ---- */

/* Bits by number, since the headers that we are
 * built with may be older than the kernel. */
#define READING                                                                          \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |                         \
     LANDLOCK_ACCESS_FS_READ_DIR)
#define FIRST ((UINT64_C(1) << 13) - 1)
#define MOVING (UINT64_C(1) << 13)   /* version 2: links and renames between folders */
#define TRUNCATE (UINT64_C(1) << 14) /* version 3 */
#define DEVICES (UINT64_C(1) << 15)  /* version 5: ioctl of devices */

/* The rights that only files have. */
#define OF_FILES                                                                         \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |                         \
     LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE | DEVICES)

static uint64_t known(int version)
{
    return FIRST | (version >= 2 ? MOVING : 0) | (version >= 3 ? TRUNCATE : 0) |
           (version >= 5 ? DEVICES : 0);
}

/* Allows what of `rights` the path can have; one that is not there needs none. */
static bool allow(int rules, const char *path, uint64_t rights)
{
    struct stat st;
    const int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true;
    if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
        rights &= OF_FILES;
    const struct landlock_path_beneath_attr rule = { .allowed_access = rights,
                                                     .parent_fd = fd };
    const bool set =
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(fd);
    return set;
}

/* A program that is not under /usr: its folder, and the lib, share and etc beside a bin.
 */
static bool allow_program(int rules, const char *program)
{
    static const char *const beside[] = { "lib", "lib64", "libexec", "share", "etc" };
    char path[PATH_MAX];
    const char *slash = strrchr(program, '/');
    size_t n = slash != NULL ? (size_t)(slash - program) : 0;
    if (n == 0 || n + sizeof "libexec" > sizeof path)
        return true;
    memcpy(path, program, n);
    path[n] = '\0';
    bool set = allow(rules, path, READING);
    if (n < 4 || strcmp(path + n - 4, "/bin") != 0)
        return set;
    n -= 3;
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        memcpy(path + n, beside[i], strlen(beside[i]) + 1);
        set &= allow(rules, path, READING);
    }
    return set;
}

static bool hold_files(int version, const char *program)
{
    static const char *const readable[] = {
        "/usr",
        "/bin",
        "/lib",
        "/lib32",
        "/lib64",
        "/nix/store",
        "/gnu/store",
        "/etc/fonts",
        "/etc/ld.so.cache",
        "/etc/ld.so.preload",
        "/etc/localtime",
        "/var/cache/fontconfig",
        "/dev/null",
        "/dev/zero",
        "/dev/random",
        "/dev/urandom",
        "/proc/self",
        "/proc/cpuinfo",
        "/proc/meminfo",
        "/proc/filesystems",
        "/proc/stat",
        "/proc/sys/vm/overcommit_memory",
        "/sys/devices/system",
    };
    const struct landlock_ruleset_attr all = { .handled_access_fs = known(version) };
    /* Of the attributes only the first is ours, whatever the headers know. */
    const int rules =
        (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
    if (rules < 0)
        return false;
    bool set = allow(rules, ".", known(version) & ~LANDLOCK_ACCESS_FS_EXECUTE) &&
               allow(rules, "/dev/null", READING | LANDLOCK_ACCESS_FS_WRITE_FILE) &&
               allow_program(rules, program);
    for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++)
        set = set && allow(rules, readable[i], READING);
    set = set && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return set;
}

/* ---- system calls ---- */

#define LOAD(field)                                                                      \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
/* Its low half: no argument looked at has a high one. */
#define LOAD_ARG(n) LOAD(args[n])
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)
#define REFUSAL(code) ANSWER(SECCOMP_RET_ERRNO | (code))
#define IF_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, skip, 0)
#define UNLESS_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define IF_AT_LEAST(value, skip) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, value, skip, 0)
#define UNLESS_BITS(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, skip)
#define MASK(bits) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, bits)

/* Allows a call whose argument is a value, or has bits. */
#define ALLOW_IF(call, n, value, code)                                                   \
    UNLESS_EQUAL(call, 4), LOAD_ARG(n), UNLESS_EQUAL(value, 1),                          \
        ANSWER(SECCOMP_RET_ALLOW), REFUSAL(code)
#define ALLOW_WITH(call, n, bits, code)                                                  \
    UNLESS_EQUAL(call, 4), LOAD_ARG(n), UNLESS_BITS(bits, 1), ANSWER(SECCOMP_RET_ALLOW), \
        REFUSAL(code)

/* But not to truncate what is opened for reading: before its third version Landlock asks
 * for no right to write there. */
#define ALLOW_OPEN(call, n)                                                              \
    UNLESS_EQUAL(call, 6), LOAD_ARG(n), UNLESS_BITS(O_TRUNC, 3), MASK(O_ACCMODE),        \
        UNLESS_EQUAL(O_RDONLY, 1), REFUSAL(EPERM), ANSWER(SECCOMP_RET_ALLOW)

/* Calls that libc, a font library and gnuplot make.  Headers may be older than two of
 * them. */
#ifndef SYS_faccessat2
#define SYS_faccessat2 SYS_faccessat
#endif
#ifndef SYS_rseq
#define SYS_rseq SYS_futex
#endif
#define FILE_CALLS                                                                       \
    SYS_read, SYS_faccessat2, SYS_faccessat, SYS_write, SYS_close, SYS_newfstatat,       \
        SYS_lseek, SYS_fstat, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_dup, \
        SYS_dup3, SYS_fcntl, SYS_statx, SYS_fstatfs, SYS_statfs, SYS_getdents64,         \
        SYS_readlinkat, SYS_getcwd, SYS_chdir, SYS_fchdir, SYS_mkdirat, SYS_unlinkat,    \
        SYS_symlinkat, SYS_renameat, SYS_renameat2, SYS_ftruncate, SYS_fsync,            \
        SYS_fdatasync, SYS_fadvise64, SYS_umask, SYS_ppoll, SYS_pselect6, SYS_pipe2,     \
        SYS_eventfd2
#define MEMORY_CALLS                                                                     \
    SYS_mmap, SYS_munmap, SYS_mprotect, SYS_mremap, SYS_madvise, SYS_brk,                \
        SYS_membarrier, SYS_get_mempolicy, SYS_set_mempolicy
#define PROCESS_CALLS                                                                    \
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_restart_syscall,         \
        SYS_sigaltstack, SYS_futex, SYS_set_robust_list, SYS_rseq, SYS_set_tid_address,  \
        SYS_gettid, SYS_getpid, SYS_getppid, SYS_exit, SYS_exit_group, SYS_execve,       \
        SYS_wait4, SYS_waitid, SYS_sched_yield, SYS_sched_getaffinity,                   \
        SYS_sched_getattr, SYS_sched_getparam, SYS_sched_getscheduler, SYS_getuid,       \
        SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getresuid, SYS_getresgid,              \
        SYS_getgroups, SYS_getpgid, SYS_setuid, SYS_setgid, SYS_uname, SYS_sysinfo,      \
        SYS_prctl, SYS_getrusage, SYS_getrandom
#define TIME_CALLS                                                                       \
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_nanosleep,                \
        SYS_clock_nanosleep, SYS_times
#ifdef __x86_64__
#define OLD_CALLS                                                                        \
    SYS_arch_prctl, SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_dup2, SYS_mkdir,  \
        SYS_rmdir, SYS_unlink, SYS_symlink, SYS_rename, SYS_poll, SYS_select, SYS_pipe,  \
        SYS_getpgrp, SYS_getrlimit, SYS_time
#else
#define OLD_CALLS SYS_read
#endif
static const unsigned allowed[] = { FILE_CALLS, MEMORY_CALLS, PROCESS_CALLS, TIME_CALLS,
                                    OLD_CALLS };

#define N_ALLOWED (sizeof allowed / sizeof allowed[0])
#define FEW 3 /* calls that are asked for one by one */
_Static_assert(N_ALLOWED <= 150,
               "half of the decision is jumped over, which 8 bits count");

/* Decides about these. */
static struct sock_filter decision[3 * N_ALLOWED];
static size_t n_decision;

static int by_number(const void *a, const void *b)
{
    const unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
    return x < y ? -1 : x > y;
}

/* By halves of what is in order: the kernel tries a filter with every call that it knows
 * when it is given one, and a long list takes long. */
static size_t decide(struct sock_filter *out, const unsigned call[], size_t n)
{
    size_t k = 0;
    if (n > FEW) {
        const size_t half = n / 2, less = decide(out + 1, call, half);
        out[0] = (struct sock_filter)IF_AT_LEAST(call[half], (unsigned char)less);
        return 1 + less + decide(out + 1 + less, call + half, n - half);
    }
    for (size_t i = 0; i < n; i++) {
        out[k++] = (struct sock_filter)UNLESS_EQUAL(call[i], 1);
        out[k++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
    }
    out[k++] = (struct sock_filter)REFUSAL(ENOSYS);
    return k;
}

static void prepare_calls(void)
{
    unsigned sorted[N_ALLOWED];
    memcpy(sorted, allowed, sizeof sorted);
    qsort(sorted, N_ALLOWED, sizeof sorted[0], by_number);
    n_decision = decide(decision, sorted, N_ALLOWED);
}

static bool hold_calls(void)
{
    const __u32 self = (__u32)getpid();
    const struct sock_filter first[] = {
        LOAD(arch),
        IF_EQUAL(OUR_ARCH, 1),
        ANSWER(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
#ifdef __x86_64__
        UNLESS_BITS(0x40000000, 1), /* a call of x32 */
        REFUSAL(ENOSYS),
        ALLOW_OPEN(SYS_open, 1),
#endif
        ALLOW_OPEN(SYS_openat, 2),
        ALLOW_IF(SYS_prlimit64, 0, 0, EPERM), /* its own */
        ALLOW_IF(SYS_ioctl, 1, TCGETS, ENOTTY),
        /* Threads, since font libraries start some; no other process. */
        ALLOW_WITH(SYS_clone, 0, CLONE_THREAD, EPERM),
        ALLOW_IF(SYS_kill, 0, self, EPERM),
        ALLOW_IF(SYS_tgkill, 0, self, EPERM),
    };
    struct sock_filter all[sizeof first / sizeof first[0] + 3 * N_ALLOWED];
    memcpy(all, first, sizeof first);
    memcpy(all + sizeof first / sizeof first[0], decision,
           n_decision * sizeof decision[0]);
    const struct sock_fprog program = {
        (unsigned short)(sizeof first / sizeof first[0] + n_decision), all
    };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* ---- both ---- */

/* Of the last process that entered; in memory that is shared with it. */
static bp_sandbox *held;

static void prepare(void)
{
    prepare_calls();
    void *at = mmap(NULL, sizeof *held, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    held = at != MAP_FAILED ? at : NULL;
    if (held != NULL)
        *held = (bp_sandbox){ true, true };
}

bool bp_sandbox_prepare(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare);
    return held != NULL;
}

/* The kernel may lack them, and a filter around us refuse what it has.  Root needs no
 * promise that it will have no new rights, and where nobody can give it the others fail,
 * too. */
void bp_sandbox_enter(const char *program)
{
    const long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    held->files = version > 0 && hold_files((int)version, program);
    held->calls = hold_calls();
}

bp_sandbox bp_sandbox_held(void)
{
    return held != NULL ? *held : (bp_sandbox){ true, true };
}

#else

bool bp_sandbox_prepare(void)
{
    return true;
}

void bp_sandbox_enter(const char *program)
{
    (void)program;
}

bp_sandbox bp_sandbox_held(void)
{
    return (bp_sandbox){ 0 };
}

#endif
