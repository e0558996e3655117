// The whole service on one machine: starts its parts in order, announces itself, and stops them.
import { allOperations } from "../../lambda/all-operations.ts";
import { allTables } from "../../lambda/all-tables.ts";
import type { ProcedureInForce } from "../../lambda/procedures/in-force.ts";
import { allSchedules } from "./all-schedules.ts";
import { authorizer } from "./authorizer.ts";
import type { CannotStart } from "./cannot-start.ts";
import { type Clock, openClock } from "./clock.ts";
import { control } from "./control.ts";
import type { DataFolder } from "./data-folder.ts";
import { endEngineLeftBehind, engineAt, startEngine } from "./engine.ts";
import { CONFIGURATION_SET, sealingSecret, setEnvironment } from "./environment.ts";
import type { Flags } from "./flags.ts";
import { followMessages } from "./follow-messages.ts";
import { eventFunctions, httpFunctions } from "./functions.ts";
import { gateway, unreadableRequest } from "./gateway.ts";
import { inbox } from "./inbox.ts";
import { AUDIENCE, openIssuer } from "./issuer.ts";
import { listenBeside } from "./kept-ports.ts";
import { type Answerer, type LocalServer, listen } from "./local-server.ts";
import { deliverMailEvents } from "./mail-event-delivery.ts";
import { mailService } from "./mail-service.ts";
import { type KeptMail, openMailStore } from "./mail-store.ts";
import { openProcedure } from "./open-procedure.ts";
import { openTables, type Tables } from "./open-tables.ts";
import { untilQuiet } from "./quiet.ts";
import { mailReader } from "./read-mail.ts";
import { runSchedules, type Schedules } from "./schedules.ts";
import { seedRegister } from "./seed-register.ts";
import type { ServiceAddresses } from "./service-addresses.ts";
import { type StopList, stopList } from "./stop-in-order.ts";

/** Together below the five seconds that a stop may take. */
const STOP_WITHIN_MS = {
  http: 1_000,
  schedules: 400,
  stream: 1_200,
  events: 300,
  mailService: 200,
  engine: 1_500,
  folder: 200,
};
/** For what follows once connections are cut off. */
const GRACE_MS = 50;

export interface Service {
  readonly addresses: ServiceAddresses;
  readonly clock: Clock;
  readonly schedules: Schedules;
  readonly procedure: ProcedureInForce;
  /** Resolves with the reason should the service be unable to go on; it is to be stopped then. */
  readonly failed: Promise<CannotStart>;
  /** HTTP closes first, mail in hand ends or keeps its lease, the engine goes last. */
  stop(): Promise<void>;
}

/**
 * Starts the service in the folder it has taken, and announces it there. What was started is stopped
 * again where that fails, or where `signal` ends it on the way; the folder is released in any case.
 * @throws CannotStart with the reason for the person at the terminal.
 */
export async function startService(
  folder: DataFolder,
  flags: Flags,
  signal: AbortSignal,
): Promise<Service> {
  const stops = stopList();
  const stop = () => folder.release();
  stops.add({ what: "the data folder", withinMilliseconds: STOP_WITHIN_MS.folder, stop });
  try {
    return await start(folder, flags, signal, stops);
  } catch (error) {
    await stops.stopAll();
    throw error;
  }
}

async function start(
  folder: DataFolder,
  flags: Flags,
  signal: AbortSignal,
  stops: StopList,
): Promise<Service> {
  const procedure = openProcedure(flags.procedure);
  await endEngineLeftBehind(folder);
  if (flags.fresh) await folder.empty();
  const clock = await openClock(folder.fileOf("clock"), flags.clock);
  const effects = { clock: () => clock.now() };
  const servers = await openDoors(flags.port, folder, stops);
  const engine = await openEngine(folder, stops);
  const mail = await openMail(folder, effects.clock, stops);
  signal.throwIfAborted();
  const tables = await openTables(folder, engine.endpoint, engine.isShared);
  setEnvironment({
    tables: allTables,
    nameOf: tables.nameOf,
    procedureFile: procedure.file,
    sealingSecret: await sealingSecret(folder),
    publicAddress: servers.api.server.address,
    dynamodb: engine.endpoint,
    mailService: mail.address,
  });
  const [functions, onEvents, issuer] = await Promise.all([
    httpFunctions(effects),
    eventFunctions(effects),
    openIssuer(folder, servers.control.server.address),
    seedRegister(folder, tables.database),
  ]);
  signal.throwIfAborted();
  const work = await startWork({
    ...{ folder, engine, tables, mail, clock, onEvents, stops },
    procedure: procedure.inForce,
  });
  servers.api.open(
    gateway({
      operations: allOperations,
      functions,
      authorize: authorizer({ issuer: issuer.issuer, audience: AUDIENCE, keys: issuer.keys }),
      clock: effects.clock,
      afterAnswer: work.wake,
    }),
  );
  servers.control.open(control({ clock, schedules: work.schedules, issuer }));
  const { address } = servers.inbox.server;
  servers.inbox.open(inbox({ store: mail.store, reader: mailReader(mail.store), address }));
  stops.add({
    what: "HTTP requests in hand",
    withinMilliseconds: STOP_WITHIN_MS.http + GRACE_MS,
    async stop() {
      await Promise.all(
        Object.values(servers).map(({ server }) => server.close(STOP_WITHIN_MS.http)),
      );
    },
  });
  const addresses: ServiceAddresses = {
    pid: process.pid,
    api: servers.api.server.address,
    inbox: address,
    dynamodb: engine.endpoint,
    control: servers.control.server.address,
    issuer: issuer.issuer,
    audience: AUDIENCE,
    tokens: await issuer.tokensByRole(),
  };
  signal.throwIfAborted();
  await folder.announce(addresses);
  return {
    addresses,
    clock,
    schedules: work.schedules,
    procedure: procedure.inForce,
    failed: engine.died,
    stop: stops.stopAll,
  };
}

