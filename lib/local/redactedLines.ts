import type { Readable } from 'node:stream';
import { redacted, redactedField } from '../redacted';

/**
 * Passes on what a process writes, without e-mail addresses, phone numbers and API keys, as soon as a line has ended;
 * an unended one when the process does.
 *
 * Edge  a line is held until it ends, however long it is: cut in two, half a secret would be none to anybody.
 */
export function redactedLines(output: Readable, write: (text: string) => void): void {
  let begun: string[] = [];
  // Of a character whose bytes come in two pieces nothing is lost.
  output.setEncoding('utf8');
  output.on('data', (piece: string) => {
    const end = piece.lastIndexOf('\n') + 1;
    if (end === 0) return void begun.push(piece);
    const lines = [...begun, piece.slice(0, end)].join('');
    write(lines.split('\n').map(redactedLine).join('\n'));
    begun = [piece.slice(end)];
  });
  output.once('end', () => write(redactedLine(begun.join(''))));
}

/** A line that is JSON stays so: what is changed is the texts in it. */
function redactedLine(line: string): string {
  if (!line.startsWith('{')) return redacted(line);
  try {
    return JSON.stringify(redactedField(JSON.parse(line)));
  } catch {
    // It only begins as JSON does.
    return redacted(line);
  }
}
