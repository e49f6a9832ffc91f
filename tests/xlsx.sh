#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# xlsx.sh BUILD_DIR - workbooks hold what the other formats say, as numbers and as
# texts, and repeat to the byte (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
TMPDIR=$tmp/work
export TMPDIR
mkdir "$TMPDIR"

if ! command -v python3 >/dev/null; then
    skip "xlsx" "no python3"
    finish
    exit
fi
look() { python3 tests/tools/xlsx.py "$@"; }
survey=datasets/cmo_survey.csv
regions() { benchpay percentiles $survey --currency USD --by region,tier --quiet "$@"; }

printf 'id,base,tier\na,430000,CMO\nb,200000,Associate CMO\nc,900000,CMO\n' >"$tmp/list"
printf 'id,base,bonus %%,tier\na,430000,15%%,cmo\nb,200000,,Associate CMO\nc,,,CMO\nd,300000,5,None\ne,410k,10,\n' >"$tmp/parts"
oews='--published datasets/oews_health_executives.csv'
# Its line for 11-9111 in 2023.
printf 'P10,P25,P50,P75,P90\n67900,86080,110680,157640,216750\n' >"$tmp/second"

# book NAME COMMAND...: NAME.xlsx, and beside it the json and the csv.
book() {
    name=$1
    shift
    "$@" --quiet -o "$tmp/$name.xlsx" -o "$tmp/$name.json" -o "$tmp/$name.csv" \
        --csv-guard off
}
compare() {
    case $1 in
    both) extra=$tmp/second ;;
    report|listed) extra=$tmp/tiles.csv ;;
    *) extra= ;;
    esac
    look parts "$tmp/$1.xlsx" && look json "$tmp/$1.xlsx" "$tmp/$1.json" $extra &&
        look csv "$tmp/$1.xlsx" "$tmp/$1.csv"
}
place() {
    if [ "$2" = live ]; then look offer "$tmp/$1.xlsx"
    else ! unzip -p "$tmp/$1.xlsx" xl/workbook.xml | grep -q '"Place an offer"'; fi
}

# What the tiles of a report are of: by tier and region, and by size and region.
{
    echo row,region,n,p50
    for key in tier size; do
        benchpay percentiles $survey --currency USD --by "$key,region" --percentiles 50 --rules none \
            -f csv --quiet --csv-guard off | sed 1,2d | cut -d, -f1-3,6
    done
} >"$tmp/tiles.csv"

# A name, `live` where offers can be placed, and the command.
while read -r name live command; do
    # shellcheck disable=SC2086
    book "$name" benchpay $command
    check "$name: its cells are those of csv and json, and a wrong one is seen" compare "$name"
    check "$name: an offer stands where the program places it" place "$name" "$live"
done <<EOF
regions live percentiles $survey --currency USD --by region,tier
levels live percentiles $survey --currency USD --percentiles 5,50,97.5 --by country
mixed none percentiles $survey --by currency
joined live percentiles $survey --currency USD --by region --top 3
tiers live tiers $survey --currency USD
bands live tiers $survey --currency USD --tiers Low=5-9,High=9-
range none tiers --from-range 250000-600000
offer live offer 430000 $survey --currency USD
market live offer 700000 $survey --currency USD --by tier --rules none
both live offer 430000 $survey --currency USD $oews --row OCC_CODE=11-9111 --row year=2023
capped live offer 430000 $oews --row OCC_CODE=11-1011 --row year=2023
offers live offer $survey --currency USD --offers $tmp/list
asked live offer 430000 $survey --currency USD --by tier --ask --rules none
parts live offer $survey --currency USD --offers $tmp/parts --ask
fitted none project $survey --currency USD --fit --to 2030
given none project --from 425000 --rate 7% --years 5
matched none project $survey --currency USD --matched person
scenarios none project --from 425000 --years 5 --scenario low=2%,base=3.5%,high=5%
simulated none project datasets/cmo_median_by_year.csv --fit --to 2020 --simulate 100
report live report $survey --offer 430000 --rules none
listed live report $survey --offers $tmp/list --rules none --fit --to 2030 --from-range 200000-600000
EOF

