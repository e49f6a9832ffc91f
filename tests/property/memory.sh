#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# memory.sh BUILD_DIR - --memory bounds the peak of a report, which makes cells of its rows
# and looks for duplicates among them, whether it ends with 0 or with 5 (TAP output).
#
# Two readers' buffers and the program itself come on top: so much is allowed.
set -u
here=$(cd "$(dirname "$0")/.." && pwd) || exit 1
. "$here/lib/tap.sh"
program=$(cd "$1" && pwd)/benchpay
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
beside=20

# rows N: that many people of N / 8 organisations
rows() {
    awk -v n="$1" 'BEGIN {
        print "organisation,person,tier,base salary,currency"
        for (i = 0; i < n; i++)
            printf "Organisation %d,P%d,T%d,%d,USD\n", i * 7 % (n / 8), i, i % 5, \
                50000 + 617 * i % 100000
    }'
}
"${CC:-cc}" -std=c11 -O2 -o "$tmp/peak" "$here/lib/peak.c" || exit 1

# bounded ROWS MEMORY STATUS: the peak in MiB stays below that of the limit
bounded() {
    "$tmp/peak" "$tmp/peak.kb" "$program" report "$tmp/$1.csv" --rules none --charts none \
        --threads 2 --memory "$2M" -f csv >"$tmp/out" 2>"$tmp/err"
    status=$?
    mb=$(($(cat "$tmp/peak.kb") / 1024))
    echo "status $status, $mb MiB; wanted: $3, below $(($2 + beside)) MiB"
    head -n 3 "$tmp/err"
    [ $status -eq "$3" ] && [ "$mb" -lt $(($2 + beside)) ]
}
says() { grep "$1" "$tmp/err"; }

if grep -q __asan_init "$program"; then
    skip "memory" "a sanitizer's own memory would be measured"
    finish
    exit
fi
rows 20000 >"$tmp/20000.csv"
rows 80000 >"$tmp/80000.csv"
check "2 MiB: it ends while rows are read" bounded 80000 2 5
check "2 MiB: the message" says 'kept of the rows takes more than 2 MiB.*--memory'
check "8 MiB: it ends before cells are made" bounded 80000 8 5
check "8 MiB: the message" says 'rows that count need about [0-9]* KiB.*--memory'
check "8 MiB: fewer rows fit" bounded 20000 8 0
check "24 MiB: the report" bounded 80000 24 0
check "64 MiB: the report" bounded 80000 64 0
finish
