import { progressLine } from '../../../lib/cli/progressLine';

const shown = (isTTY: boolean) => {
  const written: string[] = [];
  const progress = progressLine({ isTTY, write: (text: string) => written.push(text) });
  progress.show('one');
  progress.show('two');
  progress.end();
  progress.end();
  return written.join('');
};

test('progress stays on one line of a terminal', () => {
  expect(shown(true)).toBe('\rone\u001b[K\rtwo\u001b[K\n');
});

test('progress is a line each where there is no terminal', () => {
  expect(shown(false)).toBe('one\ntwo\n');
});
