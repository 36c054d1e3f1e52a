import chair from "../words/nl.chair.json";
import meeting from "../words/nl.meeting.json";
import { addWords } from "../words/words";

// The words of these screens come with them, not with a guest's first load.
addWords(chair);
addWords(meeting);
