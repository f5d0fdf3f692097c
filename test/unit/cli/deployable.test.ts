import { lackingForDeployment } from '../../../lib/cli/deployable';

const ORIGIN = '1795474743000';

describe('what a deployment lacks', () => {
  test.each([
    { says: 'nothing, with a stage and an origin', stage: 'prod', origin: ORIGIN, lacking: [] },
    { says: 'the stage when none is said', stage: undefined, origin: ORIGIN, lacking: ['The stage ""'] },
    {
      says: 'the stage when it is the local one',
      stage: 'local',
      origin: ORIGIN,
      lacking: ['The stage "local"'],
    },
    {
      says: 'the origin when it is not set',
      stage: 'dev',
      origin: undefined,
      lacking: ['REPLAY_ORIGIN_MS is ""'],
    },
    {
      says: 'the origin when it is in seconds',
      stage: 'dev',
      origin: '1795474743',
      lacking: ['REPLAY_ORIGIN_MS is "1795474743"'],
    },
    {
      says: 'both at once',
      stage: 'x',
      origin: 'now',
      lacking: ['The stage "x"', 'REPLAY_ORIGIN_MS is "now"'],
    },
  ])('$says', ({ stage, origin, lacking }) => {
    const sentences = lackingForDeployment(stage, origin);
    expect(sentences.map((sentence, index) => sentence.slice(0, lacking[index]?.length))).toEqual(lacking);
  });
});
