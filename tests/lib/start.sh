# SPDX-License-Identifier: GPL-3.0-or-later
# start.sh - how a test begins.  Sourced first, by a script whose $1 is the folder of a
# build:
#   $top    the source tree; $here, its folder tests
#   $build  the folder of the build, whose programs are the first in PATH
#   $tmp    a folder for temporary files, which is gone afterwards
# Results are told by tap.sh.  Where nobody says otherwise it is UTC in the locale C.UTF-8.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
top=${here%/tests*} here=${here%/tests*}/tests
build=$(cd "$1" && pwd) || exit 1
. "$here/lib/tap.sh"
PATH=$build:$PATH LC_ALL=C.UTF-8 TZ=UTC
export PATH LC_ALL TZ
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
