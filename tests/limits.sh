#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# limits.sh BUILD_DIR - every limit of an option is kept at its bound and refused one
# beyond (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
printf 'base\n100\n200\n300\n' >"$tmp/pay.csv"
pay=$tmp/pay.csv series=datasets/cmo_median_by_year.csv
survey=datasets/cmo_survey.csv jobs=datasets/priced_jobs.csv

# takes ARGUMENT...: status 0, 3 where the file has no such rows, or 6 where so few rows
# show nothing
takes() { benchpay "$@" >"$tmp/out" 2>"$tmp/err"; rc=$?; cat "$tmp/err"; [ $rc -eq 0 ] || [ $rc -eq 3 ] || [ $rc -eq 6 ]; }
refuses() { benchpay "$@" >"$tmp/out" 2>"$tmp/err"; rc=$?; cat "$tmp/err"; [ $rc -eq 2 ]; }
asks() { benchpay "$@" >"$tmp/out" 2>"$tmp/err"; rc=$?; cat "$tmp/err"; [ $rc -eq 3 ]; }
# bounds OPTION LAST BEYOND ARGUMENT...
bounds() {
    option=$1 last=$2 beyond=$3
    shift 3
    check "$option $last is taken" takes "$@" "$option" "$last"
    check "$option $beyond is refused" refuses "$@" "$option" "$beyond"
}
levels() { seq 1 "$1" | awk '{ print $1 / 4 }' | paste -s -d , -; }
scenarios() { seq 1 "$1" | sed 's/.*/s&=1%/' | paste -s -d , -; }

years() { seq 1970 $((1969 + $1)) | sed 's/.*/&: 3%/' | paste -s -d , -; }

