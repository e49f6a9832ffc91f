#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# readme.sh BUILD_DIR - the examples of README.md come out as printed, and its program is
# the one that is tested (TAP output).
#
# In a ```console block a line "$ command" is run at the top of the source tree; the
# lines up to the next command or the end of the block are what it prints.  With
# BLESS=1 they are rewritten instead.
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
case ${LC_ALL-} in *.UTF-8 | *.utf8) ;; *) LC_ALL=C.UTF-8 ;; esac
PATH=$build:$PATH
export PATH LC_ALL
unset COLUMNS NO_COLOR TERM

# One file a command, NUMBER, and what README.md prints for it, NUMBER.want.
awk -v to="$tmp/" '
/^```console$/ { inside = 1; next }
/^```$/        { inside = 0 }
!inside        { next }
/^\$ /         { file = sprintf("%s%03d", to, ++n); print substr($0, 3) >file
                 printf "" >(file ".want"); next }
n              { print >(file ".want") }
' README.md

for want in "$tmp"/*.want; do
    [ -e "$want" ] || break
    example=${want%.want}
    # The program under test, not the one that was built last.
    sed 's|build/benchpay|benchpay|g' "$example" >"$tmp/command"
    sh "$tmp/command" >"$example.got" 2>&1 </dev/null
    [ -z "${BLESS-}" ] || cp "$example.got" "$want"
    check "$(cat "$example")" diff -u "$want" "$example.got"
done

sed -n '/^```c$/,/^```$/{/^```/d;p;}' README.md >"$tmp/program.c"
check "the program is tests/examples/offer.c" \
    diff tests/examples/offer.c "$tmp/program.c"

if [ -n "${BLESS-}" ]; then
    awk -v from="$tmp/" '
    /^```console$/ { inside = 1 }
    /^```$/        { inside = 0 }
    inside && /^\$ / { print; file = sprintf("%s%03d.got", from, ++n)
                       while ((getline line <file) > 0) print line
                       close(file); next }
    !inside || !n || /^```console$/
    ' README.md >"$tmp/README.md" && cp "$tmp/README.md" README.md
fi
finish
