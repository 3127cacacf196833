/** Sends UDP datagrams. */
export interface Datagrams {
  /** Resolves when the kernel has taken it: UDP acknowledges nothing. Rejects when it can be refused at once (ECONNREFUSED, EMSGSIZE). */
  send(host: string, port: number, payload: Uint8Array): Promise<void>;
}
