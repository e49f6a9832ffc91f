/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "near.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <time.h>

#include "benchpay/stop.h"
#include "chart/child.h"
#include "chart/gnuplot.h"
#include "chart/sandbox.h"
#include "folder.h"

/* Sanitizers need more than drawing does. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

/* Every test runs in an empty folder, which is also TMPDIR and the whole of PATH:
 * the gnuplot that is found there is one of ours. */
static int enter(void **state)
{
    if (enter_folder(state) != 0)
        return 1;
    setenv("TMPDIR", *state, 1);
    setenv("PATH", *state, 1);
    return 0;
}

/* A fake that takes the macros and the first command and enters the folder of the first
 * picture. */
#define FIRST "#!/bin/sh\nread -r m; read -r c; cd 0; "

static void fake(const char *script)
{
    put_file("gnuplot", script, strlen(script));
    assert_int_equal(chmod("gnuplot", 0700), 0);
}

static bp_gnuplot_job job_of(double seconds)
{
    static const bp_gnuplot_file file[] = { { "chart.gp", { "plot x\n", 7 } },
                                            { "chart.dat", { "1 2\n", 4 } } };
    return (bp_gnuplot_job){ .file = file,
                             .n_files = 2,
                             .picture = "chart.svg",
                             .head = { "<?xml", 5 },
                             .tail = { "</svg>", 6 },
                             .seconds = seconds };
}

static bp_status run(bp_str *picture, double seconds, bp_err *err)
{
    const bp_gnuplot_job job = job_of(seconds);
    bp_gnuplot *g = NULL;
    bp_status status = bp_gnuplot_start(&g, err);
    if (status == BP_OK)
        status = bp_gnuplot_draw(picture, g, &job, err);
    bp_gnuplot_end(g);
    return status;
}

static void assert_fails(const char *script, double seconds, const char *why)
{
    fake(script);
    bp_str picture = { 0 };
    bp_err err = { 0 };
    assert_int_equal(run(&picture, seconds, &err), BP_ECHART);
    assert_string_equal(err.text, why);
    assert_int_equal(files_here(), 1); /* the fake: no work folder is left */
    bp_str_release(&picture);
}

static void a_whole_picture_is_handed_back(void **state)
{
    (void)state;
    fake(FIRST "printf '<?xml'>chart.svg\nread -r l <chart.gp\n"
               "printf '%s|%s|%s|' \"$*\" \"$c\" \"$l\" >>chart.svg\n"
               "printf '</svg>\\n' >>chart.svg\n");
    bp_str picture = { 0 };
    bp_err err;
    assert_int_equal(run(&picture, 5, &err), BP_OK);
    assert_string_equal(picture.at, "<?xml-d|cd '0'; load 'chart.gp'; @DRAWN|plot x|"
                                    "</svg>\n");
    assert_int_equal(files_here(), 1);
    bp_str_release(&picture);
}

static void our_environment_stays_with_us(void **state)
{
    (void)state;
    setenv("SALARY", "SECRET", 1);
    fake(FIRST "{ printf '<?xml'; export -p; umask; printf '</svg>'; } >chart.svg\n");
    bp_str picture = { 0 };
    bp_err err;
    assert_int_equal(run(&picture, 5, &err), BP_OK);
    assert_null(strstr(picture.at, "SECRET"));
    assert_non_null(strstr(picture.at, "PATH='/usr/bin:/bin'"));
    assert_non_null(strstr(picture.at, "LC_ALL='C'"));
    bp_str_release(&picture);
}

static void no_gnuplot_is_said_with_the_way_to_one(void **state)
{
    (void)state;
    bp_str picture = { 0 };
    bp_err err = { 0 };
    fake("#!/bin/sh\n");
    static const char *const path[] = { "", ":", ".:./:bin", "/nowhere" };
    for (size_t i = 0; i < sizeof path / sizeof path[0]; i++) {
        setenv("PATH", path[i], 1);
        assert_int_equal(run(&picture, 5, &err), BP_ECHART);
        assert_string_equal(
            err.text,
            "there is no gnuplot in PATH; charts need it (Debian: gnuplot-nox)");
    }
}

