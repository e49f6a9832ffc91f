#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gen_payroll.py - writes datasets/payroll.csv: the payroll of one hospital that does not
exist, the same bytes on every machine.

Women are paid 2.5 % less for the same job and experience, have a little less of it, and
are fewer in the jobs that pay most: so the raw gap is much larger than the adjusted one.
"""
import random

JOBS = [  # job, tier, people, share of women, pay
    ("Nurse", "Staff", 78, .78, 46000),
    ("Physician", "Senior", 44, .45, 128000),
    ("Pharmacist", "Senior", 31, .60, 92000),
    ("Technician", "Staff", 38, .50, 51000),
    ("Administrator", "Staff", 41, .66, 48000),
    ("Department Head", "Lead", 28, .35, 141000),
]


def main():
    random.seed(20260301)
    n = 0
    print("person_id,gender,job,tier,experience,rating,base_salary,bonus")
    for job, tier, people, women, base in JOBS:
        for _ in range(people):
            n += 1
            gender = "F" if random.random() < women else "M"
            years = random.gauss(13 if gender == "M" else 11, 7)
            years = round(min(38, max(0, years)), 1)
            pay = base * 1.009**years * random.lognormvariate(0, .085)
            pay *= .975 if gender == "F" else 1
            rating = random.choice(["meets"] * 6 + ["exceeds"] * 3 + ["below"])
            none = random.random() < .45
            bonus = "" if none else round(
                base * random.uniform(.02, .09) *
                (1.25 if rating == "exceeds" else 1) / 100) * 100
            print("E%03d,%s,%s,%s,%s,%s,%d,%s" %
                  (n, gender, job, tier, years, rating, round(pay / 100) * 100, bonus))


main()
