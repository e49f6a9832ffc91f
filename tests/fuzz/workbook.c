/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook.c - libFuzzer: of any bytes at all a sheet is made or refused, within the
 * limits, and the text of a sheet has as many fields in each record as in the first.
 * The first byte says whether the bytes are a file, or the sheet of one: then they are
 * put into a workbook that is sound, so that more of them are looked at. */
#define _POSIX_C_SOURCE 200809L
#include <minizip/zip.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ingest/archive.h"
#include "ingest/booksheet.h"
#include "ingest/csvread.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bp_status count(void *arg, const bp_record *r, bp_err *err)
{
    size_t *fields = arg;
    (void)err;
    if (*fields > 0 && r->n != *fields)
        abort();
    *fields = r->n;
    return BP_OK;
}

static void add(zipFile zip, const char *name, const void *text, size_t n)
{
    if (zipOpenNewFileInZip(zip, name, NULL, NULL, 0, NULL, 0, NULL, 0, 0) != ZIP_OK ||
        zipWriteInFileInZip(zip, text, (unsigned)n) != ZIP_OK ||
        zipCloseFileInZip(zip) != ZIP_OK)
        abort();
}

/* A workbook whose sheet these bytes are. */
static void wrap(const char *path, const uint8_t *data, size_t n)
{
#define REL "<Relationship Id='a' Type='/"
    static const char top[] = "<r>" REL "officeDocument' Target='b.xml'/></r>";
    static const char links[] =
        "<r>" REL "worksheet' Target='s.xml'/><Relationship Id='t'"
        " Type='/sharedStrings' Target='t.xml'/></r>";
    static const char book[] = "<workbook><sheet name='S' id='a'/></workbook>";
    static const char texts[] = "<sst><si><t>a</t></si><si><t>b,_x000D_</t></si></sst>";
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    if (zip == NULL)
        abort();
    add(zip, "_rels/.rels", top, sizeof top - 1);
    add(zip, "_rels/b.xml.rels", links, sizeof links - 1);
    add(zip, "b.xml", book, sizeof book - 1);
    add(zip, "t.xml", texts, sizeof texts - 1);
    add(zip, "s.xml", data, n);
    if (zipClose(zip, NULL) != ZIP_OK)
        abort();
}

static void read_sheet(bp_booksheet *s)
{
    static char text[(size_t)8 << 20];
    size_t got = 0, fields = 0;
    bp_err err;
    if (bp_booksheet_read(s, text, sizeof text, &got, &err) != BP_OK)
        abort();
    const bp_csv_rules rules = { .delimiter = ',' };
    if (got < sizeof text && bp_csv_read("", (bp_text){ text, got }, rules, 1, 0, count,
                                         &fields, &err) != BP_OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 2)
        return 0;
    char path[] = "/tmp/benchpay-fuzz-XXXXXX";
    const int fd = mkstemp(path);
    bp_raw *raw = NULL;
    bp_booksheet *s = NULL;
    bp_text head;
    bp_err err;
    if (fd < 0)
        abort();
    if (data[0] % 4 != 0)
        wrap(path, data + 1, n - 1);
    else if (write(fd, data + 1, n - 1) != (ssize_t)(n - 1))
        abort();
    if (bp_raw_open(&raw, path, BP_DIGEST_NO, false, &err) == BP_OK &&
        bp_raw_head(raw, &head, &err) == BP_OK && bp_is_archive(head) &&
        bp_booksheet_new(&s, raw, NULL, &err) == BP_OK)
        read_sheet(s);
    bp_booksheet_free(s);
    bp_raw_free(raw);
    close(fd);
    unlink(path);
    return 0;
}