# People see the largest of many groups, and local figures in a table of their own.
book many benchpay percentiles $survey --currency USD --by organization
check "many groups are all in Data" look csv "$tmp/many.xlsx" "$tmp/many.csv"
book local benchpay percentiles $survey --currency USD --fx datasets/fx_rates.csv \
    --by country --local
check "local figures are in Data" look csv "$tmp/local.xlsx" "$tmp/local.csv"

check "the sheets of a report" look sheets "$tmp/report.xlsx" Summary '[Chart data]' \
    Benchmark Tiers 'By region' 'By size' 'By tier and region' 'By size and region' \
    Offer Growth 'Place an offer' Data Method
bare() {
    benchpay report $survey --offer 430000 --charts none --quiet -o "$tmp/bare.xlsx" &&
        look sheets "$tmp/bare.xlsx" Summary Benchmark Tiers 'By region' 'By size' \
            'By tier and region' 'By size and region' Offer Growth 'Place an offer' Data \
            Method &&
        ! unzip -l "$tmp/bare.xlsx" | grep -q -e chart -e drawing
}
check "without charts there are no native ones either" bare

# sheets NAME SHEET... -- COMMAND...: its workbook is XML and has these sheets.
sheets() {
    name=$1 list=
    shift
    while [ "$1" != -- ]; do list="$list $1"; shift; done
    shift
    # shellcheck disable=SC2086 # names without blanks
    benchpay "$@" --quiet -o "$tmp/$name.xlsx" && look parts "$tmp/$name.xlsx" &&
        look sheets "$tmp/$name.xlsx" $list
}
check "the sheets of prices" sheets priced Pricing Sources Movements Warnings \
    Method -- \
    price datasets/market_jobs.csv --surveys datasets/market_surveys.ini --to 2027-01-01 \
    --charts none
ranges='--structure datasets/pay_ranges.csv'
# shellcheck disable=SC2086
check "the sheets of people in their ranges" sheets placed Groups People Data Method -- \
    compa datasets/employees.csv $ranges --by department
# shellcheck disable=SC2086
check "the sheets of a budget" sheets spent Budget People Matrix Data Method -- \
    merit datasets/employees.csv $ranges --matrix datasets/merit_matrix.csv --budget 3%
# shellcheck disable=SC2086
check "no sheet of people where groups alone are asked for" sheets groups Groups Data Method -- \
    compa datasets/employees.csv $ranges --summary --where 'person = E005'

# The chart of years is the only one with points.
growth() {
    benchpay report $survey --where 'country = United States' --quiet \
        -o "$tmp/growth.xlsx" -o "$tmp/growth.html" &&
        unzip -Z1 "$tmp/growth.xlsx" 'xl/charts/chart*' | while read -r part; do
            unzip -p "$tmp/growth.xlsx" "$part" | grep scatterChart
        done | grep -q '<a:t>Growth: Observed, Projected<'
}
check "the chart of years says so" growth

# Amounts of one size: base, bonus, total cash, benefits; no shares beside dollars.
elements() {
    unzip -p "$tmp/growth.xlsx" 'xl/charts/chart*' | grep -o '>Pay elements[^<]*(. of . rows)<' |
        grep -q '(6 of 9 rows)'
}
check "the chart of pay elements leaves ratios out" elements

inner() {
    # shellcheck disable=SC2086
    benchpay percentiles $survey --currency USD --by region,tier --quiet \
        -o "$tmp/inner.xlsx" && unzip -p "$tmp/inner.xlsx" 'xl/charts/chart*' |
        grep -q 'P10 to P90 where they are shown; dark: the middle half'
}
check "a group without P10 and P90 has a bar of its middle half" inner
open_ends() {
    unzip -p "$tmp/growth.xlsx" xl/sharedStrings.xml | grep -o '<t[^<]*below $[0-9]*k<' | grep -q . &&
        unzip -p "$tmp/growth.xlsx" xl/sharedStrings.xml | grep -q '<t[^<]*k or more<'
}
check "bars at the ends of a distribution say that they are open" open_ends

