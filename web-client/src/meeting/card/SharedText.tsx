import { useEffect, useRef } from "preact/hooks";
import type * as Y from "yjs";
import type { SectionDoc } from "../../collab/SectionDoc";
import { TextBinding } from "../../collab/TextBinding";
import { sections } from "../../table/live";
import { useTooLong } from "../../ui/useTooLong";

/** Of what the server takes: room for two who type at the same time. */
const ROOM = 200;

interface SharedTextProps {
  text: Y.Text;
  section: SectionDoc;
  item: string;
  label: string;
  /** Only to be read: the item was taken off the card. */
  gone?: boolean | undefined;
}

/** A field in which several people type at once; grows with its words, and shows the others that somebody is here. */
export function SharedText({ text, section, item, label, gone }: SharedTextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const most = section.itemLength - ROOM;
  const { onPaste, typed, notice } = useTooLong(most);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const fit = () => grow(element);
    const binding = new TextBinding(element, text, () => sections.present(section.id, item, true));
    text.observe(fit);
    fit();
    const width = new ResizeObserver(fit);
    width.observe(element.parentElement ?? element);
    return () => {
      width.disconnect();
      text.unobserve(fit);
      binding.destroy();
      if (document.activeElement === element) sections.present(section.id, null, false);
    };
  }, [text, section, item]);
  return (
    <>
      <textarea
        ref={field}
        class="input input--shared"
        rows={2}
        autoComplete="off"
        readOnly={gone}
        maxLength={most}
        aria-label={label}
        data-testid="item-field"
        onFocus={() => sections.present(section.id, item, false)}
        onBlur={() => sections.present(section.id, null, false)}
        onPaste={onPaste}
        onInput={(event) => typed(event.currentTarget)}
      />
      {notice}
    </>
  );
}

/** For browsers without `field-sizing: content`. */
function grow(element: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 4}px`;
}
