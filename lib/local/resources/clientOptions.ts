import { REGION } from './resolveIntrinsics';

/** For the clients of the local stack itself; an emulator takes any credentials. */
export function clientOptions(endpoint: string) {
  return {
    endpoint,
    region: REGION,
    credentials: {
      accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'local',
      secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'local',
    },
  };
}
