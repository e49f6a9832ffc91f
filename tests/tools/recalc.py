# SPDX-License-Identifier: GPL-3.0-or-later
"""recalc.py - works workbooks out anew in LibreOffice, without what the program put there.

Standard input has a line a case: FILE|WANTED[|SHEET!CELL=NUMBER ...].  The values of all
formulas are taken out of FILE, the cells are changed, and LibreOffice works it out: every
number and every formula of WANTED must then be there.  Prints "FILE: " and what differs,
or how many cells agree; LibreOffice is started once.
"""
import os
import re
import subprocess
import sys
import tempfile
import zipfile

from xlsx import DATA, METHOD, Book


def change(part, cells):
    """A sheet without the values of its formulas, and with numbers in some cells."""
    for name, number in cells.items():
        part, n = re.subn(r'<c r="%s"( s="\d+")?[^>]*?(/>|>.*?</c>)' % name,
                          r'<c r="%s"\1><v>%s</v></c>' % (name, number), part)
        assert n == 1, name
    return re.sub(r'(</f>)<v>[^<]*</v>', r'\1', part)


def prepare(path, out, changes):
    book = Book(path)
    wanted = {}
    for place in changes:
        sheet, cell, number = re.fullmatch(r'(.*)!([A-Z]+\d+)=(.*)', place).groups()
        wanted.setdefault(book.part[sheet], {})[cell] = number
    with zipfile.ZipFile(out, 'w') as to:
        for name in book.zip.namelist():
            part = book.zip.read(name)
            if name.startswith('xl/worksheets/sheet'):
                part = change(part.decode(), wanted.get(name, {})).encode()
            to.writestr(name, part)


def name_of(row, column):
    letters = ''
    column += 1
    while column > 0:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return '%s%d' % (letters, row + 1)


def compare(got, want):
    checked, formulas = 0, 0
    for sheet in want.people():
        if sheet in (DATA, METHOD):
            continue
        for place in sorted(want.numbers(sheet) | set(want.formulas[sheet])):
            row, column = place
            w = want.cells[sheet][row][column]
            g = got.cells[sheet].get(row, {}).get(column)
            same = (abs(g - w) <= 1e-9 * max(1, abs(w))
                    if type(g) is float and type(w) is float else g == w)
            assert same, '%s!%s: %r, not %r' % (sheet, name_of(*place), g, w)
            checked += 1
            formulas += place in want.formulas[sheet]
    assert formulas > 0
    return '%d cells agree, %d of them formulas' % (checked, formulas)


def main():
    cases = [line.rstrip('\n').split('|') for line in sys.stdin if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for i, (path, _, *changes) in enumerate(cases):
            files.append('%s/%d.xlsx' % (folder, i))
            prepare(path, files[-1], changes)
        subprocess.run(['soffice', '-env:UserInstallation=file://%s/profile' % folder,
                        '--headless', '--convert-to', 'xlsx', '--outdir', folder + '/out',
                        *files], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=300)
        for i, (path, other, *_) in enumerate(cases):
            label = '%d %s' % (i + 1, os.path.basename(path))
            try:
                print('%s: %s' % (label, compare(
                    Book('%s/out/%d.xlsx' % (folder, i)), Book(other))))
            except AssertionError as e:
                print('%s: DIFFERS: %s' % (label, e))


main()
