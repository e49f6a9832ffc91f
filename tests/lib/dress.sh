# SPDX-License-Identifier: GPL-3.0-or-later
# dress.sh - what must not change a byte of an answer.  Sourced after tap.sh; needs $here
# (the folder tests) and benchpay on the PATH. Who sources it defines the question:
#   ask FORMAT OPTION...    asks ${under-} benchpay about pay.csv in the working folder
# and calls `dresses FILE` or `surroundings FILE`, or both.

# answers FORMATS OPTION...: what ask says about $tmp/dress/pay.csv in each of the formats
answers() {
    formats=$1
    shift
    for format in $formats; do
        (cd "$tmp/dress" && ask "$format" "$@") 2>"$tmp/stderr" ||
            { echo "exit status $?"; cat "$tmp/stderr"; }
    done
}

# plain FILE FORMATS OPTION...: keeps the answers about FILE as it is; a failure is no
# answer, and nothing is the same as it
plain() {
    mkdir -p "$tmp/dress" && cp "$1" "$tmp/dress/pay.csv"
    shift
    answers "$@" >"$tmp/plain"
    check "$asked: answered" \
        awk '/^exit status/ { bad = 1 } bad { print } END { exit bad || NR < 5 }' "$tmp/plain"
    if grep -q '^exit status' "$tmp/plain"; then : >"$tmp/plain"; fi
}

# same WHAT FORMATS OPTION...: pay.csv, dressed by now, gives the plain answers
same() {
    what=$1
    shift
    answers "$@" >"$tmp/got"
    check "$asked: $what" diff "$tmp/plain" "$tmp/got"
}

recast() { LC_ALL=C awk "$@" -f "$here/lib/csv.awk" -f "$here/lib/recast.awk"; }

# dresses FILE: the same rows written otherwise
dresses() {
    all='csv json text md'
    plain "$1" "$all"
    while IFS=: read -r what settings; do
        recast $settings <"$1" >"$tmp/dress/pay.csv"
        same "$what" "$all" </dev/null
    done <<'END'
rows shuffled: -v shuffle=7
rows shuffled again: -v shuffle=11
every field quoted: -v quote=1
CRLF line ends: -v end=\r\n
CR line ends: -v end=\r
shuffled, quoted, CRLF: -v shuffle=5 -v quote=1 -v end=\r\n
END
    cp "$1" "$tmp/dress/pay.csv"
}

# under_locale NAME: sets under to what runs a command in that locale, made for this run
# from the system's sources when it is not installed; fails when it is not to be had: a
# locale that is not there would prove nothing
under_locale() {
    mkdir -p "$tmp/locale"
    for under in "env LC_ALL=$1" "env LC_ALL=$1 LOCPATH=$tmp/locale"; do
        [ "$($under locale decimal_point 2>/dev/null)" = , ] && return
        localedef -i "${1%.*}" -f "${1#*.}" "$tmp/locale/$1" >/dev/null 2>&1
    done
    return 1
}

# surroundings FILE FORMATS: the same file in other locales, time zones, on other threads.
# The json repeats the options as they were typed, so threads come from a profile.
surroundings() {
    settings=$tmp/dress/settings.ini
    mkdir -p "$tmp/dress" && : >"$settings"
    file=$1 formats=$2
    set -- "$formats" --profile settings.ini
    plain "$file" "$@"
    for place in de_DE.UTF-8 tr_TR.UTF-8; do
        if under_locale $place; then same "LC_ALL=$place" "$@"
        else skip "$asked: LC_ALL=$place" "not installed, and localedef cannot make it"; fi
    done
    for zone in '<+14>-14' '<-12>12'; do
        under="env TZ=$zone"
        same "TZ=$zone" "$@"
    done
    under=
    for threads in 1 2 7; do
        printf '[options]\nthreads = %s\n' $threads >"$settings"
        same "$threads threads" "$@"
    done
}
