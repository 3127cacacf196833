/** Bytes that all may hold together. */
export interface ByteBudget {
  /** Begins an account that has taken nothing yet. */
  open(): ByteShare;
}

/** What one holder has of a budget. */
export interface ByteShare {
  /** Takes so many more; false, and none taken, where so many are not left. */
  take(bytes: number): boolean;
  /** Gives everything back; a second time there is nothing to give. */
  release(): void;
}

/** A budget of so many bytes, none of them taken. */
export const createByteBudget = (maxBytes: number): ByteBudget => {
  let leftBytes = maxBytes;
  return {
    open: () => {
      let takenBytes = 0;
      return {
        take: (bytes) => {
          if (bytes > leftBytes) return false;
          leftBytes -= bytes;
          takenBytes += bytes;
          return true;
        },
        release: () => {
          leftBytes += takenBytes;
          takenBytes = 0;
        },
      };
    },
  };
};
