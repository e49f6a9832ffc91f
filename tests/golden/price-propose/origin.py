# Scores of the proposals, worked out from their definition alone: python3 origin.py
import csv, re
RANK = "chief president vice executive director head manager lead senior junior deputy".split()
FULL = {"sr": "senior", "med": "medical"}


def words(t):
    return [FULL.get(w, w) for w in re.findall("[a-z0-9]+", t.lower())]


def distance(a, b):  # optimal string alignment
    d = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                d[i, j] = min(d[i, j], d[i - 2, j - 2] + 1)
    return d[len(a), len(b)]


def like(a, b):
    return 1 - distance(a, b) / max(len(a), len(b))


def weight(w):
    return 2 if w in RANK else .25 if w in ("of", "and") else 1


def score(a, b):
    x, y = words(a), words(b)
    pairs = sorted(((1 if p == q else 0 if 2 in (weight(p), weight(q)) else like(p, q), i, k)
                    for i, p in enumerate(x) for k, q in enumerate(y)), key=lambda t: (-t[0], t[1], t[2]))
    used, shared = set(), 0
    for s, i, k in pairs:
        if s >= .75 and ("x", i) not in used and ("y", k) not in used:
            used |= {("x", i), ("y", k)}
            shared += (weight(x[i]) + weight(y[k])) * s
    dice = shared / sum(map(weight, x + y))
    return round(.75 * dice + .25 * like(" ".join(x), " ".join(y)), 3)


ALDER = [(r["code"], r["title"]) for r in csv.DictReader(open("alder.csv"))]
ROWS = [(t, t) for t in sorted({r["title"] for r in csv.DictReader(open("people.csv"))})]
for r in csv.DictReader(open("jobs.csv")):
    for survey, names in (("Alder", ALDER), ("Rows", ROWS)):
        best = sorted(((1 if r["job"].lower() == c.lower() else score(r["title"] or r["job"], t), c, t)
                       for c, t in names), key=lambda s: (-s[0], s[1]))
        for s, c, t in best[:3]:
            if s > 0:
                print(f'{r["job"]},{r["title"]},{survey},?{c},,,{r["grade"]},,{s:g},{t}')
