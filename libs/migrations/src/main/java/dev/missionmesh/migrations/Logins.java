package dev.missionmesh.migrations;

import java.util.List;
import java.util.stream.Stream;

/**
 * The schemas of the mesh's database and the three logins of each. Those of running services have a second one that takes turns
 * with them: a rotation opens the one that is closed, has the service use it, and closes the other.
 */
public final class Logins {
  /** One schema per service that keeps data, in the order of their creation. */
  public static final List<String> SCHEMAS =
      List.of("gateway", "mission", "policy", "telemetry", "search");

  private static final String SECOND = "_b";

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

  /** The other login of the same role: {@code mission_api_b} for {@code mission_api} and the reverse. */
  public static String alternate(String login) {
    return login.endsWith(SECOND) ? login.substring(0, login.length() - SECOND.length()) : login + SECOND;
  }

  /** The logins that have an alternate. */
  public static List<String> alternating() {
    return SCHEMAS.stream().flatMap(s -> Stream.of(api(s), engine(s))).toList();
  }

  /** Every login of every schema. */
  public static List<String> all() {
    return SCHEMAS.stream().flatMap(s -> Stream.of(owner(s), api(s), engine(s))).toList();
  }

  private Logins() {}
}
