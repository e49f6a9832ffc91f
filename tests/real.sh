#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# real.sh BUILD_DIR DATA_DIR - the program against the reference data (TAP output).
#
# The reference data are real salary files with answers that other programs gave. They are
# not part of the project; without DATA_DIR nothing is tested, and that is said. Each
# tests/real/*.sh is one part and is read in here.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
. "$here/lib/tap.sh"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
if [ ! -d "${2-}" ]; then
    skip "reference data" "no folder '${2-}' (make real DATA=folder)"
    finish
    exit
fi
PATH=$(cd "$1" && pwd):$PATH LC_ALL=C.UTF-8 TZ=UTC
export PATH LC_ALL TZ
data=$(cd "$2" && pwd) && cd "$data" || exit 1

. "$here/lib/dress.sh"
for part in "$here"/real/*.sh; do
    . "$part"
done
finish
