#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# partsize.sh BUILD_DIR - how many bytes parts take, a group and an amount (TAP output).
#
# What is beyond groups and amounts is the same in two files, of which one has more of them:
# the difference of their parts is what these take.
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# part_bytes FILE QUESTION...: of its part
part_bytes() {
    file=$1
    shift
    rm -rf parts
    benchpay plan "$@" "$file" -o plan.json && benchpay partial plan.json --unit 1 -o parts &&
        cat parts/*.part | wc -c
}

took='no part was made'

# each FEWER MORE N AT_MOST QUESTION...: what each of the N that MORE has beyond FEWER takes
each() {
    fewer=$1 more=$2 n=$3 most=$4
    shift 4
    a=$(part_bytes "$fewer" "$@") && b=$(part_bytes "$more" "$@") || return 1
    took=$(awk -v a="$a" -v b="$b" -v n="$n" 'BEGIN { printf "%.2f", (b - a) / n }')
    awk -v took="$took" -v most="$most" 'BEGIN { exit !(took > 0.5 && took <= most) }'
}

# bytes NAME AT_MOST FEWER MORE N QUESTION...
bytes() {
    name=$1 most=$2 fewer=$3 more=$4 n=$5
    shift 5
    each "$fewer" "$more" "$n" "$most" "$@"
    if [ $? -eq 0 ]; then pass "$name: at most $most bytes"; else fail "$name: at most $most bytes"; fi
    echo "# $took"
}

# groups N: as many, of one person each; their names have 8 letters
groups() {
    awk -v n="$1" 'BEGIN {
        print "job,base_salary"
        for (i = 0; i < n; i++) printf "J%07d,%d\n", i, 50000 + i * 7919 % 99991
    }'
}

# amounts N STEP: as many in each of 20 groups, all of which differ, in steps of a cent or
# a dollar between 40,000 and 240,000; people have one of 50 weights
amounts() {
    awk -v n="$1" -v step="$2" 'BEGIN {
        print "job,base_salary,weight"
        span = 200000 / step
        for (g = 0; g < 20; g++)
            for (i = 0; i < n; i++)
                printf "Job %d,%.2f,%.2f\n", g, 40000 + step * ((i * 7368787 + g * 31) % span),
                    1 + i % 50 / 50
    }'
}

# A group takes its name, a number of its place and pay, and its pay.
groups 1000 >few.csv
groups 5000 >many.csv
bytes 'a group with a name of 8 letters, and one amount' 60 few.csv many.csv 4000 \
    percentiles --by job --rules none
amounts 1000 .01 >few.csv
amounts 5000 .01 >many.csv
bytes 'an amount to the cent' 3.5 few.csv many.csv 80000 percentiles --by job
bytes 'an amount to the cent with its weight' 7.5 few.csv many.csv 80000 percentiles --by job \
    --weights sampling --weight weight
amounts 200 1 >few.csv
amounts 1000 1 >many.csv
bytes 'a whole amount, 1,000 in a group' 2.5 few.csv many.csv 16000 percentiles --by job
finish
