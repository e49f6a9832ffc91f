/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sandbox.c - gives up what drawing does not need.
 *
 * Landlock keeps a process from writing outside its folder, seccomp from starting others
 * and from opening sockets.  Both are asked directly, by system calls: between fork and
 * execve no library may be called. */
#define _GNU_SOURCE

#include "chart/sandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define OUR_ARCH AUDIT_ARCH_X86_64
#else
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

/* The rights of Landlock's first version that change files. */
#define WRITING                                                                          \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                     \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |                     \
     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |                         \
     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                       \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

static bool write_only_here(void)
{
    const struct landlock_ruleset_attr all = { .handled_access_fs = WRITING };
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0)
        return errno == ENOSYS || errno == EOPNOTSUPP;
    int here = open(".", O_PATH | O_CLOEXEC);
    const struct landlock_path_beneath_attr rule = { .allowed_access = WRITING,
                                                     .parent_fd = here };
    bool set = here >= 0 &&
               syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule,
                       0) == 0 &&
               syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (here >= 0)
        close(here);
    close(rules);
    return set;
}

#define LOAD(field)                                                                      \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)
#define IF_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, skip, 0)
#define UNLESS_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define IF_BITS(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, skip, 0)
#define REFUSE(call, code) UNLESS_EQUAL(call, 1), ANSWER(SECCOMP_RET_ERRNO | (code))

/* Threads stay allowed, since font libraries start some: clone3 "does not exist",
 * so that libc takes clone, whose flags a filter can read. */
static const struct sock_filter filter[] = {
    LOAD(arch),
    IF_EQUAL(OUR_ARCH, 1),
    ANSWER(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
    REFUSE(SYS_socket, EPERM),
    REFUSE(SYS_ptrace, EPERM),
    REFUSE(SYS_clone3, ENOSYS),
#ifdef __x86_64__
    REFUSE(SYS_fork, EPERM),
    REFUSE(SYS_vfork, EPERM),
    IF_BITS(0x40000000, 3), /* a call of x32: refused */
#endif
    UNLESS_EQUAL(SYS_clone, 3),
    LOAD(args[0]),
    IF_BITS(CLONE_THREAD, 1),
    ANSWER(SECCOMP_RET_ERRNO | EPERM),
    ANSWER(SECCOMP_RET_ALLOW),
};

static bool no_process_no_socket(void)
{
    const struct sock_fprog program = { sizeof filter / sizeof filter[0],
                                        (struct sock_filter *)filter };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 || errno == EINVAL;
}

bool bp_sandbox_enter(void)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    return write_only_here() && no_process_no_socket();
}

#else

bool bp_sandbox_enter(void)
{
    return true;
}

#endif
