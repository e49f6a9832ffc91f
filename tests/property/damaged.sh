#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# damaged.sh BUILD_DIR - a damaged survey gives the same median, a question, or a word
# about it (TAP output).  DAMAGED=N makes N versions.
. "$(dirname "$0")/../lib/start.sh"
if command -v python3 >/dev/null; then
    check "damage to the synthetic survey is never passed over" \
        python3 "$top/tests/tools/damage.py" "$build/benchpay" 20261128 "${DAMAGED-111}" \
        "$top/datasets/cmo_survey.csv" base_salary --currency USD
else
    skip "damage to the synthetic survey is never passed over" "no python3"
fi
finish
