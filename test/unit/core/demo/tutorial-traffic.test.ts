import { describe, expect, it } from 'vitest';
import { planTutorialTraffic } from '../../../../src/core/demo/tutorial-traffic.ts';

describe('the tutorial traffic', () => {
  const plan = planTutorialTraffic(2_000);

  it('is 50 rounds of two requests, an invalid user and a notification', () => {
    expect(plan).toHaveLength(102);
    expect(plan.filter((request) => request.path === '/usermgmt/users')).toHaveLength(50);
    expect(plan.slice(-2).map((request) => request.path)).toEqual([
      '/usermgmt/user',
      '/usermgmt/notification',
    ]);
  });

  it('pauses between the rounds, not within them', () => {
    expect(plan.slice(0, 4).map((request) => request.pauseMs)).toEqual([0, 2_000, 0, 2_000]);
  });

  it('expects a notification segment wherever a mail is sent, and none for an invalid user', () => {
    expect(plan[0]?.services).toEqual(['user-management', 'notification']);
    expect(plan[1]?.services).toEqual(['user-management']);
    expect(plan.at(-2)?.services).toEqual(['user-management']);
  });

  it('has exactly one user whose mail bounces', () => {
    const bouncing = plan.filter((request) =>
      JSON.stringify(request.body ?? {}).includes('@bounce.example'),
    );
    expect(bouncing).toHaveLength(1);
  });
});
