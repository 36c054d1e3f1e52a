import { render } from "preact";
import { App } from "./app/App";
import { startRouting } from "./app/route";
import { guardLeaving } from "./app/unsaved";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/meeting.css";

startRouting();
guardLeaving();
const root = document.getElementById("app");
if (root) render(<App />, root);
