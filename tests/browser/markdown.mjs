/* SPDX-License-Identifier: GPL-3.0-or-later */
// markdown.mjs - a report in Markdown, read by a CommonMark parser.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { check, folder, require } from './harness.mjs';

const { Parser } = require('commonmark');

const nodes = text => {
    const found = [], walker = new Parser().parse(text).walker();
    for (let step = walker.next(); step; step = walker.next())
        if (step.entering)
            found.push(step.node);
    return found;
};

export const parsed = (name, charts) => {
    const all = nodes(readFileSync(`${folder}/${name}.md`, 'utf8')), wrong = [];
    const known = ['document', 'heading', 'paragraph', 'text', 'softbreak', 'linebreak',
        'strong', 'list', 'item', 'image'];
    for (const node of all)
        if (!known.includes(node.type))
            wrong.push(`${node.type}: ${node.destination ?? node.literal}`);
    const levels = all.filter(node => node.type === 'heading').map(node => node.level);
    if (levels[0] !== 1 || levels.length < 4 || !levels.slice(1).every(level => level === 2))
        wrong.push(`headings of the levels ${levels}`);
    const images = all.filter(node => node.type === 'image');
    if (images.length !== charts)
        wrong.push(`${images.length} pictures, not ${charts}`);
    for (const image of images) {
        if (!existsSync(path.join(folder, decodeURIComponent(image.destination))))
            wrong.push(`no file ${image.destination}`);
        if (!image.firstChild?.literal)
            wrong.push(`${image.destination} tells nothing`);
    }
    check(`${name}: the Markdown is headings, texts, tables and ${charts} pictures`, wrong);
};
