/**
 * "One of them is true": a judgement that meets a fact nobody knows asks, and is run again for every answer.
 * Each run is one complete world: the same question gets the same answer throughout a run.
 */
export interface Unknowns {
  /** Returns one of the options; a question with one option is none. `options` must depend on earlier answers only. */
  ask<T>(question: string, options: readonly T[]): T;
}

interface Answer {
  readonly question: string;
  readonly option: number;
  readonly of: number;
}

/** Runs `judge` once for every combination of answers to the questions that it asks, and returns every result. */
export function inEveryWorld<T>(judge: (unknowns: Unknowns) => T): readonly T[] {
  const results: T[] = [];
  let answers: readonly Answer[] | undefined = [];
  while (answers !== undefined) {
    if (results.length > 16_384) throw new Error("more unknowns than a slow reference can enumerate");
    const notebook = new Notebook(answers);
    results.push(judge(notebook));
    answers = nextAnswers(notebook.answers);
  }
  return results;
}

class Notebook implements Unknowns {
  readonly answers: Answer[];

  constructor(given: readonly Answer[]) {
    this.answers = [...given];
  }

  ask<T>(question: string, options: readonly T[]): T {
    const known = this.answers.find((answer) => answer.question === question);
    const option = options.length === 1 ? 0 : (known?.option ?? 0);
    if (known === undefined && options.length > 1) this.answers.push({ question, option, of: options.length });
    if (option >= options.length) throw new Error(`"${question}" has ${options.length} options`);
    return options[option] as T;
  }
}

/** Counts up: the last answer that has another option takes it, those after it are forgotten. Undefined at the end. */
function nextAnswers(answers: readonly Answer[]): readonly Answer[] | undefined {
  for (let last = answers.length - 1; last >= 0; last -= 1) {
    const answer = answers[last] as Answer;
    if (answer.option + 1 < answer.of) return [...answers.slice(0, last), { ...answer, option: answer.option + 1 }];
  }
  return undefined;
}
