#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# lint.sh FLAGS... - form and likely mistakes; FLAGS are those of the compiler.
#
# clang-format advises: tables laid out by hand may stay.  All else must be clean.
set -u
cd "$(dirname "$0")/../.." || exit 1
sources=$(find src -name '*.c' | sort)
headers=$(find src include -name '*.h' | sort)
status=0

# Checks that find mistakes.  Left out: taste, what the compilers warn of themselves,
# and what takes bp_fail for a function that may return BP_OK.
tidy='-*,bugprone-*,cert-*,performance-*,portability-*,misc-redundant-*'
tidy="$tidy,clang-analyzer-security.*,clang-analyzer-unix.*,clang-analyzer-deadcode.*"
tidy="$tidy,-bugprone-easily-swappable-parameters,-bugprone-implicit-widening*"
tidy="$tidy,-bugprone-assignment-in-if-condition,-bugprone-reserved-identifier"
tidy="$tidy,-bugprone-narrowing-conversions,-bugprone-sizeof-expression"
tidy="$tidy,-bugprone-integer-division,-cert-flp30-c"
tidy="$tidy,-clang-analyzer-security.FloatLoopCounter,-cert-err33-c,-cert-dcl*,-cert-msc*,-performance-no-int-to-ptr"
tidy="$tidy,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling"

# shellcheck disable=SC2086 # file names without blanks
{
    for file in $sources $headers; do
        clang-format "$file" | cmp -s - "$file" || echo "clang-format differs: $file"
    done
    if LC_ALL=C.UTF-8 grep -nE '^.{91,}|	| $' $sources $headers; then
        echo "lint.sh: over 90 columns, tabs, or blanks at the end of a line"
        status=1
    fi
    cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr \
        --enable=warning,performance,portability --suppress=missingIncludeSystem \
        --suppress=ctuuninitvar --suppress=ctunullpointer \
        --suppress=memleak:src/base/mem.c \
        --suppress=arrayIndexOutOfBoundsCond:src/analysis/quantile.c \
        -Iinclude -Isrc src || status=1
    clang-tidy --quiet --warnings-as-errors='*' --checks="$tidy" $sources -- "$@" \
        2>/dev/null || status=1
}
exit $status