static void one_that_hangs_is_killed_at_the_deadline(void **state)
{
    (void)state;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    assert_fails("#!/bin/sh\nexec sleep 60\n", .2,
                 "gnuplot was stopped: it did not end within 0.2 seconds");
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_true(to.tv_sec - from.tv_sec < 30);
}

/* A folder can be opened, and not be read from. */
static void what_cannot_be_read_is_not_waited_for(void **state)
{
    char *argv[] = { "gnuplot", NULL }, *envp[] = { NULL };
    bp_child c = { 0 };
    bp_err err;
    fake("#!/bin/sh\nexec sleep 60\n");
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/gnuplot", (const char *)*state);
    const bp_program program = { path, argv, envp, *state };
    assert_int_equal(bp_child_start(&c, &program, &err), BP_OK);
    const int folder = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(folder >= 0 && dup2(folder, c.out) == c.out);
    close(folder);
    assert_int_equal(bp_child_tell(&c, "exit\n", &err), BP_OK);
    assert_int_equal(bp_child_hear(&c, "drawn\n", "read\n", 3600, &err), BP_ECHART);
    assert_string_equal(err.text, "what gnuplot prints cannot be read: Is a directory");
    bp_child_end(&c);
}

static void one_that_prints_without_end_is_killed(void **state)
{
    (void)state;
    assert_fails("#!/bin/sh\nexec cat /dev/zero\n", 20,
                 "gnuplot was stopped: it printed without end");
}

static void success_is_what_the_file_says(void **state)
{
    (void)state;
    assert_fails("#!/bin/sh\nexit 0\n", 5, "gnuplot ended without a picture");
    assert_fails(FIRST "printf '<?xml version' >chart.svg\n", 5,
                 "gnuplot left half a picture (13 bytes)");
    assert_fails(FIRST "printf 'half of it</svg>' >chart.svg\n", 5,
                 "gnuplot left half a picture (16 bytes)");
    assert_fails(FIRST ": >chart.svg\n", 5, "gnuplot left half a picture (0 bytes)");
    assert_fails(FIRST "exec mkdir -p chart.svg/deep .cache\n", 5,
                 "gnuplot ended without a picture");
    assert_fails(FIRST "exec ln -s /etc/passwd chart.svg\n", 5,
                 "gnuplot ended without a picture");
}

static void what_it_complained_of_is_told_in_one_visible_line(void **state)
{
    (void)state;
    assert_fails(
        "#!/bin/sh\necho first >&2; printf 'no \\033 terminal\\n\\n' >&2; exit 3\n", 5,
        "gnuplot failed: no \\x1b terminal");
    assert_fails("#!/bin/sh\nexit 3\n", 5, "gnuplot failed");
    assert_fails("#!/bin/sh\nkill -9 $$\n", 5, "gnuplot was killed by signal 9");
    assert_fails("#!/nowhere/sh\n", 5, "gnuplot could not be started");
}

static void nothing_is_run_or_written_outside_the_work_folder(void **state)
{
    (void)state;
    if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0 ||
        syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0)
        skip();
    fake(FIRST "echo x >../../outside\necho '<?xml</svg>' >chart.svg\n");
    bp_str picture = { 0 };
    bp_err err;
    assert_int_equal(run(&picture, 5, &err), BP_OK);
    assert_int_equal(files_here(), 1);
    fake(FIRST "/bin/true\necho '<?xml</svg>' >chart.svg\n"); /* a fork */
    assert_int_equal(run(&picture, 5, &err), BP_ECHART);
    bp_str_release(&picture);
}

/* What this program does when it runs as gnuplot: it tries what drawing has no need of,
 * and its picture says what it could. */
