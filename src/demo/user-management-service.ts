import AWSXRay from 'aws-xray-sdk-core';
import { reportHealth } from './health.ts';
import { notify } from './notification-client.ts';
import { pause } from './pause.ts';
import { inSubsegment } from './subsegment.ts';
import { type Reply, serveTraced } from './traced-server.ts';
import { UsersTable } from './users-table.ts';

/** The tutorial's User Management service: users in MySQL, a welcome mail through the Notification service. */
const notificationUrl = process.env['NOTIFICATION_URL'] ?? '';
const users = new UsersTable();

/** Hashing is local work: a subsegment without a namespace, so no node on the map. */
const hashPassword = (): Promise<void> => inSubsegment('hash-password', () => pause(3));

const createUser = async (body: string): Promise<Reply> => {
  const segment = AWSXRay.getSegment();
  segment?.addAnnotation('operation', 'createUser');
  const { username, email } = JSON.parse(body) as { username?: string; email?: string };
  if (username === undefined || email === undefined) {
    return { status: 400, body: { error: 'username and email are required' } };
  }
  await hashPassword();
  const user = await users.insert(username, email);
  segment?.addAnnotation('userId', user.id);
  segment?.addMetadata('request', { fields: ['username', 'email', 'firstname', 'lastname'] });
  const status = await notify(notificationUrl, email, 'welcome');
  return { status: 201, body: { id: user.id, notified: status === 202 } };
};

const listUsers = async (): Promise<Reply> => {
  AWSXRay.getSegment()?.addAnnotation('operation', 'listUsers');
  const page = await users.list();
  return { status: 200, body: page.map(({ id, username }) => ({ id, username })) };
};

const sendNotification = async (body: string): Promise<Reply> => {
  AWSXRay.getSegment()?.addAnnotation('operation', 'sendNotification');
  const { email } = JSON.parse(body) as { email: string };
  const status = await notify(notificationUrl, email, 'custom');
  return { status: status === 202 ? 202 : 502, body: { status } };
};

serveTraced('user-management', async (method, path, body) => {
  switch (`${method} ${path}`) {
    case 'GET /health':
      return reportHealth();
    case 'POST /usermgmt/user':
      return createUser(body);
    case 'GET /usermgmt/users':
      return listUsers();
    case 'POST /usermgmt/notification':
      return sendNotification(body);
    default:
      return { status: 404, body: { error: 'no such route' } };
  }
});
