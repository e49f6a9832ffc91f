#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# invariance.sh BUILD_DIR - changes to a survey that must not change a byte of the answer,
# or must change it in a known way (TAP output).
. "$(dirname "$0")/../lib/start.sh"
. "$here/lib/dress.sh"
survey=$here/../datasets/cmo_survey.csv
pay=$tmp/dress/pay.csv

asked='base by tier and region'
ask() {
    format=$1
    shift
    ${under-} benchpay percentiles pay.csv --rules none --pay base --by tier,region --year 2026 \
        --currency USD -f "$format" "$@"
}
dresses "$survey"
surroundings "$survey" 'csv json text md'

asked='total cash of every year'
ask() {
    format=$1
    shift
    ${under-} benchpay percentiles pay.csv --rules none --pay tcc --by tier --year all --currency USD \
        --qtype 6 --percentiles 2.5,33.3,50,97.5 --sort p50 -f "$format" "$@"
}
dresses "$survey"

asked='growth, simulated'
ask() {
    format=$1
    shift
    ${under-} benchpay project pay.csv --rules none --currency USD --fit --years 3 --simulate 500 \
        --scenario low=2%,high=5% -f "$format" "$@"
}
dresses "$survey"
surroundings "$survey" 'csv json text md'

asked='growth of the same people'
ask() {
    format=$1
    shift
    ${under-} benchpay project pay.csv --rules none --currency USD --matched person -f "$format" "$@"
}
dresses "$survey"

asked='pay on beds'
ask() {
    format=$1
    shift
    ${under-} benchpay scope pay.csv --currency USD --year 2026 --on beds --by tier \
        -f "$format" "$@"
}
dresses "$survey"

asked='pay of women and men'
ask() {
    format=$1
    shift
    ${under-} benchpay equity pay.csv --group gender --reference M --pay tcc \
        --adjust experience,tier -f "$format" "$@"
}
dresses "$here/../datasets/payroll.csv"

asked='report'
ask() {
    format=$1
    shift
    ${under-} benchpay report pay.csv --year 2026 --currency USD -f "$format" "$@"
}
surroundings "$survey" 'json text md html'

# From here on layouts that a note may name, and files with other names: the figures.
asked='figures by tier'
ask() {
    shift
    benchpay percentiles "${@:-pay.csv}" --rules none --pay base --by tier,region --year 2026 \
        --currency USD -f csv
}
plain "$survey" csv
while IFS=: read -r what settings; do
    recast $settings <"$survey" >"$pay"
    same "$what" csv </dev/null
done <<'END'
semicolons between fields: -v delim=;
tabs between fields: -v delim=\t
bars between fields: -v delim=|
columns from last to first: -v reverse=1
END

{ printf '\357\273\277'; cat "$survey"; } >"$pay"
same 'a byte order mark' csv
printf %s "$(cat "$survey")" >"$pay"
same 'no line end at the end' csv
iconv -f UTF-8 -t UTF-16 "$survey" >"$pay"
same 'UTF-16' csv

for n in 0 1 2; do
    recast -v part=$n/3 <"$survey" >"$tmp/dress/part$n.csv"
done
same 'three files as one data set' csv part0.csv part1.csv part2.csv
same 'the files in another order' csv part2.csv part0.csv part1.csv
recast -v part=1/3 -v reverse=1 <"$survey" >"$tmp/dress/part1.csv"
same 'a file with its columns in another order' csv part0.csv part1.csv part2.csv

piped() { ask csv - 2>"$tmp/stderr" || cat "$tmp/stderr"; }
cat "$survey" | piped >"$tmp/got"
check "$asked: a pipe" diff "$tmp/plain" "$tmp/got"
# a slow writer: records arrive in pieces
{ head -c 70001 "$survey"; sleep 0.2; tail -c +70002 "$survey"; } | piped >"$tmp/got"
check "$asked: a pipe that pauses" diff "$tmp/plain" "$tmp/got"
piped <"$survey" >"$tmp/got"
check "$asked: standard input" diff "$tmp/plain" "$tmp/got"

recast -v tenfold=base_salary <"$survey" >"$pay"
answers csv >"$tmp/got"
check "$asked: pay times ten gives figures times ten" \
    awk -f "$here/lib/csv.awk" -f "$here/property/tenfold.awk" "$tmp/plain" "$tmp/got"
finish
