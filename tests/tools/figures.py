#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""figures.py EXPECTED.json - are the figures of EXPECTED among those of the json on
standard input?  Numbers agree within 1e-9 (relatively, below 1 absolutely), all else to
the letter.  Prints what differs, and ends with 1 then."""
import json
import sys


def near(want, got):
    if isinstance(want, (int, float)) and isinstance(got, (int, float)):
        return abs(want - got) <= 1e-9 * max(1, abs(want))
    return want == got


def differences(want, got, path):
    if isinstance(want, dict):
        for key in want:
            yield from differences(want[key], (got or {}).get(key), f"{path}.{key}")
    elif not near(want, got):
        yield f"{path}: {want} expected, {got} found"


with open(sys.argv[1], encoding="utf-8") as file:
    found = list(differences(json.load(file), json.load(sys.stdin), ""))
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
