import desk from "../words/nl.desk.json";
import overview from "../words/nl.overview.json";
import { addWords } from "../words/words";

// The words of these screens come with them, not with a guest's first load.
addWords(desk);
addWords(overview);
