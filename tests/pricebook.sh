#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# pricebook.sh BUILD_DIR - a spreadsheet computes the prices of a workbook again, by its
# formulas alone (TAP output).
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
PATH=$build:$PATH
export PATH
if ! command -v soffice >/dev/null || ! command -v python3 >/dev/null; then
    skip "prices computed again" "no LibreOffice or python3"
    finish
    exit
fi
# again NAME OPTION...
again() {
    name=$1
    shift
    benchpay price datasets/market_jobs.csv --surveys datasets/market_surveys.ini --quiet \
        "$@" -o "$tmp/$name.xlsx" &&
        python3 tests/tools/live.py strip "$tmp/$name.xlsx" "$tmp/bare-$name.xlsx" &&
        HOME=$tmp soffice --headless --convert-to 'xlsx:Calc MS Excel 2007 XML' \
            --outdir "$tmp/again" "$tmp/bare-$name.xlsx" >/dev/null 2>&1 &&
        python3 tests/tools/live.py same "$tmp/$name.xlsx" "$tmp/again/bare-$name.xlsx"
}
check "compound ageing, a target between two levels" again compound --to 2027-01-01 --target P60+3%
check "simple ageing" again simple --plan-year 2027 --ageing simple
finish
