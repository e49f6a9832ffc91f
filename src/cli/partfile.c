/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partfile.c - where the part of a unit is kept.
 *
 * Its name is that of the unit: who reads a unit again replaces what was there, which is
 * the same. */
#define _POSIX_C_SOURCE 200809L
#include "cli/partfile.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/outputs.h"
#include "cli/target.h"

bp_status bp_partfile_folder(const char *path, bp_err *err)
{
    struct stat st;
    if (mkdir(path, 0777) == 0 ||
        (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return BP_OK;
    return bp_fail(err, &(bp_loc){ .file = path }, BP_EIO,
                   "it is no folder for parts: %s", strerror(errno));
}

bp_status bp_partfile_path(bp_str *out, const char *folder, const bp_reader *reader,
                           size_t unit, bp_err *err)
{
    const char *file = bp_reader_unit(reader, unit);
    bp_str_puts(out, folder);
    if (out->n > 0 && out->at[out->n - 1] != '/')
        bp_str_putc(out, '/');
    bp_str_printf(out, "%05zu-%s.part", unit + 1, file + bp_file_folder(file).n);
    return out->failed ? bp_no_memory(err, "a name") : BP_OK;
}

static bool is_before(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

bool bp_partfile_is_there(const char *path, const bp_reader *reader, size_t unit)
{
    struct stat part, of;
    return stat(path, &part) == 0 && S_ISREG(part.st_mode) &&
           stat(bp_reader_unit(reader, unit), &of) == 0 &&
           !is_before(part.st_mtim, of.st_mtim);
}

bool bp_partfile_is_done(const char *path, const bp_reader *reader, size_t unit,
                         const char *question, const char digest[65])
{
    bp_partial part = { .question = question };
    bp_pack_file file;
    bp_pack_source from;
    bp_packed packed;
    if (!bp_partfile_is_there(path, reader, unit) ||
        bp_pack_file_open(&file, &from, path, NULL) != BP_OK)
        return false;
    memcpy(part.digest, digest, sizeof part.digest);
    bool done = false;
    if (bp_packed_open(&packed, &from, path, NULL) == BP_OK) {
        done = bp_partial_take(&part, &packed, path, bp_reader_shape(reader), NULL) ==
                   BP_OK &&
               part.n_units == 1 && part.unit[0].number == unit + 1;
        bp_packed_release(&packed);
    }
    bp_partial_release(&part);
    bp_pack_file_close(&file);
    return done;
}

bp_status bp_partfile_scan(bp_str *out, bp_reader *reader, size_t unit,
                           const char *question, const char digest[65], bp_err *err)
{
    bp_partial part = { .question = question };
    memcpy(part.digest, digest, sizeof part.digest);
    bp_status status = bp_reader_scan(reader, unit, &part, err);
    if (status == BP_OK)
        status = bp_partial_save(&part, bp_reader_shape(reader), out, err);
    bp_partial_release(&part);
    return status;
}

bp_status bp_partfile_write(const char *path, const char *unit, bp_text bytes,
                            bp_err *err)
{
    bp_outputs *out = NULL;
    bp_status status = bp_target_check_link(path, err);
    if (status == BP_OK)
        status = bp_outputs_new(&out, err);
    if (status == BP_OK)
        status = bp_outputs_check(out, path, &unit, 1, err);
    if (status == BP_OK)
        status = bp_outputs_add(out, path, bytes, err);
    if (status == BP_OK)
        status = bp_outputs_commit(out, err);
    bp_outputs_free(out);
    return status;
}
