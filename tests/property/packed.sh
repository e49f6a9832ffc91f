#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# packed.sh BUILD_DIR - gzip and zstd files give the answers of what is packed in them,
# wherever a CSV is read, and damaged ones an error with its place (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cp "$here"/../datasets/*.csv "$tmp"
cd "$tmp" || exit 1
survey=cmo_survey.csv

# packs TOOL FILE OUT: where the tool is there
packs() { command -v "$1" >/dev/null && "$1" -qc "$2" >"$3"; }

# ask FILE: the answer, without the name of the file and its digest
ask() {
    benchpay percentiles --rules none --currency USD --by tier "$1" -f json |
        sed "s/$1/FILE/g"
}

# same FILE: its answer is that of the survey
same() { ask "$survey" >want && ask "$1" >got && cmp want got; }

# says STATUS WORDS COMMAND...: it ends so, and says that
says() {
    status=$1 words=$2
    shift 2
    "$@" >out 2>err
    [ $? -eq "$status" ] && [ ! -s out ] && grep -q "$words" err || { cat err; false; }
}

# changed FILE BYTE: a copy whose byte in the middle is another
changed() {
    n=$(($(wc -c <"$1") / 2))
    { head -c "$n" "$1"; printf '%b' "$2"; tail -c +"$((n + 2))" "$1"; } >"changed.$1"
}

printf 'currency,rate\nEUR,1.1\nGBP,1.3\nAUD,.7\nBRL,.2\nCAD,.7\nCNY,.14\nSGD,.7\nAED,.27\n' >fx.csv
printf 'id,amount\n1,410000\n2,520000\n' >offers.csv
for tool in gzip zstd; do
    packs "$tool" "$survey" pay.dat || { skip "$tool" "not installed"; continue; }
    check "$tool: the answer is that of the CSV" same pay.dat
    check "$tool: the digest is that of the file as it lies" sh -c '
        benchpay percentiles --rules none --currency USD --provenance -f json pay.dat |
            grep -q "$(sha256sum pay.dat | cut -c1-64)"'
    check "$tool: from a pipe" sh -c '
        benchpay percentiles --rules none --currency USD -f csv - <'$survey' >want &&
        cat pay.dat | benchpay percentiles --rules none --currency USD -f csv - >got &&
        cmp want got'
    check "$tool: what is read twice" sh -c '
        o="--rules none --currency USD --outliers drop --by tier -f csv"
        benchpay percentiles $o '$survey' >want &&
        cat pay.dat | benchpay percentiles $o --excluded left.csv - >got &&
        cmp want got'
    packs "$tool" fx.csv fx.dat && packs "$tool" offers.csv offers.dat
    check "$tool: rates and a list of offers" sh -c '
        benchpay offer --offers offers.csv --rules none --currency USD --fx fx.csv '$survey' \
            -f csv >want &&
        benchpay offer --offers offers.dat --rules none --currency USD --fx fx.dat pay.dat \
            -f csv >got &&
        cmp want got'
    head -n 700 $survey >half && packs "$tool" half first.dat
    tail -n +701 $survey >half && packs "$tool" half second.dat
    cat first.dat second.dat >both.dat
    check "$tool: two behind each other are one text" same both.dat
    head -c 20000 pay.dat >cut
    check "$tool: one that is cut off" \
        says 3 "^benchpay: cut:[0-9]*: the $tool data end early, at byte 20000" \
        benchpay percentiles --rules none --currency USD cut
    changed pay.dat '\0125'
    check "$tool: a byte that is another" \
        says 3 "^benchpay: changed.pay.dat:[0-9]*: the $tool data are damaged" \
        benchpay percentiles --rules none --currency USD changed.pay.dat
    { echo title,pay; yes Chief Medical Officer of the whole company,100000 | head -n 3000000; } | "$tool" -qc >bomb
    check "$tool: one that grows beyond all measure" \
        says 5 "the $tool data unpack to more than" benchpay percentiles --rules none bomb
done
finish
