#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# shells.sh BUILD_DIR - manual pages and completions, which the program writes from its
# tables (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
commands='check offer percentiles tiers plot project report scope equity verify audit
    plan partial merge finish'

# Pages have no date: they are the same whenever they are made.
clean_page() {
    # shellcheck disable=SC2086 # no command is no word
    benchpay help --man $1 >"$tmp/page" || return 1
    if command -v mandoc >/dev/null; then
        mandoc -Tlint -W warning <"$tmp/page" | grep -v 'missing date' >"$tmp/lint"
        diff /dev/null "$tmp/lint" || return 1
    fi
    if command -v groff >/dev/null; then
        groff -ww -z -man -Tutf8 "$tmp/page" >"$tmp/lint" 2>&1
        diff /dev/null "$tmp/lint" || return 1
    fi
}
# Every option that help has is on the page.
complete_page() {
    benchpay help --man "$1" | sed 's/\\-/-/g; s/\\f[BRI]//g' >"$tmp/page"
    benchpay help "$1" | grep -o '^ *\(-., \)\{0,1\}--[a-z-]*' | grep -o -- '--[a-z-]*' |
        while read -r option; do
            grep -qE -- "^(-., )?$option( |\$)" "$tmp/page" || { echo "$option"; return 1; }
        done
}

check "the page of the program is clean" clean_page ''
for command in $commands; do
    check "the page of $command is clean" clean_page "$command"
    check "and has every option" complete_page "$command"
done

# bash_completes WORDS... WANT: what bash offers for the last of the words
bash_completes() {
    bash -c '
        . "$1"
        shift
        want=${!#}
        COMP_WORDS=("${@:1:$#-1}")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _benchpay
        [[ "${COMPREPLY[*]}" == "$want" ]] || { echo "${COMPREPLY[*]}"; exit 1; }
    ' bash "$tmp/bash" "$@"
}
if command -v bash >/dev/null; then
    benchpay help --completion bash >"$tmp/bash"
    check "bash completes commands" bash_completes benchpay pe percentiles
    check "and options" bash_completes benchpay check --number- --number-format
    check "of that command alone" bash_completes benchpay check --qt ''
    check "and the words of an option" bash_completes benchpay report --theme '' 'light dark'
    check "also behind '='" bash_completes benchpay report --theme = da dark
    check "and right behind it" bash_completes benchpay report --theme = 'light dark'
    check "and of a letter" bash_completes benchpay tiers -f h html
    check "and files" bash_completes benchpay check README. README.md
    check "and files of an option" bash_completes benchpay check --profile README. README.md
    check "but nothing where anything may stand" bash_completes benchpay check --hours '' ''
    check "and kinds of charts" bash_completes benchpay plot he heatmap
    check "and what help takes" bash_completes benchpay help rep report
else
    skip "bash completes" "no bash"
fi
parses() { benchpay help --completion "$1" >"$tmp/$1" && "$1" -n "$tmp/$1"; }
for shell in zsh fish; do
    if command -v $shell >/dev/null; then check "$shell reads its completions" parses $shell
    else skip "$shell reads its completions" "no $shell"; fi
done
# fish_completes LINE WANT
fish_completes() {
    fish -c "source $tmp/fish; complete -C '$1'" | cut -f 1 | tr '\n' ' ' | grep -x -- "$2 "
}
if command -v fish >/dev/null; then
    check "fish completes commands" fish_completes 'benchpay pe' percentiles
    check "and options" fish_completes 'benchpay check --number-' '--number-format'
    check "and the words of an option" fish_completes 'benchpay report --theme ' 'dark light'
fi
# The functions of compsys that the script calls, replaced by ones that show their words.
zsh_offers() {
    zsh -fc '
        compdef() { : }; _describe() { print -rl "${(@P)2}" }; _arguments() { print -rl -- "$@" }
        . "$1"; CURRENT=$2; words=(${@:3}); _benchpay' zsh "$tmp/zsh" "$@"
}
offers() { want=$1; shift; zsh_offers "$@" | grep -Fx -- "$want"; }
if command -v zsh >/dev/null; then
    check "zsh completes commands" \
        offers 'percentiles:pay percentiles by group\: one table' 2 benchpay
    check "and the words of an option" \
        offers '*--theme=[colours of charts and pages]:light|dark:(light dark)' 3 benchpay report
fi
finish
