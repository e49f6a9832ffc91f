# SPDX-License-Identifier: GPL-3.0-or-later
"""workbooks.py FOLDER - workbooks as programs write them, each beside its twin, the same
sheet as CSV.  What is not installed is left out; the names of what was made are printed.

    workbooks.py --of NAME...                        NAME.xlsx of each NAME.csv
    workbooks.py --damaged SEED N FOLDER FILE...     N damaged versions of these
    workbooks.py --large FILE ROWS                   20 columns, for timing
"""
import csv
import datetime
import os
import random
import subprocess
import sys
import zipfile

NAMES = ["CMO", 'Nurse, "RN"', "Chief\nMedical Officer", "Ärztin", "a & b < c", "VP"]
HEAD = ["Title", "Base salary", "Bonus", "FTE", "Survey date", "Organization", "Seen"]


def rows_of(seed, n=90):
    """A header and n rows of python values."""
    r = random.Random(seed)
    rows = [HEAD]
    for i in range(n):
        rows.append([
            r.choice(NAMES), r.randrange(9000000, 60000000) / 100,
            None if i % 7 == 3 else r.randrange(1000, 90000),
            r.choice([1, 0.9, 0.5]), datetime.date(2025, 1 + i % 9, 1 + i % 28),
            "Org %d" % (i % 11),
            datetime.datetime(2025, 3, 1 + i % 28, i % 24, i % 60, (i * 7) % 60)])
    return rows


def text_of(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return "%.15g" % value
    return str(value)


def twin(folder, name, rows, quiet=False):
    width = max(len(r) for r in rows)
    with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        for row in rows:
            w.writerow([text_of(v) for v in row] + [""] * (width - len(row)))
    if not quiet:
        print(name)


def openpyxl_books(folder):
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def book(seed, name, change, rows=None, down=0, right=0):
        rows = rows or rows_of(seed)
        wb = openpyxl.Workbook()
        ws = wb.active
        ws.title = "Pay data"
        if name.endswith("1904"):
            wb.epoch = CALENDAR_MAC_1904
        for i, row in enumerate(rows, 1 + down):
            for j, v in enumerate(row, 1 + right):
                if v is not None:
                    ws.cell(i, j, v)
        out = [[]] * down + [[None] * right + r for r in rows]
        change(wb, ws, out)
        wb.save(os.path.join(folder, name + ".xlsx"))
        twin(folder, name, out)

    book(1, "openpyxl-plain", lambda wb, ws, out: None)

    def formats(wb, ws, out):
        codes = ["dd/mm/yyyy", "[$-409]d mmm yyyy;@", "m/d/yy", '"on" yyyy\\-mm\\-dd']
        for i in range(2, 92):
            ws.cell(i, 5).number_format = codes[i % 4]
            ws.cell(i, 2).number_format = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)'
            ws.cell(i, 4).number_format = "0%"
            out[i - 1][3] = "%.15g%%" % (out[i - 1][3] * 100)
    book(2, "openpyxl-formats", formats)

    def several(wb, ws, out):
        notes = wb.create_sheet("Notes", 0)
        notes["A1"] = "Survey of physician leaders"
        notes["A3"] = "Confidential"
        hidden = wb.create_sheet("Old")
        hidden.append(["Title", "Base salary"])
        hidden.append(["CMO", 1])
        hidden.sheet_state = "hidden"
        wb.create_sheet("Empty")
    book(3, "openpyxl-several-sheets", several)

    def rtl(wb, ws, out):
        ws.sheet_view.rightToLeft = True
    book(4, "openpyxl-right-to-left", rtl)
    book(5, "openpyxl-1904", lambda wb, ws, out: None)
    book(6, "openpyxl-not-at-a1", lambda wb, ws, out: None, down=4, right=2)

    def merged(wb, ws, out):
        ws.insert_rows(1)
        ws["A1"] = "Who"
        ws["B1"] = "Pay"
        ws.merge_cells("B1:C1")
        out.insert(0, ["Who", "Pay"])
        ws.merge_cells("A93:G93")
        ws["A93"] = "Source: made up"
        out += [[], ["Source: made up"]] if len(out) == 91 else [["Source: made up"]]
    book(7, "openpyxl-merged-headers", merged)

    def styled(wb, ws, out):
        for i in range(1, 300):
            for j in range(1, 40):
                ws.cell(i, j).font = Font(bold=True)
    book(8, "openpyxl-styles-without-cells", styled)

    def errors(wb, ws, out):
        for i in range(5, 90, 9):
            ws.cell(i, 3, "#N/A").data_type = "e"
            out[i - 1][2] = None
            ws.cell(i, 6, i % 2 == 0)
            out[i - 1][5] = i % 2 == 0
    book(9, "openpyxl-errors-and-truths", errors)

    rows = rows_of(10)
    wb = openpyxl.Workbook(write_only=True)
    ws = wb.create_sheet("Pay")
    for row in rows:
        ws.append(row)
    wb.save(os.path.join(folder, "openpyxl-write-only.xlsx"))
    twin(folder, "openpyxl-write-only", rows)


