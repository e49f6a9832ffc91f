# dress.sh - what must not change a byte of an answer.  Sourced after tap.sh; needs $here
# (the folder tests) and benchpay on the PATH.

# answers FILE OPTION...: what is asked of every dress, in each format that says it all
answers() {
    for format in csv json text md; do
        benchpay percentiles "$@" -f $format || echo "exit status $?"
    done
}

# recast FILE ASSIGNMENT...: the rows of FILE in another dress, see recast.awk
recast() {
    source=$1
    shift
    for assignment; do
        set -- "$@" -v "$assignment"
        shift
    done
    LC_ALL=C awk "$@" -f "$here/lib/csv.awk" -f "$here/lib/recast.awk" "$source"
}

# dressed WHAT OPTION...: compares the answers about $tmp/dress/pay.csv with the plain ones
dressed() {
    name="$dress_name: $1"
    shift
    (cd "$tmp/dress" && answers pay.csv "$@") >"$tmp/got" 2>&1
    check "$name" diff "$tmp/plain.answers" "$tmp/got"
}

# a locale that is installed, or made for this run from the system's sources
locale_ready() {
    [ "$(LC_ALL=$1 locale decimal_point 2>/dev/null)" = , ] && return
    LOCPATH=$tmp/locale
    export LOCPATH
    mkdir -p "$LOCPATH"
    localedef -i "${1%.*}" -f "${1#*.}" "$LOCPATH/$1" >/dev/null 2>&1
    [ "$(LC_ALL=$1 locale decimal_point 2>/dev/null)" = , ] || { unset LOCPATH; return 1; }
}

# invariant FILE OPTION...: the same answers whatever dress FILE wears and wherever it runs
invariant() {
    dress_name=$(basename "$1") plain=$1
    shift
    mkdir -p "$tmp/dress"
    cp "$plain" "$tmp/dress/pay.csv"
    (cd "$tmp/dress" && answers pay.csv "$@") >"$tmp/plain.answers" 2>&1
    check "$dress_name: there is an answer" \
        awk '/exit status/ { exit 1 } END { if (NR < 20) exit 1 }' "$tmp/plain.answers"

    for way in 'rows shuffled|shuffle=7' 'rows shuffled again|shuffle=11' \
               'columns reversed|reverse=1' 'all fields quoted|quote=1' \
               'CRLF|end=\r\n' 'CR|end=\r' 'shuffled, quoted, CRLF|shuffle=5|quote=1|end=\r\n'; do
        rest=${way#*|}
        (IFS='|'; recast "$plain" $rest) >"$tmp/dress/pay.csv"
        dressed "${way%%|*}" "$@"
    done

    cp "$plain" "$tmp/dress/pay.csv"
    for place in de_DE.UTF-8 tr_TR.UTF-8; do
        if locale_ready $place; then (LC_ALL=$place; dressed "LC_ALL=$place" "$@")
        else skip "$dress_name: LC_ALL=$place" "not installed and not to be made"; fi
    done
}
