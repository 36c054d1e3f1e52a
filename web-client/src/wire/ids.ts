const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A new id such as `i-` and 16 random characters, from the browser's cryptographic source. */
export function newId(prefix: string): string {
  let id = `${prefix}-`;
  while (id.length < prefix.length + 17) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1)) as unknown as [number];
    // 252 is the largest multiple of 36 in a byte: above it the first letters would come up more often.
    if (byte < 252) id += ALPHABET[byte % 36];
  }
  return id;
}
