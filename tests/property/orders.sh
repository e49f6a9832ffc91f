#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# orders.sh BUILD_DIR - what is composed of many sources, jobs or employees does not change
# in a byte with the order in which they come (TAP output).
#
# The files are made here: figures and weights with digits to the last place, many sources a
# job, so that sums in another order do round otherwise.  Lines that follow the order of the
# input are put in order before they are compared.
. "$(dirname "$0")/../lib/start.sh"
mkdir "$tmp/plain" "$tmp/mixed"

awk -v dir="$tmp/plain" 'BEGIN {
    srand(3)
    for (s = 1; s <= 7; s++) {
        file = dir "/s" s ".csv"
        print "code,title,n,orgs,P10,P25,P50,P75,P90" >file
        for (j = 1; j <= 9; j++) {
            low = 40000 + 9000 * j + 3000 * rand()
            printf "J%d,Job %d,%d,%d,%.2f,%.2f,%.2f,%s,%.2f\n", j, j, 30 + 400 * rand(),
                12 + 20 * rand(), low, low * 1.13, low * (1.2 + rand() / 9),
                s == 3 ? "" : sprintf("%.2f", low * 1.37), low * 1.61 >file
        }
        close(file)
        printf "[survey S%d]\nfile = s%d.csv\neffective = 2025-0%d-01\n", s, s, s \
            >dir "/surveys.ini"
        printf "movement = 3.%d%%\nweight = %.3f\n", s, .1 + rand() >dir "/surveys.ini"
    }
    for (s = 8; s <= 9; s++) {
        printf "[survey S%d]\nfile = s%da.csv\nfile = s%db.csv\n", s, s, s >dir "/surveys.ini"
        printf "pay = base\nmovement = 3.%d%%\nweight = %.3f\n", s % 7, .1 + rand() \
            >dir "/surveys.ini"
        for (f = 1; f <= 2; f++) {
            file = dir "/s" s (f == 1 ? "a" : "b") ".csv"
            print "org,job,base,effective_date" >file
            for (i = 1; i <= 400; i++)
                printf "O%d,J%d,%.2f,2025-0%d-1%d\n", i % 23, 1 + i % 9,
                    (50000 + 9000 * (i % 9)) * (.7 + .6 * rand()), 1 + i % 9, i % 10 >file
            close(file)
        }
    }
    print "job,title,survey,match,weight,adjust,grade" >dir "/jobs.csv"
    for (j = 1; j <= 9; j++)
        for (s = 1; s <= 9; s++)
            printf "J%d,Job %d,S%d,J%d,%s,%s,G%d\n", j, j, s, j,
                j % 2 ? sprintf("%.4f", .1 + 3 * rand()) : "", s % 3 ? "" : "2.7%",
                1 + j / 2 >dir "/jobs.csv"
    print "person,job,grade,rating,fte,base" >dir "/staff.csv"
    for (i = 1; i <= 500; i++)
        printf "P%d,J%d,G%d,%s,%.2f,%.2f\n", i, 1 + i % 9, 1 + (1 + i % 9) / 2,
            substr("ABC", 1 + i % 3, 1), .4 + .6 * rand(),
            (30000 + 4000 * (i % 9)) * (.7 + .6 * rand()) >dir "/staff.csv"
    print "rating,below,Q1,Q2,Q3,Q4,above\nA,7.3,6.1,5.7,4.1,3.3,1.1\nB,5.9,4.3,3.1,2.3,1.7,0\n" \
        "C,2.1,1.3,1.1,.7,.3,0" >dir "/matrix.csv"
    print "job,title,grade,points,market" >dir "/market.csv"
    for (i = 1; i <= 60; i++)
        printf "M%d,Work %d,G%d,%d,%.2f\n", i, i, 1 + i / 10, 100 + 7 * i + 9 * rand(),
            40000 * exp(.011 * i + rand() / 5) >dir "/market.csv"
    print "grade,min,midpoint,max" >dir "/ranges.csv"
    for (g = 1; g <= 6; g++)
        printf "G%d,%d,%d,%d\n", g, 24000 + 7000 * g, 33000 + 8000 * g, 43000 + 9000 * g >dir "/ranges.csv"
}'

# mix SEED: the files of plain with their rows, and the sections of surveys, in another order
mix() {
    for file in "$tmp"/plain/*.csv; do
        awk -v shuffle="$1" -f "$here/lib/csv.awk" -f "$here/lib/recast.awk" "$file" \
            >"$tmp/mixed/${file##*/}"
    done
    awk -v seed="$1" 'BEGIN { RS = "[[]survey "; ORS = ""; srand(seed) }
        NR > 1 { print rand() "\t"; gsub(/\n/, "\t"); print "[survey " $0 "\n" }' \
        "$tmp/plain/surveys.ini" | sort -n | cut -f 2- | tr '\t' '\n' >"$tmp/mixed/surveys.ini"
    if [ $(($1 % 2)) -eq 0 ]; then
        for s in 8 9; do
            mv "$tmp/mixed/s${s}a.csv" "$tmp/mixed/keep.csv"
            mv "$tmp/mixed/s${s}b.csv" "$tmp/mixed/s${s}a.csv"
            mv "$tmp/mixed/keep.csv" "$tmp/mixed/s${s}b.csv"
        done
    fi
}

# asked NAME WORD...: the question about the plain files, and about them mixed
asked() {
    name=$1
    shift
    answer plain want "$@"
    check "$name: answered" test "$(wc -l <"$tmp/want")" -gt 3
    for seed in 1 2 4; do
        mix $seed
        answer mixed got "$@"
        check "$name: order $seed" diff "$tmp/want" "$tmp/got"
    done
}
answer() { # answer FOLDER OUT WORD...
    folder=$tmp/$1 out=$tmp/$2
    shift 2
    (cd "$folder" && benchpay "$@" --quiet -f csv 2>"$tmp/stderr") | sort >"$out"
}

price='price jobs.csv --surveys surveys.ini --to 2026-07-01 --percentiles 10,25,50,75,90'
asked 'average' $price --target P60
asked 'average, equal' $price --source-weights equal
asked 'levels filled' $price --missing-level ratio
asked 'mixture' $price --composite mixture
asked 'mixture by people' $price --composite mixture --source-weights people
asked 'beside employees' $price --employees staff.csv --map fte=fte
asked 'structure, fitted on grades' structure market.csv --fit --spread 50%
asked 'structure, fitted on points' structure market.csv --fit --on points --spread 40%
asked 'structure, given' structure market.csv --grades 7 --from 40000 --progression 9% \
    --spread 50% --employees staff.csv --map fte=fte
asked 'compa' compa staff.csv --structure ranges.csv --by rating --summary
asked 'merit' merit staff.csv --structure ranges.csv --matrix matrix.csv --budget 3.3% --summary
finish