bounds --year 1900 1899 percentiles "$pay"
bounds --year 2200 2201 percentiles "$pay"
scopes() { seq 1 "$1" | sed 's/.*/beds/' | paste -s -d , -; }
bounds --on "$(scopes 1)" "$(scopes 9)" scope $survey --currency USD --at 100
bounds --at 0.001 0 scope $survey --currency USD --on beds
bounds --adjust 'experience^9' 'experience^0' equity datasets/payroll.csv --group gender
bounds --adjust 'experience^2' 'experience^10' equity datasets/payroll.csv --group gender
bounds --hours 1 0 percentiles "$pay"
bounds --hours 8784 8785 percentiles "$pay"
bounds --pays 12 11 percentiles "$pay"
bounds --pays 15 16 percentiles "$pay"
bounds --unit 1 0 percentiles "$pay"
bounds --unit 10000000 100000000 percentiles "$pay"
bounds --unit 1000 1001 percentiles "$pay"
bounds --map 'base=#1' 'base=#2' percentiles "$pay"
printf 'column,from,to\nbase,100,110\n' >"$tmp/recode.csv"
check "--recode of a list is taken" takes percentiles "$pay" --recode "$tmp/recode.csv"
check "--recode of another file is refused" asks percentiles "$pay" --recode "$pay"
bounds --propose "$tmp/proposed.csv" "$tmp/pay.csv" check "$pay"
bounds --map date=@2024-02-29 date=@2024-02-30 percentiles "$pay"
bounds --age-to 2028-02-29 2027-02-29 percentiles "$pay" --map date=@2027-01-01 --movement 3%
bounds --movement 1000% 1000.1% percentiles "$pay" --map date=@2026-01-01 --age-to 2027-01-01
bounds --movement -99.9% -100% percentiles "$pay" --map date=@2026-01-01 --age-to 2027-01-01
bounds --movement "$(years 64)" "$(years 65)" percentiles "$pay" --map date=@2026-01-01 --age-to 2027-01-01
bounds --published-date 2024-02-29 2024-02-30 offer 200 "$pay" --age-to 2027-01-01 --movement 3% --map date=@2026-01-01
bounds --as-of 2024-02-29 2024-02-30 percentiles "$pay"
bounds --threads 1 0 percentiles "$pay"
bounds --threads 1024 1025 percentiles "$pay"
bounds --header-row 1 0 percentiles "$pay"
bounds --header-row 4294967295 4294967296 percentiles "$pay"
bounds --memory 1000000K 1000001K percentiles "$pay"
bounds --max-malformed 100% 100.1% percentiles "$pay"
bounds --max-malformed 0% -0.1% percentiles "$pay"
bounds --top 1 0 percentiles "$pay" --by base --rules none
bounds --top 1000000000 1000000001 percentiles "$pay" --by base --rules none
bounds --min-people 1 0 percentiles "$pay" --by base --rules none
bounds --min-people 1000000000 1000000001 percentiles "$pay" --by base --rules none
bounds --qtype 1 0 percentiles "$pay"
bounds --qtype 9 10 percentiles "$pay"
bounds --basis org orgs percentiles "$survey" --currency USD --rules none
bounds --qtype 7 6 percentiles "$survey" --currency USD --basis org-equal
bounds --qtype 2 3 percentiles "$survey" --weight weight --weights sampling
bounds --qtype 1 9 percentiles "$survey" --weight weight --weights sampling
bounds --qtype 7 6 percentiles "$survey" --weight weight --weights analytic
bounds --weights analytic analytical percentiles "$survey" --weight weight
bounds --weight weight wieght percentiles "$survey" --weights sampling
bounds --percentiles 0,100 0,100.1 percentiles "$pay"
bounds --percentiles "$(levels 200)" "$(levels 201)" percentiles "$pay"
bounds --ci-method clustered cluster percentiles "$survey"
bounds --ci-method wilson agresti offer 200 "$pay" --rules none
bounds --ci-method bca bcb percentiles "$pay"
bounds --seed 4294967295 4294967296 percentiles "$pay" --ci-method bootstrap
bounds --seed 0 -1 offer 200 "$pay" --ci-method bca
bounds --population 1000 1 percentiles "$survey" --ci-method clustered
bounds --population 1000000000000 1000000000001 percentiles "$survey" --ci-method auto
bounds --rules survey surveys percentiles "$survey"
check "--ledger without a name is refused" refuses percentiles "$survey" --rules survey --ledger ''
bounds --min-pay 0.123456789 0.1234567891 percentiles "$pay"
bounds --delimiter ';' ';;' percentiles "$pay"
bounds --years 1 0 project "$series"
bounds --years 100 101 project "$series"
# The years after the last one observed, 2016, are at most 100; no year has five digits.
bounds --to 2116 2117 project "$series"
check "--to 10000 is refused" refuses project "$series" --to 10000
bounds --min-people 4294967295 4294967296 project "$series"
bounds --min-people 1 0 project "$series"
bounds --grades 1000 1001 structure "$jobs" --from 10 --progression 0.1%
bounds --grades 1 0 structure "$jobs" --from 48000 --progression 14%
bounds --progression 1000% 1001% structure "$jobs" --from 1 --grades 2
bounds --progression -99% -100% structure "$jobs" --from 100000 --grades 2
check "--progression 0% is refused" refuses structure "$jobs" --from 1 --grades 2 --progression 0%
bounds --from 0.01 0 structure "$jobs" --progression 14% --grades 8
bounds --to 1 0 structure "$jobs" --from 48000 --grades 8
bounds --spread 0% -1% structure "$jobs" --fit
bounds --spread 1000% 1001% structure "$jobs" --fit
bounds --spread 30%..60% 30%,60% structure "$jobs" --fit
bounds --next 1000% 1001% structure "$jobs" --fit
bounds --next -99% -100% structure "$jobs" --fit
bounds --round 0.01 0 structure "$jobs" --fit
bounds --on points point structure "$jobs" --fit
bounds --map manager=title grade=title structure "$jobs" --fit
# cuts N: so many that rise
cuts() { seq 1 "$1" | paste -s -d , -; }
bounds --cuts 100,900 100 structure "$jobs" --fit --on points
bounds --cuts "$(cuts 1000)" "$(cuts 1001)" structure "$jobs" --fit --on points
month=datasets/cmo_last_month.csv
bounds --threshold 1000% 1000.1% diff $month "$survey" --currency USD
bounds --threshold 0% -0.1% diff $month "$survey" --currency USD
bounds --level 100 100.1 explain "$survey" --currency USD --rules none
bounds --level 0 -1 explain "$survey" --currency USD --rules none
staff="datasets/employees.csv --structure datasets/pay_ranges.csv"
# shellcheck disable=SC2086 # a file and an option
bounds --budget 0% -0.1% merit $staff --matrix datasets/merit_matrix.csv
# shellcheck disable=SC2086
bounds --budget 100 99.99 merit $staff --matrix datasets/merit_matrix.csv
# shellcheck disable=SC2086
bounds --budget 1000% 1000.1% merit $staff --matrix datasets/merit_matrix.csv --cap none
# shellcheck disable=SC2086
bounds --round 0.01 0 merit $staff --matrix datasets/merit_matrix.csv
# shellcheck disable=SC2086
bounds --hired-before 2024-02-29 2024-02-30 merit $staff \
    --matrix datasets/merit_matrix.csv
