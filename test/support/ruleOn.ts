/** A rule that holds on every bar of a price above 1: where only what it watches matters. */
export const ruleOn = (targets: object) => ({
  dsl: '1',
  name: 'above 1',
  targets,
  interval: '1d',
  when: { op: '>', left: 'close', right: 1 },
});
