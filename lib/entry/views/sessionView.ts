import type { Session } from '../../market/calendar/session';
import { instant } from './instant';

/** A session as the contract shows it. */
export const sessionView = ({ date, openAt, closeAt, earlyClose }: Session) => ({
  session: date,
  openUtc: instant(openAt),
  closeUtc: instant(closeAt),
  earlyClose,
});