price="price datasets/market_jobs.csv --surveys datasets/market_surveys.ini"
# shellcheck disable=SC2086 # plain words
{
    bounds --to 2028-02-29 2027-02-29 $price
    bounds --plan-year 2027 27 $price
    bounds --plan-year 2027-07-01 2027-07-32 $price
    bounds --target P90 P90.1 $price --to 2027-01-01
    bounds --target P50-99% P50-100% $price --to 2027-01-01
    bounds --day-count 30360 365 $price --to 2027-01-01
}
bounds --simulate 100000 100001 project "$series" --fit
bounds --seed 4294967295 4294967296 project "$series"
bounds --ci 99.9 100 project "$series"
bounds --ci 0.1 0 project "$series"
bounds --rate 1000% 1000.1% project --from 100
bounds --rate -99.9% -100% project --from 100
bounds --scenario "$(scenarios 12)" "$(scenarios 13)" project --from 100
# An offer is placed in each line of a published table that fits, of at most 20.
lines() { seq 1 "$1" | awk 'BEGIN { print "job,P25,P50" } { print "j" $1 ",1,2" $1 }'; }
lines 20 >"$tmp/20.csv"
lines 21 >"$tmp/21.csv"
places() { benchpay "$@" >"$tmp/out" 2>"$tmp/err"; rc=$?; cat "$tmp/err"; [ $rc -eq 0 ]; }
check "an offer is placed in 20 lines" places offer 20 "$tmp/20.csv"
check "of 21 lines one is asked for" asks offer 20 "$tmp/21.csv"
if command -v gnuplot >/dev/null; then
    bounds --width 200 199 plot distribution "$pay" -o "$tmp/a.svg"
    bounds --width 4000 4001 plot distribution "$pay" -o "$tmp/a.svg"
    bounds --height 150 149 plot distribution "$pay" -o "$tmp/a.svg"
    bounds --height 4000 4001 plot distribution "$pay" -o "$tmp/a.svg"
fi

# Text is at least 20 columns wide.
width() {
    COLUMNS=$1 benchpay report "$pay" --charts none 2>&1 |
        awk '{ n = length($0) > n ? length($0) : n } END { print n }'
}
same_width() { a=$(width "$1") b=$(width "$2"); echo "$a, $b"; [ "$a" = "$b" ]; }
check "19 columns are 20" same_width 19 20

# Whatever memory the program may have, it answers or says that it is not enough; below
# that the system does not even load it (127).
within() { sh -c 'ulimit -v "$0" && exec benchpay percentiles "$1" --rules none -f json' "$1" "$pay" >"$tmp/out" 2>"$tmp/err"; }
grows() {
    kib=8192 rc=127 short=0
    while [ $rc -eq 127 ] && [ $kib -lt 1048576 ]; do kib=$((kib + 1024)) && within $kib; rc=$?; done
    kib=$((kib - 1024)) rc=127
    while [ $rc -eq 127 ] || [ $rc -eq 5 ]; do
        within $((kib += 32)); rc=$?
        [ $rc -ne 5 ] || { short=$((short + 1)) && grep -q memory "$tmp/err" || break; }
    done
    echo "$kib KiB: $rc, $short times too little"
    [ $rc -eq 0 ] && [ $short -gt 0 ]
}
low_stack() {
    sh -c 'ulimit -s 512 && exec benchpay percentiles "$0"' "$pay" 2>"$tmp/err"; rc=$?
    cat "$tmp/err"
    [ $rc -eq 5 ] && grep -q 'ulimit -s' "$tmp/err"
}
case ${build##*/} in
asan-*) skip "little memory" "sanitizers take all of it" ;;
*) check "little memory is an answer or a message" grows ;;
esac
check "a stack that may not grow is refused" low_stack
finish
