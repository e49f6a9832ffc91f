"""xlsx.py CHECK FILE... - looks into a workbook without the program's help.

  parts FILE        every part is well-formed XML, and every formula has a value
  csv FILE CSV      the sheet Data holds the numbers of the csv of the same run
  texts FILE CSV    the group names of the csv stand there as texts, nothing runs
  offer FILE        the shares are those of a piecewise lognormal, by Python's own
                    normal distribution, at the amount shown and at others
"""
import csv
import math
import re
import sys
import zipfile
from statistics import NormalDist
from xml.etree import ElementTree

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
REL = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'


def text_of(node):
    """A string as a reader shows it: _x000A_ is a line feed."""
    text = ''.join(t.text or '' for t in node.iter(MAIN + 't'))
    return re.sub('_x([0-9A-Fa-f]{4})_', lambda m: chr(int(m.group(1), 16)), text)


class Book:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.strings = [text_of(n) for n in self.tree('xl/sharedStrings.xml')]
        target = {r.get('Id'): r.get('Target')
                  for r in self.tree('xl/_rels/workbook.xml.rels')}
        self.sheets = {s.get('name'): 'xl/' + target[s.get(REL)]
                       for s in self.tree('xl/workbook.xml').iter(MAIN + 'sheet')}

    def tree(self, part):
        return ElementTree.fromstring(self.zip.read(part))

    def cells(self, sheet):
        """{'B4': (value, formula)}: value a str or a float."""
        found = {}
        for c in self.tree(self.sheets[sheet]).iter(MAIN + 'c'):
            v, f = c.find(MAIN + 'v'), c.find(MAIN + 'f')
            kind = c.get('t', 'n')
            if v is None:
                value = None
            elif kind == 's':
                value = self.strings[int(v.text)]
            elif kind == 'str':
                value = v.text or ''
            else:
                value = float(v.text)
            found[c.get('r')] = value, None if f is None else f.text
        return found

    def rows(self, sheet):
        table = {}
        for place, (value, _) in self.cells(sheet).items():
            column, row = re.match('([A-Z]+)([0-9]+)', place).groups()
            table.setdefault(int(row), {})[column] = value
        return [table[i] for i in sorted(table)]


def parts(path):
    book = Book(path)
    for name in book.zip.namelist():
        ElementTree.fromstring(book.zip.read(name))
    for sheet in book.sheets:
        for place, (value, formula) in book.cells(sheet).items():
            assert formula is None or value is not None, (sheet, place)
            assert not isinstance(value, float) or math.isfinite(value), (sheet, place)


def data(book):
    head, *rows = book.rows('Data')
    return [{head[c]: v for c, v in row.items()} for row in rows]


def same_as_csv(path, other):
    rows = data(Book(path))
    with open(other, newline='', encoding='utf-8') as file:
        lines = list(csv.DictReader(file))
    compared = 0
    for number, line in enumerate(lines, 1):
        mine = {r['statistic']: r for r in rows if r['row'] == number}
        for key, want in line.items():
            if key == 'status' or key in ('n', 'orgs'):
                continue
            if key not in mine:    # a group
                assert all(r[key] == want for r in mine.values()), (number, key)
                continue
            got = mine[key]
            assert got['n'] == float(line['n']), (number, key)
            assert got.get('value') == (float(want) if want else None) or \
                '%.15g' % got['value'] == '%.15g' % float(want), (number, key, want)
            compared += 1
    assert compared == len(rows) > 0, (compared, len(rows))


def texts(path, other):
    book = Book(path)
    with open(other, newline='', encoding='utf-8') as file:
        names = [line['title'] for line in csv.DictReader(file)]
    there = {value for sheet in book.sheets for value, _ in book.cells(sheet).values()}
    for name in names:
        short = name if len(name) <= 32766 else name[:32766] + '…'
        assert short in there, name[:80]
    for sheet in book.sheets:
        formulas = [f for _, f in book.cells(sheet).values() if f is not None]
        assert sheet == 'Place an offer' or not formulas, sheet
        for formula in formulas:
            assert formula.startswith('IF(N($B$4)<=0,""'), formula
    for name in book.zip.namelist():
        part = book.zip.read(name).decode()
        assert '<hyperlink' not in part and 'TargetMode' not in part, name
        assert 'externalLink' not in name and 'vba' not in name, name


def evaluate(formula, cells, amount):
    """The value of one of our formulas: IF, LN, N and the normal distribution."""
    norm = NormalDist()
    known = {
        'IF': lambda test, yes, no: yes if test else no,
        'LN': math.log, 'N': lambda x: x if isinstance(x, float) else 0,
        'DIST': lambda z, _: norm.cdf(z), 'INV': norm.inv_cdf, 'TRUE': True,
        'cell': lambda place: amount if place == 'B4' else cells[place][0],
    }
    python = re.sub(r'"[^"]*"|\$?([A-Z]+)\$?(\d+)',
                    lambda m: 'cell("%s%s")' % m.groups() if m.group(1) else m.group(),
                    formula.replace('_xlfn.NORM.S.', ''))
    python = re.sub('(?<![<>])=', '==', python)
    return eval(python, {'__builtins__': {}}, known)


def lognormal(knots, amount):
    """Share at or below, the line through the two nearest knots on z and ln."""
    norm = NormalDist()
    for i, (p, value) in enumerate(knots):
        if amount < value:
            break
    else:
        i = len(knots) - 1
    (p1, x1), (p2, x2) = knots[max(i, 1) - 1], knots[max(i, 1)]
    z1, z2 = norm.inv_cdf(p1), norm.inv_cdf(p2)
    return norm.cdf(z1 + (z2 - z1) * math.log(amount / x1) / math.log(x2 / x1))


def offer(path):
    cells = Book(path).cells('Place an offer')
    head = {c: cells[c + '6'][0] for c in 'ABCDEFGHIJK'}
    level = [c for c in head if head[c].startswith('P') and head[c] != 'People']
    share = next(c for c in head if head[c] == 'At or below')
    row, checked = 7, 0
    while 'A%d' % row in cells:
        knots = [(float(head[c][1:]) / 100, cells[c + str(row)][0]) for c in level]
        cached, formula = cells[share + str(row)]
        amount = cells['B4'][0]
        assert abs(cached - lognormal(knots, amount)) < 1e-12, row
        trials = [value for _, value in knots]
        trials += [knots[0][1] * 0.8, knots[-1][1] * 1.2, amount, amount + 1]
        for trial in trials:
            got = evaluate(formula, cells, trial)
            assert abs(got - lognormal(knots, trial)) < 1e-12, (row, trial)
        assert formula.startswith('IF(N($B$4)<=0,"",'), row
        band = cells[chr(ord(share) + 1) + str(row)]
        assert evaluate(band[1], cells, amount) == band[0], row
        assert evaluate(band[1], cells, trials[0] * 0.5) == '<' + head[level[0]], row
        assert evaluate(band[1], cells, trials[len(level) - 1]) == '>' + head[level[-1]]
        row, checked = row + 1, checked + 1
    assert checked > 0


checks = {'parts': parts, 'csv': same_as_csv, 'texts': texts, 'offer': offer}
checks[sys.argv[1]](*sys.argv[2:])
