#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# deps.sh [--check] - what benchpay needs, and the installing of what is missing.
#
# With --check only the libraries that the program is compiled with are looked for,
# and a missing one is an error that names `make deps`.
set -u

# has KIND NAME: is it there?
has() {
    case $1 in
    command) command -v "$2" >/dev/null ;;
    library) pkg-config --exists "$2" 2>/dev/null ;;
    header)  echo "#include <$2>" | cc -E - >/dev/null 2>&1 ;;
    font)    find /usr/share/fonts /usr/local/share/fonts "$HOME/.local/share/fonts" \
                 "$HOME/Library/Fonts" -name "$2*" 2>/dev/null | grep -q . ;;
    python)  python3 -c "import $2" 2>/dev/null || /usr/bin/python3 -c "import $2" 2>/dev/null ;;
    esac
}

# What for, how it is recognised, and what it is called by apt, dnf and brew.
needs='build command cc gcc gcc gcc
build command pkg-config pkg-config pkgconf-pkg-config pkgconf
build library gsl libgsl-dev gsl-devel gsl
build header csv.h libcsv-dev libcsv-devel libcsv
build library libutf8proc libutf8proc-dev utf8proc-devel utf8proc
build library jansson libjansson-dev jansson-devel jansson
build library inih libinih-dev inih-devel inih
build library nettle nettle-dev nettle-devel nettle
build library xlsxwriter libxlsxwriter-dev libxlsxwriter-devel libxlsxwriter
build library zlib zlib1g-dev zlib-devel zlib
build library libzstd libzstd-dev libzstd-devel zstd
build library minizip libminizip-dev minizip-compat-devel minizip
build library expat libexpat1-dev expat-devel expat
build library gmp libgmp-dev gmp-devel gmp
test library cmocka libcmocka-dev libcmocka-devel cmocka
chart command gnuplot gnuplot-nox gnuplot gnuplot
chart font Inter fonts-inter rsms-inter-fonts font-inter
test command c++ g++ gcc-c++ gcc
test command strace strace strace
test command mandoc mandoc mandoc mandoc
test python jsonschema python3-jsonschema python3-jsonschema python-jsonschema'

apt='' dnf='' brew=''
while read -r use kind name on_apt on_dnf on_brew; do
    [ "${1-}" != --check ] || [ "$use" = build ] || continue
    has "$kind" "$name" && continue
    apt="$apt $on_apt" dnf="$dnf $on_dnf" brew="$brew $on_brew"
done <<END
$needs
END
[ -n "$apt" ] || exit 0

if [ "${1-}" = --check ]; then
    echo "missing:$apt" >&2
    echo "'make deps' installs what is missing" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    echo "benchpay needs more than is installed here; one of these lines gets it:" >&2
    echo "    sudo dnf install$dnf" >&2
    echo "    brew install$brew" >&2
    exit 1
fi
as_root=''
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null || {
        echo "benchpay needs, as root: apt-get install$apt" >&2
        exit 1
    }
fi
echo "installing with apt-get:$apt"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the names are words
$as_root apt-get install -y -qq --no-install-recommends $apt >/dev/null
