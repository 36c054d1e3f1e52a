import history from "../words/nl.history.json";
import { addWords } from "../words/words";

// The words of these screens come with them, not with a guest's first load.
addWords(history);
