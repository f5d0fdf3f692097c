import { isProblem } from '../problems';
import { momentNow } from './moment';
import { readRule } from './readRules';
import type { RuleAddress, RuleDeps, RuleView } from './writeRule';
import { armedOnWall } from './watchedSymbols';
import { foundRule, writeRule } from './writeRule';

const TRIES = 5;

/** Stops judging a rule; it keeps the states it had. Pausing what is paused changes nothing. */
export const pauseRule = (deps: RuleDeps, address: RuleAddress): Promise<RuleView> =>
  setPaused(deps, address, true);

/**
 * Judges a rule again, from the states it had, on the bars that close from market now on: what it missed
 * is not made up. Resuming what is not paused changes nothing.
 */
export const resumeRule = (deps: RuleDeps, address: RuleAddress): Promise<RuleView> =>
  setPaused(deps, address, false);

async function setPaused(deps: RuleDeps, address: RuleAddress, paused: boolean): Promise<RuleView> {
  for (let attempt = 1; ; attempt += 1) {
    const standing = await foundRule(deps, address);
    if (standing.paused === paused) return readRule(deps, address);
    const { market, wall, simulated } = momentNow(deps);
    const stored = {
      ...standing,
      armedAtWall: armedOnWall(standing),
      paused,
      version: standing.version + 1,
      updatedAt: wall,
      ...(!paused && { resumedAt: market, resumedAtWall: wall, resumedAtSimulated: simulated }),
    };
    try {
      return await writeRule(deps, { former: standing, stored }, () =>
        deps.rules.replace(stored, standing.version),
      );
    } catch (error) {
      // Somebody else wrote the rule meanwhile: what was asked for holds for that version as well.
      if (attempt === TRIES || !isProblem(error, 'STORE_CONFLICT')) throw error;
    }
  }
}
