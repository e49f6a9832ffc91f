# SPDX-License-Identifier: GPL-3.0-or-later
"""xlsx.py CHECK FILE... - looks into a workbook without the program's help.

  parts FILE             every part is well-formed XML, every formula has a value, and
                         tables filter, stay in sight and print on landscape pages
  sheets FILE NAME...    these are its sheets, hidden ones in brackets
  csv FILE CSV           the sheet Data holds the cells of the csv of the same command;
                         of a report it is that csv
  json FILE JSON [CSV]   so it does of the json, and every number on the other sheets
                         is one of them, or what comes of them; a spoiled copy is found
                         out.  CSV: what neither holds, percentiles by tier and region,
                         or the published table of a second market
  texts FILE CSV         the group names of the csv stand there as texts, nothing runs
  offer FILE             the formulas give now what is cached, and for other amounts
                         what `benchpay offer --published` says of the same percentiles
"""
import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from statistics import NormalDist
from xml.etree import ElementTree

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
REL = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
PLACE, DATA, METHOD, DRAWN = 'Place an offer', 'Data', 'Method', 'Chart data'


def text_of(node):
    """A string as a reader shows it: _x000A_ is a line feed."""
    text = ''.join(t.text or '' for t in node.iter(MAIN + 't'))
    return re.sub('_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m.group(1), 16)), text)


def column_of(letters):
    n = 0
    for c in letters:
        n = 26 * n + ord(c) - 64
    return n - 1


class Book:
    """cells[sheet][row][column]: a str, a float or a bool; rows and columns from 0."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        strings = [text_of(n) for n in self.tree('xl/sharedStrings.xml')]
        target = {r.get('Id'): r.get('Target')
                  for r in self.tree('xl/_rels/workbook.xml.rels')}
        self.part, self.hidden, self.cells, self.formulas = {}, set(), {}, {}
        for s in self.tree('xl/workbook.xml').iter(MAIN + 'sheet'):
            name = s.get('name')
            self.part[name] = 'xl/' + target[s.get(REL)]
            if s.get('state') == 'hidden':
                self.hidden.add(name)
            self.cells[name], self.formulas[name] = {}, {}
            for c in self.tree(self.part[name]).iter(MAIN + 'c'):
                self.read(name, c, strings)

    def tree(self, part):
        return ElementTree.fromstring(self.zip.read(part))

    def read(self, sheet, c, strings):
        letters, row = re.match('([A-Z]+)([0-9]+)', c.get('r')).groups()
        row, column = int(row) - 1, column_of(letters)
        v, f = c.find(MAIN + 'v'), c.find(MAIN + 'f')
        kind = c.get('t', 'n')
        if f is not None:
            assert v is not None, (sheet, c.get('r'))
            self.formulas[sheet][row, column] = f.text
        if v is None:
            return
        value = (strings[int(v.text)] if kind == 's' else v.text or '' if kind == 'str'
                 else v.text == '1' if kind == 'b' else float(v.text))
        assert not isinstance(value, float) or math.isfinite(value), (sheet, c.get('r'))
        self.cells[sheet].setdefault(row, {})[column] = value

    def numbers(self, sheet):
        return {(r, c) for r, row in self.cells[sheet].items()
                for c, v in row.items() if type(v) is float}

    def people(self):
        return [s for s in self.cells
                if s not in self.hidden and s not in (PLACE, DATA, METHOD)]


def parts(path):
    book = Book(path)
    for name in book.zip.namelist():
        ElementTree.fromstring(book.zip.read(name))
    titles = {n.get('localSheetId') for n in book.tree('xl/workbook.xml').iter(
        MAIN + 'definedName') if n.get('name') == '_xlnm.Print_Titles'}
    for i, (sheet, part) in enumerate(book.part.items()):
        tree = book.tree(part)
        assert 0 < len(sheet) <= 31
        setup = tree.find(MAIN + 'pageSetup')
        assert setup.get('orientation') == 'landscape', sheet
        if sheet in book.hidden:
            continue
        assert setup.get('fitToHeight') == '0', sheet
        assert tree.find('.//' + MAIN + 'pageSetUpPr').get('fitToPage') == '1', sheet
        held = tree.find(MAIN + 'autoFilter') is not None
        assert held == (tree.find('.//' + MAIN + 'pane') is not None), sheet
        assert held == (str(i) in titles), sheet
        assert held or sheet not in (PLACE, DATA), sheet


def sheets(path, *names):
    book = Book(path)
    there = ['[%s]' % s if s in book.hidden else s for s in book.part]
    assert there == list(names), there


def same(got, want, what):
    """An empty field is no cell; csv has 15 digits of a number, a cell 16."""
    if type(got) is float and want not in ('', None):
        assert abs(got - float(want)) <= 5.1e-15 * abs(got), (what, got, want)
    elif type(got) is bool:
        assert got == (want in (True, 'true')), (what, got, want)
    else:
        assert (got or '') == (want or ''), (what, got, want)


# Tables that are no groups of people or lines.
OTHERS = ('growth', 'growth.observed', 'growth.steps', 'growth.points', 'simulation',
          'range', 'range.points', 'offer', 'offers', 'offer by group', 'published',
          'lines', 'groups.growth.points', 'groups.growth.observed')


class Data:
    """The facts of the sheet Data, put together again to rows of named cells."""

    def __init__(self, book):
        cells = book.cells[DATA]
        head = [cells[0][c] for c in sorted(cells[0])]
        assert head[0] == 'table' and head[-4:] == ['pay', 'figure', 'value', 'status']
        assert len(set(head)) == len(head)
        self.keys, self.rows, last, seen = head[1:-4], [], None, set()
        for r in sorted(cells)[1:]:
            fact = {head[c]: v for c, v in cells[r].items()}
            of = tuple(fact.get(k) for k in ['table', *self.keys, 'pay'])
            assert None not in of[:-1] and of + (fact['figure'],) not in seen, fact
            seen.add(of + (fact['figure'],))
            if of != last:
                self.rows.append(dict(zip(['table', *self.keys, 'pay'], of), codes={}))
            last = of
            self.rows[-1][fact['figure']] = fact.get('value')
            self.rows[-1]['codes'][fact['figure']] = fact['status'].split(';')
        self.head = set(self.keys).union(*self.rows) | {'status'}

    def groups(self):
        """The tables of groups, in their order."""
        found = {}
        for row in self.rows:
            if row['table'] not in OTHERS:
                found.setdefault(row['table'], []).append(row)
        return found

    def table(self, name):
        return [row for row in self.rows if row['table'] == name]

    def parts(self, name):
        """Tables of one name, each with the row of all, which is written once."""
        found, rows = {}, self.table(name)
        for row in rows[1:]:
            by = tuple(k for k in self.keys if row[k] != '(all)')
            found.setdefault(by, rows[:1]).append(row)
        return list(found.values())


def same_facts(book, lines):
    """A workbook's sheet Data is the csv of the report."""
    cells = book.cells[DATA]
    assert len(cells) == len(lines) > 1, (len(cells), len(lines))
    for r, line in enumerate(lines):
        for c, want in enumerate(line):
            same(cells[r].get(c), want, (r, c))


def same_status(row, want, i):
    """The codes of a row: of all its facts, or with the name of one."""
    for code in want.split(';') if want != 'ok' else []:
        code, _, figure = code.partition(':')
        for f, codes in row['codes'].items():
            assert code in codes or figure not in ('', f), (i, code, f, codes)
    if want == 'ok':
        assert all(codes == ['ok'] for codes in row['codes'].values()), (i, row)


def same_as_csv(path, other):
    book = Book(path)
    with open(other, newline='', encoding='utf-8') as file:
        head, *lines = list(csv.reader(file))
    if head[0] == 'table':
        return same_facts(book, [head, *lines])
    data = Data(book)
    second = [k for k in head if k.startswith('published_')]
    names = ['offers', 'offer by group', 'offer', *data.groups(), 'range.points',
             'growth.points', 'growth.steps', 'growth.observed']
    name = next(n for n in names if data.table(n))
    rows, others = data.table(name), data.table('published')
    assert len(rows) == len(lines) > 0, (len(rows), len(lines))
    assert len(others) == (len(lines) if second else 0)
    for i, line in enumerate(lines):
        for key, want in zip(head, line):
            row = others[i] if key in second else rows[i]
            key = key.replace('published_', '')
            if key == 'status':
                same_status(row, want, i)
            elif key in data.keys or key == 'name':
                same(row.get(key, '(all)'), want if want else '(all)', (i, key))
            else:
                same(row.get(key), want, (i, key))


def flat_group(group):
    """A group of the json as the csv has it; its `by` is looked at apart."""
    flat = {k: v for k, v in group.items()
            if k not in ('by', 'percentiles', 'offer')}
    for p in group['percentiles']:
        flat['p%.8g' % p['p']] = p['value']
        flat['p%.8g_lo' % p['p']] = p.get('lo')
        flat['p%.8g_hi' % p['p']] = p.get('hi')
    return flat


def flat_offer(offer):
    """An offer of the json as the csv has it."""
    flat = {k: v for k, v in offer.items() if k not in ('market', 'ask')}
    for k, v in offer.get('market', {}).items():
        flat['market_' + k] = v
    for ask in offer.get('ask', []):
        flat['ask_p%.8g' % ask['p']] = ask['amount']
        flat['ask_p%.8g_adds' % ask['p']] = ask['adds']
    return flat


def json_tables(document):
    """[(pay, table, [row])] that Data must hold."""
    sections = document.get('sections', [document])
    for s in sections:
        pay = s.get('pay', s['method']['pay'])
        for name in ('offer', 'published'):
            if isinstance(s.get(name), dict):
                yield pay, name, [flat_offer(s[name])]
        for name in ('offers', 'published'):
            if isinstance(s.get(name), list):
                yield pay, name, [flat_offer(o) for o in s[name]]
        if 'groups' in s:
            name = {'offer': 'market'}.get(document['command'], document['command'])
            yield pay, s.get('name', name), [flat_group(g) for g in s['groups']]
            placed = [flat_offer(g['offer']) for g in s['groups'] if 'offer' in g]
            if placed:
                yield pay, 'offer by group', placed
        if 'range' in s:
            yield pay, 'range', [{k: s['range'][k] for k in ('min', 'max')}]
            yield pay, 'range.points', s['range']['points']
        if 'growth' in s:
            yield from growth_tables(pay, s)


def growth_tables(pay, s):
    g = s['growth']
    one = {k: v for k, v in g.items() if type(v) is not list}
    yield pay, 'growth', [one]
    yield pay, 'growth.observed', g['observed']
    yield pay, 'growth.steps', g.get('steps', [])
    simulated = {p['year']: p for p in s.get('simulation', {}).get('points', [])}
    points = [{'source': g['source'], 'rate': g['rate'], **p,
               **simulated.get(p['year'], {})} for p in g['points']]
    for scenario in s.get('scenarios', []):
        points += [{'source': 'given', 'name': scenario['name'],
                    'rate': scenario['rate'], **p} for p in scenario['points']]
    yield pay, 'growth.points', points
    if 'simulation' in s:
        yield pay, 'simulation', [{k: s['simulation'][k] for k in ('paths', 'seed')}]


def compare_data(data, document):
    """Every number of the json stands in Data, and no other does."""
    left = list(data.rows)
    placed = iter(data.parts('offer by group'))
    for pay, name, rows in json_tables(document):
        mine = (next(placed) if name == 'offer by group' else
                [r for r in left if r['table'] == name and r.get('pay') == pay])
        left = [r for r in left if r not in mine]
        assert len(mine) == len(rows), (pay, name, len(mine), len(rows))
        for i, (row, want) in enumerate(zip(mine, rows)):
            for key in set(row) | set(want):
                if type(row.get(key)) is float or type(want.get(key)) in (int, float):
                    same(row.get(key), want.get(key), (name, i, key))
    # Beside a list of offers json has no groups; in Data they are those of the market.
    assert all(r['table'] == 'market' for r in left), left
    assert not left or document['command'] == 'offer'


def near(got, want, what):
    assert abs(got - want) <= 1e-9 * abs(want), (what, got, want)


class People:
    """The sheets for people against Data; every number that was compared is seen."""

    def __init__(self, book, document, extra):
        self.book, self.document, self.extra = book, document, extra
        self.data = Data(book)
        self.groups = self.data.groups()
        self.shown = [(s, rows) for s, rows in self.groups.items()]
        self.seen = set()
        self.placed = self.data.parts('offer by group')
        self.places = 0     # percentile ranks that were met: one a market

    def check(self):
        for sheet in self.book.people():
            rows = self.book.cells[sheet]
            for r in sorted(rows):
                self.look(sheet, rows, r)
        self.method()
        for sheet in self.book.people() + [METHOD]:
            missed = self.book.numbers(sheet) - {(r, c) for s, r, c in self.seen
                                                 if s == sheet}
            assert not missed, (sheet, sorted(missed))

    def number(self, sheet, row, column, want, what):
        """A number where one is wanted, else a text such as "n/a", or nothing."""
        got = self.book.cells[sheet].get(row, {}).get(column)
        if want is None or want == '':
            assert got in (None, 'n/a', 'withheld', 'top-coded') or re.match(
                '[<>]P[0-9.]+$', got), (sheet, what, got)
            return
        assert type(got) is float, (sheet, what, got, want)
        near(got, want, (sheet, what))
        self.seen.add((sheet, row, column))

    def look(self, sheet, rows, r):
        head = {v: c for c, v in rows[r].items() if type(v) is str}
        first = rows[r].get(0)
        if any(type(v) is not str for v in rows[r].values()) or first in (None, 'All'):
            if first in PANEL or str(first).endswith(' median') or \
                    str(first).startswith('Median '):
                self.panel(sheet, r, first)
        elif 'Adds' in head:
            self.asked(sheet, r, head)
        elif 'Rank' in head and 'Offer' not in head:
            self.by_group(sheet, r, head)
        elif 'Offer' in head:
            self.listed(sheet, r, head)
        elif 'P50' in head and 'People' in head:
            self.group_table(sheet, r, head)
        elif 'Level' in head:
            self.distances(sheet, r, head)
        elif 'Of the range, %' in head:
            self.columns(sheet, r, head, self.points('penetration'),
                         {'Of the range, %': 'penetration', 'Pay': 'value'})
        elif 'Matched' in head:
            self.columns(sheet, r, head, self.data.table('growth.steps'), {
                'From': 'from', 'To': 'to', 'Matched': 'n', 'Median': 'median',
                'Mean': 'mean', 'All': 'incumbents', 'Mix effect': 'mix'})
        elif 'Year' in head:
            self.years(sheet, r, head)
        elif rows.get(r - 1, {}).get(0) in ('Medians', 'People'):
            self.tile_table(sheet, r, head, rows[r - 1][0])

    def columns(self, sheet, r, head, rows, keys):
        for heading, key in keys.items():
            for i, row in enumerate(rows):
                self.number(sheet, r + 1 + i, head[heading], row.get(key), (i, key))

    def group_table(self, sheet, r, head):
        section, rows = self.shown.pop(0)
        keys = {'People': 'n', 'Mean': 'mean', 'Orgs': 'orgs',
                'Ratio': 'ratio_to_previous'}
        keys.update({h: 'p50_' + h.split()[1].replace('high', 'hi').replace('low', 'lo')
                     for h in head if re.fullmatch('[0-9.]+% (low|high)', h)})
        keys = {h: keys.get(h, h.lower()) for h in head
                if h in keys or re.fullmatch('P[0-9.]+', h)}
        names = [h for h in head if h not in keys]
        for i, row in enumerate(rows):
            for h in names if section != 'benchmark' else []:
                got = self.book.cells[sheet][r + 1 + i].get(head[h])
                group = row[next(k for k in row if k.lower() == h.lower()
                                 or k.replace('_', ' ').lower() == h.lower())]
                assert group == ('(all)' if got in ('All', None) else got), (got, group)
        self.columns(sheet, r, head, rows, keys)

    def tile_table(self, sheet, r, head, what):
        """Medians, or how many people they are of: 0 where there are none."""
        key = 'p50' if what == 'Medians' else 'n'
        tiles = {(l['row'], l['region']): l[key] for l in self.extra}
        found = 0
        while 0 in self.book.cells[sheet].get(r + 1, {}):
            r += 1
            row = self.book.cells[sheet][r][0]
            for region, column in list(head.items())[1:]:
                want = tiles.get((row, region), '' if what == 'Medians' else '0')
                self.number(sheet, r, column, float(want) if want else None, row)
                found += 1
        assert found > 0

    def market(self):
        """The percentiles of everybody that an offer is held against, or none."""
        for section in ('benchmark', 'market', 'offer'):
            for row in self.groups.get(section, []):
                return {k: v for k, v in row.items() if re.fullmatch('p[0-9.]+', k)}
        return {}

    def second(self):
        """The published market that stands beside the records; empty for none."""
        return {k.lower(): float(v) for line in self.extra for k, v in line.items()
                if re.fullmatch('P[0-9.]+', k)}

    def panel(self, sheet, r, label):
        self.places += label == 'Percentile rank'
        second = self.places > 1
        offer = (self.data.table('published' if second else 'offer') or [{}])[0]
        market = self.second() if second else self.market()
        if label == 'Percentile rank':
            return self.number(sheet, r, 1, offer.get('rank'), label)
        if label == 'Market ratio':
            return self.number(sheet, r, 1, offer.get('market_ratio'), label)
        if label == 'Range penetration':
            low, high = market['p25'], market['p75']
            return self.number(sheet, r, 1, (offer['amount'] - low) / (high - low), label)
        if label.startswith('Middle half'):
            self.number(sheet, r, 2, market.get('p75'), label)
            return self.number(sheet, r, 1, market.get('p25'), label)
        if label.startswith('Top 10%'):
            return self.number(sheet, r, 1, market.get('p90'), label)
        if label == 'Growth':
            return self.number(sheet, r, 1, self.data.table('growth')[0]['rate'], label)
        if label.startswith('Median '):
            return self.number(sheet, r, 1, market.get('p50'), label)
        tier = next(g for g in self.groups['tier'] if g['tier'] + ' median' == label)
        return self.number(sheet, r, 1, tier.get('p50'), label)

    def distances(self, sheet, r, head):
        amount, levels = self.data.table('offer')[0]['amount'], 0
        markets = {1: self.market()}
        if self.book.cells[sheet][r].get(4) == 'Published':
            markets[4] = self.second()
        while 0 in self.book.cells[sheet].get(r + 1, {}):
            r += 1
            for column, market in markets.items():
                want = market.get(self.book.cells[sheet][r][0].lower())
                distances = [want, amount - want, amount / want - 1] if want else [None] * 3
                for i, distance in enumerate(distances):
                    self.number(sheet, r, column + i, distance, 'distance')
            levels += 1
        assert levels == len([k for k in self.data.head if re.fullmatch('p[0-9.]+', k)])

    def listed(self, sheet, r, head):
        keys = {'Base': 'base', 'Bonus': 'bonus', 'TCC': 'tcc', 'Amount': 'amount',
                'Rank': 'rank', '95% low': 'lo', '95% high': 'hi', 'People': 'n', 'P25': 'market_p25', 'P50': 'market_p50',
                'P75': 'market_p75', 'Ratio': 'market_ratio', 'Above P50': 'to_p50'}
        rows = self.data.table('offers')
        self.columns(sheet, r, head, rows, {h: k for h, k in keys.items() if h in head})
        if 'Bonus %' in head:
            shares = [{'share': row['bonus_percent'] / 100}
                      if row.get('bonus_percent') is not None else {} for row in rows]
            self.columns(sheet, r, head, shares, {'Bonus %': 'share'})

    def by_group(self, sheet, r, head):
        """A single offer in each group, whose market is the row of that group."""
        rows = self.placed.pop(0)
        market = next(groups for groups in self.groups.values()
                      if len(groups) == len(rows)
                      and all(group[k] == row[k] for group, row in zip(groups, rows)
                              for k in self.data.keys))
        limits = {h: k for h, k in {'95% low': 'lo', '95% high': 'hi'}.items() if h in head}
        self.columns(sheet, r, head, rows, {'Rank': 'rank', 'People': 'n', **limits,
                     'Ratio': 'market_ratio', 'Above P50': 'to_p50'})
        self.columns(sheet, r, head, market, {'P25': 'p25', 'P50': 'p50', 'P75': 'p75'})

    def asked(self, sheet, r, head):
        """What to ask for: a row a level above one offer, or a row an offer or group."""
        if 'Ask for' in head:
            row = self.data.table('offer')[0]
            more = [level for level in ('p50', 'p60', 'p75')
                    if row.get('ask_%s_adds' % level) is None
                    or row['ask_%s_adds' % level] > 0]
            for i, level in enumerate(more):
                want = row.get('ask_' + level), row.get('ask_%s_adds' % level)
                share = want[1] / row['amount'] if want[1] is not None else None
                for column, number in zip(range(1, 4), (*want, share)):
                    self.number(sheet, r + 1 + i, column, number, level)
            return
        rows = self.data.table('offers' if 'Offer' in head else 'offer by group')
        for i, row in enumerate(rows):
            for level in ('P50', 'P60', 'P75'):
                key, column = 'ask_' + level.lower(), head[level]
                self.number(sheet, r + 1 + i, column, row.get(key), key)
                self.number(sheet, r + 1 + i, column + 1, row.get(key + '_adds'), key)

    def points(self, key):
        """Those of a range have a penetration, those of a path have a year."""
        return [p for p in self.data.rows if p['table'].endswith('.points')
                and p.get(key, '(all)') != '(all)']

    def years(self, sheet, r, head):
        observed, points = self.data.table('growth.observed'), self.points('year')
        path = [p for p in points if p.get('name', '(all)') == '(all)']
        if 'Median' in head:
            rows, value = observed, 'Median'
        elif 'P50' in head:
            return self.columns(sheet, r, head, path, {'Year': 'year', 'P10': 'p10',
                                                       'P50': 'p50', 'P90': 'p90'})
        elif 'Pay' in head:
            rows, value = path, 'Pay'
        else:
            return self.scenarios(sheet, r, head, points)
        keys = {'Year': 'year', value: 'value', 'People': 'n'}
        keys.update({h: h.split()[0].lower().replace('high', 'hi').replace('low', 'lo')
                     for h in head if h.startswith(('Low ', 'High '))})
        self.columns(sheet, r, head, rows, {h: k for h, k in keys.items() if h in head})
        before = None if value == 'Median' else self.start(observed, path)
        change = next(c for h, c in head.items() if h in ('Change', 'Change a year'))
        for i, row in enumerate(rows):
            # Where years are missing, the rate that compounds to the change.
            gap = row['year'] - rows[i - 1]['year'] if 'Change a year' in head and i else 1
            want = None if before is None else (row['value'] / before) ** (1 / gap) - 1
            got = self.book.cells[sheet][r + 1 + i].get(change)
            if type(got) is float and before is not None:
                assert abs(got - want) < 1e-9, (sheet, i, got, want)
                self.seen.add((sheet, r + 1 + i, change))
            else:
                assert got is None and i == 0, (sheet, i, got)
            before = row['value']

    def start(self, observed, path):
        """What the path starts from: the last median, or one year of the rate less."""
        if self.data.table('growth')[0]['source'] != 'given' and observed:
            return observed[-1]['value']
        return path[0]['value'] / (1 + path[0]['rate'])

    def scenarios(self, sheet, r, head, points):
        for heading, column in head.items():
            name = heading.rsplit(' ', 1)[0]
            path = [p for p in points if p.get('name') == name]
            if heading == 'Year':
                first = [p for p in points if p.get('name') == points[-1]['name']]
                self.columns(sheet, r, head, first, {'Year': 'year'})
            else:
                assert path, heading
                self.columns(sheet, r, head, path, {heading: 'value'})

    def method(self):
        """Rows by file and by rule; of warnings there is no other account."""
        inputs = {os.path.basename(i['file']): i for i in self.document['inputs']}
        rules = {e['rule']: e['rows'] for e in self.document['excluded']}
        for r, row in self.book.cells[METHOD].items():
            first = os.path.basename(str(row.get(0)))
            if first in inputs and type(row.get(1)) is float:
                i = inputs[first]
                for c, k in enumerate(('rows', 'used', 'filtered', 'excluded'), 1):
                    self.number(METHOD, r, c, i[k], k)
            elif first in rules:
                numbers = [c for c, v in row.items() if type(v) is float]
                assert len(numbers) == 1
                if 'Warning' not in self.heading(r):
                    self.number(METHOD, r, numbers[0], rules[first], first)
            if 'Warning' in self.heading(r):
                self.seen |= {(METHOD, r, c) for c in row}

    def heading(self, r):
        """The first column's heading of the table that row r stands in."""
        while 0 in self.book.cells[METHOD].get(r - 1, {}):
            r -= 1
        rows = self.book.cells[METHOD]
        return [rows[r].get(0), rows.get(r + 1, {}).get(0)]


PANEL = ('Percentile rank', 'Market ratio', 'Range penetration', 'Growth',
         'Middle half (P25 to P75)', 'Top 10% from (P90)')


def drawn(book):
    """Bars add up to percentiles of Data, without P10 or P90 to the middle half; columns
    to its people; dots are its years."""
    def ends(p10, p25, p50, p75, p90):
        return p25 if p10 is None else p10, p25, p50, p75, p75 if p90 is None else p90
    data = Data(book)
    ranges = {ends(*(row.get('p%d' % p) for p in (10, 25, 50, 75, 90)))
              for rows in data.groups().values() for row in rows}
    people = sum(row.get(1, 0) for row in book.cells[DRAWN].values()
                 if set(row) == {0, 1} and type(row[0]) is str and type(row[1]) is float)
    years = {(p['year'], *(p[k] for k in ks)) for p in data.rows if p.get('year', '(all)') != '(all)'
             for ks in (('value',), ('value', 'lo', 'hi')) if p.get(ks[-1]) is not None}
    bars, last = 0, None
    for _, row in sorted(book.cells[DRAWN].items()):
        if type(row.get(0)) is float:
            line = tuple(row[k] for k in sorted(row))
            # What is ahead starts from what was seen last, without limits.
            assert line in years or line == (*last, last[1], last[1]), row
            last = line[:2]
            bars += 1
        if len(row) == 6 and type(row[1]) is float:
            bar = [sum(row[k] for k in range(1, n)) for n in range(2, 7)]
            assert any(None not in r and all(abs(a - b) < 1e-6 for a, b in zip(bar, r))
                       for r in ranges), row
            bars += 1
    assert bars > 0
    assert people in (0, *(rows[0]['n'] for rows in data.groups().values())), people


def placed(book):
    """People and percentiles beside the live formulas are those of a group of Data."""
    data, cells = Data(book), book.cells[PLACE]
    keys = {c: {'People': 'n'}.get(h, h.lower()) for c, h in cells[6].items()
            if re.fullmatch('People|P[0-9.]+', h)}
    groups = [[row.get(k) for k in keys.values()]
              for rows in data.groups().values() for row in rows]
    for r in range(7, max(cells) + 1):
        shown = [cells[r].get(c) for c in keys]
        assert [v if type(v) is float else None for v in shown] in groups, (r, shown)
    amounts = [row['amount'] for row in data.table('offer')]
    medians = [rows[0].get('p50') for rows in data.groups().values()]
    assert cells[4][1] in (amounts or medians)


def compare(book, document, extra):
    compare_data(Data(book), document)
    if PLACE in book.cells:
        placed(book)
    People(book, document, extra).check()
    if DRAWN in book.cells:
        drawn(book)


def same_as_json(path, other, extra=None):
    lines = []
    with open(other, encoding='utf-8') as file:
        document = json.load(file)
    if extra:
        with open(extra, newline='', encoding='utf-8') as file:
            lines = list(csv.DictReader(file))
    book = Book(path)
    compare(book, document, lines)
    # A number that nobody compares could be anything.
    places = [(s, r, c) for s in book.people() + [DATA, PLACE] if s in book.cells
              for r, c in sorted(book.numbers(s) - set(book.formulas[s]))]
    assert len(places) > 0
    for sheet, r, c in places[::1 + len(places) // 40]:
        right = book.cells[sheet][r][c]
        book.cells[sheet][r][c] = right * 1.001 + 1e-6
        try:
            compare(book, document, lines)
        except (AssertionError, StopIteration):
            book.cells[sheet][r][c] = right
            continue
        raise AssertionError('nobody looked at %s %d %d' % (sheet, r, c))


def texts(path, other):
    book = Book(path)
    with open(other, newline='', encoding='utf-8') as file:
        names = [line['title'] for line in csv.DictReader(file)]
    there = {v for sheet in book.cells.values() for row in sheet.values()
             for v in row.values()}
    for name in names:
        short = name if len(name) <= 32766 else name[:32766] + '…'
        assert short in there, name[:80]
    for sheet, formulas in book.formulas.items():
        assert sheet == PLACE or not formulas, sheet
        for formula in formulas.values():
            assert formula.startswith('IF(N($B$5)<=0,"",'), formula
    for name in book.zip.namelist():
        part = book.zip.read(name).decode()
        assert '<hyperlink' not in part and 'TargetMode' not in part, name
        assert 'externalLink' not in name and 'vba' not in name, name


def evaluate(formula, cells, amount):
    """The value of one of our formulas: IF, OR, LN, N and the normal distribution."""
    norm = NormalDist()

    def cell(letters, row):
        place = int(row) - 1, column_of(letters)
        return amount if place == (4, 1) else cells[place[0]][place[1]]

    def log(x):
        return math.log(x) if x > 0 else math.nan

    def cdf(z, _):
        # NormalDist.cdf is 1 + erf, which is 0 where the tail is still above it.
        return 0.5 * math.erfc(-z / math.sqrt(2))

    known = {
        'IF': lambda test, yes, no: yes if test else no,
        'OR': lambda *test: any(test), 'LN': log,
        'N': lambda x: x if isinstance(x, float) else 0,
        'DIST': cdf, 'INV': norm.inv_cdf, 'TRUE': True, 'cell': cell,
    }
    python = re.sub(r'"[^"]*"|\$?\b([A-Z]+)\$?(\d+)',
                    lambda m: 'cell("%s","%s")' % m.groups() if m.group(1) else m.group(),
                    formula.replace('_xlfn.NORM.S.', ''))
    python = re.sub('(?<![<>])=', '==', python)
    return eval(python, {'__builtins__': {}}, known)


def answers(knots, amounts):
    """What the program says of the amounts against a published table of the knots."""
    with tempfile.TemporaryDirectory() as folder:
        published, offers = folder + '/published.csv', folder + '/offers.csv'
        with open(published, 'w') as file:
            file.write(','.join(n for n, _ in knots) + '\n')
            file.write(','.join('%.15g' % v if v is not None else '#'
                                for _, v in knots) + '\n')
        with open(offers, 'w') as file:
            file.write('id,amount\n')
            file.writelines('%d,%.9f\n' % row for row in enumerate(amounts))
        said = subprocess.run(['benchpay', 'offer', '--published', published, '--offers',
                               offers, '-f', 'csv', '--quiet'], capture_output=True,
                              text=True, check=True).stdout
    return list(csv.DictReader(said.splitlines()))


def trials(values, amount):
    """Within, at and beyond the knots, so far that no share is left at either side."""
    low, high = values[0], values[-1]
    found = [amount, low * 0.9, low * 0.2, low * 1e-5, high * 1.1, high * 5, high * 1e5]
    found += values + [(a + 2 * b) / 3 for a, b in zip(values, values[1:])]
    return [max(round(x, 9), 1e-9) for x in found]


def own_ranks(data):
    """The ranks of the report's own offers among records, by amount."""
    own = {}
    for table in ('offer', 'offers', 'offer by group'):
        for row in data.table(table):
            if row.get('rank') is not None and row.get('n') is not None:
                own.setdefault(row['amount'], set()).add(row['rank'])
    return own


def agree(name, got, want):
    if name in ('percentile', 'market_ratio', 'to_p50'):
        return got == '' if want == '' else got != '' and (
            abs(got - float(want)) <= 1e-9 * abs(float(want)) + 1e-12)
    if name == 'extrapolated':
        return got == {'true': 'extrapolated', 'false': 'about'}[want]
    return got == want


def offer(path):
    book = Book(path)
    cells, formulas = book.cells[PLACE], book.formulas[PLACE]
    head = {v: c for c, v in cells[6].items()}
    levels = [h for h in head if re.fullmatch('P[0-9.]+', h)]
    columns = {'Band': 'band', 'Rank': 'percentile', 'Rank is': 'extrapolated',
               'Ratio': 'market_ratio', 'Above P50': 'to_p50'}
    own = own_ranks(Data(book))
    amount, row, checked, beyond, ours = cells[4][1], 7, 0, 0, 0
    while 0 in cells.get(row, {}):
        shown = [(h, cells[row].get(head[h])) for h in levels]
        knots = [(h, v if type(v) is float else None) for h, v in shown
                 if type(v) is float or v == 'top-coded']
        values = [v for _, v in knots if v is not None]
        live = {c: formulas.get((row, head[h])) for h, c in columns.items()}
        assert (live['band'] is not None) == (len(values) > 0), row
        amounts = trials(values, amount) if values else []
        for trial, want in zip(amounts, answers(knots, amounts) if values else []):
            for h, c in columns.items():
                if live[c] is None:
                    assert want[c] == '', (row, trial, c, want[c])
                    continue
                got = evaluate(live[c], cells, trial)
                assert evaluate(live[c], cells, 0.0) == '', (row, c)
                if c in ('percentile', 'extrapolated') and trial in own and evaluate(
                        live['extrapolated'], cells, trial) == 'of the report':
                    assert c == 'extrapolated' or any(
                        abs(got - rank) < 1e-9 for rank in own[trial]), (row, trial, got)
                    assert trial != amount or c == 'extrapolated' or abs(
                        cells[row][head[h]] - got) < 1e-9, (row, c)
                    ours += 1
                    continue
                assert agree(c, got, want[c]), (row, trial, c, got, want[c])
                if trial == amount:
                    assert agree(c, cells[row][head[h]], want[c]), (row, c, 'cached')
                checked += 1
            beyond += want['percentile'] == ''
        row += 1
    assert checked > 0 and beyond > 0
    assert ours > 0 or amount not in own


checks = {'parts': parts, 'sheets': sheets, 'csv': same_as_csv, 'json': same_as_json,
          'texts': texts, 'offer': offer}
if __name__ == '__main__':
    checks[sys.argv[1]](*sys.argv[2:])
