// Checks what the built files weigh: a guest's first load, and what the chair and the desk load on top of it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const GUEST_KB = 70;
const DIRECTOR_KB = 60;
const assets = join(import.meta.dirname, "../dist/assets");
const index = readFileSync(join(import.meta.dirname, "../dist/index.html"), "utf8");

const files = readdirSync(assets)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => ({
    name,
    bytes: brotliCompressSync(readFileSync(join(assets, name))).length,
    first: index.includes(name),
  }));
const isEnglish = ({ name }) => name.startsWith("en-");
const isGuests = ({ name }) => /^(AfterMapping|dialogs|MinutesPage|nl\.meeting|score)-/.test(name);
const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0) / 1000;

const first = files.filter((file) => file.first);
const later = files.filter((file) => !file.first && !isEnglish(file) && !isGuests(file));
for (const { name, bytes, first: isFirst } of files)
  console.log(`${(bytes / 1000).toFixed(1).padStart(6)} kB  ${isFirst ? "first" : "later"}  ${name}`);

const guest = sum(first) + brotliCompressSync(index).length / 1000;
const director = sum(later);
console.log(`guest's first load: ${guest.toFixed(1)} of ${GUEST_KB} kB brotli`);
console.log(`guest's whole meeting: ${(guest + sum(files.filter(isGuests))).toFixed(1)} kB brotli`);
console.log(`director's extra:   ${director.toFixed(1)} of ${DIRECTOR_KB} kB brotli`);
if (guest > GUEST_KB || director > DIRECTOR_KB) {
  console.error("Over budget.");
  process.exit(1);
}
