/** One request of the tutorial's traffic and what it should come to. */
export interface PlannedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: unknown;
  /** Services whose segments the trace must hold. */
  readonly services: readonly string[];
  /** Pause after the answer, milliseconds. */
  readonly pauseMs: number;
}

/** Rounds of "create a user, list the users". [tutorial, step 5] */
const ROUNDS = 50;

/** This user's mail bounces: a fault two services down, behind a request that succeeds. Not in the tutorial. */
const BOUNCING_USER = 13;

const BOTH = ['user-management', 'notification'];
const FRONT = ['user-management'];

const emailOf = (user: number): string =>
  user === BOUNCING_USER ? `user${user}@bounce.example` : `user${user}@example.com`;

const round = (user: number, pauseMs: number): readonly PlannedRequest[] => {
  const body = {
    username: `user${user}`,
    email: emailOf(user),
    firstname: 'Test',
    lastname: `User${user}`,
  };
  return [
    { method: 'POST', path: '/usermgmt/user', body, services: BOTH, pauseMs: 0 },
    { method: 'GET', path: '/usermgmt/users', body: undefined, services: FRONT, pauseMs },
  ];
};

/**
 * The tutorial's traffic: 50 × (create a user, list the users), then one invalid user and one notification: 102
 * requests. `pauseMs` lies between the rounds; the tutorial waits 2 s.
 */
export const planTutorialTraffic = (pauseMs: number): readonly PlannedRequest[] => {
  const rounds = Array.from({ length: ROUNDS }, (_, index) => round(index + 1, pauseMs));
  const mail = {
    email: 'test@example.com',
    subject: 'Test Notification',
    body: 'This is a test message',
  };
  return [
    ...rounds.flat(),
    {
      method: 'POST',
      path: '/usermgmt/user',
      body: { invalid: 'data' },
      services: FRONT,
      pauseMs: 0,
    },
    { method: 'POST', path: '/usermgmt/notification', body: mail, services: BOTH, pauseMs: 0 },
  ];
};