static int attack(void)
{
    static const char *const outside = "../secret";
    struct iovec here = { .iov_base = (char[8]){ 0 }, .iov_len = 8 }, there = here;
    const pid_t parent = getppid();
    const struct {
        const char *what;
        bool done;
    } tried[] = {
        { "reads", open(outside, O_RDONLY) >= 0 },
        { "reads a password file", open("/etc/passwd", O_RDONLY) >= 0 },
        { "writes", open(outside, O_WRONLY) >= 0 },
        { "truncates", truncate(outside, 0) == 0 },
        { "opens to truncate", open(outside, O_RDONLY | O_TRUNC) >= 0 },
        { "changes a mode", chmod(outside, 0777) == 0 },
        { "has an attribute", setxattr(outside, "user.x", "y", 1, 0) == 0 },
        { "has times", utimensat(AT_FDCWD, outside, NULL, 0) == 0 },
        { "links", link(outside, "secret") == 0 },
        { "removes", unlink(outside) == 0 },
        { "stops its parent", kill(parent, SIGSTOP) == 0 },
        { "signals a thread", syscall(SYS_tgkill, parent, parent, 0) == 0 },
        { "has its own session", setsid() >= 0 },
        { "leaves its group", setpgid(0, parent) == 0 },
        { "forks", syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0) >= 0 },
        { "has a socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0 },
        { "has a ring", syscall(SYS_io_uring_setup, 1, NULL) >= 0 || errno != ENOSYS },
        { "looks into memory",
          process_vm_readv(parent, &here, 1, &there, 1, 0) >= 0 || errno != ENOSYS },
        { "holds a process", syscall(SYS_pidfd_open, parent, 0) >= 0 },
        { "has a key", syscall(SYS_keyctl, 0, -3, 1) >= 0 },
        { "has a name space", unshare(CLONE_NEWUSER) == 0 },
        { "limits its parent", prlimit(parent, RLIMIT_CORE, NULL, NULL) == 0 },
    };
    const bool told = getchar() != EOF; /* the folder of the picture is there */
    FILE *picture = told ? fopen("0/chart.svg", "w") : NULL;
    if (picture == NULL)
        return 1;
    fputs("<?xml", picture);
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++)
        if (tried[i].done)
            fprintf(picture, " %s;", tried[i].what);
    fputs("</svg>", picture);
    return fclose(picture);
}

/* This program again, in the folder of the test. */
static void become_gnuplot(void)
{
    char block[65536];
    FILE *from = fopen("/proc/self/exe", "rb"), *to = fopen("gnuplot", "wb");
    assert_non_null(from);
    assert_non_null(to);
    for (size_t n; (n = fread(block, 1, sizeof block, from)) > 0;)
        assert_int_equal(fwrite(block, 1, n, to), n);
    fclose(from);
    assert_int_equal(fclose(to), 0);
    assert_int_equal(chmod("gnuplot", 0700), 0);
}

static void whatever_drawing_has_no_need_of_is_refused(void **state)
{
    (void)state;
    bp_str picture = { 0 };
    bp_err err = { 0 };
    fake(FIRST "echo '<?xml</svg>' >chart.svg\n");
    assert_int_equal(run(&picture, 5, &err), BP_OK);
    bp_str_clear(&picture);
    const bp_sandbox held = bp_sandbox_held();
    if (!held.files || !held.calls || SANITIZED) {
        bp_str_release(&picture);
        skip();
    }
    /* Beside the folder that the program is in, which may be read. */
    assert_int_equal(unlink("gnuplot"), 0);
    assert_int_equal(mkdir("bin", 0700), 0);
    put_file("secret", "x", 1);
    assert_int_equal(chdir("bin"), 0);
    become_gnuplot();
    char path[4096];
    assert_non_null(getcwd(path, sizeof path));
    setenv("PATH", path, 1);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(run(&picture, 5, &err), BP_OK);
    assert_string_equal(picture.at, "<?xml</svg>");
    assert_true(file_holds("secret", "x"));
    bp_str_release(&picture);
    assert_int_equal(unlink("bin/gnuplot"), 0);
    assert_int_equal(rmdir("bin"), 0);
}

