import minutes from "../words/nl.minutes.json";
import { addWords } from "../words/words";

// The words of minutes come with their page, not with a guest's first load.
addWords(minutes);

export { dayText, momentText, refusalText, t } from "../words/words";
