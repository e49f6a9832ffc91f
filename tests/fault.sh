#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fault.sh BUILD_DIR - memory runs out at every single allocation of a run, once and
# from then on: exit 5 and no output, or the same output (TAP output).
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
case ${build##*/} in
asan-* | coverage-*)
    skip "memory that runs out" "the build has allocators of its own"
    finish
    exit ;;
esac
"${CC-cc}" -O1 -shared -fPIC -o "$tmp/fault.so" tests/fault/fault.c || exit 1
{ head -n 200 datasets/cmo_survey.csv | awk 'NR % 5 == 1'; grep Germany datasets/cmo_survey.csv | head -n 9; } >"$tmp/pay.csv"
cp datasets/fx_rates.csv "$tmp/fx.csv"
printf 'column,from,to\ntier,CMO,Chief Medical Officer\nregion,South,?North\n' >"$tmp/recode.csv"
cp datasets/cmo_median_by_year.csv "$tmp/series.csv"
cp datasets/cmo_published.csv "$tmp/published.csv"
printf 'id,dept,wage from,wage to,unit\n1,A  b,50000,60000,Year\n2,A b,24,30,Hour\n3,a b,9,,Gig\n4,a B,8,9,Gig\n' \
    >"$tmp/ends.csv"
sed -n 's/^\([^,]*,\)\{4\}\([^,]*\),.*/\2/p' "$tmp/pay.csv" | sed 1d | sort -u | head -n 3 >"$tmp/peers.csv"
printf 'id,amount,tier\na,400k,CMO\nb,350k,\n' >"$tmp/offers.csv"
printf 'id,base,bonus %%,tiers,tier\na,400k,15%%,x,cmo\nb,350k,,,None\n' >"$tmp/parts.csv"
printf 'id,amount,tier\na,,CMO\nb,350k,\n' >"$tmp/blank.csv"
printf 'title,2022,2023\nCMO,400000,410000\nVP,300000,311000\n' >"$tmp/wide.csv"
{
    printf '%s\n' ',,2023,,2024,' 'Name,Dept,Pay,Bonus,Pay,Bonus'
    for i in 1 2 3 4 5 6 7 8; do echo "P$((i % 6)),D$((i % 3)),${i}000,1,${i}500,2"; done
    printf '%s\n' '"Q "R" S",D1,1,2,3,4' 'T "U",D1,1000,,2000,' 'Total,,37000,,42000,' 'Median,,4500,,1,'
} >"$tmp/lines.csv"
printf 'job,salary (in thousands)\nA,95\nB,n.n.*\nC,n.n.*\nD,110\nE,88\nF,€91\n' >"$tmp/odd.csv"
printf 'job,salary\nA,1800\nB,1500\nC,2100\nD,$2400\nE,€900\n' >"$tmp/bare.csv"
awk 'BEGIN { # sizes whose common multiple is too large for weights
    print "organisation,base"
    n = split("29 31 37 41 43 47 53 59 61 67 71 73", size, " ")
    for (o = 1; o <= n; o++) for (i = 1; i <= size[o]; i++) print "O" o "," 400000 + o * i % 9
}' >"$tmp/sizes.csv"
cp datasets/priced_jobs.csv "$tmp/jobs.csv"
(cd "$tmp" && "$build/benchpay" percentiles pay.csv --by tier --currency USD --provenance -o pay.json)

# Each trial has its folder; all run at once.
n=0
trial() {
    n=$((n + 1))
    mkdir "$tmp/$n"
    echo "$*" >"$tmp/$n/name"
    (
        cd "$tmp/$n" && cp ../*.csv ../*.json . &&
            env LD_PRELOAD=../fault.so "$build/benchpay" "$@" >log 2>&1 && touch good
    ) &
}

trial check pay.csv
trial check pay.csv --propose files/report --threads 1
trial percentiles pay.csv --by tier --currency USD --recode recode.csv -f json --threads 1
trial percentiles pay.csv --by tier --currency USD --pay bonus_pct -f json --threads 1
trial percentiles pay.csv --by tier,region --currency USD -f json --threads 1
trial percentiles pay.csv --by currency -f csv --excluded files/report --rules none --threads 1
trial percentiles pay.csv --by tier --currency USD --weight weight --weights analytic -f json --threads 1
trial offer 410k pay.csv --currency USD --weight weight --weights sampling --rules none --threads 1
trial percentiles pay.csv --by tier --currency USD --basis org --rules none -f csv --threads 1
trial percentiles sizes.csv --basis org-equal --qtype 2 --rules none -f csv --threads 1
trial offer 400k pay.csv --currency USD --basis org-equal --qtype 2 --rules none --threads 1
trial percentiles lines.csv --pay '2024 Pay' --map person=1 --distinct sum --threads 1
trial check lines.csv --pay '#3' --max-malformed 20%
trial tiers pay.csv --currency USD --fx fx.csv --tiers Low=5-8,High=10- --rules none --threads 1
trial tiers pay.csv --currency USD --by job_title --threads 1
trial percentiles pay.csv --by tier --currency USD --ledger ledger --threads 1
trial tiers --from-range 250000-600000 -f json
trial project pay.csv --currency USD --matched person -f json --threads 1
trial project pay.csv --currency USD --by tier --min-people 1 -f json --threads 1
trial project series.csv --fit --simulate 50 --scenario low=2%,high=5% --threads 1
trial report pay.csv --charts none -f md -o files/report --threads 1
trial report pay.csv --charts none --threads 1
trial offer 410k pay.csv published.csv --currency USD --threads 1
trial offer 410k pay.csv --by tier --ask --currency USD -f json --threads 1
trial offer --offers parts.csv pay.csv --currency USD --ask --threads 1
trial offer --offers offers.csv pay.csv --currency USD -f json --threads 1
trial check published.csv
trial check ends.csv --by dept --map period=unit --range mid --threads 1
trial percentiles ends.csv --by dept --rules none --map period=unit --range mid -f csv --threads 1
trial percentiles published.csv -f json
trial report published.csv --charts none
trial offer 410k published.csv
trial offer --offers blank.csv pay.csv --currency USD -f csv --threads 1
trial project wide.csv --fit --to 2025 --where title=CMO
trial percentiles pay.csv --currency USD --peers peers.csv --by peers,organization --top 3 --threads 1
trial percentiles pay.csv --currency USD --fx fx.csv --by country --local --rules none --threads 1
trial percentiles odd.csv --rules none --map org=@Alder --map year=@2024 --max-malformed 50% -f json --threads 1
trial percentiles bare.csv --rules none --currency UAH -f csv --threads 1
trial structure jobs.csv --fit --map manager=title --provenance -f json
trial structure jobs.csv --from 40000 --to 165000 --grades 8 --next 2% --round 100 --charts none
trial verify pay.json --threads 1
trial audit pay.json pay.csv --threads 1
trial report pay.csv --charts none -f html --threads 2
# The library for xlsx allocates thousands of times.
FAULT_EVERY=37
export FAULT_EVERY
trial percentiles pay.csv --by tier -f xlsx --rules none -o files/report --threads 1
trial structure jobs.csv --fit -f xlsx -o files/report
if command -v gnuplot >/dev/null; then
    wait # a chart has its deadline, which so many runs side by side would miss
    FAULT_EVERY=151
    trial report pay.csv --charts require --currency USD --offer 410k -f html --threads 1
    trial report pay.csv --currency USD -f md -o files/report --threads 1
fi
wait

survived() { cat "$1/log"; [ -e "$1/good" ]; }
for i in $(seq "$n"); do
    check "memory runs out: $(cat "$tmp/$i/name")" survived "$tmp/$i"
done
finish