static void no_place_for_the_work_folder_is_an_io_error(void **state)
{
    (void)state;
    fake("#!/bin/sh\n");
    setenv("TMPDIR", "/nowhere", 1);
    bp_str picture = { 0 };
    bp_err err = { 0 };
    assert_int_equal(run(&picture, 5, &err), BP_EIO);
    assert_non_null(strstr(err.text, "cannot make a folder: No such file or directory"));
}

static void an_interrupt_ends_it(void **state)
{
    (void)state;
    fake("#!/bin/sh\nexec sleep 60\n");
    bp_str picture = { 0 };
    bp_err err = { 0 };
    bp_stop_ask(SIGINT);
    assert_int_equal(run(&picture, 50, &err), BP_ESTOPPED);
    bp_stop_ask(0);
    assert_int_equal(files_here(), 1);
    bp_str_release(&picture);
}

/* A fake that takes its commands, picture by picture. */
#define EACH(commands)                                                                   \
    "#!/bin/sh\nread -r m\nn=0\nwhile read -r a && read -r b\n"                          \
    "do cd $n; n=$((n + 1)); " commands "\necho read; cd ..; done\n"

static void several_are_drawn_by_one_process(void **state)
{
    (void)state;
    fake(EACH("printf '<?xml%s|%s|%s|%s</svg>' $n \"$m\" \"$a\" \"$b\" >chart.svg; "
              "echo a warning; echo drawn"));
    const bp_gnuplot_job job = job_of(5);
    bp_gnuplot *g = NULL;
    bp_err err;
    assert_int_equal(bp_gnuplot_start(&g, &err), BP_OK);
    for (int i = 1; i < 4; i++) {
        bp_str picture = { 0 };
        char want[200];
        snprintf(want, sizeof want,
                 "<?xml%d|DRAWN = \"set output; set print; print 'drawn'\"; "
                 "READ = \"set print; print 'read'; cd '..'; reset\"|"
                 "cd '%d'; load 'chart.gp'; @DRAWN|@READ</svg>",
                 i, i - 1);
        assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), BP_OK);
        assert_string_equal(picture.at, want);
        bp_str_release(&picture);
    }
    bp_gnuplot_end(g);
    assert_int_equal(files_here(), 1);
}

/* Draws two: the first well, the second as `status` and `why` say. */
static void assert_second(const char *script, double seconds, bp_status status,
                          const char *why)
{
    fake(script);
    const bp_gnuplot_job job = job_of(seconds);
    bp_gnuplot *g = NULL;
    bp_str picture = { 0 };
    bp_err err;
    assert_int_equal(bp_gnuplot_start(&g, &err), BP_OK);
    assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), BP_OK);
    assert_string_equal(picture.at, "<?xml 1</svg>");
    assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), status);
    assert_non_null(strstr(err.text, why));
    bp_gnuplot_end(g);
    bp_str_release(&picture);
}

#define DRAW "printf '<?xml %s</svg>' $n >chart.svg; echo drawn"

