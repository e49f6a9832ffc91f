/* SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - a private folder for a test, and small files in it. */
#ifndef BP_TEST_FOLDER_H
#define BP_TEST_FOLDER_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Set-up and tear-down of a test that runs inside an empty folder. */
static inline int enter_folder(void **state)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/benchpay-test-XXXXXX");
    *state = path;
    return mkdtemp(path) != NULL && chdir(path) == 0 ? 0 : 1;
}

static inline int leave_folder(void **state)
{
    DIR *d = opendir(".");
    if (d == NULL)
        return 1;
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d))
        remove(e->d_name);
    closedir(d);
    return chdir("/") == 0 && rmdir(*state) == 0 ? 0 : 1;
}

/* The number of files in the current folder. */
static inline size_t files_here(void)
{
    size_t n = 0;
    DIR *d = opendir(".");
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d))
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return n;
}

static inline void put_file(const char *name, const char *bytes, size_t n)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* A pipe that holds so many bytes, up to 64 KiB, under a name; to be closed and removed
 * once it was opened. */
static inline int put_pipe(const char *name, const char *bytes, size_t n)
{
    int ends[2];
    char path[32];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, n), n);
    assert_int_equal(close(ends[1]), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    remove(name);
    assert_int_equal(symlink(path, name), 0);
    return ends[0];
}

static inline bool file_holds(const char *name, const char *text)
{
    char got[4096];
    FILE *f = fopen(name, "rb");
    if (f == NULL)
        return false;
    size_t n = fread(got, 1, sizeof got, f);
    fclose(f);
    return n == strlen(text) && memcmp(got, text, n) == 0;
}

#endif
