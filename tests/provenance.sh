#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# provenance.sh BUILD_DIR - the command that a report names, typed again, makes the same
# report (TAP output).
. "$(dirname "$0")/lib/start.sh"
head -n 400 "$top/datasets/cmo_survey.csv" >"$tmp/pay's.csv"
cd "$tmp" || exit 1

# The command in the page, without what HTML makes of it.
command_of() {
    sed -n 's/^<p class="note">benchpay [0-9.]*: \(.*\)<\/p>$/\1/p' "$1" |
        sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#39;/'/g; s/&amp;/\&/g"
}

# repeats ARGUMENT...
repeats() {
    benchpay report "pay's.csv" --charts none --quiet -o page.html "$@" || return 1
    mv page.html first.html
    command_of first.html >typed
    cat typed
    [ "$(wc -l <typed)" -eq 1 ] || return 1
    sh typed || return 1
    cmp first.html page.html && [ ! -e PWN ]
}

escape=$(printf '\033[1m')
lines=$(printf 'two\nlines\tand %%s%%n')
bidi=$(printf 'x\342\200\256y')
broken=$(printf 'no text \377')
for title in plain 'two words' "it's" "''" "'" 'a\' "\\'" '$HOME' '`touch PWN`' '$(touch PWN)' \
    '; touch PWN' '> PWN' '"; touch PWN; "' '~' '#x' '*' '?' '[a-z]*' '{a,b}' '!x' '^a^b' '&' \
    '--' '=x' '%s%n' 'Médecin-chef 首席医疗官' "$escape" "$lines" "$bidi" "$broken"; do
    check "title: $(printf %s "$title" | cat -v | tr '\n' ' ')" repeats --title "$title"
done
check 'options with blanks, signs and quotes' repeats --where 'region != South' \
    --where "org != Saint Mary's" --from-range 250000-600000 --by region --percentiles 10,50
finish
