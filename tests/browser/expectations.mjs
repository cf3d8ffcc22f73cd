// What a check expects of a page, sentence by sentence, and how often that was not so.
import { isDeepStrictEqual } from "node:util";

let failed = 0;

/** One expectation, by its sentence; waited for, as all that happens in a page takes a moment, and on a busy computer a long one. */
export async function holds(sentence, ask, wanted = true) {
  const end = Date.now() + 60_000;
  let got;
  for (;;) {
    try {
      got = await ask();
    } catch (error) {
      got = error.message.split("\n")[0];
    }
    if (isDeepStrictEqual(got, wanted) || Date.now() > end) break;
    await new Promise((next) => setTimeout(next, 25));
  }
  if (isDeepStrictEqual(got, wanted)) return console.log(`  well: ${sentence}`);
  failed += 1;
  console.log(`NOT SO: ${sentence}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

/** Says how many expectations were not met, and lets the process fail if there are any. */
export function conclude(name) {
  console.log(`${name}: ${failed} problems`);
  process.exitCode = failed ? 1 : 0;
}
