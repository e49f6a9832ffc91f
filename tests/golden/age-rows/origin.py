# Aged pay of pay.csv in exact fractions, rounded half to even at the cent, and the
# percentiles of it by type 7: what the outputs must say.
from fractions import Fraction as F

ROWS = [("Head", 12, "100000", "10000"), ("Head", 6, "120000", "20000"),
        ("Head", 9, "110001", "0"), ("Deputy", 12, "80000.25", "8000"),
        ("Deputy", 3, "90000", "9000")]  # months to 2027-01-01; F has no date


def cents(x):
    return F(round(x * 100), 100)  # Python rounds halves of a Fraction to even


def percentile(values, p):
    values = sorted(values)
    h = F(p, 100) * (len(values) - 1)
    i = int(h)
    return values[i] if i + 1 == len(values) else values[i] + (h - i) * (values[i + 1] - values[i])


def show(name, rows, base, bonus):
    aged = [cents(F(b) * (1 + base * F(m, 12)) + F(s) * (1 + bonus * F(m, 12)))
            for _, m, b, s in rows]
    print(name, *[float(percentile(aged, p)) for p in (10, 25, 50, 75, 90)],
          "mean", float(sum(aged) / len(aged)))


def by_tier(what, base, bonus, keep):
    rows = [(t, m, b, s if keep else "0") for t, m, b, s in ROWS]
    show(what + " all", rows, base, bonus)
    for tier in ("Deputy", "Head"):
        show(what + " " + tier, [r for r in rows if r[0] == tier], base, bonus)


by_tier("base 4%", F(4, 100), F(0), False)
by_tier("tcc 4%, bonus 2%", F(4, 100), F(2, 100), True)
by_tier("tcc 4%", F(4, 100), F(4, 100), True)
