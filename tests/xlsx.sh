#!/bin/sh
# xlsx.sh BUILD_DIR - workbooks hold what the other formats say, as numbers and as
# texts, and repeat to the byte (TAP output).
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
PATH=$build:$PATH
TMPDIR=$tmp/work
export PATH TMPDIR
mkdir "$TMPDIR"

if ! command -v python3 >/dev/null; then
    skip "xlsx" "no python3"
    finish
    exit
fi
look() { python3 tests/tools/xlsx.py "$@"; }
survey=datasets/cmo_survey.csv
regions() { benchpay percentiles $survey --currency USD --by region,tier --quiet "$@"; }

benchpay report $survey --quiet -o "$tmp/report.xlsx"
regions -o "$tmp/regions.xlsx" -o "$tmp/regions.csv" --csv-guard off
for book in report regions; do
    check "$book: every part is XML, every formula has its value" look parts "$tmp/$book.xlsx"
    check "$book: an offer stands where a lognormal between percentiles puts it" \
        look offer "$tmp/$book.xlsx"
done
check "the numbers are those of the csv" look csv "$tmp/regions.xlsx" "$tmp/regions.csv"

again() {
    cp "$tmp/report.xlsx" "$tmp/first.xlsx"
    sleep 1
    TZ=Pacific/Auckland LC_ALL=C benchpay report $survey --quiet -o "$tmp/report.xlsx" &&
        cmp "$tmp/first.xlsx" "$tmp/report.xlsx"
}
check "a second later, in another time zone, the bytes are the same" again

# What spreadsheets run, XML cannot hold, readers decode, and cells have no room for.
{
    printf 'title,base\n'
    for text in '=1+1' "=cmd|'/c calc'!A1" '+1' '@SUM(A1)' '{=1}' 'https://example.org' \
        '<script>alert(1)</script>' ']]>' '<r><t>x</t></r>' '&amp;' '_x0041_' \
        "$(head -c 40000 /dev/zero | tr '\0' a)" "it's" 'a_x000a_b' '＝1'; do
        printf '"%s",100000\n' "$text"
    done
    printf '"bell\007 and\033[0m",120000\n'
} >"$tmp/hostile.csv"
hostile() {
    benchpay percentiles "$tmp/hostile.csv" --by title --quiet "$@"
}
# Control characters are seen as escapes, as in every format for people.
plain() { sed 's/\x07/\\x07/; s/\x1b/\\x1b/' "$tmp/hostile.csv" >"$tmp/seen.csv"; }
hostile -o "$tmp/hostile.xlsx" && plain
check "hostile texts: every part is XML" look parts "$tmp/hostile.xlsx"
check "hostile texts are texts" look texts "$tmp/hostile.xlsx" "$tmp/seen.csv"

named() {
    sed '1s/.*/title[]:*?,base/' "$tmp/hostile.csv" >"$tmp/named.csv"
    benchpay report "$tmp/named.csv" --by 'title[]:*?' --quiet -o "$tmp/named.xlsx" &&
        look parts "$tmp/named.xlsx"
}
check "a column whose name no sheet may have" named

# ends STATUS COMMAND...
ends() { want=$1; shift; "$@"; rc=$?; [ $rc -eq "$want" ] || { echo "status $rc"; return 1; }; }
nowhere() { TMPDIR=$tmp/none regions -f xlsx; }
small() { (ulimit -f "$1"; regions -o "$tmp/small.xlsx"); }
limited() {
    for blocks in 1 2 4 8 12 16; do
        ends 4 small $blocks && [ ! -e "$tmp/small.xlsx" ] || return 1
    done
}
# script(1) gives the command a terminal.
terminal() {
    script -qec "benchpay percentiles $survey --currency USD --quiet -f xlsx" /dev/null \
        </dev/null >"$tmp/seen" 2>&1
    rc=$?
    cat "$tmp/seen"
    [ $rc -eq 2 ] && grep -q "name a file with -o" "$tmp/seen"
}
if command -v script >/dev/null; then check "a terminal gets no workbook" terminal
else skip "a terminal gets no workbook" "no script"; fi
check "no folder for temporary files is exit 4" ends 4 nowhere
check "files that may not grow are exit 4, and nothing is written" limited
check "no temporary file is left" test -z "$(ls -A "$TMPDIR")"
finish
