import signIn from "../words/nl.signin.json";
import { addWords } from "../words/words";

addWords(signIn);
