/**
 * Whether `text` as a whole matches `pattern`: `*` is any run of characters, none and `/` included, `?` exactly one;
 * upper and lower case are the same. Time is at most pattern times text, never exponential: on a mismatch only the
 * last `*` is widened. One character is one UTF-16 code unit, as in the Java and Node SDKs.
 */
export const matchGlob = (pattern: string, text: string): boolean => {
  const glob = pattern.toLowerCase();
  const subject = text.toLowerCase();
  let inGlob = 0;
  let inSubject = 0;
  let star = -1;
  let resume = 0;
  while (inSubject < subject.length) {
    const wanted = glob[inGlob];
    if (wanted === '*') {
      star = inGlob;
      resume = inSubject;
      inGlob += 1;
    } else if (wanted === '?' || wanted === subject[inSubject]) {
      inGlob += 1;
      inSubject += 1;
    } else if (star === -1) {
      return false;
    } else {
      resume += 1;
      inSubject = resume;
      inGlob = star + 1;
    }
  }
  while (glob[inGlob] === '*') inGlob += 1;
  return inGlob === glob.length;
};
