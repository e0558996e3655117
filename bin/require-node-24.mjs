// Says in plain words that Node is too old, before anything is loaded that it can't read.
const NEEDED = 24;

if (Number(process.versions.node.split(".")[0]) < NEEDED) {
  console.error(
    `\nThis needs Node ${NEEDED} or later, and the Node that runs it is ${process.versions.node}. On Linux and Windows “npm ci” brings the right one; elsewhere install Node ${NEEDED} (https://nodejs.org) and try again.\n`,
  );
  process.exit(1);
}
