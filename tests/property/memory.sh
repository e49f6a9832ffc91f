#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# memory.sh BUILD_DIR - --memory bounds the peak of a report, which makes cells of its rows
# and looks for duplicates among them, and of a table, whether it ends with 0 or with 5; and
# what it says is the same whether rows and pay were in memory or in temporary files (TAP
# output).
#
# Two readers' buffers and the program itself come on top: so much is allowed.
. "$(dirname "$0")/../lib/start.sh"
program=$build/benchpay
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

# few N: that many people of 500 organisations, with two elements of pay, in an order that
# has nothing to do with either
few() {
    awk -v n="$1" 'BEGIN {
        print "organisation,person,tier,base salary,bonus,currency"
        for (i = 0; i < n; i++) {
            x = (x * 7141 + 54773) % 259200
            printf "Organisation %d,P%d,T%d,%d,%d,USD\n", x % 500, i, int(x / 500) % 5, \
                50000 + 617 * x % 100000, x % 3 * 5000
        }
    }'
}

# ask FILE [OPTION]...: what is asked of it
ask() {
    file=$1
    shift
    case $file in
    table*) set -- percentiles "$tmp/few.csv" --by tier --pay tcc "$@" ;;
    *)      set -- report "$tmp/$file.csv" --charts none "$@" ;;
    esac
    "$tmp/peak" "$tmp/peak.kb" "$program" "$@" --rules none --threads 2 -f json
}

# bounded FILE MEMORY STATUS: the peak in MiB stays below that of the limit
bounded() {
    ask "$1" --memory "$2M" >"$tmp/out" 2>"$tmp/err"
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
# same FILE MEMORY: it stays below it, and is what it is with any memory
same() {
    [ -s "$tmp/$1.want" ] || ask "$1" >"$tmp/$1.want" 2>"$tmp/err" || return 1
    bounded "$1" "$2" 0 && cmp "$tmp/out" "$tmp/$1.want"
}

rows 20000 >"$tmp/20000.csv"
rows 80000 >"$tmp/80000.csv"
rows 800000 >"$tmp/800000.csv"
{ rows 200000 && rows 200000 | tail -n +2 && rows 200000 | tail -n +2; } >"$tmp/thrice.csv"
check "2 MiB: it ends while rows are read" bounded 80000 2 5
check "2 MiB: the message" \
    says 'kept of the rows takes more than 2 MiB.*most of it for names.*--memory'
check "5 MiB: it ends once cells are made" bounded 80000 5 5
check "5 MiB: the message" says 'rows that count need about [0-9]* KiB.*--memory'
check "8 MiB: the report" same 80000 8
check "8 MiB: fewer rows" same 20000 8
check "24 MiB: the report" same 80000 24
check "64 MiB: the report" same 80000 64
check "24 MiB: many more rows do not fit" bounded 800000 24 5
check "56 MiB: with rows put away they do" same 800000 56
check "120 MiB: the report" same 800000 120
check "56 MiB: rows that are there thrice, which are looked at in turns" same thrice 56
few 600000 >"$tmp/few.csv"
few 20000 >"$tmp/fewer.csv"
check "24 MiB: with the pay of cells put away, too" same few 24
check "22 MiB: the same, and rows are looked at in turns" same few 22
check "6 MiB: even so there is a limit" bounded few 6 5
check "8 MiB: a table of one element" same table 8
check "6 MiB: the same, of which more is put away" same table 6
parts() {
    set -- --rules none --charts none
    "$program" plan report "$tmp/800000.csv" "$tmp/20000.csv" "$@" -o "$tmp/plan.json" &&
        "$program" partial "$tmp/plan.json" --unit 1 -o "$tmp/parts" &&
        "$program" partial "$tmp/plan.json" --unit 2 -o "$tmp/parts" &&
        "$program" report "$tmp/800000.csv" "$tmp/20000.csv" "$@" -f json >"$tmp/want" &&
        "$tmp/peak" "$tmp/peak.kb" "$program" finish "$tmp/plan.json" "$tmp"/parts/* \
            --threads 1 --memory 56M -f json >"$tmp/out" || return 1
    cmp "$tmp/out" "$tmp/want"
}
check "56 MiB: the same from parts" parts
# A part of a table puts pay away while it is read.
table_parts() {
    set -- --by tier --pay tcc --rules none
    "$program" plan percentiles "$tmp/few.csv" "$tmp/fewer.csv" "$@" -o "$tmp/table.json" &&
        "$tmp/peak" "$tmp/peak.kb" "$program" partial "$tmp/table.json" --unit 1 \
            --threads 2 --memory 6M -o "$tmp/small" || return 1
    mb=$(($(cat "$tmp/peak.kb") / 1024))
    echo "$mb MiB; wanted: below $((6 + beside)) MiB"
    [ "$mb" -lt $((6 + beside)) ] &&
        "$program" partial "$tmp/table.json" --unit 1 --threads 2 -o "$tmp/large" &&
        cmp "$tmp"/small/* "$tmp"/large/*
}
check "6 MiB: a part of a table is the same" table_parts
# table_of_part MEMORY: a part of more pay than that, which is put away while it is loaded
table_of_part() {
    rm -rf "$tmp/parts"
    cp "$tmp/few.csv" "$tmp/again.csv"
    memory=$1
    set -- percentiles "$tmp/few.csv" "$tmp/again.csv" --by tier --pay tcc --rules none
    "$program" plan "$@" -o "$tmp/plan.json" &&
        "$program" partial "$tmp/plan.json" --task 1/1 -o "$tmp/parts" &&
        "$program" merge "$tmp"/parts/* -o "$tmp/one.part" &&
        "$program" "$@" -f json >"$tmp/want" || return 1
    "$tmp/peak" "$tmp/peak.kb" "$program" finish "$tmp/plan.json" "$tmp/one.part" \
        --threads 1 --memory "$memory"M -f json >"$tmp/out" || return 1
    mb=$(($(cat "$tmp/peak.kb") / 1024))
    echo "$mb MiB; wanted: below $((memory + beside)) MiB"
    [ "$mb" -lt $((memory + beside)) ] && cmp "$tmp/out" "$tmp/want"
}
check "4 MiB: a table of one part" table_of_part 4
# Organizations count the same: each thread weighs rows, and sorts them.
equal() {
    "$tmp/peak" "$tmp/peak.kb" "$program" report "$tmp/200000.csv" --rules none \
        --charts none --basis org-equal --threads 2 --memory "$1M" -f csv >"$tmp/out" \
        2>"$tmp/err"
    status=$?
    mb=$(($(cat "$tmp/peak.kb") / 1024))
    echo "status $status, $mb MiB; wanted: $2, below $(($1 + beside)) MiB"
    [ $status -eq "$2" ] && [ "$mb" -lt $(($1 + beside)) ]
}
rows 200000 >"$tmp/200000.csv"
check "40 MiB: organizations that count the same do not fit" equal 40 5
check "90 MiB: organizations that count the same" equal 90 0
put_away() { TMPDIR=$tmp/none bounded 800000 56 4; }
check "without a folder it ends" put_away
check "without a folder: the message" says "no temporary file in '.*/none'.*TMPDIR="
table_away() { TMPDIR=$tmp/none bounded table 6 4; }
check "a table without a folder ends" table_away
check "a table without a folder: the message" says "no temporary file in '.*/none'.*TMPDIR="
finish