def xlsxwriter_books(folder):
    import xlsxwriter

    def book(seed, name, write, options):
        rows = rows_of(seed)
        wb = xlsxwriter.Workbook(os.path.join(folder, name + ".xlsx"), options)
        ws = wb.add_worksheet("Pay")
        day = wb.add_format({"num_format": "d-mmm-yy"})
        second = wb.add_format({"num_format": "yyyy-mm-dd hh:mm:ss AM/PM"})
        bold = wb.add_format({"bold": True})
        for i, row in enumerate(rows):
            for j, v in enumerate(row):
                if isinstance(v, datetime.datetime):
                    ws.write_datetime(i, j, v, second)
                elif isinstance(v, datetime.date):
                    ws.write_datetime(i, j, v, day)
                elif not write(ws, i, j, v, bold) and v is not None:
                    ws.write(i, j, v)
        wb.close()
        twin(folder, name, rows)

    book(11, "xlsxwriter-plain", lambda *a: False, {})
    book(12, "xlsxwriter-constant-memory", lambda *a: False, {"constant_memory": True})
    book(13, "xlsxwriter-1904", lambda *a: False, {"date_1904": True})

    def rich(ws, i, j, v, bold):
        if j != 0 or i == 0:
            return False
        ws.write_rich_string(i, j, bold, v[:1], v[1:], " ") if len(v) < 2 else \
            ws.write_rich_string(i, j, bold, v[:1], v[1:])
        return True
    book(14, "xlsxwriter-rich-texts", rich, {})

    def formula(ws, i, j, v, bold):
        if j == 1 and i > 0:
            ws.write_formula(i, j, "=SUM(1,2)", None, v)
            return True
        return False
    book(15, "xlsxwriter-formulas", formula, {})


def serial(day, since_1904=False):
    return (day - datetime.date(1899, 12, 30)).days - (1462 if since_1904 else 0)


