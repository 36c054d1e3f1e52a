import sharing from "../words/nl.sharing.json";
import young from "../words/nl.young.json";
import { addWords } from "../words/words";

// Only who may be there for a child under 12 sees these screens: the words come with them.
addWords(sharing);
addWords(young);

export { dayText, listText, t, word } from "../words/words";
