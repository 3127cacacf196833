import type { Tag } from '../../xray/api/admin.ts';
import { ApiError } from '../../xray/api/api-error.ts';
import { LIMITS } from '../../xray/limits.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { Settings } from '../settings.ts';
import type { Handlers } from './handlers.ts';
import { createJsonStore } from './json-store.ts';
import type { ResourceNames } from './resource-names.ts';

/** The tags of rules and groups, by the resource part of their ARN. */
export interface TagStore {
  /** In the order they came. */
  of(resource: string): readonly Tag[];
  /** Adds tags, replacing those of the same key. Throws, and changes nothing, when they may not be. */
  assign(resource: string, tags: readonly Tag[]): void;
  remove(resource: string, keys: readonly string[]): void;
  /** Drops all tags of a resource that is gone. */
  forget(resource: string): void;
}

/** Letters, digits, spaces and `_ . : / = + - @`. [botocore] */
const TAG_TEXT = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

const checkTag = ({ Key, Value }: Tag): void => {
  if (Key.toLowerCase().startsWith('aws:')) {
    throw invalidRequest('Caller is an end user and not allowed to mutate system tags');
  }
  if (!TAG_TEXT.test(Key) || !TAG_TEXT.test(Value)) {
    throw invalidRequest(
      'Tag keys and values may hold letters, numbers, spaces and _ . : / = + - @',
    );
  }
};

const checkTags = (tags: readonly Tag[]): void => {
  tags.forEach(checkTag);
  const keys = new Set(tags.map(({ Key }) => Key));
  // The live service breaks on this with a 500.
  if (keys.size < tags.length) throw invalidRequest('Duplicate tag keys found in the request');
};

/** Tags kept in settings. */
export const createTagStore = (settings: Settings): TagStore => {
  const store = createJsonStore<readonly Tag[]>(settings, 'tags');
  const of = (resource: string): readonly Tag[] => store.get(resource) ?? [];
  const put = (resource: string, tags: readonly Tag[]): void => {
    if (tags.length === 0) store.delete(resource);
    else store.put(resource, tags);
  };
  return {
    of,
    assign: (resource, tags) => {
      checkTags(tags);
      const merged = new Map([...of(resource), ...tags].map(({ Key, Value }) => [Key, Value]));
      if (merged.size > LIMITS.tagsPerResource) {
        throw invalidRequest(
          `The resultant tag set must not have more than ${LIMITS.tagsPerResource} user tags.`,
        );
      }
      put(
        resource,
        [...merged].map(([Key, Value]) => ({ Key, Value })),
      );
    },
    remove: (resource, keys) => {
      put(
        resource,
        of(resource).filter(({ Key }) => !keys.includes(Key)),
      );
    },
    forget: (resource) => store.delete(resource),
  };
};

/** What the operations on tags need. */
export interface TagsNeeds {
  readonly tags: TagStore;
  readonly names: ResourceNames;
  /** Whether a rule or group of this name stands now. */
  readonly exists: (resource: string) => boolean;
}

/** List, add and remove tags of rules and groups. */
export const createTags = (
  needs: TagsNeeds,
): Handlers<'ListTagsForResource' | 'TagResource' | 'UntagResource'> => {
  const { tags, names, exists } = needs;
  const resourceOf = (arn: string): string => {
    const resource = names.resourceOf(arn);
    if (resource !== undefined && exists(resource)) return resource;
    throw new ApiError('ResourceNotFoundException', `Resource ${arn} not found`, arn);
  };
  return {
    // The service ignores NextToken: all tags fit one page. [live]
    ListTagsForResource: ({ ResourceARN }) => ({ Tags: tags.of(resourceOf(ResourceARN)) }),
    TagResource: ({ ResourceARN, Tags }) => {
      tags.assign(resourceOf(ResourceARN), Tags);
      return {};
    },
    UntagResource: ({ ResourceARN, TagKeys }) => {
      tags.remove(resourceOf(ResourceARN), TagKeys);
      return {};
    },
  };
};
