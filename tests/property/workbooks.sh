#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# workbooks.sh BUILD_DIR - workbooks of many programs give the answers of the same sheets
# as CSV, wherever a CSV is read; damaged and hostile ones end in an answer or an error
# with its place (TAP output).
#
#   DAMAGED=200   how many damaged ones
. "$(dirname "$0")/../lib/start.sh"
python=python3
$python -c 'import openpyxl' 2>/dev/null || python=/usr/bin/python3
made="$here/tools/workbooks.py"
cd "$tmp" || exit 1
$python "$made" . >names 2>errors || cat errors
sed -n 's/^# /# left out: /p' names

# ask FILE EXTENSION COMMAND...: the answer and what is said, without the file's name
ask() {
    file=$1.$2
    shift 2
    { benchpay "$@" "$file" 2>&1 || echo "status $?"; } | sed "s/$file/FILE/g"
}

# same NAME: its answers are those of its twin, which are some
same() {
    for q in 'percentiles --rules none --pay base --by title -f json' 'check -f json' \
        'percentiles --rules none --pay base --outliers drop --sort n -f csv'; do
        # shellcheck disable=SC2086 # the words are options
        ask "$1" csv $q >want && ask "$1" xlsx $q >got && grep -q . want &&
            ! grep -q '^status' want && cmp want got || return 1
    done
}
for name in $(sed '/^#/d' names); do
    check "$name: the answers are those of the CSV" same "$name"
done

book=handmade-no-places
check "from a pipe" sh -c "
    benchpay percentiles --rules none --pay base -f csv - <$book.csv >want &&
    cat $book.xlsx | benchpay percentiles --rules none --pay base -f csv - >got &&
    cmp want got"
check "the digest is that of the file as it lies, from a pipe, too" sh -c "
    d=\$(sha256sum $book.xlsx | cut -c1-64)
    cat $book.xlsx | benchpay percentiles --rules none --pay base --provenance -f json - |
        grep -q \$d &&
    benchpay percentiles --rules none --pay base --provenance -f json $book.xlsx | grep -q \$d"