page() {
    benchpay report $survey --where 'country = United States' --offer 430000 --brief \
        --quiet -o "$tmp/page.xlsx" && look sheets "$tmp/page.xlsx" Brief &&
        [ "$(unzip -l "$tmp/page.xlsx" | grep -c charts/chart)" = 1 ] &&
        unzip -p "$tmp/page.xlsx" xl/charts/chart1.xml | grep -q barDir &&
        unzip -p "$tmp/page.xlsx" xl/worksheets/sheet1.xml |
        grep -q '<pageSetUpPr fitToPage="1"/>'
}
check "a report of one page is one sheet with one chart, which prints on one page" page

again() {
    benchpay report $survey --offer 430000 --quiet -o "$tmp/again.xlsx" &&
        cp "$tmp/again.xlsx" "$tmp/first.xlsx" && sleep 1 &&
        TZ=Pacific/Auckland LC_ALL=C \
            benchpay report $survey --offer 430000 --quiet -o "$tmp/again.xlsx" &&
        cmp "$tmp/first.xlsx" "$tmp/again.xlsx"
}
check "a second later, in another time zone, the bytes are the same" again

# What spreadsheets run, XML cannot hold, readers decode, and cells have no room for.
{
    printf 'title,base\n'
    for text in '=1+1' "=cmd|'/c calc'!A1" '+1' '@SUM(A1)' '{=1}' 'https://example.org' \
        '<script>alert(1)</script>' ']]>' '<r><t>x</t></r>' '&amp;' '_x0041_' \
        "$(head -c 40000 /dev/zero | tr '\0' a)" "it's" 'a_x000a_b' '＝1'; do
        printf '"%s",100000\n' "$text"
    done
    printf '"bell\007 and\033[0m",120000\n'
} >"$tmp/hostile.csv"
hostile() {
    benchpay percentiles "$tmp/hostile.csv" --by title --quiet "$@"
}
# Control characters are seen as escapes, as in every format for people.
plain() { sed 's/\x07/\\x07/; s/\x1b/\\x1b/' "$tmp/hostile.csv" >"$tmp/seen.csv"; }
hostile -o "$tmp/hostile.xlsx" && plain
check "hostile texts: every part is XML" look parts "$tmp/hostile.xlsx"
check "hostile texts are texts" look texts "$tmp/hostile.xlsx" "$tmp/seen.csv"

named() {
    sed '1s/.*/title[]:*?,base/' "$tmp/hostile.csv" >"$tmp/named.csv"
    benchpay report "$tmp/named.csv" --by 'title[]:*?' --quiet -o "$tmp/named.xlsx" &&
        look parts "$tmp/named.xlsx"
}
check "a column whose name no sheet may have" named

# ends STATUS COMMAND...
ends() { want=$1; shift; "$@"; rc=$?; [ $rc -eq "$want" ] || { echo "status $rc"; return 1; }; }
nowhere() { TMPDIR=$tmp/none regions -f xlsx; }
small() { (ulimit -f "$1"; regions -o "$tmp/small.xlsx"); }
limited() {
    for blocks in 1 2 4 8 12 16; do
        ends 4 small $blocks && [ ! -e "$tmp/small.xlsx" ] || return 1
    done
}
# script(1) gives the command a terminal.
terminal() {
    script -qec "benchpay percentiles $survey --currency USD --quiet -f xlsx" /dev/null \
        </dev/null >"$tmp/seen" 2>&1
    rc=$?
    cat "$tmp/seen"
    [ $rc -eq 2 ] && grep -q "use -o FILE" "$tmp/seen"
}
if command -v script >/dev/null; then check "a terminal gets no workbook" terminal
else skip "a terminal gets no workbook" "no script"; fi
check "no folder for temporary files is exit 4" ends 4 nowhere
check "files that may not grow are exit 4, and nothing is written" limited
check "no temporary file is left" test -z "$(ls -A "$TMPDIR")"
finish
