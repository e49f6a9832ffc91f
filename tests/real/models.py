#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""models.py CASE CSV JSON EXPECTED_CSV [EXPECTED_JSON] - answers about models against
those of R.

Figures agree to 1e-9, relative, absolute below 1; t and p to 1e-8.  Groups may stand in
another order.  Prints `N agreed, N differed`, then what differed.
"""
import csv
import json
import os
import sys

LABELS = {"part", "group", "category", "factor", "figure", "status", "at"}


def near(got, want, loose):
    return abs(got - want) <= (1e-8 if loose else 1e-9) * max(1, abs(want))


def same(name, got, want):
    if want in ("", None) or got in ("", None):
        return got in ("", None) and want in ("", None)
    try:
        return near(float(got), float(want), name in ("t", "p"))
    except ValueError:
        return got == want


def key_of(row, columns):
    return tuple(row[c] for c in columns)


def compare_csv(got_path, want_path, out):
    with open(got_path, newline="") as f:
        got = list(csv.DictReader(f))
    with open(want_path, newline="") as f:
        want = list(csv.DictReader(f))
    columns = list(want[0])
    if got and list(got[0]) != columns:
        out.append((False, "columns %s, not %s" % (list(got[0]), columns)))
        return
    labels = [c for c in columns if c in LABELS - {"status"} or
              (columns[0] not in LABELS and c == columns[0])]
    rows = {key_of(r, labels): r for r in got}
    for w in want:
        g = rows.pop(key_of(w, labels), None)
        if g is None:
            out.append((False, "no row %s" % (key_of(w, labels),)))
            continue
        for c in columns:
            out.append((same(c, g[c], w[c]), "%s %s: %s, not %s" %
                        (key_of(w, labels), c, g[c], w[c])))
    for key in rows:
        out.append((False, "a row more: %s" % (key,)))


def compare_value(path, got, want, out):
    if isinstance(want, dict):
        for k, v in want.items():
            compare_value(path + "." + k, got.get(k), v, out)
    elif isinstance(want, list):
        out.append((len(got) == len(want), "%s: %d, not %d" % (path, len(got), len(want))))
        for i, v in enumerate(want[: len(got)]):
            compare_value("%s[%d]" % (path, i), got[i], v, out)
    else:
        out.append((same(path.rsplit(".", 1)[-1], got, want),
                    "%s: %s, not %s" % (path, got, want)))


def fitted(models):
    """Those that could be fitted, the total first, the others by their constants."""
    some = [m for m in models if m["coefficients"]]
    return some[:1] + sorted(some[1:], key=lambda m: m["coefficients"][0]["value"])


def main(case, got_csv, got_json, want_csv, want_json=None):
    out = []
    compare_csv(got_csv, want_csv, out)
    if want_json and os.path.exists(want_json):
        with open(got_json) as f:
            got = json.load(f)["models"]
        with open(want_json) as f:
            want = json.load(f)["models"]
        compare_value("models", fitted(got), fitted(want), out)
    bad = [what for ok, what in out if not ok]
    print("%d agreed, %d differed" % (len(out) - len(bad), len(bad)))
    for what in bad[:20]:
        print(what)


main(*sys.argv[1:])
