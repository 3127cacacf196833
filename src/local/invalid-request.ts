import { ApiError } from '../xray/api/api-error.ts';

/** The refusal X-Ray gives for nearly everything, 400, in these words. */
export const invalidRequest = (message: string): ApiError =>
  new ApiError('InvalidRequestException', message);
