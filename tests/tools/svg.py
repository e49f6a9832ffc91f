# SPDX-License-Identifier: GPL-3.0-or-later
"""svg.py FILE [TEXT]... - a picture is well-formed XML, runs nothing and refers to
nothing outside itself; each TEXT stands in it as it was given, wrapped at blanks."""
import re
import sys
from xml.etree import ElementTree

DRAWS = {'svg', 'title', 'desc', 'g', 'defs', 'path', 'rect', 'circle', 'use', 'filter',
         'feFlood', 'feComposite', 'polygon', 'polyline', 'line', 'text', 'tspan'}


def name(tag):
    return tag.rsplit('}', 1)[-1]


def faults(root):
    for node in root.iter():
        if name(node.tag) not in DRAWS:
            yield f'an element {node.tag}'
        for key, value in node.attrib.items():
            if name(key).lower().startswith('on'):
                yield f'an attribute {key}'
            if name(key) == 'href' and not value.startswith('#'):
                yield f'a reference to {value}'
            if re.search('url|script:', value, re.I):
                yield f'{key}="{value}"'


def main(path, *texts):
    root = ElementTree.parse(path).getroot()
    drawn = ' '.join(''.join(node.itertext()).strip() for node in root.iter()
                     if name(node.tag) == 'text')
    found = list(faults(root))
    found += [f'not drawn: {text}' for text in texts if text not in drawn]
    print('\n'.join(found))
    return 1 if found else 0


sys.exit(main(*sys.argv[1:]))
