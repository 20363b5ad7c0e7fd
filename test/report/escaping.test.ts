import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv, csvCell } from '../../src/report/csv.ts';
import { fixed, multiple, multipleWithin, percent, plain } from '../../src/report/format.ts';
import { escapeHtml, html, inlineJson } from '../../src/report/page/html.ts';
import { withNames } from '../../src/report/page/warnings.ts';
import { hostileName } from './fixture.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '/',
      'script',
      '!--',
      ']]>',
      '`',
      '$\u007bx}',
      '\u2028',
      '\u202e',
      '=',
      '-',
    ),
    maxLength: 12,
  }),
  fc.constantFrom(
    hostileName,
    '</script><img src=x onerror=alert(1)>',
    '{{7*7}}',
    '$\u007bx}',
    '\'";alert(1)//',
    '&lt;',
    ']]>',
    '\u2028',
  ),
);

const unescaped = (markup: string): string =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&');

test('escaped text holds no character that could leave its place, and reads as it was written', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"']/);
      expect(unescaped(escaped)).toBe(text.replaceAll('\u0000', '\ufffd'));
    }),
    { seed: 1 },
  );
});

test('a template escapes what is put into it, once, and leaves its own markup alone', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const inner = html`<b title="${text}">${text}</b>`;
      expect(html`<p>${inner}${[inner, null, false]}</p>`.markup).toBe(`<p>${inner.markup}${inner.markup}</p>`);
      expect(inner.markup).toBe(`<b title="${escapeHtml(text)}">${escapeHtml(text)}</b>`);
    }),
    { seed: 2 },
  );
});

test('inlined JSON reads back the same and cannot end its script element or a line', () => {
  fc.assert(
    fc.property(fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.constant(null))), (value) => {
      const { markup } = inlineJson(value);
      expect(markup).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.stringify(JSON.parse(markup))).toBe(JSON.stringify(value));
    }),
    { seed: 3 },
  );
});

test('a warning reads as it was written, whatever names are in it', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 4 }), anyText, anyText, (names, before, after) => {
      const sentence = `${before}${names.join(' and ')}${after}`;
      const text = unescaped(withNames(sentence, names).markup.replace(/<\/?bdi[^>]*>/g, ''));
      expect(text).toBe(sentence.replaceAll('\u0000', '\ufffd'));
    }),
    { seed: 4 },
  );
});

test('text that a spreadsheet would run is disarmed, and numbers keep their sign', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(csvCell(`${start}1+1`).replace(/^"/, '')).toMatch(/^'/);
  expect(
    csv([
      ['name', 'value'],
      ['=HYPERLINK("x")', -1.5],
      ['a,"b"', null],
    ]),
  ).toBe('name,value\r\n"\'=HYPERLINK(""x"")",-1.5\r\n"a,""b""",\r\n');
});

test('a printed number is within half a unit of its last digit, with a real minus sign and never a negative zero', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
      const text = fixed(value, decimals);
      expect(text).not.toContain('-');
      expect(text).not.toMatch(/^\u2212[0.,]*$/);
      expect(Math.abs(Number(text.replace('\u2212', '-').replaceAll(',', '')) - value)).toBeLessThanOrEqual(
        0.5 * 10 ** -decimals + 1e-9,
      );
    }),
    { seed: 5 },
  );
});

test('what happened is never called 0% or 0×, and what did not happen always is', () => {
  expect([0, 1e-9, 0.0004, 0.012, 0.5, 0.995, 0.99999, 1].map(percent)).toEqual([
    '0%',
    '<0.1%',
    '<0.1%',
    '1.2%',
    '50%',
    '99.5%',
    '>99.9%',
    '100%',
  ]);
  expect([0, 1e-9, 0.0023, 0.034, 0.41, 12.34, 1234.5].map(multiple)).toEqual([
    '0×',
    '<0.0001×',
    '0.0023×',
    '0.034×',
    '0.41×',
    '12.3×',
    '1,235×',
  ]);
});

test('an interval has the digits that tell its ends apart, and so has what it is of', () => {
  const shown = (low: number, value: number, high: number) =>
    [low, value, high].map(multipleWithin(low, high)).join(' ');
  expect(shown(0.38, 0.58, 0.77)).toBe('0.38× 0.58× 0.77×');
  expect(shown(0.5751, 0.5788, 0.5818)).toBe('0.575× 0.579× 0.582×');
  expect(shown(0.57861, 0.57884, 0.57901)).toBe('0.5786× 0.5788× 0.5790×');
  expect(shown(12.321, 12.33, 12.349)).toBe('12.32× 12.33× 12.35×');
  // Across the sizes at which digits are dropped.
  expect(shown(0.09996, 0.1, 0.1004)).toBe('0.1000× 0.1000× 0.1004×');
  expect(shown(9.996, 10.01, 10.03)).toBe('10.00× 10.01× 10.03×');
  expect(shown(99.96, 100.1, 100.3)).toBe('100.0× 100.1× 100.3×');
  expect(shown(0.5, 0.5, 0.5)).toBe('0.50× 0.50× 0.50×');
  expect([null].map(multipleWithin(null, null))).toEqual(['–']);
});

test('a value is given as many digits as its standard error allows', () => {
  expect([plain(0.483112, 0.0042), plain(0.483112, 0.42), plain(12.3456, null), plain(null), plain(0)]).toEqual([
    '0.4831',
    '0.48',
    '12.35',
    '–',
    '0',
  ]);
});
