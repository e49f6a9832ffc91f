#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# coverage.sh BUILD_DIR - lines of src run by the tests, file by file and in all.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
find "$build/src" -name '*.gcda' -exec gcov -n {} + 2>/dev/null | awk '
/^File / { split($0, part, "\047"); file = part[2] }
/^Lines executed:/ && file ~ /^src\/.*\.c$/ {
    split($0, part, /[:% ]+/)
    lines = part[length(part)]
    share = substr($2, 10) + 0
    run[file] = lines * share / 100
    all[file] = lines
    file = ""
}
END {
    for (file in all) {
        printf "%6.1f %%  %5d  %s\n", 100 * run[file] / all[file], all[file], file | "sort -n"
        sum += run[file]
        total += all[file]
    }
    close("sort -n")
    if (!total) { print "nothing was run"; exit 1 }
    printf "%6.1f %%  %5d  all\n", 100 * sum / total, total
}'
