/** What readings are counted in where it is not the unit of the price or of the volume. */
export type Unit = '%';
