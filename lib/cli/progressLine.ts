/** Where progress is written to: a terminal, or a file that keeps every line. */
type Screen = { readonly isTTY?: boolean; write(text: string): unknown };

export type ProgressLine = {
  /** Says how far the work is: over what it said before on a terminal, else on a line of its own. */
  show(text: string): void;
  /** Leaves the last word on the terminal. */
  end(): void;
};

const TO_LINE_START = '\r';
const CLEAR_TO_END = '\u001b[K';

/** Progress on one line of a terminal, and line by line where there is none. */
export function progressLine(screen: Screen): ProgressLine {
  let isOpen = false;
  return {
    show(text) {
      screen.write(screen.isTTY ? `${TO_LINE_START}${text}${CLEAR_TO_END}` : `${text}\n`);
      isOpen = screen.isTTY === true;
    },
    end() {
      if (isOpen) screen.write('\n');
      isOpen = false;
    },
  };
}