static void what_goes_wrong_later_is_said_of_that_picture(void **state)
{
    (void)state;
    /* gnuplot ends a picture as a whole one where its script fails. */
    static const struct {
        const char *script;
        double seconds;
        const char *why;
    } wrong[] = {
        { EACH("[ $n = 1 ] || { printf '<?xml</svg>' >chart.svg; echo no; exit 3; "
               "}\n" DRAW),
          5, "gnuplot failed: no" },
        { EACH("printf '<?xml %s</svg>' $n >chart.svg\n[ $n = 1 ] && echo drawn || echo "
               "no"),
          5, "gnuplot failed: no" },
        { EACH("[ $n = 1 ] || kill -9 $$\n" DRAW), 5, "gnuplot was killed by signal 9" },
        { EACH("[ $n = 1 ] || exec sleep 60\n" DRAW), .2,
          "gnuplot was stopped: it did not end within 0.2 seconds" },
        { EACH("[ $n = 1 ] || exec cat /dev/zero\n" DRAW), 20,
          "gnuplot was stopped: it printed without end" },
        { EACH("[ $n = 1 ] && { " DRAW "; } || echo drawn"), 5,
          "gnuplot ended without a picture" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_second(wrong[i].script, wrong[i].seconds, BP_ECHART, wrong[i].why);
        assert_int_equal(files_here(), 1);
    }
}

/* As many as it knows of at a time, and one more than its folders. */
static void those_told_ahead_come_in_their_order(void **state)
{
    (void)state;
    fake(EACH("read -r l <chart.gp; printf '<?xml %s %s</svg>' $n \"$l\" >chart.svg; "
              "echo a warning; echo drawn"));
    bp_gnuplot_file file[17][2];
    bp_gnuplot_job job[17];
    char script[17][20];
    bp_gnuplot *g = NULL;
    bp_err err;
    assert_false(bp_gnuplot_prepare(NULL, &job[0]));
    assert_int_equal(bp_gnuplot_start(&g, &err), BP_OK);
    for (size_t i = 0; i < 17; i++) {
        snprintf(script[i], sizeof script[i], "plot %zu\n", i + 1);
        job[i] = job_of(5);
        memcpy(file[i], job[i].file, sizeof file[i]);
        file[i][0].bytes = (bp_text){ script[i], strlen(script[i]) };
        job[i].file = file[i];
        assert_int_equal(bp_gnuplot_prepare(g, &job[i]), i < 16);
    }
    assert_int_equal(bp_gnuplot_waiting(g), 16);
    for (size_t i = 0; i < 17; i++) {
        bp_str picture = { 0 };
        char want[40];
        snprintf(want, sizeof want, "<?xml %zu plot %zu</svg>", i + 1, i + 1);
        assert_int_equal(bp_gnuplot_draw(&picture, g, &job[i], &err), BP_OK);
        assert_string_equal(picture.at, want);
        bp_str_release(&picture);
    }
    bp_gnuplot_end(g);
    assert_int_equal(files_here(), 1);
}

/* Of three pictures the second fails, and none follows it. */
static void one_that_ends_draws_nothing_of_what_it_was_told(void **state)
{
    (void)state;
    fake(EACH("[ $n = 1 ] || exit 3\n" DRAW));
    const bp_gnuplot_job job = job_of(5);
    bp_gnuplot *g = NULL;
    bp_str picture = { 0 };
    bp_err err;
    assert_int_equal(bp_gnuplot_start(&g, &err), BP_OK);
    for (int i = 0; i < 4; i++)
        assert_true(bp_gnuplot_prepare(g, &job));
    assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), BP_OK);
    assert_string_equal(picture.at, "<?xml 1</svg>");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), BP_ECHART);
        assert_string_equal(err.text,
                            i == 0 ? "gnuplot failed" : "gnuplot takes no more commands");
    }
    bp_gnuplot_end(g);
    assert_int_equal(files_here(), 1);
    bp_str_release(&picture);
}

/* Of a picture whose folder could not be opened nothing is left in the way. */
static void what_cannot_be_told_now_is_told_when_it_is_wanted(void **state)
{
    (void)state;
    fake(EACH(DRAW));
    const bp_gnuplot_job job = job_of(5);
    bp_gnuplot *g = NULL;
    bp_str picture = { 0 };
    bp_err err;
    struct rlimit files;
    assert_int_equal(bp_gnuplot_start(&g, &err), BP_OK);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &files), 0);
    const int next = dup(0);
    close(next);
    const struct rlimit few = { (rlim_t)next, files.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    assert_false(bp_gnuplot_prepare(g, &job));
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &files), 0);
    assert_int_equal(bp_gnuplot_waiting(g), 0);
    assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), BP_OK);
    assert_string_equal(picture.at, "<?xml 1</svg>");
    bp_gnuplot_end(g);
    assert_int_equal(files_here(), 1);
    bp_str_release(&picture);
}

