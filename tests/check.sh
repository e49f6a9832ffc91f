#!/bin/sh
# check.sh BUILD_DIR [unit] - run every test, or the unit tests; the last line is
# "N passed, N failed".
#
# A test is a program that prints TAP lines.  One that ends badly without naming a
# failure, or that prints no result at all, counts as failed.
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
CMOCKA_MESSAGE_OUTPUT=TAP
ASAN_OPTIONS=allocator_may_return_null=1
export CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
passed=0 failed=0

# run NAME COMMAND...
run() {
    echo "# $1"
    name=$1
    shift
    "$@" >"$log" 2>&1
    rc=$?
    cat "$log"
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    if [ "$rc" -ne 0 ] && [ "$bad" -eq 0 ]; then
        echo "not ok - $name ended with status $rc"
        bad=1
    elif [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then
        echo "not ok - $name tested nothing"
        bad=1
    fi
    passed=$((passed + good)) failed=$((failed + bad))
}

for test in "$build"/unit/test_* "$build"/property/*; do
    [ -x "$test" ] && [ -f "$test" ] && run "${test#"$build"/}" "$test"
done
if [ "${2-}" != unit ]; then
    for test in tests/*.sh tests/property/*.sh; do
        case $test in
        tests/check.sh | tests/real.sh | *'*'*) ;;
        *) run "$test" sh "$test" "$build" ;;
        esac
    done
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
