/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "near.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/outputs.h"
#include "folder.h"

static bp_outputs *fresh(void)
{
    bp_outputs *o = NULL;
    assert_int_equal(bp_outputs_new(&o, NULL), BP_OK);
    return o;
}

static bp_status add(bp_outputs *o, const char *path, const char *text, bp_err *err)
{
    return bp_outputs_add(o, path, bp_text_of(text), err);
}

static void files_appear_together_and_only_at_commit(void **state)
{
    (void)state;
    put_file("a.txt", "old", 3);
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "a.txt", "new a", NULL), BP_OK);
    assert_int_equal(add(o, "b.txt", "new b", NULL), BP_OK);
    assert_true(file_holds("a.txt", "old"));
    assert_int_equal(access("b.txt", F_OK), -1);

    assert_int_equal(bp_outputs_commit(o, NULL), BP_OK);
    bp_outputs_free(o);
    assert_true(file_holds("a.txt", "new a"));
    assert_true(file_holds("b.txt", "new b"));
    assert_int_equal(files_here(), 2);
}

static void pay_is_private(void **state)
{
    struct stat st;
    (void)state;
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "a.txt", "x", NULL), BP_OK);
    assert_int_equal(bp_outputs_commit(o, NULL), BP_OK);
    bp_outputs_free(o);
    assert_int_equal(stat("a.txt", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void without_commit_nothing_is_left(void **state)
{
    (void)state;
    put_file("a.txt", "old", 3);
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "a.txt", "new", NULL), BP_OK);
    assert_int_equal(files_here(), 2);
    bp_outputs_free(o);
    assert_true(file_holds("a.txt", "old"));
    assert_int_equal(files_here(), 1);
}

static void a_missing_folder_is_named(void **state)
{
    bp_err err;
    (void)state;
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "no/such/a.txt", "x", &err), BP_EIO);
    assert_string_equal(err.text,
                        "no/such/a.txt: folder 'no/such': No such file or directory");
    assert_int_equal(bp_outputs_check(o, "no/such/a.txt", NULL, 0, &err), BP_EIO);
    bp_outputs_free(o);
}

static void a_folder_is_no_target(void **state)
{
    bp_err err;
    (void)state;
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "/tmp", "x", &err), BP_EIO);
    assert_string_equal(err.text, "/tmp: is a folder");
    assert_int_equal(add(o, "new/", "x", NULL), BP_EIO);
    assert_int_equal(add(o, "", "x", NULL), BP_EIO);
    bp_outputs_free(o);
}

static void an_input_is_no_output_under_any_name(void **state)
{
    static const char *const inputs[] = { "other.csv", "pay.csv" };
    static const char *const names[] = { "pay.csv", "./pay.csv", "hard.csv", "soft.csv" };
    bp_err err;
    (void)state;
    put_file("pay.csv", "x", 1);
    assert_int_equal(link("pay.csv", "hard.csv"), 0);
    assert_int_equal(symlink("pay.csv", "soft.csv"), 0);
    bp_outputs *o = fresh();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_int_equal(bp_outputs_check(o, names[i], inputs, 2, &err), BP_EUSAGE);
    assert_string_equal(err.text, "output 'soft.csv' is also an input");
    assert_int_equal(bp_outputs_check(o, "report.txt", inputs, 2, NULL), BP_OK);
    assert_int_equal(bp_outputs_check(o, "-", inputs, 2, NULL), BP_OK);
    bp_outputs_free(o);
}

static void standard_input_from_the_same_file_is_refused(void **state)
{
    static const char *const inputs[] = { "-" };
    (void)state;
    put_file("pay.csv", "x", 1);
    int keep = dup(STDIN_FILENO), fd = open("pay.csv", O_RDONLY);
    assert_true(dup2(fd, STDIN_FILENO) >= 0);
    bp_outputs *o = fresh();
    bp_status status = bp_outputs_check(o, "pay.csv", inputs, 1, NULL);
    dup2(keep, STDIN_FILENO);
    close(keep);
    close(fd);
    bp_outputs_free(o);
    assert_int_equal(status, BP_EUSAGE);
}

