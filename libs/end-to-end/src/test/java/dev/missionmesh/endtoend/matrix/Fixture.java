package dev.missionmesh.endtoend.matrix;

import java.util.HashMap;
import java.util.Map;

/**
 * What it takes to call an operation: on things of the victim, and once more by who may.
 *
 * @param path values of the path's variables; things of the victim
 * @param spare values that stand in their place where the rightful caller would harm the victim
 * @param query with its question mark, or empty
 * @param stranger the status for a stranger with a full key
 * @param bySystem whether the rightful caller is the mesh's administrator
 */
record Fixture(
    Map<String, String> path,
    Map<String, String> spare,
    String query,
    String contentType,
    String body,
    Map<String, String> headers,
    int stranger,
    boolean bySystem) {

  /** Of an operation whose path names a thing of one tenant: a stranger is told that there is none. */
  static Fixture on(String... path) {
    return new Fixture(pairs(path), Map.of(), "", null, null, Map.of(), 404, false);
  }

  /** Of an operation that speaks of the caller's own things, or of everybody's. */
  static Fixture own() {
    return on().answered(200);
  }

  /** Of an operation for administrators. */
  static Fixture system(String... path) {
    return new Fixture(pairs(path), Map.of(), "", null, null, Map.of(), 403, true);
  }

  Fixture answered(int status) {
    return new Fixture(path, spare, query, contentType, body, headers, status, bySystem);
  }

  Fixture asking(String parameters) {
    return new Fixture(path, spare, "?" + parameters, contentType, body, headers, stranger, bySystem);
  }

  Fixture sending(String json) {
    return sending("application/json", json);
  }

  Fixture sending(String type, String text) {
    return new Fixture(path, spare, query, type, text, headers, stranger, bySystem);
  }

  Fixture with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Fixture(path, spare, query, contentType, body, more, stranger, bySystem);
  }

  Fixture sparing(String... instead) {
    return new Fixture(path, pairs(instead), query, contentType, body, headers, stranger, bySystem);
  }

  private static Map<String, String> pairs(String... texts) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < texts.length; i += 2) map.put(texts[i], texts[i + 1]);
    return map;
  }
}
