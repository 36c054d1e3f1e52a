import { ApiError, isFinal, request } from "./api";
import { newId } from "./ids";

// What was sent and not answered, with the operation under which it was: it may have been done all the same.
const unanswered = new Map<string, string>();

/** Asks for something that is made. When no answer comes and the same is asked again, it is made once. */
export async function make<T>(path: string, body: object): Promise<T> {
  const words = `${path} ${JSON.stringify(body)}`;
  const before = unanswered.get(words);
  const operation = before ?? newId("o");
  unanswered.set(words, operation);
  try {
    const made = await request<T>("POST", path, body, operation);
    unanswered.delete(words);
    return made;
  } catch (error) {
    // A refusal says nothing of a try before it whose answer was lost.
    if (!before && error instanceof ApiError && isFinal(error)) unanswered.delete(words);
    throw error;
  }
}
