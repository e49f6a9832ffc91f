#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# demo.sh - the main job on the survey that comes along; run by `make demo`.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p build/demo
set -- datasets/cmo_survey.csv --where 'country = United States'
build/benchpay report "$@" -o build/demo/report.txt -o build/demo/report.html
build/benchpay plot distribution "$@" -o build/demo/distribution.svg
cat build/demo/report.txt
echo
echo "The report to hand on:  build/demo/report.html"
echo "The same as text:       build/demo/report.txt"
echo "Its chart:              build/demo/distribution.svg"
