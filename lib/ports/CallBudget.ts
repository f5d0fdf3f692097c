/** How often the sources of bars may still be asked. */
export type CallBudget = {
  /** Calls that may be made within the next minute; without end where bars are played. */
  callsLeft(): Promise<number>;
};
