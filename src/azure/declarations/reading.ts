import type { Gap } from "../../certainty/known.ts";
import type { Unmodelled, UnmodelledScope } from "../../model/network.ts";
import type { GapLog } from "../values/gap-log.ts";
import type { Directory } from "./directory.ts";

/** What every reader needs: where references lead, and where to note what could not be read. */
export interface Reading {
  readonly directory: Directory;
  readonly log: GapLog;
  /** Notes something that can change a path and is not modelled. */
  readonly noteUnmodelled: (rule: string, gap: Gap, scope: UnmodelledScope) => void;
  readonly unmodelled: readonly Unmodelled[];
}

export function startReading(directory: Directory, log: GapLog): Reading {
  const unmodelled: Unmodelled[] = [];
  return {
    directory,
    log,
    unmodelled,
    noteUnmodelled: (rule, gap, scope) => {
      unmodelled.push({ rule, gap, scope });
    },
  };
}
