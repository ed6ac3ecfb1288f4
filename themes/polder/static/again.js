// What comes over the network, tried a second time.

/**
 * Does something, and once more after 300 milliseconds if it fails. A browser may keep the fault of a
 * module under each address that failed, so another try goes to another one.
 * @param {(again: string) => Promise<any>} act gets what goes behind the address: nothing the first time
 */
export function twice(act) {
  return act("").catch(() => new Promise((resolve) => setTimeout(resolve, 300)).then(() => act(`?again=${Date.now()}`)));
}
