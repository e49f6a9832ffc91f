#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# groups.sh BUILD_DIR - groups that are joined, peers and local pay are what the same rows
# give when they are written or chosen so (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# rows SEED: 400 people of organisations of uneven sizes, each a unit, in regions, in the
# currency of their region.
rows() {
    echo unit,region,org,currency,base
    awk -v seed="$1" 'BEGIN { OFS = ","; srand(seed); split("USD EUR GBP", code, " ")
        for (i = 1; i <= 400; i++) {
            org = int(40 * rand() * rand()); region = org % 7
            printf "U%d,R%d,Org%s%s,%s,%.2f\n", org, region, org % 2 ? " " : "  ",
                org, code[1 + region % 3], 100000 + 200000 * rand() } }'
}
printf 'currency,rate\nEUR,1.1\nGBP,1.3\nUSD,1\n' >rates.csv

figures() { benchpay percentiles "$@" --rules none -f csv --quiet; }

# The values of a table's first column whose groups are kept, of the largest.
largest() { figures pay.csv --currency USD --fx rates.csv --by "$1" --sort n | sed 1,2d |
    head -n "$2" | cut -d, -f1; }

# rename COLUMN: the file in which all but the listed values of a column are one.
rename() {
    awk -F, -v OFS=, -v c="$1" 'NR == FNR { keep[$1] = 1; next }
        FNR > 1 && !($c in keep) { $c = "(other)" } { print }' kept pay.csv
}

# sorted: the rows of groups, whatever their order.
sorted() { sort "$@"; }

joined_is_renamed() {
    largest "$1" "$3" >kept && rename "$2" >renamed.csv &&
        figures pay.csv --currency USD --fx rates.csv --by "$1" --top "$3" >got &&
        figures renamed.csv --currency USD --fx rates.csv --by "$1" >want &&
        tail -n 1 got | grep '^(other),' && sorted got >a && sorted want >b && diff b a
}

few_are_renamed() {
    figures pay.csv --currency USD --fx rates.csv --by unit | sed 1,2d |
        awk -F, -v n="$1" '$2 >= n { print $1 }' >kept && rename 1 >renamed.csv &&
        figures pay.csv --currency USD --fx rates.csv --by unit --min-people "$1" >got &&
        figures renamed.csv --currency USD --fx rates.csv --by unit >want &&
        sorted got >a && sorted want >b && diff b a
}

# The row of peers is the total of the rows of these organisations, those of others that
# of the rest.
peers_are_chosen() {
    figures pay.csv --currency USD --by region --peers peers.txt \
        --where 'peers = peers' >got &&
        figures pay.csv --currency USD --by region --where "org in $1" >want &&
        diff want got && figures pay.csv --currency USD --peers peers.txt |
        sed -n 's/^peers,\([0-9]\)/(all),\1/p' >got &&
        figures pay.csv --currency USD --where "org in $1" --by unit |
        sed -n '2p' >want && diff want got &&
        figures pay.csv --currency USD --by region --peers peers.txt \
            --where 'peers != peers' >got &&
        figures pay.csv --currency USD --by region --peers peers.txt \
            --where 'peers = others' >want && diff want got
}

# local_is_own REGION CODE: the local figures of a region are those of its own currency.
local_is_own() {
    figures pay.csv --currency USD --fx rates.csv --by region --local --ci-method none |
        sed -n "s/^$1,.*,$2,/$2,/p" >got &&
        figures pay.csv --currency "$2" --where "region = $1" --by region --ci-method none |
        sed -n "s/^$1,[0-9]*,[0-9]*,/$2,/p" >want && [ -s want ] && diff want got
}

for seed in 1 2 3; do
    rows $seed >pay.csv
    for top in 1 3 12; do
        check "seed $seed: units beyond $top are one" joined_is_renamed unit 1 $top
    done
    check "seed $seed: regions beyond 2 are one" joined_is_renamed region 2 2
    check "seed $seed: units of fewer than 9 are one" few_are_renamed 9
    cut -d, -f3 pay.csv | sort -u | grep -E ' (1|3|4|10)$' >names
    paste -s -d , names >list
    sed 's/^O/ o/; s/  */ /g' names >peers.txt
    check "seed $seed: peers are the rows of these organizations" \
        peers_are_chosen "$(cat list)"
    check "seed $seed: local pay is that of its currency" local_is_own R1 EUR
    check "seed $seed: ... in another currency" local_is_own R2 GBP
done
finish
