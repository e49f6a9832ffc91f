#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# live.sh BUILD_DIR - workbooks that are worked out anew in LibreOffice, as they are and
# with cells changed, say what the program says (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
if ! command -v soffice >/dev/null || ! command -v python3 >/dev/null; then
    skip "live workbooks" "no soffice or no python3"
    finish
    exit
fi
jobs=datasets/priced_jobs.csv

# book NAME FILE ARGUMENT...: NAME.xlsx of a structure
book() {
    name=$1
    shift
    benchpay structure "$@" --quiet -o "$tmp/$name.xlsx"
}
sed 's/39800/52100/' $jobs >"$tmp/raised.csv"
sed 's/,G[0-9]*,/,,/' $jobs >"$tmp/free.csv"
sed 's/54900/70900/' "$tmp/free.csv" >"$tmp/free-raised.csv"
eight='--progression 14% --grades 8'
# shellcheck disable=SC2086 # words
{
    book given $jobs --from 48000 $eight --round 100
    book changed $jobs --from 52000 --progression 12% --grades 8 --round 500 \
        --spread 50%,50%,70%,50%,50%,50%,50%,50%
    book last $jobs --from 45000 --to 150000 --grades 8 --spread 30%..65%
    book moved $jobs --from 45000 --to 160000 --grades 8 --spread 30%..65% --next 2.5%
    book fit $jobs --fit --round 100
    book raised "$tmp/raised.csv" --fit --round 100
    book cuts $jobs --fit --on points --cuts 100,300,500,700,900
    book free "$tmp/free.csv" --from 40000 $eight
    book free-raised "$tmp/free-raised.csv" --from 40000 $eight
}

# prices NAME JOBS ARGUMENT...: NAME.xlsx of priced jobs
prices() {
    name=$1 file=$2
    shift 2
    benchpay price "$file" --surveys datasets/market_surveys.ini --quiet "$@" \
        -o "$tmp/$name.xlsx"
}
market=datasets/market_jobs.csv
sed 's/\(Alder,A101\),/\1,+10%/' $market >"$tmp/adjusted.csv"
prices priced $market --to 2027-01-01 --target P60+3%
prices adjusted "$tmp/adjusted.csv" --to 2027-01-01 --target P60+3%
prices simple $market --plan-year 2027 --ageing simple
prices ours $market --to 2027-01-01 --employees datasets/employees.csv --map fte=fte

# placed NAME FILE ARGUMENT...: NAME.xlsx of employees in their ranges
placed() {
    name=$1 file=$2
    shift 2
    benchpay compa "$file" --structure datasets/pay_ranges.csv --quiet --map fte=fte "$@" \
        -o "$tmp/$name.xlsx"
}
staff=datasets/employees.csv
sed '/^E001,/s/,30850,/,40000,/' $staff >"$tmp/raise.csv"
placed people $staff --by department
placed raised-people "$tmp/raise.csv" --by department
placed graded $staff --by grade,department
placed priced-people $staff --market datasets/priced_jobs.csv

# spent NAME FILE MATRIX ARGUMENT...: NAME.xlsx of increases
spent() {
    name=$1 file=$2 matrix=$3
    shift 3
    benchpay merit "$file" --structure datasets/pay_ranges.csv --matrix "$matrix" --quiet \
        --map fte=fte --map prorate=prorate "$@" -o "$tmp/$name.xlsx"
}
matrix=datasets/merit_matrix.csv
sed '/^E001,/s/,30850,/,31250,/' $staff >"$tmp/more.csv"
sed '/^A,/s/5\.5/6/' $matrix >"$tmp/matrix.csv"
spent budget $staff $matrix --budget 3.5% --by department
spent rounded $staff $matrix --budget 90000 --round 50 --lump --bring-to-min within
spent uncapped $staff $matrix --budget 3% --cap none --bring-to-min separate
spent guideline $staff $matrix
spent more-pay "$tmp/more.csv" $matrix
spent more-percent $staff "$tmp/matrix.csv"
benchpay price $market --surveys datasets/market_surveys.ini --to 2027-01-01 --quiet \
    -o "$tmp/years.xlsx"
sed 's/2026: 3.8%/2026: 5%/' datasets/market_surveys.ini >"$tmp/other.ini"
cp datasets/market_*.csv datasets/cmo_survey.csv "$tmp"
benchpay price $market --surveys "$tmp/other.ini" --to 2027-01-01 --quiet \
    -o "$tmp/other-years.xlsx"

# What the case is, then the workbook, what must come of it, and the cells to change.
cat >"$tmp/cases" <<EOF
given midpoints|given|given
another first midpoint, step, rounding and spread|given|changed|Grades!A8=52000|Grades!B8=0.12|Grades!D8=500|Grades!D13=0.7
midpoints between two|last|last
another last midpoint, and all moved|last|moved|Grades!B8=160000|Grades!D8=0.025
the market line|fit|fit
the market line with another market|fit|raised|Jobs!E3=52100
grades cut from points|cuts|cuts
jobs in the nearest grade|free|free
a job that moves to another grade|free|free-raised|Jobs!E7=70900
prices|priced|priced
prices of another adjustment|priced|adjusted|Sources!I3=0.1
prices of simple ageing|simple|simple
prices and our employees|ours|ours
people in their ranges|people|people
somebody's raise|people|raised-people|People!E3=40000
people by grade and department|graded|graded
people and their markets|priced-people|priced-people
a budget|budget|budget
a rounded budget with lump sums and minima|rounded|rounded
a budget without a cap|uncapped|uncapped
somebody's pay before the increase|guideline|more-pay|People!D3=31250
another guideline|guideline|more-percent|Matrix!D4=6
another movement of a year|years|other-years|Movements!D4=0.05
a change that was not made|given|changed
EOF
sed "s/^[^|]*|\([^|]*\)|\([^|]*\)/$(printf %s "$tmp" | sed 's/[/&]/\\&/g')\/\1.xlsx|$(
    printf %s "$tmp" | sed 's/[/&]/\\&/g')\/\2.xlsx/" "$tmp/cases" |
    PYTHONDONTWRITEBYTECODE=1 python3 tests/tools/recalc.py >"$tmp/said" 2>&1
cut -d '|' -f 1 "$tmp/cases" >"$tmp/names"
agrees() { sed -n "${1}p" "$tmp/said" | tee "$tmp/line"; grep -q 'cells agree' "$tmp/line"; }
n=0
while IFS= read -r name; do
    n=$((n + 1))
    if [ "$name" = "a change that was not made" ]; then
        check "$name is found out" grep -q "^$n .*DIFFERS" "$tmp/said"
    else
        check "$name" agrees $n
    fi
done <"$tmp/names"
finish
