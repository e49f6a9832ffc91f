#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# install.sh BUILD_DIR - the example programs use the installed library, shared and
# static, also after the installation was moved (TAP output).
#
# They are built with what `pkg-config benchpay` prints and with nothing else.
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
mode=${build##*/}
CC=${CC-${mode#*-}} MODE=${mode%%-*}
unset MAKEFLAGS MAKELEVEL

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
# Of four the median is the mean of the middle two: (80000.25 + 91000.50) / 2; P90 (type 7)
# lies 0.7 of the way from the third to the fourth.
printf 'name,sex,base_salary\na,f,125000\nb,m,80000.25\nc,f,61500\nd,m,91000.50\n' \
    >"$tmp/pay.csv"
# A report shows nothing of four.
awk 'BEGIN { print "name,sex,base_salary"
    for (i = 0; i < 40; i++) printf "n%d,%s,%d\n", i, i % 3 ? "f" : "m", 60000 + 977 * i }' \
    >"$tmp/many.csv"

install_it() { make MODE="$MODE" CC="$CC" PREFIX="$tmp/first" LDCONFIG=: install; }
move_it() { mv "$tmp/first" "$tmp/second"; }
installed() { PKG_CONFIG_PATH=$tmp/second/lib/pkgconfig pkg-config "$@" benchpay; }
# compile SOURCE PROGRAM [--static]
compile() {
    source=$1 program=$2
    shift 2
    # shellcheck disable=SC2046,SC2086 # the flags are words
    "$CC" -std=c11 -Wall -Wextra -Wpedantic -Werror $LDFLAGS -o "$tmp/$program" "$source" \
        $(installed --cflags --libs "$@" | one_way "$@")
}
# The linker takes the shared library where both are: --static names the other.
one_way() {
    if [ $# -eq 0 ]; then cat; else sed 's/-lbenchpay/-l:libbenchpay.a/'; fi
}
short() { [ "$(wc -l <"tests/examples/$1.c")" -le 30 ]; }
# prints WANT PROGRAM ARGUMENT...
prints() {
    want=$1 program=$2
    shift 2
    (cd "$tmp" && "./$program" "$@") >"$tmp/out" && printf %b "$want" | diff - "$tmp/out"
}
uses_shared() { ldd "$tmp/$1" | grep "$tmp/second/lib/libbenchpay.so"; }
# A page, and a script for each shell.
described() {
    man -l "$tmp/second/share/man/man1/benchpay-offer.1" | grep -q 'range-min' &&
        grep -q _benchpay "$tmp/second/share/bash-completion/completions/benchpay" &&
        grep -q _benchpay "$tmp/second/share/zsh/site-functions/_benchpay" &&
        grep -q '^complete' "$tmp/second/share/fish/vendor_completions.d/benchpay.fish"
}
report() { "$tmp/second/bin/benchpay" report "$tmp/many.csv" -o "$tmp/report.html"; }
# The program's own page, but for the command in it: the example knows of none.
embedded_report() {
    (cd "$tmp" && ./report many.csv >own.html && second/bin/benchpay report many.csv -f html \
        >program.html && for page in own program; do
            sed '/^ *<p[^>]*>benchpay [0-9]/d' $page.html >$page.cut
        done && grep -q '<svg' own.cut && diff program.cut own.cut)
}
chart() {
    "$tmp/second/bin/benchpay" plot distribution datasets/cmo_survey.csv \
        --where 'country = United States' -o "$tmp/chart.svg" && grep -q '<svg' "$tmp/chart.svg"
}
embedded_chart() {
    compile "$tmp/chart.c" chart && "$tmp/chart" "$@" >"$tmp/own.svg" &&
        grep -q '^<svg.*' "$tmp/own.svg" && grep -q 'Half of the people' "$tmp/own.svg"
}
uninstall_it() {
    make MODE="$MODE" CC="$CC" PREFIX="$tmp/second" LDCONFIG=: uninstall &&
        find "$tmp/second" ! -type d | diff /dev/null -
}

LDFLAGS=''
[ "$MODE" != asan ] || LDFLAGS='-fsanitize=address,undefined'
[ "$MODE" != coverage ] || LDFLAGS='--coverage'
check "make install" install_it
check "the installation moves" move_it
export LD_LIBRARY_PATH="$tmp/second/lib"
for example in tests/examples/*.c; do
    name=$(basename "$example" .c)
    check "tests/examples/$name.c has at most 30 lines" short "$name"
    check "and builds with pkg-config" compile "$example" "$name"
done
check "it uses the shared library" uses_shared percentiles
check "percentiles by group" prints 'all: 85500, 114800\nf: 93250, 118650
m: 85500, 89900\n' percentiles pay.csv sex
check "reading tells how far it is" prints '68 bytes, 4 of 4 rows\n' progress pay.csv
check "an offer in its market" prints '2 below, 1 equal: P75; 1.06 of the median\n' offer \
    pay.csv 91000.50
check "the static library does as well" compile tests/examples/percentiles.c static --static
check "and gives the same" prints 'all: 85500, 114800\n' static pay.csv
if command -v man >/dev/null; then
    check "manual pages and completions are there" described
fi
check "the installed program writes a report" report
if command -v gnuplot >/dev/null; then
    check "and finds its chart templates" chart
    check "another program makes the same report, with charts" embedded_report
    check "another program draws with the templates beside the library" embedded_chart
    check "and with those that it names" embedded_chart "$(installed --variable=plots)"
else
    skip "and finds its chart templates" "no gnuplot"
    skip "another program makes the same report, with charts" "no gnuplot"
fi
check "make uninstall leaves no file" uninstall_it
finish
