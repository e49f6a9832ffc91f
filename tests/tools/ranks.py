# SPDX-License-Identifier: GPL-3.0-or-later
"""ranks.py RANK AMOUNT PEOPLE FILE... - wherever an output gives the rank of the offer of
AMOUNT in its market of PEOPLE, it is RANK: to ten digits for machines, as P51 for people.
An output that gives none is wrong, too."""
import csv
import html
import json
import re
import sys

from xlsx import Book


def in_json(node, amount, people):
    """The rank of each object that is about this offer in this market."""
    if isinstance(node, dict):
        if node.get('amount') == amount and node.get('n') == people and 'rank' in node:
            yield node['rank']
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from in_json(inner, amount, people)


def in_rows(rows, amount, people):
    """Of a csv or the sheet of all data: rows of offers, or a fact a row."""
    head, rows = rows[0], rows[1:]
    if 'rank' in head:
        at = {name: head.index(name) for name in ('amount', 'n', 'rank')}
        for row in rows:
            if float(row[at['amount']]) == amount and float(row[at['n']]) == people:
                yield float(row[at['rank']])
        return
    figure, value = head.index('figure'), head.index('value')
    facts = {}
    for row in rows:
        fact = facts.setdefault(tuple(row[:figure]), {})
        if row[figure] == 'amount' and fact:
            yield from of_fact(fact, amount, people)
            fact.clear()
        fact[row[figure]] = row[value]
    for fact in facts.values():
        yield from of_fact(fact, amount, people)


def of_fact(fact, amount, people):
    if {'amount', 'n', 'rank'} <= set(fact):
        if float(fact['amount']) == amount and float(fact['n']) == people:
            yield float(fact['rank'])


def in_sheet(rows):
    """Of a sheet for people: a headline, or a table with ranks and people."""
    at = None
    for row in rows:
        if row and row[0] == 'Percentile rank':
            yield None, row[1]
        if 'Rank' in row and 'People' in row:
            at = row.index('Rank'), row.index('People'), row
        elif at and len(row) > max(at[:2]) and isinstance(row[at[0]], float):
            told = 'Rank is' not in at[2] or row[at[2].index('Rank is')] == 'of the report'
            if told:
                yield row[at[1]], row[at[0]]
        else:
            at = None


def in_book(path, amount, people):
    book = Book(path)
    for name in book.cells:
        rows = dense(book.cells[name])
        if name == 'Data':
            yield from in_rows(rows, amount, people)
            continue
        for n, rank in in_sheet(rows):
            if n is None or n == people:
                yield rank


def dense(cells):
    """Rows as lists, "" for what is empty."""
    return [[cells[r].get(c, '') for c in range(max(cells[r], default=-1) + 1)]
            for r in sorted(cells)]


def in_words(text, people):
    """A headline, a row of a table: the rank, perhaps the limits of its interval, and then
    the people; a label of a chart."""
    if '<svg' in text[:500]:
        yield from re.findall(r'>\s*P(\d+)\s*<', text)
        return
    plain = html.unescape(re.sub(r'<[^>]*>', ' ', text))
    yield from re.findall(r'Percentile rank[\s:*]*P(\d+)', plain)
    limits = r'(?:[\s|]+P\d+[\s|]+P\d+)?'
    yield from re.findall(r'\bP(\d+)%s[\s|]+%d\b' % (limits, people), plain)


def main(rank, amount, people, *files):
    rank, amount, people = float(rank), float(amount), int(people)
    bad = 0
    for path in files:
        exact = True
        if path.endswith('.json'):
            with open(path, encoding='utf-8') as f:
                found = list(in_json(json.load(f), amount, people))
        elif path.endswith('.csv'):
            with open(path, encoding='utf-8', newline='') as f:
                found = list(in_rows(list(csv.reader(f)), amount, people))
        elif path.endswith('.xlsx'):
            found = list(in_book(path, amount, people))
        else:
            exact = False
            with open(path, encoding='utf-8') as f:
                found = [float(x) for x in in_words(f.read(), people)]
        want = rank if exact else int(rank + 0.5)
        wrong = [x for x in found if not abs(x - want) < 1e-9]
        if wrong or not found:
            print(f'{path}: rank {want} is {wrong if found else "nowhere"}')
            bad = 1
    return bad


sys.exit(main(*sys.argv[1:]))
