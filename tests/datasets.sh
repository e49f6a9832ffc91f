#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# datasets.sh BUILD_DIR - the synthetic survey is what its generator writes, and the
# examples of the help, which read it, work (TAP output).
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
"${CC-cc}" -std=c11 -O1 -o "$tmp/gen" tests/data/gen_cmo_survey.c || exit 1
"$tmp/gen" >"$tmp/cmo_survey.csv"
python3 tests/data/gen_payroll.py >"$tmp/payroll.csv"
check "datasets/payroll.csv comes from its generator" \
    cmp "$tmp/payroll.csv" datasets/payroll.csv
check "datasets/cmo_survey.csv comes from its generator" \
    cmp "$tmp/cmo_survey.csv" datasets/cmo_survey.csv
awk -f tests/data/last_month.awk datasets/cmo_survey.csv >"$tmp/cmo_last_month.csv"
check "datasets/cmo_last_month.csv is made of it" \
    cmp "$tmp/cmo_last_month.csv" datasets/cmo_last_month.csv
check "datasets/cmo_last_month.json is its report" \
    "$build/benchpay" verify datasets/cmo_last_month.json
for house in alder birch cedar; do
    awk -v house=$house -f tests/data/gen_market.awk >"$tmp/market_$house.csv"
    check "datasets/market_$house.csv comes from its generator" \
        cmp "$tmp/market_$house.csv" datasets/market_$house.csv
done

# Examples are lines of four blanks and their continuations; they may write files, which
# those of other commands do not look at.
PATH=$build:$PATH
export PATH
examples() {
    rm -rf "$tmp/top"
    mkdir "$tmp/top" && cp -R datasets "$tmp/top" &&
        benchpay help "$1" | sed -n '/^Examples/,$s/^    //p' >"$tmp/examples" &&
        [ -s "$tmp/examples" ] && (cd "$tmp/top" && sh -e "$tmp/examples")
}
for command in $(benchpay help | sed -n '/^Commands/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
    check "the examples of 'benchpay help $command' work" examples "$command"
done
finish
