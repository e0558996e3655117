// One running service for all tests of a file.
import { afterAll, beforeAll } from "vitest";
import { type RunningService, startInNewFolder } from "./running-service.ts";
import { clientOf, type ServiceClient } from "./service-client.ts";

export interface ServiceInUse {
  readonly service: RunningService;
  readonly client: ServiceClient;
}

/** Starts the service before the file's tests and removes it after them. */
export function useService(clock?: string): ServiceInUse {
  let service: RunningService | undefined;
  beforeAll(async () => {
    service = await startInNewFolder(clock);
  });
  afterAll(() => service?.remove());
  const running = () => {
    if (service === undefined) throw new Error("The service runs only while tests do.");
    return service;
  };
  return {
    get service() {
      return running();
    },
    client: clientOf({
      get addresses() {
        return running().addresses;
      },
    }),
  };
}
