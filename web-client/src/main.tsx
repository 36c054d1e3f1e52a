import { render } from "preact";
import { App } from "./app/App";
import { leftBefore } from "./app/quickExit";
import { startRouting } from "./app/route";
import { hearOtherTabs } from "./app/session";
import { guardLeaving } from "./app/unsaved";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/meeting.css";

startRouting();
guardLeaving();
hearOtherTabs();
// A page that the browser kept for its back button shows what was on it when somebody left.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
const root = document.getElementById("app");
if (root) void leftBefore().then(() => render(<App />, root));
