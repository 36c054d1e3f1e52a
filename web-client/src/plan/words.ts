import overview from "../words/nl.overview.json";
import vault from "../words/nl.vault.json";
import { addWords } from "../words/words";

// The words of plans, of the log and of erasing come with the page of a plan, not with a guest's first load.
addWords(overview);
addWords(vault);

export { count, dayText, listText, momentText, refusalText, t, word } from "../words/words";
