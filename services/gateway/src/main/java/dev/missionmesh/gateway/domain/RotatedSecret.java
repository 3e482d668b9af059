package dev.missionmesh.gateway.domain;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A secret inside the mesh that was replaced. The secret itself is nowhere in here.
 *
 * @param name kind and owner, such as {@code signing/gateway} or {@code postgres/mission_api}
 * @param now id of the key, or the login, that is used from now on
 * @param oldUntil when what was used before ends
 */
public record RotatedSecret(String name, String now, Instant oldUntil) {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}/[a-z][a-z0-9_-]{0,59}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,79}");

  public static boolean isName(String name) {
    return name != null && NAME.matcher(name).matches();
  }

  public static boolean isId(String id) {
    return id != null && ID.matcher(id).matches();
  }
}
