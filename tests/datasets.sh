#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# datasets.sh BUILD_DIR - the synthetic survey is what its generator writes (TAP output).
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
finish
