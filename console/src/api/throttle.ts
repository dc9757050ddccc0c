import { notices } from '../ui/notices';
import { toFailure } from './failure';

const WAITS_MILLIS = [500, 1500];

/** A throttled call is made again twice, and the page says so (ui 7.5). Nothing else is: a write might happen twice. */
export async function retryingThrottles<T>(call: () => Promise<T>): Promise<T> {
  for (const wait of WAITS_MILLIS) {
    try {
      return await call();
    } catch (error) {
      if (toFailure(error).code !== 'TooManyRequestsException') throw error;
      const notice = notices.info('The server is busy with many requests. Trying again.');
      await new Promise((resolve) => setTimeout(resolve, wait));
      notices.dismiss(notice);
    }
  }
  return call();
}
