package dev.missionmesh.migrations;

import java.util.List;
import java.util.stream.Stream;

/** The schemas of the mesh's database and the three logins of each. */
public final class Logins {
  /** One schema per service that keeps data, in the order of their creation. */
  public static final List<String> SCHEMAS =
      List.of("gateway", "mission", "policy", "telemetry", "search");

  /** Owns the schema and migrates it; no running service uses it. */
  public static String owner(String schema) {
    return schema + "_owner";
  }

  /** Acts for one tenant per transaction. */
  public static String api(String schema) {
    return schema + "_api";
  }

  /** Does batched work over tenants. */
  public static String engine(String schema) {
    return schema + "_engine";
  }

  /** Every login of every schema. */
  public static List<String> all() {
    return SCHEMAS.stream().flatMap(s -> Stream.of(owner(s), api(s), engine(s))).toList();
  }

  private Logins() {}
}