static void a_target_named_twice_is_refused(void **state)
{
    bp_err err;
    (void)state;
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "a.txt", "x", NULL), BP_OK);
    assert_int_equal(add(o, "./a.txt", "y", &err), BP_EUSAGE);
    assert_string_equal(err.text, "output './a.txt' is named twice");
    assert_int_equal(bp_outputs_check(o, "a.txt", NULL, 0, NULL), BP_EUSAGE);
    bp_outputs_free(o);
}

static void a_symbolic_link_stays_one(void **state)
{
    struct stat st;
    (void)state;
    put_file("real.txt", "old", 3);
    assert_int_equal(symlink("real.txt", "link.txt"), 0);
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "link.txt", "new", NULL), BP_OK);
    assert_int_equal(bp_outputs_commit(o, NULL), BP_OK);
    bp_outputs_free(o);
    assert_int_equal(lstat("link.txt", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_true(file_holds("real.txt", "new"));
}

static void a_fifo_is_written_through(void **state)
{
    char got[8] = "";
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int fd = open("pipe", O_RDONLY | O_NONBLOCK);
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "pipe", "bytes", NULL), BP_OK);
    assert_int_equal(bp_outputs_commit(o, NULL), BP_OK);
    bp_outputs_free(o);
    assert_int_equal(read(fd, got, sizeof got), 5);
    assert_string_equal(got, "bytes");
    close(fd);
}

static void a_full_device_keeps_every_file_as_it_was(void **state)
{
    bp_err err;
    (void)state;
    put_file("a.txt", "old", 3);
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "a.txt", "new", NULL), BP_OK);
    assert_int_equal(add(o, "/dev/full", "x", NULL), BP_OK);
    assert_int_equal(bp_outputs_commit(o, &err), BP_EIO);
    assert_string_equal(err.text,
                        "/dev/full: cannot be written: No space left on device");
    bp_outputs_free(o);
    assert_true(file_holds("a.txt", "old"));
    assert_int_equal(files_here(), 1);
}

/* What stands in the way of the second one came after it was added. */
static void what_cannot_be_replaced_keeps_the_others_as_they_were(void **state)
{
    bp_err err;
    (void)state;
    put_file("a.txt", "old", 3);
    bp_outputs *o = fresh();
    assert_int_equal(add(o, "a.txt", "new", NULL), BP_OK);
    assert_int_equal(add(o, "b.txt", "new", NULL), BP_OK);
    assert_int_equal(add(o, "c.txt", "new", NULL), BP_OK);
    assert_int_equal(mkdir("c.txt", 0700), 0);
    assert_int_equal(bp_outputs_commit(o, &err), BP_EIO);
    assert_string_equal(err.text, "c.txt: cannot be replaced: Is a directory");
    bp_outputs_free(o);
    assert_true(file_holds("a.txt", "old"));
    assert_int_equal(access("b.txt", F_OK), -1);
    assert_int_equal(files_here(), 2);
    rmdir("c.txt");
}

static void what_a_killed_run_left_is_removed_and_known(void **state)
{
    (void)state;
    const pid_t child = fork();
    if (child == 0)
        _exit(add(fresh(), "a.txt", "x", NULL) == BP_OK ? 0 : 1);
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(files_here(), 1);

    bp_outputs *live = fresh(), *o = fresh();
    assert_int_equal(add(live, "b.txt", "live", NULL), BP_OK);
    assert_int_equal(add(o, "a.txt", "new", NULL), BP_OK);
    assert_int_equal(bp_outputs_commit(o, NULL), BP_OK);
    assert_int_equal(bp_outputs_swept(o), 1);
    assert_int_equal(bp_outputs_commit(live, NULL), BP_OK);
    assert_int_equal(bp_outputs_swept(live), 0);
    bp_outputs_free(o);
    bp_outputs_free(live);
    assert_true(file_holds("a.txt", "new"));
    assert_true(file_holds("b.txt", "live"));
    assert_int_equal(files_here(), 2);
}

