#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# golden.sh BUILD_DIR [CASE...] - whole runs of the program (TAP output).
#
# A case is a folder of tests/golden.  Its `cmd` is what a user would type; it runs in
# a copy of the folder, with the program on the PATH and, when it names datasets/,
# with the data sets there.  What must come out is in `stdout`, `stderr` and
# `status`; a file that is missing means nothing, nothing and 0.  With BLESS=1 they are
# rewritten instead.  No case may leave a temporary file.
set -u
build=$(cd "$1" && pwd) || exit 1
shift
top=$(cd "$(dirname "$0")/.." && pwd) || exit 1
. "$top/tests/lib/tap.sh"
cd "$top/tests/golden" || exit 1
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

# The answer is the same in every locale and time zone: a UTF-8 one that was set stays.
case ${LC_ALL-} in *.UTF-8 | *.utf8) ;; *) LC_ALL=C.UTF-8 ;; esac
PATH=$build:$PATH TZ=${TZ-UTC} HOME=$tmp
export PATH LC_ALL TZ HOME
unset COLUMNS NO_COLOR TERM

[ $# -gt 0 ] || set -- *
for case; do
    rm -rf "$tmp/run" "$tmp/got"
    mkdir "$tmp/got"
    cp -R "$case" "$tmp/run"
    (cd "$tmp/run" && rm -f cmd stdout stderr status)
    if grep -q datasets/ "$case/cmd"; then
        ln -s "$top/datasets" "$tmp/run/datasets"
    fi
    (cd "$tmp/run" && exec sh "$top/tests/golden/$case/cmd") \
        >"$tmp/got/stdout" 2>"$tmp/got/stderr" </dev/null
    status=$?
    [ $status -eq 0 ] || echo $status >"$tmp/got/status"

    : >"$tmp/diff"
    for file in stdout stderr status; do
        got=$tmp/got/$file want=$case/$file
        [ -s "$got" ] || rm -f "$got"
        if [ -n "${BLESS-}" ]; then
            rm -f "$want"
            if [ -e "$got" ]; then cp "$got" "$want"; fi
        fi
        [ -e "$got" ] || got=/dev/null
        [ -e "$want" ] || want=/dev/null
        cmp -s "$want" "$got" || diff -u "$want" "$got" >>"$tmp/diff"
    done
    find "$tmp/run" -name '.benchpay-*' | sed 's/^/left behind: /' >>"$tmp/diff"
    if [ -s "$tmp/diff" ]; then
        fail "$case"
        explain "$tmp/diff"
    else
        pass "$case"
    fi
done
finish
