/* SPDX-License-Identifier: GPL-3.0-or-later */
/* refuse.c - `refuse CALL=ERRNO... -- COMMAND...`: the command, in a system that answers
 * these system calls with these errors, as container runtimes and sandboxes do.
 *
 * Errors are EPERM, ENOSYS or EINVAL.  prctl is named by what it is asked:
 * `no_new_privs`, `seccomp_mode`, and `seccomp_filter`, which is refused only where there
 * is a filter, so that who asks whether there are any is told yes.  126: there can be no
 * such system. */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ANY (-1)
#define MOST 40

static const struct call {
    const char *name;
    int number;
    int asked;   /* the first argument; ANY */
    int pointer; /* the third one is not NULL */
} calls[] = {
    { "landlock_create_ruleset", 444, ANY, 0 },
    { "landlock_restrict_self", 446, ANY, 0 },
    { "seccomp_mode", SYS_prctl, PR_SET_SECCOMP, 0 },
    { "seccomp_filter", SYS_prctl, PR_SET_SECCOMP, 1 },
    { "no_new_privs", SYS_prctl, PR_SET_NO_NEW_PRIVS, 0 },
    { "clone3", 435, ANY, 0 },
    { "close_range", 436, ANY, 0 },
    { "openat2", 437, ANY, 0 },
    { "faccessat2", 439, ANY, 0 },
    { "renameat2", SYS_renameat2, ANY, 0 },
    { "statx", SYS_statx, ANY, 0 },
    { "memfd_create", SYS_memfd_create, ANY, 0 },
    { "prlimit64", SYS_prlimit64, ANY, 0 },
};

static int error_of(const char *name)
{
    return strcmp(name, "EPERM") == 0    ? EPERM
           : strcmp(name, "ENOSYS") == 0 ? ENOSYS
           : strcmp(name, "EINVAL") == 0 ? EINVAL
                                         : 0;
}

static const struct call *call_of(const char *name, size_t n)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (strlen(calls[i].name) == n && memcmp(calls[i].name, name, n) == 0)
            return &calls[i];
    return NULL;
}

#define LOAD(at) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, at))
#define IS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define IS_NOT(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, skip, 0)

/* The steps that refuse a call. */
static size_t put(struct sock_filter to[], const struct call *c, int error)
{
    size_t n = 0, tests = (c->asked != ANY ? 2 : 0) + (c->pointer ? 2 : 0);
    to[n++] = (struct sock_filter)LOAD(nr);
    to[n++] = (struct sock_filter)IS((unsigned)c->number, (unsigned char)(tests + 1));
    if (c->asked != ANY) {
        to[n++] = (struct sock_filter)LOAD(args[0]);
        to[n++] = (struct sock_filter)IS((unsigned)c->asked, (unsigned char)(tests - 1));
    }
    if (c->pointer) {
        to[n++] = (struct sock_filter)LOAD(args[2]);
        to[n++] = (struct sock_filter)IS_NOT(0, 1);
    }
    to[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
                                           SECCOMP_RET_ERRNO | (unsigned)error);
    return n;
}

int main(int argc, char **argv)
{
    static struct sock_filter filter[MOST * 8];
    size_t n = 0;
    int i = 1;
    for (; i < argc && i < MOST && strcmp(argv[i], "--") != 0; i++) {
        const char *is = strchr(argv[i], '=');
        const struct call *c =
            is != NULL ? call_of(argv[i], (size_t)(is - argv[i])) : NULL;
        if (c == NULL || error_of(is + 1) == 0)
            return fprintf(stderr, "refuse: '%s'?\n", argv[i]), 125;
        n += put(filter + n, c, error_of(is + 1));
    }
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const struct sock_fprog program = { (unsigned short)n, filter };
    /* Without it where that is allowed: then the command has to set it. */
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 &&
        (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0))
        return 126;
    if (i + 1 < argc)
        execvp(argv[i + 1], argv + i + 1);
    return 127;
}
