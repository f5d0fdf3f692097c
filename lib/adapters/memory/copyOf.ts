/**
 * A deep copy by way of JSON, which is what the real stores keep: a caller that changes what it gave or
 * got changes nothing that is stored, and whatever JSON cannot carry is missing here as it is there.
 */
export const copyOf = <T>(stored: T): T => JSON.parse(JSON.stringify(stored)) as T;
