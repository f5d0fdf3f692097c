import { version } from '../../package.json';

/** Version of the product, as package.json says it. */
export const PRODUCT_VERSION: string = version;