def column(j):
    """A, ..., Z, AA, ..."""
    return (chr(64 + j // 26) if j > 25 else "") + chr(65 + j % 26)


def handmade(folder, name, seed, prefix="", places=True, encoding="utf-8", absolute=False,
             iso=False, down=0, right=0, since_1904=False, percent=False, merged=False,
             blanks=0, view="", others=False):
    """What other programs write: prefixes, cells without places, UTF-16, ISO dates; tables
    that are not at A1, days since 1904, percents, merged headers, styles without cells,
    sheets from right to left, and several of them."""
    from xml.sax.saxutils import escape
    p = prefix + ":" if prefix else ""
    space = 'xmlns%s="http://schemas.openxmlformats.org/spreadsheetml/2006/main"' % (
        ":" + prefix if prefix else "")
    rows = ([["Who", "Pay"]] if merged else []) + rows_of(seed)
    lines = []
    for i, row in enumerate(rows, 1 + down):
        cells = []
        for j, v in enumerate(row):
            at = ' r="%s%d"' % (column(j + right), i) if places else ""
            if v is None:
                cells.append("<%sc%s/>" % (p, at))
            elif percent and j == 3 and not isinstance(v, str):
                cells.append('<%sc%s s="3"><%sv>%r</%sv></%sc>' % (p, at, p, v, p, p))
                row[j] = "%.15g%%" % (100 * v)
            elif isinstance(v, (int, float)):
                shown = repr(v + 1e-11) if isinstance(v, float) and v > 1 else repr(v)
                cells.append("<%sc%s><%sv>%s</%sv></%sc>" % (p, at, p, shown, p, p))
            elif isinstance(v, datetime.datetime):
                days = serial(v.date(), since_1904) + (v.hour * 3600 + v.minute * 60 + v.second) / 86400
                cells.append('<%sc%s s="2"><%sv>%r</%sv></%sc>' % (p, at, p, days, p, p))
            elif isinstance(v, datetime.date):
                if iso:
                    cells.append('<%sc%s t="d"><%sv>%sT00:00:00</%sv></%sc>' %
                                 (p, at, p, v.isoformat(), p, p))
                else:
                    cells.append('<%sc%s s="1"><%sv>%d</%sv></%sc>' %
                                 (p, at, p, serial(v, since_1904), p, p))
            else:
                t = escape(v).replace("\n", "_x000D_\n")
                cells.append('<%sc%s t="inlineStr"><%sis><%sr><%st>%s</%st></%sr>'
                             '<%srPh sb="0" eb="1"><%st>x</%st></%srPh></%sis></%sc>' %
                             ((p, at) + (p,) * 3 + (t,) + (p,) * 8))
        cells += ['<%sc r="%s%d" s="3"/>' % (p, column(j), i)
                  for j in range(len(row) + right, blanks)]
        lines.append("<%srow%s>%s</%srow>" %
                     (p, ' r="%d"' % i if places else "", "".join(cells), p))
    for i in range(len(rows) + down + 1, len(rows) + down + 1 + 4 * blanks):
        lines.append('<%srow r="%d"><%sc r="A%d" s="1"/></%srow>' % (p, i, p, i, p))
    spans = '<%smergeCells><%smergeCell ref="B1:C1"/></%smergeCells>' % (p, p, p)
    rows = [[]] * down + [[None] * right + r for r in rows]
    head = '<?xml version="1.0" encoding="%s"?>' % encoding
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    base = "/xl/" if absolute else ""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/'
                               '2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
                       '2006/relationships"><Relationship Id="a" Type="%s/officeDocument" '
                       'Target="%sxl/book.xml"/></Relationships>' %
                       (rel, "/" if absolute else "./"),
        "xl/_rels/book.xml.rels":
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="x" Type="%s/worksheet" Target="%s%s"/>'
            '<Relationship Id="y" Type="%s/styles" Target="%sform.xml"/>%s</Relationships>' %
            (rel, base, "s/one.xml" if absolute else "../xl/s/one.xml", rel, base,
             "".join('<Relationship Id="%s" Type="%s/worksheet" Target="s/%s.xml"/>' %
                     (i, rel, i) for i in ("note", "old") if others)),
        "xl/book.xml": '<%sworkbook %s xmlns:q="%s"><%sworkbookPr date1904="%d"/><%ssheets>%s'
                       '<%ssheet name="A &amp; B" sheetId="7" q:id="x"/>%s</%ssheets>'
                       '</%sworkbook>' %
                       (p, space, rel, p, since_1904, p,
                        '<sheet name="Notes" sheetId="2" q:id="note"/>' if others else "", p,
                        '<sheet name="Old" sheetId="3" state="hidden" q:id="old"/>'
                        if others else "", p, p),
        "xl/form.xml": '<%sstyleSheet %s><%snumFmts><%snumFmt numFmtId="170" '
                       'formatCode="[$-F800]dddd\\,\\ mmmm\\ dd"/></%snumFmts><%scellXfs>'
                       '<%sxf numFmtId="0"/><%sxf numFmtId="170"/><%sxf numFmtId="22"/>'
                       '<%sxf numFmtId="9"/></%scellXfs></%sstyleSheet>' %
                       ((p, space) + (p,) * 10),
        "xl/s/one.xml": "<%sworksheet %s>%s<%ssheetData>%s</%ssheetData>%s</%sworksheet>" %
                        (p, space, view, p, "".join(lines), p, spans if merged else "", p),
    }
    for part, cells in ("note", '<c r="B2" t="inlineStr"><is><t>Confidential</t></is></c>'), (
            "old", '<c t="inlineStr"><is><t>Base salary</t></is></c><c><v>1</v></c>'):
        if others:
            parts["xl/s/%s.xml" % part] = ("<worksheet %s><sheetData><row>%s</row></sheetData>"
                                           "</worksheet>" % (space, cells))
    with zipfile.ZipFile(os.path.join(folder, name + ".xlsx"), "w",
                         zipfile.ZIP_DEFLATED) as z:
        for part, text in parts.items():
            z.writestr(part, (head + text).encode(encoding))
    twin(folder, name, rows)


def book_of(name):
    """A plain workbook of a CSV, whose numbers are numbers."""
    from xml.sax.saxutils import escape
    lines = []
    for row in csv.reader(open(name + ".csv", encoding="utf-8")):
        cells = ["<c><v>%s</v></c>" % v if v.replace(".", "", 1).isdigit() else
                 '<c t="inlineStr"><is><t>%s</t></is></c>' % escape(v) for v in row]
        lines.append("<row>%s</row>" % "".join(cells))
    rel = '<r><Relationship Id="a" Type="/%s" Target="%s.xml"/></r>'
    with zipfile.ZipFile(name + ".xlsx", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("_rels/.rels", rel % ("officeDocument", "book"))
        z.writestr("_rels/book.xml.rels", rel % ("worksheet", "sheet"))
        z.writestr("book.xml", '<workbook><sheet name="Pay" id="a"/></workbook>')
        z.writestr("sheet.xml", "<w><sheetData>%s</sheetData></w>" % "".join(lines))


def office_books(folder):
    """A CSV that LibreOffice has saved as a workbook."""
    rows = [[v for v in row[:4]] + [row[5]] for row in rows_of(31)]
    twin(folder, "libreoffice", rows, quiet=True)
    subprocess.run(["soffice", "-env:UserInstallation=file://" + os.path.abspath(folder) +
                    "/office", "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", "xlsx",
                    "--outdir", folder,
                    os.path.join(folder, "libreoffice.csv")],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print("libreoffice")
    # ... and one of another program that it has opened and saved again
    source = os.path.join(folder, "xlsxwriter-plain.xlsx")
    if os.path.exists(source):
        again = os.path.join(folder, "office-again")
        os.makedirs(again, exist_ok=True)
        subprocess.run(["soffice", "-env:UserInstallation=file://" +
                        os.path.abspath(folder) + "/office", "--headless", "--convert-to",
                        "xlsx", "--outdir", again, source],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.replace(os.path.join(again, "xlsxwriter-plain.xlsx"),
                   os.path.join(folder, "libreoffice-again.xlsx"))
        twin(folder, "libreoffice-again", rows_of(11))


OPENXLSX = """
suppressMessages(library(openxlsx))
arg <- commandArgs(TRUE)
pay <- read.csv(arg[1], check.names = FALSE, encoding = "UTF-8", colClasses = c(
    "character", "numeric", "numeric", "numeric", "Date", "character", "POSIXct"))
book <- createWorkbook()
if (arg[3] == "placed") {
    addWorksheet(book, "Notes")
    writeData(book, "Notes", "Survey of physician leaders")
}
down <- ifelse(arg[3] == "placed", 4, 0)
addWorksheet(book, "Pay")
writeData(book, "Pay", pay, startRow = 1 + down, startCol = 1 + down / 2)
if (arg[3] == "placed")
    addStyle(book, "Pay", createStyle(numFmt = "0%"), rows = 1 + down + seq_len(nrow(pay)),
             cols = 6, gridExpand = TRUE)
saveWorkbook(book, arg[2], overwrite = TRUE)
"""


def openxlsx_books(folder):
    for seed, kind in (61, "plain"), (62, "placed"):
        rows = rows_of(seed)
        name = "openxlsx-" + kind
        twin(folder, name, rows, quiet=True)
        path = os.path.join(folder, name)
        subprocess.run(["Rscript", "-e", OPENXLSX, path + ".csv", path + ".xlsx", kind],
                       check=True, stderr=subprocess.DEVNULL)
        if kind == "placed":
            for row in rows[1:]:
                row[3] = "%.15g%%" % (100 * row[3])
            rows = [[]] * 4 + [[None] * 2 + r for r in rows]
        twin(folder, name, rows)


SHEETJS = """
const X = require('xlsx'), fs = require('fs');
const [rows, out, kind] = [JSON.parse(fs.readFileSync(0)), ...process.argv.slice(1)];
const ws = X.utils.aoa_to_sheet(rows.map(r => r.map(v =>
    typeof v == 'string' && /^\\d{4}-\\d\\d-\\d\\d$/.test(v)
        ? {t: 'n', v: Math.round(Date.parse(v) / 864e5) + 25569, z: 'm/d/yy'} : v)));
const wb = X.utils.book_new();
X.utils.book_append_sheet(wb, ws, 'Pay');
X.writeFile(wb, out, {bookSST: kind == 'shared', compression: true});
"""


def sheetjs_books(folder):
    import json
    for kind in ("inline", "shared"):
        rows = [row[:6] for row in rows_of(41 if kind == "inline" else 42)]
        name = "sheetjs-" + kind
        text = json.dumps([[v.isoformat() if isinstance(v, datetime.date) else v
                            for v in row] for row in rows])
        subprocess.run(["node", "-e", SHEETJS, os.path.join(folder, name + ".xlsx"), kind],
                       input=text, text=True, check=True, stderr=subprocess.DEVNULL)
        twin(folder, name, rows)


LIBXLSXWRITER = r"""
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
/* OUT CONSTANT-MEMORY: cells from standard input, each a kind, its text and the byte 30
 * after the last of a row, else 31. */
int main(int argc, char **argv)
{
    static char text[1 << 16];
    lxw_workbook_options options = { 0 };
    options.constant_memory = argc > 2 && strcmp(argv[2], "1") == 0;
    lxw_workbook *book = workbook_new_opt(argv[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Pay");
    lxw_format *day = workbook_add_format(book), *second = workbook_add_format(book);
    format_set_num_format(day, "d-mmm-yy");
    format_set_num_format(second, "yyyy-mm-dd hh:mm:ss");
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    size_t n = 0;
    for (int c; (c = getchar()) != EOF;) {
        if (c != 30 && c != 31) {
            text[n++] = (char)c;
            continue;
        }
        text[n] = 0;
        n = 0;
        if (text[0] == 's')
            worksheet_write_string(sheet, row, column, text + 1, NULL);
        else if (text[0] == 'n')
            worksheet_write_number(sheet, row, column, atof(text + 1), NULL);
        else if (text[0] != 'e')
            worksheet_write_number(sheet, row, column, atof(text + 1),
                                   text[0] == 'd' ? day : second);
        row += c == 30;
        column = c == 30 ? 0 : column + 1;
    }
    return workbook_close(book) != LXW_NO_ERROR;
}
"""


def coded(value):
    """A cell as the program above reads it."""
    start = datetime.datetime(1899, 12, 30)
    if value is None:
        return "e"
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, datetime.datetime):
        return "t%.12f" % ((value - start) / datetime.timedelta(days=1))
    if isinstance(value, datetime.date):
        return "d%d" % (value - start.date()).days
    return "n%r" % value


def libxlsxwriter_books(folder):
    if not os.path.exists("/usr/include/xlsxwriter.h"):
        raise ImportError("no libxlsxwriter-dev")
    program = os.path.join(os.path.abspath(folder), "libxlsxwriter")
    subprocess.run(["cc", "-o", program, "-x", "c", "-", "-lxlsxwriter"], text=True,
                   input=LIBXLSXWRITER, check=True)
    for seed, kind, constant in (51, "plain", "0"), (52, "constant-memory", "1"):
        rows = rows_of(seed)
        name = "libxlsxwriter-" + kind
        cells = "".join("\x1f".join(map(coded, row)) + "\x1e" for row in rows)
        subprocess.run([program, os.path.join(folder, name + ".xlsx"), constant],
                       input=cells, text=True, encoding="utf-8", check=True)
        twin(folder, name, rows)


def damaged(seed, n, folder, files):
    """Bytes of the archive, bytes inside a part, parts cut off, lost or exchanged."""
    r = random.Random(seed)
    parts = {}
    for f in files:
        with zipfile.ZipFile(f) as z:
            parts[f] = [(i.filename, z.read(i)) for i in z.infolist()]
    for k in range(n):
        f = r.choice(files)
        out = os.path.join(folder, "%05d.xlsx" % k)
        if r.random() < 0.3:
            b = bytearray(open(f, "rb").read())
            for _ in range(r.randrange(1, 9)):
                b[r.randrange(len(b))] = r.randrange(256)
            open(out, "wb").write(b[:r.randrange(len(b))] if r.random() < 0.2 else b)
            continue
        mine = [list(p) for p in parts[f]]
        for _ in range(r.randrange(1, 4)):
            p = r.choice(mine)
            b, how = bytearray(p[1]), r.randrange(6)
            if how == 0 and b:
                for _ in range(r.randrange(1, 6)):
                    b[r.randrange(len(b))] = r.choice(b"<>\"'/=&;:0919AZ _rstcv\x00\xff")
            elif how == 1:
                b = b[:r.randrange(len(b) + 1)]
            elif how == 2 and b:
                i, j = sorted(r.randrange(len(b)) for _ in range(2))
                b[i:j] = b""
            elif how == 3 and b:
                i = r.randrange(len(b))
                j = min(len(b), i + r.randrange(200))
                at = r.randrange(len(b))
                b[at:at] = b[i:j]
            elif how == 4:
                p[0] = r.choice(mine)[0]
            else:
                b[:] = r.choice(mine)[1]
            p[1] = bytes(b)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, body in mine:
                z.writestr(name, body)


def large(path, n):
    import xlsxwriter
    r = random.Random(5)
    wb = xlsxwriter.Workbook(path, {"constant_memory": False})
    ws = wb.add_worksheet("Pay")
    day = wb.add_format({"num_format": "yyyy-mm-dd"})
    ws.write_row(0, 0, ["id", "title", "base", "bonus", "date", "organization"] +
                 ["x%d" % i for i in range(14)])
    for i in range(1, n + 1):
        ws.write_row(i, 0, ["P%07d" % i, r.choice(NAMES), r.randrange(9000000, 60000000) / 100,
                            r.randrange(90000)])
        ws.write_number(i, 4, 45000 + i % 365, day)
        ws.write_string(i, 5, "Org %d" % (i % 500))
        ws.write_row(i, 6, [r.randrange(100000) / 10 for _ in range(14)])
    wb.close()


def main():
    if sys.argv[1] == "--damaged":
        damaged(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5:])
        return
    if sys.argv[1] == "--of":
        for name in sys.argv[2:]:
            book_of(name)
        return
    if sys.argv[1] == "--large":
        large(sys.argv[2], int(sys.argv[3]))
        return
    folder = sys.argv[1]
    handmade(folder, "handmade-prefix", 21, prefix="x")
    handmade(folder, "handmade-no-places", 22, places=False)
    handmade(folder, "handmade-utf-16", 23, encoding="utf-16", absolute=True)
    handmade(folder, "handmade-iso-dates", 24, iso=True)
    handmade(folder, "handmade-1904-percents", 25, since_1904=True, percent=True)
    handmade(folder, "handmade-right-to-left-not-at-a1", 26, down=3, right=2,
             view='<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>')
    handmade(folder, "handmade-merged-several-sheets", 27, merged=True, others=True)
    handmade(folder, "handmade-styles-without-cells", 28, blanks=40)
    for make in (openpyxl_books, xlsxwriter_books, office_books, sheetjs_books,
                 libxlsxwriter_books, openxlsx_books):
        try:
            make(folder)
        except (ImportError, OSError, subprocess.CalledProcessError) as why:
            print("#", make.__name__, type(why).__name__, str(why).splitlines()[0][:60])


main()
