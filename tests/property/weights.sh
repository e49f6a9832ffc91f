#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# weights.sh BUILD_DIR - what must not change a weighted answer, and what it must be, over
# random surveys with a seed (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# survey SEED: 80 rows of org, tier, pay and a whole weight from 0 to 6; pay has ties, and
# some people have no organization
survey() {
    awk -v seed="$1" 'BEGIN {
        srand(seed)
        OFS = ","
        print "org", "tier", "pay", "w"
        for (i = 0; i < 80; i++)
            print rand() < .1 ? "" : "Org " int(12 * rand()), "T" int(3 * rand()),
                200000 + 5000 * int(60 * rand()) + int(3 * rand()), int(7 * rand())
    }'
}

# the answer about a file, but for its name
ask() {
    file=$1
    shift
    benchpay percentiles "$file" --by tier --rules none --quiet "$@" -f json |
        grep -v "$file"
}
figures() {
    file=$1
    shift
    benchpay percentiles "$file" --by tier --rules none --quiet "$@" -f csv
}

# edit PROGRAM: the rows of the survey, each as the program prints it
edit() { awk -F, -v OFS=, "NR == 1 { print; next } { $1 }" pay.csv; }

shuffled() {
    head -n 1 pay.csv
    sed 1d pay.csv | awk -v seed="$seed" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' |
        sort | cut -f 2-
}

# same WHAT FILE OPTION...: it has the figures that pay.csv has
same() {
    what=$1 twin=$2
    shift 2
    figures pay.csv "$@" >want && figures "$twin" "$@" >got || echo failed >>got
    check "$seed: $what ($*)" diff want got
}

# unweighted FILE OPTION...: equal weights, with these options, are none
unweighted() {
    figures "$1" --qtype "$2" --ci-method none >want
    figures "$1" --weight w --weights "$3" --qtype "$2" --ci-method none >got
    check "$seed: equal weights are none ($3, type $2)" diff want got
}

# rising: the percentiles of each group rise, from the lowest pay to the highest
rising() {
    awk -F, 'NR > 1 { for (i = 5; i <= NF - 2; i++)
        if ($i > $(i + 1)) { print "falls: " $0; bad = 1 } } END { exit bad }' got
}

for seed in 1 2 3 4 5; do
    survey "$seed" >pay.csv
    shuffled >shuffled.csv
    edit 'if ($4 > 1) { print $1, $2, $3, 1; $4-- } print' >split.csv
    edit 'print; print $1, $2, $3 + 1000, 0; print "Nobody", $2, 150000 + NR, "0.0"' >zeros.csv
    edit '$4 *= 1000; print' >thousand.csv
    edit '$4 = sprintf("%.6f", $4 / 8); print' >eighth.csv
    edit '$4 = 1.3; print' >equal.csv
    edit '$4 = 1; print' >ones.csv

    for meaning in freq sampling analytic; do
        how="--weight w --weights $meaning"
        for method in auto woodruff none; do
            same 'rows in another order' shuffled.csv $how --ci-method $method
            same 'rows of weight 0' zeros.csv $how --ci-method $method
        done
        ask pay.csv $how --threads 1 >want
        ask pay.csv $how --threads 3 >got
        check "$seed: threads ($meaning)" diff want got
        figures pay.csv $how --ci-method none --percentiles 0,1,5,10,30,50,70,90,95,99,100 \
            >got
        check "$seed: percentiles rise ($meaning)" rising
    done
    for type in 1 2 3 4 5 6 7 8 9; do
        same 'a row in two' split.csv --weight w --weights freq --qtype $type
        unweighted ones.csv $type freq
    done
    for meaning in sampling analytic; do
        same 'weights in thousands' thousand.csv --weight w --weights $meaning
        same 'weights in eighths' eighth.csv --weight w --weights $meaning
    done
    unweighted equal.csv 1 sampling
    unweighted equal.csv 2 sampling
    unweighted equal.csv 7 analytic
done
finish
