// PUT /areas/{area}: adds an area, or replaces its link social worker.
import { implement } from "../http/request.ts";
import { areaAnswer } from "./answers.ts";
import * as contract from "./contract.ts";
import { keepTrying } from "./keep-trying.ts";
import { refuseNameInId } from "./opaque-id.ts";
import { areaRead, parseArea, writeArea } from "./table.ts";

export const putArea = implement({
  operation: contract.putArea,
  async handle(request) {
    const { at, body } = request;
    const id = request.parameters.area;
    refuseNameInId("/area", id);
    return keepTrying("area", async () => {
      const [item] = await request.read([areaRead(id)]);
      const before = parseArea(item);
      const area = {
        area: id,
        linkSocialWorker: body.linkSocialWorker,
        version: (before?.version ?? 0) + 1,
        updatedAt: at.toISOString(),
      };
      const reply = before
        ? { status: 200, body: areaAnswer(area) }
        : { status: 201, headers: { Location: `/v1/areas/${id}` }, body: areaAnswer(area) };
      const outcome = await request.commit(reply, [writeArea(area, before)]);
      return outcome.done ? reply : undefined;
    });
  },
});
