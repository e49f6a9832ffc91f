#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# scopes.sh BUILD_DIR - what must not change lines of pay and gaps, and what must, for
# random surveys through the program (TAP output): rows in another order, columns in
# another scale, levels under other names, a column that is the same in all rows, and
# every row twice at half of its weight.
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# survey SEED: 240 people in 16 organizations; pay rises with beds, tier and years.
survey() {
    awk -v seed="$1" 'BEGIN {
        srand(seed)
        print "person,org,gender,tier,years,beds,base,bonus,w"
        split("Chief Director Associate Fellow", tier, " ")
        for (i = 1; i <= 240; i++) {
            t = int(rand() * 4) + 1; o = i % 16; f = rand() < .55; y = int(rand() * 30)
            spread = exp(.15 * (rand() + rand() + rand() - 1.5))
            beds = 40 + int(900 * rand() * rand())
            print "P" i ",O" o "," (f ? "F" : "M") "," tier[t] "," y "," beds "," \
                int(90000 * (5 - t) ^ .3 * beds ^ .14 * (1 + .005 * y) * (f ? .96 : 1) * \
                    spread) "," int(9000 * rand()) "," 2 * (1 + int(3 * rand()))
        }
    }'
}

# near A B [TIMES COLUMN...]: the same csv but for the last digits; these columns of B are
# TIMES those of A.
near() {
    a=$1 b=$2 times=${3-1}
    [ $# -gt 2 ] && shift 3 || shift 2
    awk -F, -v times="$times" -v names="$*" '
        function off(x, y) { d = x - y; return (d < 0 ? -d : d) > 1e-9 * (x < 0 ? -x : x) + 1e-9 }
        BEGIN { n = split(names, name, " "); for (i = 1; i <= n; i++) scaled[name[i]] = 1 }
        FNR == NR { row[FNR] = $0; rows = FNR; next }
        FNR == 1 { for (i = 1; i <= NF; i++) by = by (scaled[$i] ? i " " : ""); m = split(by, k, " ")
                   for (i = 1; i <= m; i++) is[k[i]] = 1 }
        { c = split(row[FNR], x, ",")
          if (c != NF) { print "fields: " row[FNR] " / " $0; bad = 1; next }
          for (i = 1; i <= NF; i++) {
              number = x[i] ~ /^-?[0-9.]+(e-?[0-9]+)?$/ && $i ~ /^-?[0-9.]+(e-?[0-9]+)?$/
              if (number ? off(x[i] * (is[i] ? times : 1), $i) : x[i] != $i) {
                  print FNR ":" i ": " x[i] " / " $i; bad = 1 }
          } }
        END { exit bad || FNR != rows || rows < 2 }' "$a" "$b"
}

# Each question, and the same of a file that was changed.
scope() { benchpay scope "$@" --pay base --rules none --on beds -f csv --quiet; }
equity() { benchpay equity "$@" --pay base --rules none --reference M -f csv --quiet; }
gaps='--group gender --adjust tier,years --category tier'
# Lines by part, then name: groups of levels may be in another order.
sorted() { head -n 1 "$1"; tail -n +2 "$1" | LC_ALL=C sort; }

for seed in 3 17 2026; do
    survey $seed >pay.csv
    scope pay.csv --by tier --at 100,400 >line.csv
    equity pay.csv $gaps >gaps.csv

    (head -n 1 pay.csv; tail -n +2 pay.csv | awk -v s=$seed 'BEGIN { srand(s + 1) } { print rand() "\t" $0 }' |
        sort -k 1,1 | cut -f 2-) >other.csv
    scope other.csv --by tier --at 100,400 >got.csv
    check "$seed: lines of rows in another order" near line.csv got.csv
    equity other.csv $gaps >got.csv
    check "$seed: gaps of rows in another order" near gaps.csv got.csv

    awk -F, -v OFS=, 'NR > 1 { $6 *= 12 } { print }' pay.csv >other.csv
    scope other.csv --by tier --at 1200,4800 | sed 's/,1200,/,100,/; s/,4800,/,400,/' >got.csv
    check "$seed: lines of beds in another unit" near line.csv got.csv
    awk -F, -v OFS=, 'NR > 1 { $7 *= 10; $8 *= 10 } { print }' pay.csv >other.csv
    scope other.csv --by tier --at 100,400 >got.csv
    check "$seed: lines of ten times the pay" near line.csv got.csv 10 \
        median median_lo median_hi predict_lo predict_hi mean p25 p75
    equity other.csv $gaps >got.csv
    grep -v -e ',mean,' -e ',median,' -e '(constant)' gaps.csv >want.csv
    grep -v -e ',mean,' -e ',median,' -e '(constant)' got.csv >kept.csv
    check "$seed: gaps of ten times the pay" near want.csv kept.csv
    awk -F, -v OFS=, 'NR > 1 { $5 *= 4 } { print }' pay.csv >other.csv
    equity other.csv $gaps >got.csv
    grep -v ',years,coefficient,' gaps.csv >want.csv
    grep -v ',years,coefficient,' got.csv >kept.csv
    check "$seed: gaps with a factor in another unit" near want.csv kept.csv
    grep ',years,coefficient,' gaps.csv | awk -F, -v OFS=, -v CONVFMT=%.17g '{ $7 /= 4; $8 /= 4; $9 /= 4 } { print "x"; print }' >want.csv
    grep ',years,coefficient,' got.csv | awk '{ print "x"; print }' >kept.csv
    check "$seed: its coefficient is in that unit, and its t the same" near want.csv kept.csv

    # Other names in the same order, so that equal levels keep their base.
    sed 's/Associate/A1/; s/Chief/C2/; s/Director/D3/; s/Fellow/F4/' pay.csv >other.csv
    equity other.csv $gaps | sed 's/A1/Associate/; s/C2/Chief/; s/D3/Director/; s/F4/Fellow/' >got.csv
    check "$seed: gaps of levels with other names" near gaps.csv got.csv
    # ... and in another order, which changes nothing but the order.
    sed 's/Associate/Z/; s/Chief/Y/; s/Director/X/; s/Fellow/W/' pay.csv >other.csv
    equity other.csv $gaps | sed 's/\([,=]\)Z,/\1Associate,/; s/\([,=]\)Y,/\1Chief,/; s/\([,=]\)X,/\1Director,/; s/\([,=]\)W,/\1Fellow,/' >got.csv
    sorted gaps.csv >want.csv
    sorted got.csv >kept.csv
    check "$seed: gaps of levels in another order" near want.csv kept.csv

    sed '1s/$/,same/; 2,$s/$/,7/' pay.csv >other.csv
    scope other.csv --by tier --at 100,400 >got.csv
    check "$seed: lines beside a column that is the same in all rows" cmp line.csv got.csv
    equity other.csv $gaps >got.csv
    check "$seed: gaps beside a column that is the same in all rows" cmp gaps.csv got.csv
    named() { ! benchpay "$@" >out 2>&1 && grep -q "$word" out || { cat out; false; }; }
    word="same: "
    check "$seed: a line on such a column names it" named scope other.csv --rules none --pay base --on same
    check "$seed: a factor that is such a column is named" \
        named equity other.csv --rules none --pay base --group gender --adjust years,same

    scope pay.csv --by tier --at 100,400 --weight w --weights freq >line.csv
    (head -n 1 pay.csv; tail -n +2 pay.csv | awk -F, -v OFS=, '{ $9 /= 2; print; print }') >other.csv
    scope other.csv --by tier --at 100,400 --weight w --weights freq >got.csv
    check "$seed: lines of rows that stand twice at half of the weight" near line.csv got.csv
done
finish
