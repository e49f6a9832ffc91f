#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# approximate.sh BUILD_DIR - figures of pay that is kept to some binary digits are within
# their bound of exact ones, over random surveys with a seed; they do not depend on the order
# or the split of the rows; and parts do not grow with these (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# survey SEED ROWS: org, tier, pay to the cent from a few thousand to millions with some ties,
# a bonus, and a whole weight from 0 to 6
survey() {
    awk -v seed="$1" -v rows="$2" 'BEGIN {
        srand(seed)
        OFS = ","
        print "org", "tier", "base", "bonus", "w"
        for (i = 0; i < rows; i++) {
            tier = int(3 * rand())
            pay = 40000 * exp(tier / 3 + rand() + rand() + rand() - 1)
            if (rand() < .1) pay = 65536 # kept as it is
            if (rand() < .01) pay *= 30
            printf "%s,T%d,%.2f,%s,%d\n", rand() < .1 ? "" : "Org " int(25 * rand()), tier,
                pay, rand() < .2 ? "" : sprintf("%.2f", pay * rand() / 3), 7 * rand()
        }
    }'
}

# within BITS: of two csv on descriptor 3 (exact) and standard input, no figure of the second
# is above that of the first, nor further below than 2^-BITS of itself; counts are the same,
# and at least one figure is another
within() {
    awk -F, -v bits="$1" '
    NR == FNR { for (i = 1; i <= NF; i++) exact[FNR, i] = $i; rows = FNR; next }
    FNR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; last = $NF; columns = NF - 1; next }
    {
        for (i = 1; i <= columns; i++) {
            x = exact[FNR, i]
            if (name[i] !~ /^(mean|p[0-9.]+)$/) {
                if ($i != x) { print FILENAME ": " FNR ": " name[i] ": " $i ", not " x; bad = 1 }
                continue
            }
            if ((x == "") != ($i == "")) { print name[i] " is not there in both"; bad = 1 }
            if (x == "") continue
            # figures have 15 digits
            if ($i > x * (1 + 1e-14) || x >= $i * (1 + 2 ^ -bits + 1e-14)) {
                print FNR ": " name[i] ": " $i " for " x
                bad = 1
            }
            n++
            differ += $i != x
        }
        if (last != "bound" || $NF != 2 ^ -bits) { print "the bound is " $NF; bad = 1 }
    }
    END { exit bad || FNR != rows || n == 0 || differ == 0 }' exact approximate
}

ask() { benchpay percentiles "$@" --by tier --ci-method none --rules none --quiet -f csv; }

# bounded BITS OPTION...: all figures of pay.csv are
bounded() {
    bits=$1
    shift
    ask pay.csv --percentiles 0,3,10,25,50,75,90,97.5,100 "$@" >exact &&
        ask pay.csv --percentiles 0,3,10,25,50,75,90,97.5,100 "$@" --approximate "$bits" \
            >approximate || echo failed >>approximate
    check "$seed: within 2^-$bits ($*)" within "$bits"
}

for seed in 1 2 3; do
    survey $seed 400 >pay.csv
    for type in 1 2 3 4 5 6 7 8 9; do
        bounded $((3 + type)) --qtype $type
        bounded 10 --qtype $type --weight w --weights freq
    done
    bounded 4
    bounded 20
    for type in 1 2; do bounded 8 --qtype $type --weight w --weights sampling; done
    bounded 8 --weight w --weights analytic
    bounded 8 --basis org
    bounded 8 --basis org-equal
    bounded 12 --pay tcc
    bounded 9 --pay bonus_pct
done
# 2^-30 of pay to the cent is below a cent: all is kept.
check "with enough digits nothing is lost" eval 'ask pay.csv >exact &&
    ask pay.csv --approximate 30 | sed "s/,[^,]*$//" | cmp - exact'

# An offer stands where it would exactly, or where an offer would that is the bound higher.
place() {
    benchpay offer "$@" --rules none --quiet -f json |
        awk -F': *|,' '/"(percentile|rank)":/ { print $2 }'
}
for amount in 45000 65536 70123.45 150000; do
    more=$(awk -v x=$amount 'BEGIN { printf "%.2f", x * (1 + 2 ^ -7) + .005 }')
    check "an offer of $amount stands between itself and $more" eval '
        place $amount pay.csv >low && place $more pay.csv >high &&
        place $amount pay.csv --approximate 7 | paste low - high |
        awk "{ n++; print } !(\$1 <= \$2 && \$2 <= \$3) { bad = 1 } END { exit bad || n != 2 }"'
done

