#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh BUILD_DIR [unit] - run every test, or the unit tests; the last line is
# "N passed, N failed".
#
# A test is a program that prints TAP lines.  One that ends badly without naming a
# failure, or that prints no result at all, counts as failed; one that was skipped does
# not, which cmocka writes as "not ok N # SKIP".  As many run side by side
# as there are processors; what they print comes one after the other.
set -u

# one LOGS BUILD_DIR TEST
one() {
    log=$1/$(echo "$3" | tr / _) start=$(date +%s)
    case $3 in
    *.sh) sh "$3" "$2" ;;
    *) "$3" ;;
    esac >"$log.part" 2>&1
    echo $? >"$log.status"
    echo $(($(date +%s) - start)) >"$log.seconds"
    mv "$log.part" "$log"
}

if [ "$1" = --one ]; then
    shift
    one "$@"
    exit
fi

build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
CMOCKA_MESSAGE_OUTPUT=TAP
ASAN_OPTIONS=allocator_may_return_null=1
export CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS
logs=$(mktemp -d) || exit 1
passed=0 failed=0

# list [unit]: the scripts, which take longer, come first
list() {
    for test in tests/*.sh tests/property/*.sh; do
        case $test in
        tests/check.sh | tests/real.sh | *'*'*) ;;
        *) [ "${1-}" = unit ] || echo "$test" ;;
        esac
    done
    for test in "$build"/unit/test_* "$build"/property/*; do
        if [ -x "$test" ] && [ -f "$test" ]; then echo "$test"; fi
    done
}

# tell TEST: what it printed, and what is to be counted
tell() {
    name=${1#"$build"/} log=$logs/$(echo "$1" | tr / _)
    while [ ! -e "$log" ] && kill -0 $runner 2>/dev/null; do sleep 0.1; done
    [ -e "$log" ] || echo none >"$log.status"
    [ -e "$log" ] || : >"$log"
    echo "# $name, $(cat "$log.seconds" 2>/dev/null || echo ?) s"
    cat "$log"
    good=$(grep -c '^ok ' "$log")
    bad=$(grep '^not ok ' "$log" | grep -vc ' # SKIP')
    rc=$(cat "$log.status")
    if [ "$rc" != 0 ] && [ "$bad" -eq 0 ]; then
        echo "not ok - $name ended with status $rc"
        bad=1
    elif [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then
        echo "not ok - $name tested nothing"
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
}

list "${2-}" >"$logs/list"
tr '\n' '\0' <"$logs/list" |
    xargs -0 -n 1 -P "$(nproc 2>/dev/null || echo 2)" \
        sh tests/check.sh --one "$logs" "$build" &
runner=$!
trap 'kill $runner 2>/dev/null; rm -rf "$logs"' EXIT
trap 'exit 130' INT TERM
while read -r test; do tell "$test"; done <"$logs/list"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