static void a_target_that_becomes_an_input_is_refused(void **state)
{
    static const char *const inputs[] = { "pay.csv" };
    (void)state;
    put_file("pay.csv", "pay", 3);
    bp_outputs *o = fresh();
    assert_int_equal(bp_outputs_check(o, "r.txt", inputs, 1, NULL), BP_OK);
    assert_int_equal(symlink("pay.csv", "r.txt"), 0);
    assert_int_equal(add(o, "r.txt", "new", NULL), BP_EUSAGE);
    bp_outputs_free(o);
    assert_true(file_holds("pay.csv", "pay"));
}

static void a_file_that_grows_too_large_leaves_nothing(void **state)
{
    static char bytes[20000];
    struct rlimit keep;
    bp_err err;
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &keep), 0);
    struct rlimit small = { 4096, keep.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bp_outputs *o = fresh();
    bp_status status = bp_outputs_add(o, "a.txt", (bp_text){ bytes, sizeof bytes }, &err);
    setrlimit(RLIMIT_FSIZE, &keep);
    bp_outputs_free(o);
    assert_int_equal(status, BP_EIO);
    assert_string_equal(err.text, "a.txt: cannot be written: File too large");
    assert_int_equal(files_here(), 0);
}

/* Commits a text to standard output, which is `fd` for as long as that takes. */
static bp_status commit_to(int fd, bp_text text, bp_err *err)
{
    fflush(stdout);
    int keep = dup(STDOUT_FILENO);
    bp_outputs *o = fresh();
    assert_int_equal(bp_outputs_add(o, "-", text, NULL), BP_OK);
    dup2(fd, STDOUT_FILENO);
    bp_status status = bp_outputs_commit(o, err);
    dup2(keep, STDOUT_FILENO);
    close(keep);
    bp_outputs_free(o);
    return status;
}

static void a_dash_is_standard_output(void **state)
{
    char got[8] = "";
    int ends[2];
    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(commit_to(ends[1], bp_text_of("text"), NULL), BP_OK);
    assert_int_equal(read(ends[0], got, sizeof got), 4);
    assert_string_equal(got, "text");
    close(ends[0]);
    close(ends[1]);
}

static void a_pipe_that_does_not_wait_is_waited_for(void **state)
{
    static char bytes[300000];
    int pipes[2];
    (void)state;
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(fcntl(pipes[1], F_SETFL, O_NONBLOCK), 0);
    const pid_t child = fork();
    if (child == 0) {
        size_t got = 0;
        close(pipes[1]);
        usleep(100000);
        for (ssize_t n; (n = read(pipes[0], bytes, sizeof bytes)) > 0;)
            got += (size_t)n;
        _exit(got == sizeof bytes ? 0 : 1);
    }
    close(pipes[0]);
    const bp_status status = commit_to(pipes[1], (bp_text){ bytes, sizeof bytes }, NULL);
    close(pipes[1]);
    int ended = 1;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_int_equal(status, BP_OK);
    assert_int_equal(ended, 0);
}

static void a_reader_that_went_away_is_no_failure(void **state)
{
    int ends[2];
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_int_equal(commit_to(ends[1], bp_text_of("text"), NULL), BP_OK);
    close(ends[1]);
}

static void standard_output_that_cannot_be_written_is_a_failure(void **state)
{
    bp_err err;
    (void)state;
    int fd = open("/dev/null", O_RDONLY);
    assert_int_equal(commit_to(fd, bp_text_of("text"), &err), BP_EIO);
    close(fd);
    assert_string_equal(err.text,
                        "(standard output): cannot be written: Bad file descriptor");
}

