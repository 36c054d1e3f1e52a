import { useId } from "preact/hooks";
import { page, part } from "../wire/api";
import type { MeetingSummary } from "../wire/types";
import { momentText, t } from "./words";

/** A meeting for one's own calendar: a link that the telephone itself opens, with a warning before. */
export function ToCalendar({ meeting }: { meeting: MeetingSummary }) {
  const help = useId();
  return (
    <p>
      <a
        class="link"
        href={`/api/meetings/${part(meeting.id)}/calendar?visitor=${part(page.visitor)}`}
        download="afspraak.ics"
        aria-describedby={help}
        data-testid="to-calendar"
      >
        {t(meeting.calledOff ? "calendar.remove" : "calendar.take")}
        <span class="visually-hidden"> ({momentText(meeting.startsAt)})</span>
      </a>
      <br />
      <span id={help} class="hint">
        {t(meeting.calledOff ? "calendar.removeHelp" : "calendar.help")}
      </span>
    </p>
  );
}
