import { expect, test } from 'vitest';
import * as decaylab from '../../src/index.ts';
import { goldenText } from '../support/golden.ts';
import { reference } from './reference.ts';

test('the reference says of every name of the public interface what its docstring says, as it was accepted', () => {
  goldenText('../../src/guide/reference.md', reference());
});

test('no name of the public interface is missing in it', () => {
  const text = reference();
  expect(Object.keys(decaylab).filter((name) => !text.includes(`### [\`${name}\`]`))).toEqual([]);
});
