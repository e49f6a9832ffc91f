#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# layers.sh [BUILD_DIR] - no file knows what its layer must not know, and no files of one
# layer need each other in a ring (TAP output).
#
# A private header's layer is its folder; a public one names its own in its first
# comment, "Layer: NAME".  Project headers are included as "benchpay/x.h" or
# "layer/x.h".  Each library is known to the one place named in `homes`.
#
# Rings are found in the objects of BUILD_DIR: which file uses a symbol that another one
# defines.  Without a build only the sources are looked at.
set -u
LC_ALL=C
export LC_ALL
build=''
[ -z "${1-}" ] || build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/.." || exit 1
. tests/lib/tap.sh
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

awk '
BEGIN {
    may["base"] = "base"
    may["data"] = "data base"
    may["ingest"] = "ingest data base"
    may["analysis"] = "analysis data base"
    may["answer"] = "answer analysis ingest data base"
    may["report"] = "report base"
    may["pricing"] = "pricing answer analysis ingest data base"
    may["compose"] = "compose pricing answer analysis report data base"
    may["chart"] = "chart report base"
    may["render"] = "render report base"
    may["audit"] = "audit answer data base"
    may["cli"] = "cli audit render chart compose pricing report answer analysis ingest data base"

    may["mpi"] = "mpi cli ingest answer analysis data base"

    home["mpi.h"] = "src/mpi/ranks.c"
    home["gsl/"] = "src/analysis/"
    home["csv.h"] = "src/ingest/csvread.c"
    home["ini.h"] = "src/base/ini.c"
    home["utf8proc.h"] = "src/base/utf8.c"
    home["nettle/"] = "src/base/digest.c"
    home["jansson.h"] = "src/render/json"
    home["xlsxwriter.h"] = "src/render/xlsx"
    home["zlib.h"] = "src/render/xlsx_whole.c src/ingest/unpack.c"
    home["minizip/"] = "src/ingest/archive.c"
    home["expat.h"] = "src/ingest/xml.c"
    home["zstd.h"] = "src/ingest/unpack.c"
    home["gmp.h"] = "src/analysis/"
}

# The layer of a header; of a public one it is read from the file.
function layer_of(header,    line, file) {
    if (header !~ /^benchpay\//)
        return header ~ /\// ? substr(header, 1, index(header, "/") - 1) : "none"
    file = "include/" header
    while (!(header in public) && (getline line < file) > 0)
        if (match(line, /Layer: [a-z]+/))
            public[header] = substr(line, RSTART + 7, RLENGTH - 7)
    close(file)
    return header in public ? public[header] : "none"
}

# Does the name of a file start as one of the homes does?
function lives_in(file, homes,    n, i, place) {
    n = split(homes, place, " ")
    for (i = 1; i <= n; i++)
        if (index(file, place[i]) == 1)
            return 1
    return 0
}

function breach(what) { print FILENAME ": " what }

FNR == 1 {
    layer = FILENAME ~ /^include\// ? layer_of(substr(FILENAME, 9)) : FILENAME
    sub(/^src\//, "", layer)
    sub(/\/.*/, "", layer)
    if (!(layer in may))
        breach("layer \047" layer "\047 is unknown")
}
/^ *# *include *"/ {
    split($0, part, "\"")
    of = layer_of(part[2])
    if (index(" " may[layer] " ", " " of " ") == 0)
        breach(layer " must not include " part[2] " (" of ")")
    if (FILENAME ~ /^include\// && part[2] !~ /^benchpay\//)
        breach("a public header must not include the private " part[2])
}
/^ *# *include *</ {
    split($0, part, /[<>]/)
    for (library in home)
        if (index(part[2], library) == 1 && !lives_in(FILENAME, home[library]))
            breach("<" part[2] "> is known to " home[library] " alone")
}
' $(find src include -name '*.[ch]' ! -name benchpay.h | sort) >"$tmp/breaches"

check "every file includes its own layer and those it may know" diff /dev/null "$tmp/breaches"

grep -nEw 'strcpy|strcat|sprintf|strtok|atoi|gets|system|popen|setlocale' \
    $(find src include -name '*.[ch]') | grep '(' >"$tmp/calls"
check "no call that cannot be made safely" diff /dev/null "$tmp/calls"

# A report says where its parts go, so that a new one needs no change in a renderer.  What
# is compared there: the name of a format; the columns of tables that share one in the
# sheet of all data; the pay of sections that share the sheet of an offer.
grep -nE 'str(case|n)?cmp *\(' src/render/*.[ch] |
    grep -E '(->|\.)(name|command|key|heading|pay|json|id)\>' |
    grep -vE 'tidy.c:.*strcmp\((t|c)->key|xlsx_offer.c:.*strcmp\(s->pay, h->pay\)' |
    grep -vE 'render.c:.*strcmp\(name, format\[i\]\.name\)' >"$tmp/names"
check "no renderer knows a command, a section, a table or a column by its name" \
    diff /dev/null "$tmp/names"

# objects LAYER: those whose source is still there
objects() {
    for object in "$build/src/$1"/*.o; do
        source=${object#"$build/"}
        [ ! -e "${source%.o}.c" ] || echo "$object"
    done
}
# uses LAYER: a line "USER DEFINER" for each pair of its files
uses() {
    # shellcheck disable=SC2046 # the names have no blanks
    nm -A -g $(objects "$1") | awk '
        { file = $1; sub(/:.*/, "", file); sub(/.*\//, "", file); sub(/o$/, "c", file) }
        $(NF - 1) == "U" { user[++n] = file; needs[n] = $NF; next }
        { definer[$NF] = file }
        END {
            for (i = 1; i <= n; i++) {
                by = definer[needs[i]]
                if (by != "" && by != user[i] && !seen[user[i], by]++)
                    print user[i], by
            }
        }'
}
# no_ring LAYER: tsort names the files of each ring that it meets
no_ring() { uses "$1" | tsort >/dev/null 2>"$tmp/rings" || { cat "$tmp/rings"; return 1; }; }

# An audit that called what it audits would find nothing.
# alone: the symbols of statistics, rules and the gate that the objects of audit use
alone() {
    # shellcheck disable=SC2046 # the names have no blanks
    nm -g $(objects analysis) "$build"/src/answer/rules*.o "$build/src/answer/gate.o" |
        awk 'NF == 3 { print $3 }' | sort -u >"$tmp/audited"
    [ -s "$tmp/audited" ] || return 1
    # shellcheck disable=SC2046
    nm -g -u $(objects audit) | awk 'NF == 2 { print $2 }' | sort -u | comm -12 - "$tmp/audited"
}
if [ -n "$build" ]; then
    alone >"$tmp/shared" || echo "no objects" >"$tmp/shared"
    check "audit shares no code with the statistics and rules that it checks" \
        diff /dev/null "$tmp/shared"
fi

for folder in src/*/; do
    layer=$(basename "$folder")
    [ -n "$build" ] || break
    check "no ring of files in $layer" no_ring "$layer"
done
finish