cp "$here"/../datasets/*.csv .
printf 'currency,rate\nEUR,1.1\nGBP,1.3\nAUD,.7\nBRL,.2\nCAD,.7\nCNY,.14\nSGD,.7\nAED,.27\n' >fx.csv
printf 'id,amount\n1,410000\n2,520000\n' >offers.csv
$python "$made" --of cmo_survey cmo_published fx offers
check "rates, a list of offers and the survey" sh -c '
    o="offer --rules none --currency USD -f csv"
    benchpay $o --offers offers.csv --fx fx.csv cmo_survey.csv >want &&
    benchpay $o --offers offers.xlsx --fx fx.xlsx cmo_survey.xlsx >got && cmp want got'
check "a published table" sh -c '
    benchpay percentiles cmo_published.csv -f csv >want 2>/dev/null &&
    benchpay percentiles cmo_published.xlsx -f csv >got 2>/dev/null && cmp want got'

# hostile NAME STATUS WORDS PYTHON: a workbook whose parts p the python changes
hostile() {
    $python -c '
import sys, zipfile
z = zipfile.ZipFile("handmade-no-places.xlsx")
p = {n: z.read(n) for n in z.namelist()}
sheet = "xl/s/one.xml"
exec(sys.argv[1])
with zipfile.ZipFile("hostile.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
    for n, b in p.items():
        out.writestr(n, b)' "$4" &&
        benchpay percentiles --rules none --pay base hostile.xlsx >out 2>err
    [ $? -eq "$2" ] && [ ! -s out ] && grep -q "^benchpay: hostile.xlsx: $3" err ||
        { cat err; false; }
}
check "a part that grows beyond all measure" hostile bomb 5 \
    "'xl/s/one.xml' in it unpacks to more than 100 times" \
    'p[sheet] = p[sheet].replace(b"<row>", b" " * 200000000 + b"<row>", 1)'
check "a text that many cells share" hostile shared 5 "the sheet is far larger" '
p["xl/_rels/book.xml.rels"] = p["xl/_rels/book.xml.rels"].replace(
    b"<Relationship ", b"<Relationship Id=\"t\" Type=\"x/sharedStrings\" Target=\"t.xml\"/><Relationship ", 1)
p["xl/t.xml"] = b"<sst><si><t>" + b"x" * 1000000 + b"</t></si></sst>"
p[sheet] = b"<w><sheetData>" + b"<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>" * 5000 + b"</sheetData></w>"'
check "a row of a million cells" hostile wide 3 "'A & B'!XFE2: a sheet has no such column" \
    'p[sheet] = p[sheet].replace(b"<row>", b"<row>" + b"<c/>" * 1000000, 2).replace(b"<row>" + b"<c/>" * 1000000, b"<row>", 1)'
check "a row of 5000 cells" hostile cells 5 "'A & B'!GJO1: the row has more than 4096" \
    'p[sheet] = p[sheet].replace(b"</row>", b"<c><v>1</v></c>" * 5000 + b"</row>", 1)'
check "a text without end" hostile text 5 "'A & B'!H1: the cell is over 1 MiB" \
    'p[sheet] = p[sheet].replace(b"</row>", b"<c t=\"str\"><v>" + b"xyz" * 400000 + b"</v></c></row>", 1)'
check "an element without end" hostile element 5 "a piece of 'xl/s/one.xml' in it is over 4 MiB" \
    'import random; p[sheet] = b"<w a=\"" + random.randbytes(4000000).hex().encode() + b"\"/>"'
check "entities" hostile entities 3 "'xl/s/one.xml' in it declares a document type" \
    'p[sheet] = b"<!DOCTYPE w [<!ENTITY a \"b\">]>" + p[sheet].split(b"?>", 1)[1]'
check "macros" hostile macros 3 "it has macros" \
    'p["xl/_rels/book.xml.rels"] = p["xl/_rels/book.xml.rels"].replace(b"/styles", b"/vbaProject")'
check "formulas that were not calculated" hostile formula 3 \
    "'A & B'!B2: a formula whose value the workbook does not hold" \
    'import re; p[sheet] = re.sub(rb"<v>[^<]*</v>", b"<f>1+1</f>", p[sheet], count=1)'
check "rows that go back" hostile back 3 "'A & B'!1: the rows are not in their order" \
    'p[sheet] = p[sheet].replace(b"</row><row>", b"</row><row r=\"1\">", 1)'
check "a number that is none" hostile number 3 "'A & B'!B2: the cell is damaged" \
    'p[sheet] = p[sheet].replace(b"<v>", b"<v>x", 1)'
check "no workbook at all" hostile zip 3 "this is a zip archive, and no workbook" \
    'del p["_rels/.rels"]'
check "a spreadsheet of another kind" hostile ods 3 "this is an ods spreadsheet" \
    'p = {"mimetype": b"x", "content.xml": b"<x/>"}'
check "a document" hostile document 3 "this is no workbook" \
    'p["xl/book.xml"] = p["xl/book.xml"].replace(b"workbook", b"document")'

# archive STATUS WORDS PYTHON: the python packs p, the parts of a sound workbook, again
archive() {
    $python -c '
import io, struct, sys, warnings, zipfile
warnings.simplefilter("ignore")
z = zipfile.ZipFile("handmade-no-places.xlsx")
p = {n: z.read(n) for n in z.namelist()}
sheet = b"xl/s/one.xml"
def packed(method=zipfile.ZIP_DEFLATED, to=None):
    to = to or io.BytesIO()
    with zipfile.ZipFile(to, "w", method) as out:
        for n, b in p.items():
            out.writestr(n, b)
    return bytearray(to.getvalue())
def patched(local, central, form, value):
    """A field of the sheet, in its own head and in the directory."""
    b = packed()
    for mark, at, name in (b"PK\3\4", local, 30), (b"PK\1\2", central, 46):
        i = b.find(mark)
        while b[i + name:i + name + len(sheet)] != sheet:
            i = b.find(mark, i + 1)
        struct.pack_into(form, b, i + at, value(struct.unpack_from(form, b, i + at)[0]))
    return b
exec(sys.argv[1])
open("archive.xlsx", "wb").write(b)' "$3" || return 1
    benchpay percentiles --rules none --pay base -f csv archive.xlsx >out 2>err
    [ $? -eq "$1" ] || { cat err; return 1; }
    if [ "$1" -eq 0 ]; then
        benchpay percentiles --rules none --pay base -f csv handmade-no-places.csv \
            2>/dev/null | cmp - out
    else
        [ ! -s out ] && grep -q "^benchpay: archive.xlsx: $2" err || { cat err; false; }
    fi
}
check "an archive that packs nothing" archive 0 - 'b = packed(zipfile.ZIP_STORED)'
check "an archive that was written as a stream" archive 0 - '
class stream(io.BytesIO):
    def seekable(self):
        return False
    def tell(self):
        raise OSError
    def seek(self, *a):
        raise OSError
b = packed(to=stream())'
check "an archive of 64-bit sizes" archive 0 - '
to = io.BytesIO()
with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out:
    for n, x in p.items():
        with out.open(n, "w", force_zip64=True) as f:
            f.write(x)
b = to.getvalue()'
check "an archive with a comment, and names in capitals" archive 0 - '
to = io.BytesIO()
with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out:
    for n, x in p.items():
        out.writestr(n.upper(), x)
    out.comment = b"x" * 65000
b = to.getvalue()'
check "a part that is there twice" archive 3 "it has 'xl/s/one.xml' twice" '
p["XL/S/ONE.xml"] = p["xl/s/one.xml"]; b = packed()'
check "a part with a password" archive 3 "it has a password" \
    'b = patched(6, 8, "<H", lambda x: x | 1)'
check "a part that is packed in another way" archive 3 "'_rels/.rels' in it is packed by method 12" \
    'b = packed(zipfile.ZIP_BZIP2)'
check "a part with a wrong checksum" archive 3 "the zip archive is damaged in 'xl/s/one.xml'" \
    'b = patched(14, 16, "<I", lambda x: x ^ 1)'
check "a part that is longer than it says" archive 3 "the zip archive is damaged in 'xl/s/one.xml'" \
    'b = patched(22, 24, "<I", lambda x: x - 9)'
check "a part that is shorter than it says" archive 3 "the zip archive is damaged in 'xl/s/one.xml'" \
    'b = patched(22, 24, "<I", lambda x: x + 9)'
check "an archive that is cut off" archive 3 "the zip archive is damaged" 'b = packed()[:-30]'

# Each ends in time and by itself; an error names the file.
mkdir damaged
# shellcheck disable=SC2046 # the names have no blanks
$python "$made" --damaged 7 "${DAMAGED-200}" damaged $(ls ./*er-*.xlsx ./open*.xlsx ./sheetjs*.xlsx ./hand*.xlsx 2>/dev/null)
survive() {
    for f in damaged/*.xlsx; do
        timeout 30 benchpay percentiles --rules none --pay base "$f" >out 2>err
        status=$?
        case $status in
        0) ;;
        3 | 5) [ ! -s out ] && grep -q "^benchpay: $f:" err || { echo "$f"; cat err; return 1; } ;;
        *) echo "$f: $status"; cat err; return 1 ;;
        esac
    done
}
check "${DAMAGED-200} damaged ones end in an answer or an error with its place" survive
finish