/** A server that listens already, and answers once what stands behind it is there. */
interface Door {
  readonly server: LocalServer;
  open(answer: Answerer): void;
}

function door(): { readonly answer: Answerer; open(answer: Answerer): void } {
  const { promise, resolve } = Promise.withResolvers<Answerer>();
  return { answer: async (request, response) => (await promise)(request, response), open: resolve };
}

/** Takes the ports first: whether they are free decides whether there is anything to start. */
async function openDoors(
  port: number,
  folder: DataFolder,
  stops: StopList,
): Promise<Readonly<Record<"api" | "control" | "inbox", Door>>> {
  const [api, forControl, forInbox] = [door(), door(), door()];
  const server = await listen(port, api.answer, unreadableRequest);
  stops.add({ what: "the API", withinMilliseconds: GRACE_MS, stop: () => server.close(0) });
  const beside = await listenBeside(folder, {
    control: forControl.answer,
    inbox: forInbox.answer,
  });
  return {
    api: { server, open: api.open },
    control: { server: beside.control, open: forControl.open },
    inbox: { server: beside.inbox, open: forInbox.open },
  };
}

async function openEngine(folder: DataFolder, stops: StopList) {
  const given = process.env.DYNAMODB_ENDPOINT;
  const engine = given ? await engineAt(given) : await startEngine(folder);
  const stop = () => engine.stop();
  stops.add({ what: "the engine", withinMilliseconds: STOP_WITHIN_MS.engine, stop });
  return { ...engine, isShared: Boolean(given) };
}

/** The mail service takes mail before anything can send any, and until nothing can any more. */
async function openMail(folder: DataFolder, clock: () => Date, stops: StopList) {
  const store = await openMailStore(folder.fileOf("inbox"));
  const afterSending = new Set<(mail: KeptMail) => void>();
  const answer = mailService({
    store,
    clock,
    configurationSets: [CONFIGURATION_SET],
    afterSending: (mail) => {
      for (const tell of afterSending) tell(mail);
    },
  });
  const server = await listen(0, answer);
  const stop = () => server.close(STOP_WITHIN_MS.mailService);
  stops.add({
    what: "the mail service",
    withinMilliseconds: STOP_WITHIN_MS.mailService + GRACE_MS,
    stop,
  });
  return { store, address: server.address, onSent: afterSending };
}

interface WorkParts {
  readonly folder: DataFolder;
  readonly engine: { readonly endpoint: string };
  readonly tables: Tables;
  readonly mail: Awaited<ReturnType<typeof openMail>>;
  readonly clock: Clock;
  readonly procedure: ProcedureInForce;
  readonly onEvents: Awaited<ReturnType<typeof eventFunctions>>;
  readonly stops: StopList;
}

/** Starts what works without being asked: reports of the mail service, the stream, the schedules. */
async function startWork(parts: WorkParts) {
  const { folder, engine, tables, mail, clock, procedure, onEvents, stops } = parts;
  const events = deliverMailEvents(mail.store, onEvents.mailEvents);
  mail.onSent.add(({ id }) => events.add(id));
  stops.add({ what: "events", withinMilliseconds: STOP_WITHIN_MS.events, stop: events.stop });
  const stream = await followMessages(folder, engine.endpoint, tables, onEvents.mail);
  stops.add({ what: "mail in hand", withinMilliseconds: STOP_WITHIN_MS.stream, stop: stream.stop });
  const schedules = runSchedules({
    clock,
    schedules: allSchedules({ database: tables.database, procedure, ...onEvents }),
    quiet: () => untilQuiet([stream, events]),
  });
  stops.add({
    what: "a scheduled run",
    withinMilliseconds: STOP_WITHIN_MS.schedules,
    stop: schedules.stop,
  });
  return { schedules, wake: stream.wake };
}
