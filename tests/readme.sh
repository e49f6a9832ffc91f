#!/bin/sh
# readme.sh BUILD_DIR - the examples of README.md come out as printed (TAP output).
#
# In a ```console block a line "$ command" is run at the top of the source tree; the
# lines up to the next command or the end of the block are what it prints.
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

# One file a command, with what README.md prints for it in NUMBER.want.
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
    command=$(cat "${want%.want}")
    # The program under test, not the one that was built last.
    echo "$command" | sed 's|build/benchpay|benchpay|g' >"$tmp/command"
    sh "$tmp/command" >"$tmp/got" 2>&1 </dev/null
    check "$command" diff -u "$want" "$tmp/got"
done
finish
