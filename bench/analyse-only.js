// The analysis of an export, and of its remedies too where the second argument is "remedies".
const { readFileSync } = require("node:fs");
const { analyse, analyseWithRemedies } = require("../dist/analysis.js");
const { readConfiguration } = require("../dist/configuration/read-configuration.js");
const { readStackExportBytes } = require("../dist/sources/stack-export.js");
const [, , file, what] = process.argv;
const intent = readConfiguration({}, "no configuration");
const { report } = (what === "remedies" ? analyseWithRemedies : analyse)(readStackExportBytes(readFileSync(file), file), intent);
const mended = report.paths.filter((path) => path.remedies.length > 0).length;
if (mended > 0 !== (what === "remedies")) throw new Error(`${mended} of ${report.paths.length} paths have remedies`);
