#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh BUILD_DIR - a program of twenty lines uses the installed library, also
# after the installation was moved (TAP output).
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
mode=${build##*/}
CC=${CC-${mode#*-}} MODE=${mode%%-*}
unset MAKEFLAGS MAKELEVEL

cat >"$tmp/median.c" <<'END'
#include <benchpay/benchpay.h>
#include <stdio.h>

int main(void)
{
    const char *file = "pay.csv";
    bp_reading reading;
    bp_choice choice;
    bp_reading_init(&reading);
    bp_choice_init(&choice);
    reading.file = &file;
    reading.n_files = 1;
    const bp_level half = { 1, 2 };
    const bp_method method = { .level = &half, .n_levels = 1, .qtype = 7 };
    bp_survey *survey = NULL;
    bp_percentiles *p = NULL;
    bp_err err;
    if (bp_survey_read(&survey, &reading, &choice, &err) != BP_OK ||
        bp_percentiles_new(&p, survey, 0, NULL, 0, &method, &err) != BP_OK)
        return fprintf(stderr, "%s\n", err.text), 1;
    printf("median %.2f\n", p->group[0].p[0].value);
    bp_percentiles_free(p);
    bp_survey_free(survey);
}
END
cat >"$tmp/chart.c" <<'END'
#include <benchpay/benchpay.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    static const double count[] = { 3, 8, 5 };
    bp_chart chart = { .kind = BP_CHART_DISTRIBUTION,
                       .id = "pay",
                       .title = { .text = "Half of the people earn less than $75,000" },
                       .currency = "USD",
                       .u.bins = { .low = 50000, .width = 20000, .count = count, .n = 3,
                                   .p25 = 70000, .p50 = 75000, .p75 = 90000 } };
    const bp_chart_options options = { .plots = argc > 1 ? argv[1] : NULL };
    bp_err err;
    if (bp_chart_draw(&chart, &options, &err) != BP_OK)
        return fprintf(stderr, "%s\n", err.text), 1;
    fwrite(chart.picture, 1, chart.picture_size, stdout);
    free(chart.picture);
}
END
# Of four the median is the mean of the middle two: (80000.25 + 91000.50) / 2.
printf 'name,base_salary\na,125000\nb,80000.25\nc,61500\nd,91000.50\n' >"$tmp/pay.csv"

install_it() { make MODE="$MODE" CC="$CC" PREFIX="$tmp/first" install; }
move_it() { mv "$tmp/first" "$tmp/second"; }
installed() { PKG_CONFIG_PATH=$tmp/second/lib/pkgconfig pkg-config "$@" benchpay; }
compile() {
    # shellcheck disable=SC2046 # the flags are words
    "$CC" -std=c11 -Wall -Wextra -Werror $LDFLAGS -o "$tmp/$1" "$tmp/$1.c" \
        $(installed --cflags --libs)
}
median() { (cd "$tmp" && ./median) >"$tmp/out" && echo 'median 85500.38' | diff - "$tmp/out"; }
report() { "$tmp/second/bin/benchpay" report "$tmp/pay.csv" -o "$tmp/report.html"; }
chart() {
    "$tmp/second/bin/benchpay" plot distribution datasets/cmo_survey.csv \
        --where 'country = United States' -o "$tmp/chart.svg" && grep -q '<svg' "$tmp/chart.svg"
}
embedded_chart() {
    compile chart && "$tmp/chart" "$(installed --variable=plots)" >"$tmp/own.svg" &&
        grep -q '^<svg.*' "$tmp/own.svg" && grep -q 'Half of the people' "$tmp/own.svg"
}
unsaid() {
    ! "$tmp/chart" 2>"$tmp/out" && grep -q 'is not installed beside the program' "$tmp/out"
}
uninstall_it() {
    make MODE="$MODE" CC="$CC" PREFIX="$tmp/second" uninstall &&
        find "$tmp/second" -type f | diff /dev/null -
}

LDFLAGS=''
[ "$MODE" != asan ] || LDFLAGS='-fsanitize=address,undefined'
[ "$MODE" != coverage ] || LDFLAGS='--coverage'
check "make install" install_it
check "the installation moves" move_it
check "a program of twenty lines builds with pkg-config" compile median
check "and prints the median of a file" median
check "the installed program writes a report" report
if command -v gnuplot >/dev/null; then
    check "and finds its chart templates" chart
    check "another program draws with the templates it names" embedded_chart
    check "and is told when it named none" unsaid
else
    skip "and finds its chart templates" "no gnuplot"
fi
check "make uninstall leaves no file" uninstall_it
finish
