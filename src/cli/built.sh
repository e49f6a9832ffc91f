#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# built.sh CC LIBRARY... - as C, what `benchpay --version` says of the build.
#
# Names and versions only, no dates and no paths: the same tools make the same program.
set -eu
cc=$1
shift

# expand TEXT HEADER...: the text with the macros of the compiler and of headers
expand() {
    text=$1
    shift
    { for header; do echo "#include <$header>"; done; echo "VERSION: $text"; } |
        $cc -E -P - | sed -n 's/^VERSION: *//p' | tr -d ' "'
}
case $(expand __clang_major__) in
__clang_major__) built="gcc $(expand '__GNUC__ . __GNUC_MINOR__ . __GNUC_PATCHLEVEL__')" ;;
*) built="clang $(expand '__clang_major__ . __clang_minor__ . __clang_patchlevel__')" ;;
esac
for library; do built="$built, $library $(pkg-config --modversion "$library")"; done
built="$built, libcsv $(expand 'CSV_MAJOR . CSV_MINOR . CSV_RELEASE' csv.h)"

echo '#include "cli/help.h"'
echo "const char bp_built_with[] = \"$built\";"
