// A program against the generated client: it need not run, but it must compile as strictly as TypeScript can.
import { Configuration, MissionsApi, ResponseError } from "../../../target/typescript-client/src/index.js";
import type { Mission, MissionRequest } from "../../../target/typescript-client/src/index.js";

export async function printed(gateway: string, key: string): Promise<string> {
  const missions = new MissionsApi(new Configuration({ basePath: gateway, accessToken: key }));
  const wanted: MissionRequest = { executor: "command", command: ["echo", "42"], labels: { team: "research" } };
  try {
    const accepted = await missions.submitMission({ missionRequest: wanted, idempotencyKey: "usage" });
    const mission: Mission = await missions.getMission({ id: accepted.id });
    return mission.result === null ? mission.why : mission.result.stdout;
  } catch (e) {
    if (e instanceof ResponseError) return `refused: ${e.response.status}`;
    throw e;
  }
}
