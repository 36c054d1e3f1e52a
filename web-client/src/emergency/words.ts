import emergency from "../words/nl.emergency.json";
import { addWords } from "../words/words";

// The words of these screens come with them, not with a guest's first load.
addWords(emergency);

export { dayText, momentText, refusalText, t, word } from "../words/words";
