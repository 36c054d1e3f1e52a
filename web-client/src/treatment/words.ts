import treatment from "../words/nl.treatment.json";
import { addWords } from "../words/words";

// Only a professional with a client asks about treatment: the words come with that.
addWords(treatment);

export { listText, t } from "../words/words";
