import { useState } from "preact/hooks";
import { useSubmit } from "../desk/useSubmit";
import { Button } from "../ui/Button";
import { Link } from "../ui/Link";
import { Refused } from "../ui/Refused";
import { useLanding } from "../ui/useLanding";
import type { PersonView, PlanView, TaskView } from "../wire/types";
import * as calls from "./calls";
import { SharingGuide } from "./SharingGuide";
import { dateText, isWord, listText, t, word } from "./words";

interface TasksProps {
  plan: PlanView;
  person: (id: string) => PersonView;
  /** Asks for a link and code. Not here: with them the task is over, and what stands here may go. */
  onInvite: (person: PersonView) => void;
}

/** What waits for the viewer: grounds to ask for, birthdays, reviews, a hand-over. */
export function Tasks({ plan, person, onInvite }: TasksProps) {
  const [guided, setGuided] = useState<TaskView>();
  const [place, land] = useLanding<HTMLHeadingElement>();
  const done = () => land(t("tasks.finished"));
  if (plan.tasks.length === 0) return null;
  // A server that was renewed since this page was loaded may know of more.
  const known = plan.tasks.filter(({ kind }) => isWord(`task.${kind}`));
  const nameOf = (task: TaskView) => (task.person ? person(task.person).name : "");
  return (
    <section class="panel" data-testid="tasks">
      <h2 ref={place} tabIndex={-1}>
        {t("tasks.title")}
      </h2>
      <ul class="lines">
        {known.map((task) => (
          <li key={task.key} data-testid="task" data-kind={task.kind}>
            <span>
              <strong>{word("task", task.kind, { name: nameOf(task), age: task.age ?? "" })}</strong>
              <br />
              {aboutOf(plan, task, person) && (
                <>
                  {aboutOf(plan, task, person)}
                  <br />
                </>
              )}
              <span class="soft">{dateText(task.on)}</span>
            </span>
            {task.kind === "askBasis" && (
              <Button testId="task-guide" about={nameOf(task)} onClick={() => setGuided(task)}>
                {t("tasks.guide")}
              </Button>
            )}
            {task.kind === "giveCode" && task.person && (
              <Button testId="task-invite" about={nameOf(task)} onClick={() => onInvite(person(task.person ?? ""))}>
                {t("invite.open")}
              </Button>
            )}
            {task.kind === "readTogether" && <ReadTogether plan={plan} task={task} />}
            {task.canFinish && (
              <Do
                onDone={done}
                text={t(LEFT_SO.has(task.kind) ? "tasks.keep" : "tasks.done")}
                about={nameOf(task)}
                act={() => calls.finishTask(plan.id, task.key)}
              />
            )}
            {task.kind === "takeOver" && (
              <Do
                onDone={done}
                text={t("tasks.takeOver")}
                about={plan.familyName}
                act={() => calls.acceptHandover(plan.id)}
              />
            )}
          </li>
        ))}
      </ul>
      {known.length < plan.tasks.length && <p data-testid="tasks-unknown">{t("common.newVersion")}</p>}
      {guided && <SharingGuide plan={plan} task={guided} name={nameOf(guided)} onDone={() => setGuided(undefined)} />}
    </section>
  );
}

/** Tasks that end by leaving things as they are: the other way out is to write it differently. */
const LEFT_SO: ReadonlySet<string> = new Set(["withheldItems", "withheldCommitment", "withheldText"]);

/** What a task is about: the director's own things, in words that they read elsewhere already, or what to ask a child. */
function aboutOf(plan: PlanView, task: TaskView, person: (id: string) => PersonView): string | undefined {
  if (task.kind === "childTurned" && task.person && task.age && task.age >= 16)
    return t(task.age === 16 ? "task.askAboutParents" : "task.askWhoReads", { name: person(task.person).name });
  if (task.kind === "withheldCommitment") return plan.commitments.find(({ id }) => id === task.about)?.text;
  if (task.kind === "withheldItems") {
    const readers = plan.sections.find(({ id }) => id === task.about)?.audience;
    return readers && t("task.withheldReaders", { names: listText(readers.map((id) => person(id).name)) });
  }
  if (task.kind === "callCalledOff")
    return task.startsAt ? t("task.ofMeeting", { day: dateText(task.startsAt) }) : undefined;
  if (task.kind !== "wordInMinutes" && task.kind !== "callRecipient") return undefined;
  const delivery = plan.deliveries.find(({ id }) => id === task.about);
  return delivery && `${word("delivery", delivery.state)}, ${dateText(delivery.at)}`;
}

function ReadTogether({ plan, task }: { plan: PlanView; task: TaskView }) {
  const minutes = plan.deliveries.find(({ id }) => id === task.about)?.minutesId;
  return minutes ? (
    <Link to={`/minutes/${minutes}/with/${task.person}`} testId="task-read">
      {t("tasks.read")}
    </Link>
  ) : null;
}

interface DoProps {
  text: string;
  about: string;
  act: () => Promise<void>;
  onDone: () => void;
}

function Do({ text, about, act, onDone }: DoProps) {
  const [asked, submit] = useSubmit<true>();
  const finish = async () => {
    if (await submit(() => act().then(() => true as const))) onDone();
  };
  return (
    <>
      <Button testId="task-do" about={about} busy={asked.state === "sending"} onClick={() => void finish()}>
        {text}
      </Button>
      <Refused asked={asked} />
    </>
  );
}
