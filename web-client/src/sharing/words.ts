import sharing from "../words/nl.sharing.json";
import { addWords } from "../words/words";

// The words of these screens come with them, not with a guest's first load.
addWords(sharing);

export { dayText, listText, t, type Word, word } from "../words/words";
