package dev.missionmesh.cli.missions;

/** Answers of the API about a mission {@code m1}. */
final class Missions {
  static final String AUDITED =
      """
      {"entries":[{"index":3,"type":"dev.missionmesh.mission.queued.v1","eventId":"a"},
                  {"index":7,"type":"dev.missionmesh.mission.finished.v1","eventId":"b"}]}
      """;

  static final String SUCCEEDED = view("succeeded", null, "exited", "0", "42\\n", "35");
  static final String FAILED =
      view("failed", "It ended with exit code 9.", "exited", "9", "", "35");
  static final String TIMED_OUT =
      view("failed", "It ran out of time.", "timed_out", null, "", "2000");

  private Missions() {}

  private static String view(
      String state, String why, String outcome, String exitCode, String stdout, String millis) {
    return """
    {"id":"m1","tenant":"default","name":null,"executor":"command","state":"%s","reason":null,"labels":{"team":"red"},
     "priority":0,"queuedAt":"2026-11-21T10:00:00.000000Z","startedAt":"2026-11-21T10:00:01.000000Z",
     "endedAt":"%s","why":%s,
     "attempts":[{"number":1,"node":"node-1","outcome":"%s","exitCode":%s,"reason":%s,
       "startedAt":"2026-11-21T10:00:01.000000Z","endedAt":"%s"}],
     "result":{"exitCode":%s,"stdout":"%s","stderr":"","truncated":false,"sha256":"bbbb"},
     "receipt":{"policySnapshot":"sha256:aaaa","decision":"allow","rule":"default-allow","node":"node-1",
       "sandbox":{"backend":"oci/crun","degraded":false},"durationMs":%s,"auditIndex":null}}
    """
        .formatted(
            state,
            ended(millis),
            why == null ? "null" : "\"" + why + "\"",
            outcome,
            exitCode,
            exitCode == null ? "\"ran longer than PT2S\"" : "null",
            ended(millis),
            exitCode,
            stdout,
            millis);
  }

  private static String ended(String millis) {
    return java.time.Instant.parse("2026-11-21T10:00:01Z")
        .plusMillis(Long.parseLong(millis))
        .toString();
  }
}
