// The dialogs over the card in one file, fetched before one of them is needed.
export { EditItem } from "./EditItem";
export { NewItem } from "./NewItem";
