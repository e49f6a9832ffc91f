#!/bin/sh
# lint.sh FLAGS... - form and likely mistakes; FLAGS are those of the compiler.
set -u
cd "$(dirname "$0")/../.." || exit 1
sources=$(find src -name '*.c' | sort)
headers=$(find src include -name '*.h' | sort)
status=0

# The checks that find mistakes; those about taste and about C++ are left out, those
# that the compiler's own warnings cover, and those that need to know that bp_fail
# never returns BP_OK or that va_start sets a va_list (clang 14 does not).
tidy='-*,bugprone-*,clang-analyzer-*,cert-*,performance-*,portability-*,misc-redundant-*'
tidy="$tidy,-bugprone-easily-swappable-parameters,-bugprone-implicit-widening*"
tidy="$tidy,-bugprone-assignment-in-if-condition,-bugprone-reserved-identifier"
tidy="$tidy,-cert-err33-c,-cert-dcl*,-cert-msc*"
tidy="$tidy,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling"
tidy="$tidy,-bugprone-narrowing-conversions,-clang-analyzer-valist.Uninitialized"
tidy="$tidy,-clang-analyzer-core.NonNullParamChecker"

# shellcheck disable=SC2086 # file names without blanks
{
    clang-format --dry-run -Werror $sources $headers || status=1
    cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr \
        --enable=warning,performance,portability --suppress=missingIncludeSystem \
        --suppress=memleak:src/base/mem.c \
        -Iinclude -Isrc src || status=1
    clang-tidy --quiet --warnings-as-errors='*' --checks="$tidy" \
        $sources -- "$@" 2>/dev/null || status=1
}
exit $status
