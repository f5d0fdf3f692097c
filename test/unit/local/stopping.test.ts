import { stoppingOf } from '../../../lib/local/stopping';
import { undoList } from '../../../lib/local/undo';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A stack that takes so long to stop. */
function stoppingAfter(ms: number) {
  const undo = undoList();
  const codes: number[] = [];
  const printed: string[] = [];
  undo.add(() => new Promise((resolve) => setTimeout(resolve, ms)));
  const tools = {
    log: () => undefined,
    print: (text: string) => void printed.push(text.trim()),
    exit: (code: number) => void codes.push(code),
  };
  return { stopping: stoppingOf(undo, tools), codes, printed };
}

describe('stopping', () => {
  it('ends with the code it is given once everything is stopped, and says nothing of a short wait', async () => {
    const { stopping, codes, printed } = stoppingAfter(900);
    void stopping.stop(1);
    expect([stopping.hasBegun(), codes]).toEqual([true, []]);
    await jest.advanceTimersByTimeAsync(2000);
    expect({ codes, printed }).toEqual({ codes: [1], printed: [] });
  });

  it('says that it is stopping when that takes more than a second', async () => {
    const { stopping, codes, printed } = stoppingAfter(3000);
    stopping.interrupt();
    await jest.advanceTimersByTimeAsync(1100);
    expect({ codes, printed }).toEqual({ codes: [], printed: ['Stopping… (Ctrl-C again ends at once)'] });
    await jest.advanceTimersByTimeAsync(2000);
    expect({ codes, printed: printed.length }).toEqual({ codes: [0], printed: 1 });
  });

  it('takes the signals of one key for one', async () => {
    const { stopping, codes } = stoppingAfter(3000);
    stopping.interrupt();
    await jest.advanceTimersByTimeAsync(100);
    stopping.interrupt();
    expect(codes).toEqual([]);
  });

  it('ends at once at the second Ctrl-C', async () => {
    const { stopping, codes } = stoppingAfter(60_000);
    stopping.interrupt();
    await jest.advanceTimersByTimeAsync(600);
    stopping.interrupt();
    expect(codes).toEqual([130]);
  });
});
