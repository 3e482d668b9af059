package dev.missionmesh.endtoend.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came back.
 *
 * @param status 0 if the connection was closed without an answer
 * @param headers by lower-case name
 * @param whole false if reading was given up on purpose, as for a stream
 */
record Answer(int status, Map<String, String> headers, byte[] body, boolean whole) {
  static final Answer NONE = new Answer(0, Map.of(), new byte[0], true);

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  String mediaType() {
    return header("content-type").split(";")[0].trim();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
