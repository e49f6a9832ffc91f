#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# pictures.sh BUILD_DIR - the charts beside a report in Markdown (TAP output).
. "$(dirname "$0")/lib/start.sh"
command -v gnuplot >/dev/null || { skip 'pictures' 'no gnuplot'; finish; exit; }
trap 'chmod -R u+w "$tmp"; rm -rf "$tmp"' EXIT
head -n 400 "$top/datasets/cmo_survey.csv" >"$tmp/pay.csv"
cd "$tmp" || exit 1
umask 022

report() { benchpay report "${input-pay.csv}" --quiet "$@"; }
fresh() { rm -rf out && mkdir out; }

# The addresses of the pictures, as a browser reads them.
linked() {
    sed -n 's/^!\[.*\](\([^()]*\))$/\1/p' "$1" | LC_ALL=C awk '{
        while ((i = index($0, "%")) > 0) {
            printf "%s%c", substr($0, 1, i - 1), 16 * hex($0, i + 1) + hex($0, i + 2)
            $0 = substr($0, i + 3)
        }
        print
    }
    function hex(text, i) { return index("0123456789ABCDEF", substr(text, i, 1)) - 1 }'
}

# holds FILE FOLDER: every picture that FILE shows is in FOLDER, and nothing else is
holds() {
    linked "$1" | sort >links
    (cd out && find "$2" -type f | sort) >files
    cat links files
    grep -q '\.svg$' links && cmp links files
}

beside() { fresh && report -o out/report.md && holds out/report.md report-charts; }
odd_name() {
    fresh && report -o 'out/[a](b) %c é#?.md' &&
        holds 'out/[a](b) %c é#?.md' '[a](b) %c é#?-charts'
}
whole() {
    for picture in out/report-charts/*; do
        case $(head -c 4 "$picture") in '<svg') ;; *) return 1 ;; esac
        [ "$(tail -n 1 "$picture")" = '</svg>' ] || return 1
        [ "$(stat -c %a "$picture")" = 600 ] || return 1
    done
    [ "$(stat -c %a out/report-charts)" = 700 ]
}
same_bytes() {
    cp -R out old
    report -o out/report.md && diff -r out old
}
as_in_html() {
    fresh && report -o out/report.md -o out/report.html || return 1
    for picture in out/report-charts/*; do
        grep -qF "$(head -n 1 "$picture")" out/report.html || return 1
    done
}
alone() { # alone OPTION...: the report is the one file
    fresh && report "$@" >out/report.md && ! grep '!\[' out/report.md &&
        [ "$(ls -A out)" = report.md ]
}
to_pipe() {
    fresh && mkfifo out/report.md || return 1
    cat out/report.md >text &
    report -o out/report.md && wait && ! grep '!\[' text && [ "$(ls -A out)" = report.md ]
}
without_gnuplot() {
    fresh && PATH=/nowhere "$build/benchpay" report pay.csv --quiet -o out/report.md &&
        [ "$(ls -A out)" = report.md ] && grep -q '^No picture: ' out/report.md
}

# fails STATUS MESSAGE OPTION...: and leaves out/ as it was
fails() {
    want=$1 message=$2
    shift 2
    rm -rf old
    cp -R out old
    report "$@" 2>err
    rc=$?
    cat err
    [ $rc -eq "$want" ] && grep -qF "$message" err && diff -r out old
}
input_kept() {
    fresh && mkdir out/report-charts && cp pay.csv out/report-charts/tiers.svg &&
        input=out/report-charts/tiers.svg fails 2 'is also an input' -o out/report.md
}
folder_is_file() {
    fresh && echo mine >out/report-charts && fails 4 'report-charts' -o out/report.md
}
picture_is_folder() {
    fresh && mkdir -p out/report-charts/growth.svg && fails 4 'is a folder' -o out/report.md
}
named_twice() {
    fresh && mkdir out/report-charts &&
        fails 2 'named twice' -o out/report.md -f html -o out/report-charts/growth.svg
}
late_failure() { fresh && fails 4 /dev/full -o out/report.md -o /dev/full -f text; }
others_kept() {
    fresh && mkdir out/report-charts && echo mine >out/report-charts/notes.txt &&
        report -o out/report.md && [ "$(cat out/report-charts/notes.txt)" = mine ]
}

check 'every picture of the report is a file beside it' beside
check 'the files are whole pictures, for nobody else' whole
check 'a second run writes the same bytes' same_bytes
check 'the address of a picture is read back whatever the name' odd_name
check 'pictures are those of the page' as_in_html
check 'standard output has no pictures' alone -f md
check 'nor has what is only another name of it' alone -f md -o /dev/stdout
check 'nor a pipe' to_pipe
check '--charts none draws none' alone --charts none -o out/report.md
check 'without gnuplot there are words, and why' without_gnuplot
check 'a picture does not replace an input' input_kept
check 'a file in place of the folder is kept' folder_is_file
check 'a folder in place of a picture is kept' picture_is_folder
check 'two outputs of one name are refused' named_twice
check 'a run that fails later leaves nothing' late_failure
check 'what else is in the folder stays' others_kept
finish
