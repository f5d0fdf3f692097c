export type Tag = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
};

const TAG = /<(\/?)([a-z]+)((?:\s+[a-zA-Z0-9:-]+="[^"<]*")*)\s*(\/?)>([^<]*)/g;
const ATTRIBUTE = /([a-zA-Z0-9:-]+)="([^"]*)"/g;

/**
 * The tags of a drawing in their order, with the text that follows on each.
 *
 * Throws  where a tag is not closed in its order, or anything stands that is neither a tag nor text.
 */
export function tagsIn(drawing: string): readonly Tag[] {
  const open: string[] = [];
  const tags: Tag[] = [];
  let read = 0;
  for (const [whole, closing, name, attributes, selfClosing, text] of drawing.matchAll(TAG)) {
    if (closing === '/' && open.pop() !== name) throw new Error(`"${whole}" closes what is not open`);
    if (closing !== '/') {
      tags.push({
        name: name!,
        attributes: Object.fromEntries(
          [...attributes!.matchAll(ATTRIBUTE)].map(([, key, given]) => [key!, given!]),
        ),
        text: text!,
      });
      if (selfClosing !== '/') open.push(name!);
    }
    read += whole.length;
  }
  if (open.length > 0 || read !== drawing.length)
    throw new Error(`${open.join()} is left open, or what is no tag stands`);
  return tags;
}