/* The name of the work folder. */
static void find_folder(bp_str *out, const char *where)
{
    DIR *d = opendir(where);
    assert_non_null(d);
    for (const struct dirent *e; (e = readdir(d)) != NULL;)
        if (strncmp(e->d_name, ".benchpay-work-", 15) == 0)
            bp_str_puts(out, e->d_name);
    closedir(d);
    assert_true(out->n > 0);
}

/* Whoever draws has the folder while we write and read there. */
static void a_link_in_place_of_a_file_leads_nowhere(void **state)
{
    (void)state;
    assert_int_equal(mkdir("other", 0700), 0);
    put_file("other/chart.svg", "<?xml kept</svg>", 16);
    static const struct {
        const char *link; /* in the work folder */
        const char *to;
        bp_status status;
        const char *why;
    } cases[] = {
        { "0", "../other", BP_EIO, "0: cannot be made" },
        { "0/chart.svg", "../../other/chart.svg", BP_ECHART, "without a picture" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bp_gnuplot_job job = job_of(5);
        bp_gnuplot *g = NULL;
        bp_str picture = { 0 }, work = { 0 };
        bp_err err;
        fake(EACH("echo drawn"));
        assert_int_equal(bp_gnuplot_start(&g, &err), BP_OK);
        if (i > 0)
            assert_true(bp_gnuplot_prepare(g, &job));
        find_folder(&work, *state);
        bp_str_printf(&work, "/%s", cases[i].link);
        assert_int_equal(symlink(cases[i].to, work.at), 0);
        assert_int_equal(bp_gnuplot_draw(&picture, g, &job, &err), cases[i].status);
        assert_non_null(strstr(err.text, cases[i].why));
        bp_gnuplot_end(g);
        assert_int_equal(picture.n, 0);
        assert_true(file_holds("other/chart.svg", "<?xml kept</svg>"));
        assert_int_equal(files_here(), 2);
        bp_str_release(&work);
        bp_str_release(&picture);
    }
    assert_int_equal(unlink("other/chart.svg"), 0);
    assert_int_equal(rmdir("other"), 0);
}

int main(int argc, char **argv)
{
    if (argc > 0 && strcmp(argv[0], "gnuplot") == 0)
        return attack();
#define TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave_folder)
    const struct CMUnitTest tests[] = {
        TEST(a_whole_picture_is_handed_back),
        TEST(our_environment_stays_with_us),
        TEST(no_gnuplot_is_said_with_the_way_to_one),
        TEST(one_that_hangs_is_killed_at_the_deadline),
        TEST(what_cannot_be_read_is_not_waited_for),
        TEST(one_that_prints_without_end_is_killed),
        TEST(success_is_what_the_file_says),
        TEST(what_it_complained_of_is_told_in_one_visible_line),
        TEST(nothing_is_run_or_written_outside_the_work_folder),
        TEST(whatever_drawing_has_no_need_of_is_refused),
        TEST(no_place_for_the_work_folder_is_an_io_error),
        TEST(an_interrupt_ends_it),
        TEST(several_are_drawn_by_one_process),
        TEST(what_goes_wrong_later_is_said_of_that_picture),
        TEST(those_told_ahead_come_in_their_order),
        TEST(one_that_ends_draws_nothing_of_what_it_was_told),
        TEST(what_cannot_be_told_now_is_told_when_it_is_wanted),
        TEST(a_link_in_place_of_a_file_leads_nowhere),
    };
    return cmocka_run_group_tests_name("gnuplot", tests, NULL, NULL);
}