static void a_small_file_is_read_whole_or_refused(void **state)
{
    bp_err err;
    bp_str s = { 0 };
    (void)state;
    put_file("a.ini", "one\0two", 7);
    assert_int_equal(bp_file_read(&s, "a.ini", 7, &err), BP_OK);
    assert_int_equal(s.n, 7);
    assert_memory_equal(s.at, "one\0two", 7);
    assert_int_equal(bp_file_read(&s, "a.ini", 6, &err), BP_ELIMIT);
    assert_string_equal(err.text, "a.ini: is larger than 6 bytes");
    assert_int_equal(bp_file_read(&s, "none.ini", 9, &err), BP_EIO);
    assert_string_equal(err.text, "none.ini: cannot be read: No such file or directory");
    assert_int_equal(bp_file_read(&s, "/tmp", 9, &err), BP_EIO);
    bp_str_release(&s);
}

static void the_first_byte_that_is_not_blank_tells_a_kind(void **state)
{
    static const char *const without[] = { "blank", "none", "/dev/null", "/tmp" };
    bp_err err;
    int first = 0;
    (void)state;
    put_file("a.json", " \t\r\n{}", 6);
    put_file("zero", "\0x", 2);
    put_file("high", "\xff\xfe", 2);
    put_file("blank", " \n", 2);
    assert_int_equal(bp_file_first(&first, "a.json", &err), BP_OK);
    assert_int_equal(first, '{');
    assert_int_equal(bp_file_first(&first, "zero", &err), BP_OK);
    assert_int_equal(first, 0);
    assert_int_equal(bp_file_first(&first, "high", &err), BP_OK);
    assert_int_equal(first, 0xff);
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        assert_int_equal(bp_file_first(&first, without[i], &err), BP_OK);
        assert_int_equal(first, -1);
    }
    assert_int_equal(bp_file_first(&first, "/proc/self/mem", &err), BP_EIO);
    assert_string_equal(err.text, "/proc/self/mem: cannot be read: Input/output error");
    assert_int_equal(first, -1);
}

static void data_of_the_source_tree_are_found_from_a_build(void **state)
{
    char *path = NULL;
    bp_err err;
    (void)state;
    assert_int_equal(bp_file_share(&path, "include/benchpay/err.h", &err), BP_OK);
    assert_int_equal(access(path, R_OK), 0);
    free(path);
    assert_int_equal(bp_file_share(&path, "plots/none.gp", &err), BP_EIO);
    assert_string_equal(
        err.text, "'plots/none.gp' is not installed beside the program or its library");
}

#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(files_appear_together_and_only_at_commit),
        IN_FOLDER(pay_is_private),
        IN_FOLDER(without_commit_nothing_is_left),
        IN_FOLDER(a_missing_folder_is_named),
        IN_FOLDER(a_folder_is_no_target),
        IN_FOLDER(an_input_is_no_output_under_any_name),
        IN_FOLDER(standard_input_from_the_same_file_is_refused),
        IN_FOLDER(a_target_named_twice_is_refused),
        IN_FOLDER(a_symbolic_link_stays_one),
        IN_FOLDER(a_fifo_is_written_through),
        IN_FOLDER(a_full_device_keeps_every_file_as_it_was),
        IN_FOLDER(what_cannot_be_replaced_keeps_the_others_as_they_were),
        IN_FOLDER(what_a_killed_run_left_is_removed_and_known),
        IN_FOLDER(a_target_that_becomes_an_input_is_refused),
        IN_FOLDER(a_file_that_grows_too_large_leaves_nothing),
        IN_FOLDER(a_pipe_that_does_not_wait_is_waited_for),
        IN_FOLDER(a_dash_is_standard_output),
        IN_FOLDER(a_reader_that_went_away_is_no_failure),
        IN_FOLDER(standard_output_that_cannot_be_written_is_a_failure),
        IN_FOLDER(a_small_file_is_read_whole_or_refused),
        IN_FOLDER(the_first_byte_that_is_not_blank_tells_a_kind),
        IN_FOLDER(data_of_the_source_tree_are_found_from_a_build),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
