#!/bin/sh
# fault.sh BUILD_DIR - memory runs out at every single allocation of a run, once and
# from then on: exit 5 and no output, or the same output (TAP output).
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
case ${build##*/} in
asan-* | coverage-*)
    skip "memory that runs out" "not with this build"
    finish
    exit ;;
esac
"${CC-cc}" -O1 -shared -fPIC -o "$tmp/failing.so" tests/fault/failing.c || exit 1
head -n 300 datasets/cmo_survey.csv | awk 'NR == 1 || NR % 5 < 2' >"$tmp/pay.csv"
series=$PWD/datasets/cmo_median_by_year.csv
cd "$tmp" || exit 1

# run VARIABLE=N ARGUMENTS...: the program, in `out` and `files/`
run() {
    rm -rf files
    mkdir files
    setting=$1
    shift
    env "$setting" LD_PRELOAD="$tmp/failing.so" "$build/benchpay" "$@" >out 2>err </dev/null
    rc=$?
}

# same: the output is that of the undisturbed run; nothing: there is none
same() { cmp -s out out.want && diff -r files files.want >/dev/null; }
nothing() { [ ! -s out ] && [ -z "$(ls -A files)" ]; }

# survives ARGUMENTS...
survives() {
    run FAIL_COUNT=count "$@"
    rm -rf files.want
    mv files files.want
    mv out out.want
    [ $rc -eq 0 ] || { echo "status $rc without a fault"; cat err; return 1; }
    total=$(cat count) bad=0 n=0
    while [ $n -lt "$total" ] && [ $bad -lt 5 ]; do
        n=$((n + 1))
        for how in AT FROM; do
            run FAIL_$how=$n "$@"
            case $rc in
            0) same && continue ;;
            5) nothing && [ -s err ] && continue ;;
            esac
            echo "FAIL_$how=$n of $total: status $rc, $(wc -c <out) bytes of output"
            cat err
            bad=$((bad + 1))
        done
    done
    [ $bad -eq 0 ] && [ "$total" -gt 0 ]
}

# trial ARGUMENTS...
trial() { check "memory runs out: $*" survives "$@"; }

trial check pay.csv
trial percentiles pay.csv --by tier,region --currency USD -f json --threads 1
trial percentiles pay.csv --by currency -f csv --excluded files/excluded.csv --threads 1
trial project pay.csv --currency USD --matched person -f json --threads 2
trial project $series --fit --simulate 50 --scenario low=2%,high=5% --threads 1
trial report pay.csv --charts none -o files/r.txt -o files/r.md -o - --threads 1
trial report pay.csv --charts none -o files/r.html -o files/r.json --threads 2
finish
