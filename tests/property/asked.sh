#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# asked.sh BUILD_DIR [SURVEYS [SEED]] - random surveys, and questions of random options about
# each (TAP output).  An answer is the same, to the byte, by one thread and by several, by
# the reader that takes each record, within little memory, of the rows in another order,
# and of three files read apart; its json comes out again and passes its audit; and so is
# a refusal.
. "$(dirname "$0")/../lib/start.sh"
# The sanitizers take ten times as long.
case ${build##*/} in release-*) surveys=12 ;; *) surveys=3 ;; esac
surveys=${2-$surveys} seed=${3-20261130} questions=10
mkdir "$tmp/whole" "$tmp/mixed" "$tmp/apart"
for folder in whole mixed apart; do
    echo 150000 >"$tmp/$folder/offer.txt"
    printf 'currency,rate,date\nCAD,0.74,2022-01-01\nCAD,0.7312,2024-06-01\n' >"$tmp/$folder/fx.csv"
done

# asks FOLDER WORD...: the answer, without what files are known by, and the status
asks() {
    (cd "$tmp/$1" && shift && benchpay "$@" --quiet 2>"$tmp/error"
        echo "status $?") | sed 's/[0-9a-f]\{64\}/SHA/g'
}
# same WHAT FOLDER WORD...
same() {
    what=$1
    shift
    asks "$@" >"$tmp/other"
    cmp -s "$tmp/answer" "$tmp/other" && return
    echo "$what: benchpay $*"
    diff "$tmp/answer" "$tmp/other" | head -n 8
    return 1
}
# By groups in the order of their people or medians, ties are in the order of the file.
in_order() { case $1 in *--sort*) false ;; esac; }
of_parts() (
    cd "$tmp/apart" && rm -rf plan.json parts
    # What cannot be asked of parts is refused by name.
    benchpay plan $1 0.csv 1.csv 2.csv -o plan.json --quiet 2>"$tmp/error" || [ $? -le 3 ] || exit
    [ -f plan.json ] || exit 0
    asks apart $1 -f csv 0.csv 1.csv 2.csv >"$tmp/answer"
    for n in 1 2 3; do
        benchpay partial plan.json --unit $n -o parts 2>"$tmp/error" || ! grep -q '^status 0' "$tmp/answer" || exit
    done
    [ $(ls parts | wc -l) -eq 3 ] || exit 0
    benchpay merge parts/*2.csv.part parts/*0.csv.part -o merged.part &&
        same 'in parts' apart finish plan.json merged.part parts/*1.csv.part -f csv
)
of_json() (
    cd "$tmp/whole" || exit
    benchpay $1 -f json --quiet pay.csv >json && benchpay verify --quiet - <json || exit
    case $1 in percentiles* | tiers* | report*) benchpay audit --quiet - pay.csv <json ;; esac
)
answers_alike() {
    asks whole $1 -f csv pay.csv >"$tmp/answer"
    same threads whole $1 -f csv pay.csv --threads 3 &&
        same 'each record' whole $1 -f csv pay.csv --reader libcsv || return
    if in_order "$1"; then
        same 'another order' mixed $1 -f csv pay.csv || return
    fi
    if [ "$(tail -n 1 "$tmp/answer")" = 'status 0' ]; then
        answered=$((answered + 1))
        same 'little memory' whole $1 -f csv pay.csv --memory 24M && of_json "$1" || return
    fi
    of_parts "$1"
}

answered=0
while [ "$surveys" -gt 0 ]; do
    surveys=$((surveys - 1)) seed=$((seed + 1))
    awk -v seed=$seed -v into="$tmp/whole" -v questions=$questions \
        -f "$here/property/asked.awk" >"$tmp/questions"
    recast() { LC_ALL=C awk "$@" -f "$here/lib/csv.awk" -f "$here/lib/recast.awk" <"$tmp/whole/pay.csv"; }
    recast -v shuffle=$seed >"$tmp/mixed/pay.csv"
    for n in 0 1 2; do recast -v part=$n/3 >"$tmp/apart/$n.csv"; done
    while read -r question; do
        check "survey $seed: $question" answers_alike "$question" </dev/null
    done <"$tmp/questions"
done
check "one question in five was answered" [ $((answered * 5)) -gt "$tap_n" ]
finish
