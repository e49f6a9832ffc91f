#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# api.sh BUILD_DIR - what the library shows to other programs (TAP output).
#
# The shared library exports exactly the names in tests/api/symbols; with BLESS=1 that
# list is rewritten.  A name that leaves it breaks programs: the Makefile says what
# follows from that (ABI).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
LC_ALL=C

# Without what linkers, sanitizers and gcov add of their own.
nm -D --defined-only "$build/libbenchpay.so" | awk '{ print $3 }' |
    grep -Ev '^(__bss_start|_edata|_end|_init|_fini|_*(odr_asan|gcov|llvm)_.*)$' |
    sort >"$tmp/symbols"
[ -z "${BLESS-}" ] || cp "$tmp/symbols" tests/api/symbols

declared() {
    while read -r name; do
        grep -qw "$name" include/benchpay/*.h || { echo "$name is not"; return 1; }
    done <"$tmp/symbols"
}
has_soname() {
    readelf -d "$build/libbenchpay.so" | grep 'SONAME.*\[libbenchpay\.so\.[0-9]*\]'
}
# compiles HEADER SUFFIX COMPILER...: it includes all that it needs.  api.h alone has
# nothing that could be compiled.
compiles() {
    header=$1 file=$tmp/alone.$2
    shift 2
    printf '#include <benchpay/%s>\nint nothing;\n' "$header" >"$file"
    "$@" -Wall -Wextra -Wpedantic -Werror -fsyntax-only -Iinclude "$file"
}

check "the exported names are those of tests/api/symbols" diff tests/api/symbols "$tmp/symbols"
check "each of them is declared in a public header" declared
check "the library has a soname" has_soname
for header in include/benchpay/*.h; do
    name=${header##*/}
    check "$name is C11 by itself" compiles "$name" c "${CC-cc}" -std=c11
    if command -v "${CXX-c++}" >/dev/null; then
        check "$name is C++17 by itself" compiles "$name" cc "${CXX-c++}" -std=c++17
    fi
done
finish
