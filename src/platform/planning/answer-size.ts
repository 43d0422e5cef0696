import { visit, type DocumentNode } from 'graphql';

/** The characters around a name of the answer: quotes, colon and comma. */
const AROUND_NAME = 4;
/** A record of a page can be in its `nodes` and in its `edges`. */
const PLACES = 2;

/** How far an answer can be larger than the row that it is made from: by the names of its fields, and by values that it shows under several names. */
export class AnswerSize {
  private readonly names: number;
  private readonly uses: number;

  constructor(document: DocumentNode) {
    let [names, aliases] = [0, 0];
    visit(document, {
      Field: ({ name, alias }) => {
        names += (alias ?? name).value.length + AROUND_NAME;
        if (alias) aliases += 1;
      },
    });
    this.names = names;
    this.uses = PLACES + aliases;
  }

  /** The most characters of an answer with so many records. */
  most(row: readonly (string | null)[], records: number): number {
    const values = row.reduce((sum, text) => sum + (text?.length ?? 0), 0);
    return (records + 1) * this.names * PLACES + values * this.uses;
  }
}
