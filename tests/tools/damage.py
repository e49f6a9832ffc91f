#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""damage.py PROGRAM SEED COUNT FILE PAY [OPTION...] - is damage ever passed over?

Makes COUNT damaged versions of a survey, whose column of pay is called PAY, as files
come to harm in real life (a row of totals, half of the pay by the hour, a header lost,
another currency), each with changes of its own from the seed, and asks for the report of
each.  A version passes when its
median is that of the file as it was, when the program asks or refuses (exit 3), or when a
warning or a note says something that was not said before.  Numbers in what is said do
not count: "12 rows" is the same as "13 rows".

Prints TAP: a line for each kind of damage; for a failure how to see it again.
"""
import csv
import io
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile

ROWS_MOST = 1500


class Survey:
    """The rows of a file as texts, and which column is pay."""

    def __init__(self, header, rows, pay):
        self.header, self.rows, self.pay = list(header), [list(r) for r in rows], pay

    def copy(self):
        return Survey(self.header, self.rows, self.pay)

    def text(self, delimiter=",", header=True):
        out = io.StringIO()
        write = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        if header:
            write.writerow(self.header)
        write.writerows(self.rows)
        return out.getvalue()

    def label(self):
        """A column of words, where a total would be named."""
        for i in range(len(self.header)):
            if i != self.pay and any(re.search("[A-Za-z]", r[i]) for r in self.rows[:20]):
                return i
        return 0 if self.pay != 0 else 1


def number(cell):
    t = re.sub(r"[^0-9.\-]", "", cell)
    try:
        return float(t)
    except ValueError:
        return None


def plain(x):
    return ("%.2f" % x).rstrip("0").rstrip(".")


def pays(s):
    return [x for x in (number(r[s.pay]) for r in s.rows) if x is not None]


def row_of(s, label, value):
    r = [""] * len(s.header)
    r[s.label()] = label
    r[s.pay] = plain(value)
    return r


# Each kind of damage takes a copy of the survey and returns a text, or None where the
# file is not one that can be damaged so.

def total_row(s, rng):
    s.rows.append(row_of(s, rng.choice(["Total", "TOTAL", "Grand Total", "Gesamt",
                                        "Total général", "Suma"]), sum(pays(s))))
    return s.text()


def total_row_first(s, rng):
    s.rows.insert(0, row_of(s, "Total", sum(pays(s))))
    return s.text()


def average_row(s, rng):
    p = pays(s)
    s.rows.append(row_of(s, rng.choice(["Average", "Mean", "Durchschnitt"]),
                         sum(p) / len(p)))
    return s.text()


def subtotals(s, rng):
    out, block = [], []
    for r in s.rows:
        out.append(r)
        x = number(r[s.pay])
        if x is not None:
            block.append(x)
        if len(block) >= 25:
            out.append(row_of(s, "Subtotal", sum(block)))
            block = []
    s.rows = out
    return s.text()


def scaled(share, factor):
    def damage(s, rng):
        for r in s.rows:
            x = number(r[s.pay])
            if x is not None and rng.random() < share:
                r[s.pay] = plain(x * factor)
        return s.text()
    return damage


def all_in_thousands(s, rng):
    for r in s.rows:
        x = number(r[s.pay])
        if x is not None:
            r[s.pay] = plain(x / 1000)
    return s.text()


def thousands_said(s, rng):
    s.header[s.pay] += rng.choice([" (in thousands)", " ($000)", " (k)"])
    return all_in_thousands(s, rng)


def pay_renamed(s, rng):
    s.header[s.pay] = rng.choice(["Gehalt", "Salaire", "x1", "Sueldo", "col_b", "Amount",
                                  "Lön", "Зарплата", "Value"])
    return s.text()


def other_renamed(s, rng):
    i = rng.choice([k for k in range(len(s.header)) if k != s.pay])
    s.header[i] = rng.choice(["Salary", "pay", "total", "Bonus", "year", "id", "rate",
                              "amount", "percent"])
    return s.text()


def currency_mixed(s, rng):
    sign = rng.choice(["€", "£", "¥"])
    for r in s.rows:
        if rng.random() < .1 and number(r[s.pay]) is not None:
            r[s.pay] = sign + plain(number(r[s.pay]))
    return s.text()


def currency_column(s, rng):
    s.header.append("currency")
    for r in s.rows:
        r.append("EUR" if rng.random() < .3 else "USD")
    return s.text()


def header_lost(s, rng):
    return s.text(header=False)


def header_repeated(s, rng):
    for _ in range(3):
        s.rows.insert(rng.randrange(len(s.rows)), list(s.header))
    return s.text()


def title_lines(s, rng):
    return "Salary survey\n\n" + s.text()


def footnotes(s, rng):
    return s.text() + "Source: payroll\n* preliminary\n"


def year_split(s, rng):
    form = rng.choice([("2023", "2024"), ("2022/23", "2023/24"), ("FY23", "FY24"),
                       ("23", "24")])
    s.header.append("year")
    for i, r in enumerate(s.rows):
        r.append(form[i % 2])
    return s.text()


def missing_nines(s, rng):
    for r in s.rows:
        if rng.random() < .05:
            r[s.pay] = "999999999"
    return s.text()


def missing_words(s, rng):
    word = rng.choice(["NaN", "\\N", "n/a", "nan", "-", "NULL"])
    for r in s.rows:
        if rng.random() < .05:
            r[s.pay] = word
    return s.text()


def missing_zeros(s, rng):
    for r in s.rows:
        if rng.random() < .05:
            r[s.pay] = "0"
    return s.text()


def blank_pay(s, rng):
    for r in s.rows:
        if rng.random() < .2:
            r[s.pay] = ""
    return s.text()


def shuffled_columns(s, rng):
    order = list(range(len(s.header)))
    rng.shuffle(order)
    s.header = [s.header[i] for i in order]
    s.rows = [[r[i] for i in order] for r in s.rows]
    return s.text()


def shuffled_rows(s, rng):
    rng.shuffle(s.rows)
    return s.text()


def grouped(s, rng):
    form = rng.choice(["comma", "point", "blank", "apostrophe", "indian"])
    for r in s.rows:
        x = number(r[s.pay])
        if x is None or x < 0:
            continue
        whole, cents = ("%.2f" % x).split(".")
        if form == "indian" and len(whole) > 3:
            head, tail = whole[:-3], whole[-3:]
            parts = []
            while len(head) > 2:
                parts.insert(0, head[-2:])
                head = head[:-2]
            whole = ",".join([p for p in [head] if p] + parts + [tail])
        elif form != "indian":
            mark = {"comma": ",", "point": ".", "blank": " ", "apostrophe": "'"}[form]
            whole = "{:,}".format(int(whole)).replace(",", mark)
        r[s.pay] = whole + ("," if form in ("point", "blank") else ".") + cents
    return s.text(delimiter=";")


def other_delimiter(s, rng):
    return s.text(delimiter=rng.choice([";", "\t", "|"]))


def broken_quote(s, rng):
    lines = s.text().split("\n")
    i = rng.randrange(2, len(lines) - 3)
    lines[i] = '"x" y' + lines[i]
    return "\n".join(lines)


def cut_off(s, rng):
    text = s.text()
    return text[:text.rindex("\n", 0, int(len(text) * .97)) + 2]


def doubled(s, rng):
    s.rows += [list(r) for r in s.rows if rng.random() < .3]
    return s.text()


def weight_added(s, rng):
    s.header.append(rng.choice(["Number of posts", "headcount", "weight"]))
    for r in s.rows:
        r.append(str(rng.randrange(1, 40)))
    return s.text()


def fte_added(s, rng):
    s.header.append("FTE")
    for r in s.rows:
        r.append(rng.choice(["1.0", "0.5", "0.8", "1.0"]))
    return s.text()


def percent_added(s, rng):
    s.header.insert(0, rng.choice(["salary increase %", "pay raise pct", "compa ratio"]))
    for r in s.rows:
        r.insert(0, "%.1f" % rng.uniform(0, 9))
    return s.text()


def stray_sign(s, rng):
    s.header.append("home office allowance")
    for i, r in enumerate(s.rows):
        r.append("€ 300" if i == 3 else rng.choice(["200", "300", ""]))
    return s.text()


def second_pay(s, rng):
    s.header.append(rng.choice(["Salary", "Annual pay", "Gross pay"]))
    for r in s.rows:
        x = number(r[s.pay])
        r.append(plain(x * 1.3) if x is not None else "")
    return s.text()


def range_in_cells(s, rng):
    for r in s.rows:
        x = number(r[s.pay])
        if x is not None and rng.random() < .3:
            r[s.pay] = plain(x * .9) + " - " + plain(x * 1.1)
    return s.text()


def period_words(s, rng):
    s.header.append(rng.choice(["Pay basis", "per", "unit"]))
    for r in s.rows:
        x = number(r[s.pay])
        if rng.random() < .4 and x is not None:
            r[s.pay] = plain(x / 12)
            r.append("Month")
        else:
            r.append("Year")
    return s.text()


KINDS = {
    "a row of the total at the end": total_row,
    "a row of the total at the top": total_row_first,
    "a row of the average": average_row,
    "subtotals": subtotals,
    "half of the rows by the hour": scaled(.5, 1 / 2080),
    "a tenth of the rows by the hour": scaled(.1, 1 / 2080),
    "half of the rows by the month": scaled(.5, 1 / 12),
    "half of the rows in thousands": scaled(.5, 1 / 1000),
    "all rows in thousands": all_in_thousands,
    "all rows in thousands, as the header says": thousands_said,
    "the column of pay renamed": pay_renamed,
    "another column renamed": other_renamed,
    "signs of another currency": currency_mixed,
    "a column of currencies": currency_column,
    "the header lost": header_lost,
    "the header repeated": header_repeated,
    "title lines": title_lines,
    "footnotes": footnotes,
    "two years": year_split,
    "nines for missing pay": missing_nines,
    "words for missing pay": missing_words,
    "zeros for missing pay": missing_zeros,
    "blank pay": blank_pay,
    "columns in another order": shuffled_columns,
    "rows in another order": shuffled_rows,
    "another grouping of digits": grouped,
    "another delimiter": other_delimiter,
    "a broken quote": broken_quote,
    "the end cut off": cut_off,
    "rows that appear twice": doubled,
    "a column of counts": weight_added,
    "a column of FTE": fte_added,
    "a column of percentages": percent_added,
    "a stray currency sign": stray_sign,
    "a second column of pay": second_pay,
    "ranges in cells": range_in_cells,
    "a column of periods": period_words,
}


def said(answer):
    """What is said, but for numbers: of a warning the size of its rows counts."""
    texts = {re.sub(r"[0-9][0-9,.]*", "N", t) for t in answer["notes"]}
    for w in answer["warnings"]:
        size = int(math.log(w["rows"] or 1) * 50)
        texts.add("%s %d %s" % (w["rule"], size,
                                re.sub(r"[0-9][0-9,.]*", "N", w["text"])))
    return texts


def median(answer):
    for s in answer["sections"]:
        for g in s.get("groups", []):
            if g["by"] == {}:
                for p in g["percentiles"]:
                    if p["p"] == 50:
                        return p["value"]
    return None


def ask(program, path, options):
    run = subprocess.run([program, "report", path, "-f", "json", "--charts", "none",
                          "--rules", "none"] +
                         options, capture_output=True, text=True)
    if run.returncode == 3:
        return None, None, run
    if run.returncode != 0:
        return "failed", None, run
    answer = json.loads(run.stdout)
    return median(answer), said(answer), run


def load(path, pay_name, rng):
    with open(path, newline="", encoding="utf-8") as f:
        sample = f.read(65536)
        f.seek(0)
        delimiter = ";" if sample.split("\n")[0].count(";") > 2 else ","
        rows = list(csv.reader(f, delimiter=delimiter))
    header, rows = rows[0], [r for r in rows[1:] if len(r) == len(rows[0])]
    if len(rows) > ROWS_MOST:
        keep = sorted(rng.sample(range(len(rows)), ROWS_MOST))
        rows = [rows[i] for i in keep]
    pay = [h.strip() for h in header].index(pay_name)
    return Survey(header, rows, pay)


def main():
    program, seed, count, path, pay = sys.argv[1:6]
    options = sys.argv[6:]
    rng = random.Random(int(seed))
    survey = load(path, pay, rng)
    folder = tempfile.mkdtemp(prefix="benchpay-test-")
    name = os.path.join(folder, "pay.csv")
    with open(name, "w", encoding="utf-8") as f:
        f.write(survey.text())
    usual, before, run = ask(program, name, options)
    if usual is None or usual == "failed":
        print("not ok - the file as it is: " + run.stderr.strip())
        return 1
    results = {k: [0, 0, 0, []] for k in KINDS}  # same, asked, told, failed
    kinds = list(KINDS)
    for i in range(int(count)):
        kind = kinds[i % len(kinds)]
        own = random.Random("%s %d" % (seed, i))
        text = KINDS[kind](survey.copy(), own)
        with open(name, "w", encoding="utf-8") as f:
            f.write(text)
        value, now, run = ask(program, name, options)
        r = results[kind]
        if value is None:
            r[1] += 1
        elif value == "failed":
            r[3].append((i, run.stderr.strip()))
        elif value == usual:
            r[0] += 1
        elif now - before:
            r[2] += 1
        else:
            r[3].append((i, "median %s, was %s" % (value, usual)))
            if os.environ.get("KEEP"):
                with open(os.path.join(os.environ["KEEP"], "%d.csv" % i), "w") as f:
                    f.write(text)
    os.remove(name)
    os.rmdir(folder)
    bad = 0
    for kind, (same, asked, told, failed) in results.items():
        if same + asked + told + len(failed) == 0:
            continue
        bad += len(failed) > 0
        print("%s - %s: %s (%d alike, %d asked, %d told, %d passed over)" %
              ("not ok" if failed else "ok", os.path.basename(path), kind, same, asked,
               told, len(failed)))
        for i, why in failed[:2]:
            print("# version %d: %s" % (i, why))
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
