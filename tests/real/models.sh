# SPDX-License-Identifier: GPL-3.0-or-later
# models.sh - every case of models/cases.csv, whose answers R gave.  Read in by real.sh.
#
# A case is a command with its exit code, and what standard error must name; its answer is
# expected/CASE.csv, and CASE.json the fits.  models.py compares them.
model_agreed=0 model_differed=0

# model CASE EXIT NAMES ARGUMENT...
model() {
    model_case=$1 model_exit=$2 model_names=$3
    shift 3
    (cd models && benchpay "$@" -f csv >"$tmp/model.csv" 2>"$tmp/stderr" </dev/null)
    model_got=$?
    if [ "$model_got" -ne "$model_exit" ] || ! grep -q -e "$model_names" "$tmp/stderr" ||
        { [ "$model_exit" -ne 0 ] && [ -s "$tmp/model.csv" ]; }; then
        fail "models: $model_case: exit $model_got"
        explain "$tmp/stderr"
        return
    fi
    if [ "$model_exit" -ne 0 ]; then pass "models: $model_case"; return; fi
    (cd models && benchpay "$@" -f json >"$tmp/model.json" 2>/dev/null </dev/null)
    python3 "$here/real/models.py" "$model_case" "$tmp/model.csv" "$tmp/model.json" \
        "models/expected/$model_case.csv" "models/expected/$model_case.json" \
        >"$tmp/verdict" 2>&1
    read -r good _ bad _ <"$tmp/verdict"
    model_agreed=$((model_agreed + good)) model_differed=$((model_differed + bad))
    if [ "$good" -gt 0 ] && [ "$bad" -eq 0 ]; then pass "models: $model_case: $good agreed"
    else
        fail "models: $model_case: $good agreed, $bad differed"
        explain "$tmp/verdict"
    fi
}

if [ -d models ]; then
    python3 -c '
import csv, shlex, sys
for row in csv.DictReader(sys.stdin):
    print("model", *map(shlex.quote, [row["case"], row["exit"], row["names"]]),
          row["command"])
' <models/cases.csv >"$tmp/models"
    . "$tmp/models"
    pass "models: $model_agreed figures agreed, $model_differed differed"
fi
