#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# published.sh BUILD_DIR - a published table in another dress: the same place of an offer,
# or a question, never another place (TAP output).
#
# The table has pay and work units of three specialties.  Each dress writes its headers
# in another way, puts its columns into another order, or its numbers in another style;
# some leave it open which figures are meant.
. "$(dirname "$0")/../lib/start.sh"

# Offers to a pediatrician, and where they are in that line, by eye.
printf '%s\n' 'id,amount,specialty' 'a,190000,Pediatrics' 'b,220000,Pediatrics' \
    'c,260000,Pediatrics' 'd,300000,pediatrics' 'e,400000,Pediatrics' >"$tmp/offers.csv"
printf '%s\n' 'a <P25' 'b P25-P50' 'c P50-P75' 'd P75-P90' 'e >P90' >"$tmp/want"

# dress P25 P50 P75 P90 ORDER STYLE: headers, the order of the five columns, numbers
dress() {
    awk -v h="$1|$2|$3|$4" -v order="$5" -v style="$6" 'BEGIN {
        split(h, head, "|")
        n = split(order, column, "")
        sep = style == "comma" ? ";" : ","
        row("specialty", head[1], head[2], head[3], head[4])
        row("Pediatrics", 200000, 250000, 290000, 345000)
        row("Cardiology", 450000, 525000, 610000, 700000)
        row("Radiology", 410000, 490000, 580000, 660000)
    }
    function row(a, b, c, d, e,    cell, i, line) {
        cell[1] = a; cell[2] = b; cell[3] = c; cell[4] = d; cell[5] = e
        for (i = 1; i <= n; i++)
            line = line (i > 1 ? sep : "") written(cell[column[i]])
        print line
    }
    function written(x) {
        if (x !~ /^[0-9]+$/ || length(x) < 4)
            return x ~ /,/ ? "\"" x "\"" : x
        if (style == "grouped")
            return "\"" substr(x, 1, length(x) - 3) "," substr(x, length(x) - 2) "\""
        if (style == "dollars")
            return "\"$" substr(x, 1, length(x) - 3) "," substr(x, length(x) - 2) "\""
        if (style == "comma")
            return substr(x, 1, length(x) - 3) "." substr(x, length(x) - 2) ",00"
        return x
    }'
}

# places FILE OPTION...: id and band of each offer, or "asked"
places() {
    benchpay offer --offers "$tmp/offers.csv" "$@" -f csv >"$tmp/csv" 2>"$tmp/err"
    case $? in
    0) awk -F, 'NR == 1 { while ($++n != "band"); next } { print $1, $n }' "$tmp/csv" ;;
    3) echo asked ;;
    *) echo failed ;;
    esac
}

same=0 asked=0 wrong=0
try() {
    places "$@" >"$tmp/got"
    if cmp -s "$tmp/got" "$tmp/want"; then same=$((same + 1))
    elif [ "$(cat "$tmp/got")" = asked ]; then asked=$((asked + 1))
    else
        wrong=$((wrong + 1))
        { head -n 1 "$1"; diff "$tmp/want" "$tmp/got"; } | sed 's/^/# /'
    fi
}

while IFS='|' read -r p25 p50 p75 p90; do
    for order in 12345 54321 31524 23451; do
        for style in plain grouped dollars comma; do
            dress "$p25" "$p50" "$p75" "$p90" $order $style >"$tmp/table.csv"
            try "$tmp/table.csv"
        done
    done
done <<'END'
P25|P50|P75|P90
tcc_p25|tcc_p50|tcc_p75|tcc_p90
p25_TCC|p50_TCC|p75_TCC|p90_TCC
25th percentile|Median|75th percentile|90th percentile
Lower quartile|Median|Upper quartile|9th decile
LQ|Median|UQ|D9
Total Cash 25th|Total Cash 50th|Total Cash 75th|Total Cash 90th
BASE25|BASE50|BASE75|BASE90
Annual 25th Percentile|Annual Median|Annual 75th Percentile|Annual 90th Percentile
A_PCT25|A_MEDIAN|A_PCT75|A_PCT90
Unteres Quartil|Zentralwert|Oberes Quartil|90. Perzentil
1er quartile|Médiane|3e quartile|9e décile
Primo quartile|Mediana|Terzo quartile|Percentil 90
25%|50%|75%|90%
Pay P25|Median pay|Wage P75|P90 salary
END
check "every dress of a table gives the same places ($same same, $asked asked)" \
    test "$wrong" -eq 0
check "nearly all of them are understood" test $((10 * same)) -ge $((9 * (same + asked)))

# A second set of figures that are no pay changes nothing; one that is pay is asked about,
# unless one of them is named.
for other in wrvu_p50 'Median age' 'P50 hours'; do
    dress P25 P50 P75 P90 12345 plain |
        awk -v other="$other" '{ print $0 "," (NR == 1 ? other : 5000 + NR) }' >"$tmp/table.csv"
    same=0 asked=0 wrong=0
    try "$tmp/table.csv"
    check "beside '$other' the places are the same" test $same -eq 1
done
dress tcc_p25 tcc_p50 tcc_p75 tcc_p90 12345 plain |
    awk '{ print $0 "," (NR == 1 ? "base_p50" : 180000 + NR) }' >"$tmp/table.csv"
same=0 asked=0 wrong=0
try "$tmp/table.csv"
check "two kinds of pay are asked about" test $asked -eq 1
try "$tmp/table.csv" --pay tcc
check "one that is named is taken" test $same -eq 1
finish
