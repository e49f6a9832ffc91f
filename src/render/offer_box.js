/* SPDX-License-Identifier: GPL-3.0-or-later */
'use strict';
/* The offer box: places an amount among the percentiles of its table, and among
 * nothing else, as bp_knots_place does with BP_LOGNORMAL; it says and rounds what
 * `benchpay offer --published` says and rounds for a table with these percentiles.  The
 * report's own offers have the rank that the report gives them. */
(() => {
    const box = document.getElementById('offer-box');
    const input = box.querySelector('input'), answer = box.querySelector('output');
    const hint = document.getElementById('amount-hint').textContent;
    const { sign, code } = box.dataset;

    // Phi near 0 is a series (Marsaglia 2004, J. Stat. Softw. 11(4)); in the tails
    // 1 - Phi is Laplace's continued fraction.
    const density = z => Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    const tail = z => {
        let t = z;
        for (let k = 60; k > 0; k--)
            t = z + k / t;
        return density(z) / t;
    };
    const Phi = z => {
        if (Math.abs(z) > 3)
            return z < 0 ? tail(-z) : 1 - tail(z);
        let sum = z, term = z;
        for (let k = 3; k < 120; k += 2)
            sum += term *= z * z / k;
        return 0.5 + sum * density(z);
    };
    const quantile = p => {
        let low = -9, high = 9;
        for (let i = 0; i < 60; i++) {
            const middle = (low + high) / 2;
            if (Phi(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return low;
    };

    const knots = [...box.querySelectorAll('tbody tr')].map(row => {
        const p = row.dataset.p / 100;
        return { name: 'P' + row.dataset.p, p, z: quantile(p),
                 value: Number(row.dataset.value), cells: [row.cells[2], row.cells[3]] };
    });

    const along = (a, b, amount) =>
        Phi(a.z + (b.z - a.z) * Math.log(amount / a.value) / Math.log(b.value / a.value));

    // The band, and the share at or below where it is known.
    const place = amount => {
        const n = knots.length, i = knots.filter(k => k.value <= amount).length;
        const outside = i === 0 || i === n;
        const band = i === 0 ? `below ${knots[0].name}`
                   : i === n ? `above ${knots[n - 1].name}`
                   : `between ${knots[i - 1].name} and ${knots[i].name}`;
        if (i > 0 && knots[i - 1].value === amount)
            return { band, p: knots[i - 1].p, known: true };
        const [a, b] = knots.slice(Math.max(0, Math.min(i - 1, n - 2)));
        const p = b && a.value < b.value ? along(a, b, amount) : 0;
        return { band, p, known: p > 0 && p < 1, outside };
    };

    // A digit string with a grouping comma every three; halves go away from zero, also
    // those that are one but for the last bits.
    const fixed = (x, decimals) => {
        const scale = 10 ** decimals, y = Math.abs(x) * scale;
        return (Math.round(y < 1e12 ? y * (1 + 4 * Number.EPSILON) : y) / scale).toLocaleString('en-US', {
            minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    };
    const money = (x, decimals) => sign + fixed(x, decimals);
    // The decimals of amounts that stand together are those of the largest, unless one
    // would be written as nothing.
    const common = amounts => {
        const sizes = amounts.map(Math.abs).filter(x => x > 0);
        return Math.max(...sizes) >= 1000 && Math.min(...sizes) >= 0.5 ? 0 : 2;
    };
    const signed = (x, text) =>
        (/[1-9]/.test(text) ? x < 0 ? '\u2212' : '+' : '') + text;
    const rank = p => 'P' + Math.min(Math.max(Math.round(100 * p), 1), 99);
    const own = new Map(JSON.parse(box.dataset.own));

    const sentence = amount => {
        const at = place(amount);
        const goals = [['P50', 'the median'], ['P75', 'P75']].flatMap(([name, words]) =>
            knots.filter(k => k.name === name).map(k => ({ gap: amount - k.value, words })));
        const decimals = common([amount, ...goals.map(g => g.gap)]);
        const where = own.has(amount) ? `; its rank in this report is ${own.get(amount)}`
                    : !at.known ? '' : at.outside ? `; extrapolated ${rank(at.p)}`
                                     : `, about ${rank(at.p)}`;
        const gaps = goals.map(g => g.gap === 0 ? `at ${g.words}`
            : `${money(g.gap, decimals)} ${g.gap < 0 ? 'below' : 'above'} ${g.words}`);
        return `${money(amount, decimals)} is ${at.band} of these figures${where}.` +
            (gaps.length > 0 ? ` It is ${gaps.join(' and ')}.` : '');
    };

    // Values of a column have the same decimals.
    const fill = amount => {
        const gaps = knots.map(k => amount - k.value);
        const shares = knots.map(k => 100 * (amount / k.value - 1));
        const decimals = gaps.every(Number.isInteger) ? 0 : common(gaps);
        const tenths = shares.some(x => !Number.isInteger(Math.round(10 * x) / 10)) ? 1 : 0;
        knots.forEach((k, i) => {
            k.cells[0].textContent = signed(gaps[i], money(gaps[i], decimals));
            k.cells[1].textContent = signed(shares[i], fixed(shares[i], tenths) + '%');
        });
    };

    // Is this a way to write the table's currency?  Where it has none, any is.
    const ours = word => word === '' || (code === '' ? /^[A-Z\p{Sc}]{1,4}$/u.test(word)
        : [sign.trim(), code, code === 'USD' ? 'US$' : code].includes(word));

    // Grouped by threes, "430,000.5", "430.000,5", "430 000", "430'000"; or plain. One
    // point is a decimal mark, as for the program, which refuses "430.000", too: that may
    // be thousands. NaN for anything else.
    const digits = text => {
        const [, group] = text.match(
            /^[1-9]\d{0,2}([.,'’ ])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/) || [];
        if (group !== undefined && !/^\d+\.\d+$/.test(text))
            return text.replaceAll(group, '').replace(',', '.');
        return /^(?:\d*\.?\d+|0,\d+|\d+,\d\d?)$/.test(text) ? text.replace(',', '.') : NaN;
    };

    // "430,000", "$430k", "USD 0.43m", "430 000 €"; NaN for what is no amount above 0.
    const form = /^([^\d.,]*?) ?([\d.,](?:[\d.,'’ ]*\d)?) ?([KM]?)((?: ?[^\d ]{1,3})?)$/;
    const read = text => {
        const [, before, number, unit, after] =
            text.trim().replace(/\s/g, ' ').toUpperCase().match(form) || [];
        if (number === undefined || (before && after) || !ours(before + after.trim()) ||
            (!unit && /^[1-9]\d{0,2}\.\d\d0$/.test(number)))
            return NaN;
        const amount = Number(digits(number) + ({ K: 'e3', M: 'e6' }[unit] || ''));
        return amount > 0 && amount < 1e15 ? amount : NaN;
    };

    input.addEventListener('input', () => {
        const amount = read(input.value), blank = input.value.trim() === '';
        const good = !Number.isNaN(amount);
        input.setAttribute('aria-invalid', String(!good && !blank));
        answer.textContent = good ? sentence(amount)
                           : blank ? '' : `This is no amount; write one ${hint}.`;
        if (good)
            fill(amount);
        else
            knots.forEach(k => k.cells.forEach(cell => cell.textContent = ''));
    });
    box.hidden = false;
})();
