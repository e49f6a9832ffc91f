# SPDX-License-Identifier: GPL-3.0-or-later
# tap.sh - results as TAP lines.  Sourced; needs a folder for temporary files in $tmp.
tap_n=0 tap_failed=0

# Some shells' echo makes a line break of "\n".
tap_say() { printf '%s\n' "$1"; }
pass() { tap_n=$((tap_n + 1)); tap_say "ok $tap_n - $1"; }
skip() { tap_n=$((tap_n + 1)); tap_say "ok $tap_n - $1 # SKIP $2"; }
fail() { tap_n=$((tap_n + 1)) tap_failed=$((tap_failed + 1)); tap_say "not ok $tap_n - $1"; }

# explain FILE: what the reader of a failure should see, cut to a screenful.
explain() { sed 's/^/# /' "$1" | head -n 25; }

# check NAME COMMAND...: passes when COMMAND does; what it said is shown when not.
check() {
    tap_name=$1
    shift
    if "$@" >"$tmp/tap" 2>&1; then pass "$tap_name"
    else fail "$tap_name"; explain "$tmp/tap"; fi
}

# finish: the plan line; its status is that of the whole script.
finish() {
    echo "1..$tap_n"
    [ "$tap_n" -gt 0 ] && [ "$tap_failed" -eq 0 ]
}
