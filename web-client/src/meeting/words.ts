import meeting from "../words/nl.meeting.json";
import { addWords } from "../words/words";

// The words of the steps after the card come with their screens, not with a guest's first load.
addWords(meeting);

export { count, dayText, listText, refusalText, t, word } from "../words/words";
