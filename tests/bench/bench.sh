#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bench.sh BUILD_DIR - this program beside others that can do the same.  Settings come
# from the environment, or from make: make bench ROWS=1000000 QUESTIONS='money crlf'
#
#   ROWS=10000000     rows of the survey
#   ROUNDS=5          every question to every program, in turn, so often; 0 asks nothing
#                     and prints the table of what was measured last
#   QUESTIONS=...     some of those below; all
#   PEERS=...         some of the programs below; all
#   THREADS=...       all processors
#   FORMAT=text|md    md is the table for README.md
#
# Peers that are missing are installed (npm; apt-get as root) or left out.  Every answer
# of every run is compared with this program's.  All is kept in BUILD_DIR/bench: 5 GB at
# full size.  Nothing else should run on the machine.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
PROGRAM=$(cd "$1" && pwd)/benchpay || exit 1
ROWS=${ROWS:-10000000} ROUNDS=${ROUNDS:-5} FORMAT=${FORMAT:-text}
THREADS=${THREADS:-$(nproc 2>/dev/null || echo 2)}
PEERS=${PEERS:-duckdb polars datatable miller datamash}
main='report check default files piped wide long small page page-charts'
common='groups one-thread many-groups two-columns where organizations'
pricing='jobs price compa compa-lines merit merit-lines'
QUESTIONS=${QUESTIONS:-$main $common quoted crlf money tenth start $pricing}
mkdir -p "$1/bench" && cd "$1/bench" || exit 1
# shellcheck source=tests/bench/peers.sh
. "$here/peers.sh"

# question NAME: what it asks, of every program alike
question() {
    rows=$ROWS dress=plain keys=tier,region pay=base where='' orgs='' threads=$THREADS
    can=duckdb alike=yes
    case $1 in
    report | check | default) alike='' ;;
    files) dress=files alike='' ;;
    piped) dress=packed alike='' ;;
    wide | long) rows=$((ROWS * 3 / 100)) dress=$1 alike='' ;;
    small) rows=$((ROWS / 100)) alike='' ;;
    page | page-charts) dress=page rows=194 can='' ;;
    groups) can='duckdb polars datatable' ;;
    one-thread) threads=1 can='duckdb polars datatable' ;;
    many-groups) keys=org_id can='duckdb polars datatable' ;;
    two-columns) pay=tcc ;;
    where) where=yes ;;
    organizations) orgs=,orgs ;;
    quoted | crlf | money) dress=$1 ;;
    tenth) rows=$((ROWS / 10)) can='duckdb polars datatable miller datamash' ;;
    start) rows=5 can='duckdb polars datatable miller datamash' ;;
    jobs | price) rows=$((ROWS / 100)) dress=survey-0 can='' ;;
    compa | compa-lines | merit | merit-lines)
        rows=$((ROWS / 10)) dress=employees can=''
        ;;
    *) echo "bench.sh: no question '$1'" >&2; exit 2 ;;
    esac
    file=$dress-$rows.csv
    case $dress in
    packed) file=plain-$rows.csv.gz ;;
    page) file=$here/../../datasets/cmo_survey.csv ;;
    esac
    [ -n "$can" ] || alike=''
}

# make_file: that of a question, and what it is asked with
make_file() {
    case $dress in
    packed | files)
        [ -s "plain-$rows.csv" ] || ./survey "$rows" plain >"plain-$rows.csv" || return
        ;;
    esac
    case $dress in
    page) ;;
    packed) gzip -1 -c "plain-$rows.csv" >part && mv part "$file" ;;
    files) # two thousand, each with the header, listed in the file
        rm -rf many && mkdir many && head -n 1 "plain-$rows.csv" >header &&
            tail -n +2 "plain-$rows.csv" | split -a 4 -d -l $(((rows + 1999) / 2000)) \
                --filter='cat header - >many/$FILE.csv' - part &&
            printf '%s\n' many/*.csv >"$file"
        ;;
    survey-*)
        for k in 0 1 2 3 4 5; do
            ./staff survey "$rows" $k >"survey-$k-$rows.csv" || return
        done
        ./staff jobs >jobs.csv && ./staff surveys "$rows" >surveys.ini
        ;;
    employees)
        ./staff structure >structure.csv && ./staff matrix >matrix.csv &&
            ./staff employees "$rows" >part && mv part "$file"
        ;;
    *) ./survey "$rows" "$dress" >part && mv part "$file" ;;
    esac
}

# agrees: are the answers ours and theirs equal within 1e-9, and is there one?
agrees() {
    [ -s ours ] && paste -d, ours theirs | awk -F, 'NF % 2 { exit 1 }
        { for (i = 1; i <= NF / 2; i++) { a = $i; b = $(i + NF / 2)
            if (a != b && !(a - b <= 1e-9 * a && b - a <= 1e-9 * a && a + 0)) exit 1 } }'
}

# measure ROUND QUESTION PROGRAM: one run, a line of the file runs
measure() {
    took=$(ask_"$3" 2>>log) || took='- - -'
    normal "$3" <answer >theirs
    [ "$3" != benchpay ] || cp theirs ours
    verdict=same
    agrees || verdict=DIFFERS
    [ -n "$alike" ] || verdict=-
    [ "$took" != '- - -' ] || verdict=FAILED
    echo "$1 $2 $rows $3 $took $verdict" >>runs
}

newer() {
    [ -n "$(find "$1" -newer "$2" 2>/dev/null)" ]
}

# make_files: the programs and surveys that are missing or older than their source
make_files() {
    for tool in survey staff timed; do
        newer $tool "$here/$tool.c" ||
            "${CC:-cc}" -std=c11 -O2 -o $tool "$here/$tool.c" || exit 1
    done
    for name in $QUESTIONS; do
        question "$name"
        { newer "$file" survey && newer "$file" staff; } || make_file || exit 1
    done
}

# get_peers: those that the questions need; the others are taken out of PEERS
get_peers() {
    needed=' ' there=''
    for name in $QUESTIONS; do
        question "$name"
        needed="$needed$can "
    done
    for peer in $PEERS; do
        case $needed in *" $peer "*) ;; *) continue ;; esac
        has "$peer" >/dev/null 2>&1 || get "$peer" >>log 2>&1 </dev/null
        if has "$peer" >/dev/null 2>&1; then
            there="$there $peer"
        else
            echo "bench.sh: $peer is left out, it cannot be installed: see $PWD/log" >&2
        fi
    done
    PEERS=$there
}

ask_all() {
    : >log
    make_files
    get_peers
    : >runs
    {
        machine
        for program in benchpay $PEERS; do version "$program"; done
    } >about
    round=1
    while [ $round -le "$ROUNDS" ]; do
        echo "round $round of $ROUNDS" >&2
        for name in $QUESTIONS; do
            question "$name"
            measure $round "$name" benchpay
            for peer in $PEERS; do
                case " $can " in *" $peer "*) measure $round "$name" "$peer" ;; esac
            done
        done
        round=$((round + 1))
    done
}

[ "$ROUNDS" -eq 0 ] || ask_all
[ -s runs ] || { echo "bench.sh: nothing was measured" >&2; exit 1; }
awk -v format="$FORMAT" -v only="$QUESTIONS" -f "$here/table.awk" about runs