# A mean that exact pay withholds, as one organization pays too much of it, is withheld.
printf '[rules]\npeople=3\norgs=2\nshare=30\ntwo_largest=55\nmean_people=3\n' >own.ini
near_the_limit() {
    awk -v seed="$1" 'BEGIN {
        srand(seed)
        print "org,tier,base"
        for (tier = 0; tier < 150; tier++)
            for (org = 0; org < 5; org++) {
                more = org == 0 ? 1.75 : org == 1 ? 1.35 : 1
                printf "Org %d,T%d,%.2f\n", org, tier, 50000 * more * (1 + rand() / 2)
            }
    }'
}
means() {
    benchpay percentiles near.csv --by tier --ci-method none --percentiles 50 --quiet \
        --rules own.ini -f csv "$@"
}
# withheld: of the csv in `exact` and `approximate`, whose groups are each in the order of
# their medians, no mean is only in the second, and some are only in the first
withheld() {
    awk -F, 'NR == FNR { exact[$1] = $4; next }
        FNR > 1 && exact[$1] == "" { withheld++; if ($4 != "") { print; bad = 1 } }
        FNR > 1 && exact[$1] != "" { shown++; also += $4 == "" }
        END { print withheld " withheld, " shown " shown, " also " of these not"
            exit bad || withheld < 10 || shown < 10 || also == 0 }' exact approximate
}
for seed in 1 2 3; do
    near_the_limit $seed >near.csv
    means >exact && means --approximate 4 >approximate
    check "$seed: a mean that exact pay withholds stays withheld" withheld
done

# A total of the rows, far behind where files are looked at first, is no person still.
survey 4 12000 >long.csv
awk -F, '{ print } NR > 1 { sum += $3 } END { printf "Total,,%.2f,,\n", sum }' long.csv >total.csv
n_of() { ask "$@" | sed -n 2p | cut -d , -f 2; }
check "a total is known by exact pay" eval \
    '[ "$(n_of total.csv --approximate 6)" = 12000 ] && [ "$(n_of total.csv)" = 12000 ]'

# Whatever the order, threads and files.
mixed() {
    head -n 1 "$1"
    sed 1d "$1" | awk -v seed="$2" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort |
        cut -f 2-
}
mixed long.csv 1 >mixed.csv
ask long.csv --approximate 8 >want
check "rows in another order" eval 'ask mixed.csv --approximate 8 | cmp - want'
check "on three threads" eval 'ask long.csv --approximate 8 --threads 3 | cmp - want'
head -n 1 long.csv | tee a.csv >b.csv
sed -n '2,500p' mixed.csv >>a.csv
sed -n '501,$p' mixed.csv >>b.csv
check "in two files" eval 'ask a.csv b.csv --approximate 8 | cmp - want'

# in_parts COMMAND...: its answer by parts, to the byte, in json
in_parts() {
    rm -rf parts
    benchpay plan "$@" a.csv b.csv -o plan.json && benchpay partial plan.json --task 1/1 -o parts &&
        benchpay finish plan.json parts/*.part --quiet -f json >got &&
        benchpay "$@" a.csv b.csv --quiet -f json >want && cmp got want &&
        benchpay merge parts/*.part -o one.part &&
        benchpay finish plan.json one.part --quiet -f json | cmp - want
}
check "percentiles by parts" in_parts percentiles --by tier --approximate 9
check "weighted percentiles by parts" in_parts percentiles --by tier --approximate 9 \
    --weight w --weights sampling
check "tiers by parts" in_parts tiers --approximate 9
check "an offer by parts" in_parts offer 70000 --approximate 9
check "a report by parts" in_parts report --approximate 9 --offer 70000

# The report agrees with itself.
benchpay report long.csv --approximate 9 --offer 70000 --quiet -o report.json
check "an audit finds the same" benchpay audit report.json long.csv
check "it can be verified" benchpay verify report.json
sed '/"approximate": {/,/}/d; s/"rules": "survey",/"rules": "survey"/' report.json >silent.json
check "an audit wants to be told" eval '! benchpay audit silent.json long.csv >why 2>&1 &&
    grep -q "approximate" why'

# Four times as many rows take as much.
size() {
    survey 5 "$1" >rows.csv
    rm -rf parts
    benchpay plan percentiles rows.csv --by tier --approximate "$2" -o plan.json &&
        benchpay partial plan.json --unit 1 -o parts && cat parts/*.part | wc -c
}
few=$(size 50000 4) many=$(size 200000 4)
check "a part of 200,000 rows ($many bytes) is less than half larger than one of 50,000 ($few)" \
    eval '[ "$many" -lt $((few * 3 / 2)) ] && [ "$few" -gt 0 ]'
finish
