#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# size.sh BUILD_DIR - a million rows of 100 bytes: exact, and in less than 250 MB (TAP output).
#
# No two rows have the same pay, the worst case for memory: it is 50000 + (617 i mod 1000000)
# for row i, so the whole is 50000..1049999, each once, and the group i mod 4 has every
# fourth of them. Percentile p of n values a, a + d, a + 2d, ... is a + p (n - 1) d (type 7),
# which makes the expected figures below.
. "$(dirname "$0")/../lib/start.sh"
program=$build/benchpay
limit=250

rows() {
    awk 'BEGIN {
        print "employer,grade,notes,base salary"
        for (i = 0; i < 1000000; i++)
            printf "Organisation %04d,%d,%-72s,%d\n", i % 1009, i % 4, "as reported", \
                50000 + (617 * i) % 1000000
    }'
}
cat >"$tmp/want" <<'END'
(all) 1000000 549999.5 149999.9 299999.75 549999.5 799999.25 949999.1
0 250000 549998 149999.6 299999 549998 799997 949996.4
1 250000 549999 150000.6 300000 549999 799998 949997.4
2 250000 550000 150001.6 300001 550000 799999 949998.4
3 250000 550001 150002.6 300002 550001 800000 949999.4
END
"${CC:-cc}" -std=c11 -O2 -o "$tmp/peak" "$here/lib/peak.c" || exit 1

# ask FILE: the figures of $tmp/want, and the peak in $tmp/peak.kb
ask() {
    "$tmp/peak" "$tmp/peak.kb" "$program" percentiles "$1" --pay 'base salary' --by grade \
        -f csv >"$tmp/answer" 2>"$tmp/stderr" || { cat "$tmp/stderr"; return 1; }
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $1, $at["n"], $at["mean"], $at["p10"], $at["p25"], $at["p50"], $at["p75"],
              $at["p90"] }' "$tmp/answer" >"$tmp/got"
    diff "$tmp/want" "$tmp/got"
}
piped() { rows | ask -; }
small() {
    mb=$(($(cat "$tmp/peak.kb") / 1024))
    echo "$mb MB, the limit is $limit"
    [ "$mb" -lt "$limit" ]
}
measured() {
    if grep -q __asan_init "$program"; then
        skip "$1: memory" "a sanitizer's own memory would be measured"
    else
        check "$1: less than $limit MB" small
        echo "# $mb MB at the peak"
    fi
}

rows >"$tmp/rows.csv"
check 'a file: exact' ask "$tmp/rows.csv"
measured 'a file'
check 'a pipe: exact' piped
measured 'a pipe'
finish
