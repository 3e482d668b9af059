package dev.missionmesh.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events off a body, one at a time, as the WHATWG HTML standard frames them. */
final class ServerSentEvents {
  private final BufferedReader reader;
  private final Runnable onLine;
  private String id;

  /** {@code onLine} runs for every line, comments too: a sign of life. */
  ServerSentEvents(InputStream body, Runnable onLine) {
    this.reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    this.onLine = onLine;
  }

  /** Waits for the next event; null when the body ended. An event that was cut off is dropped. */
  ServerSentEvent next() throws IOException {
    String name = "message";
    StringBuilder data = new StringBuilder();
    boolean hasData = false;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      onLine.run();
      if (line.isEmpty()) {
        if (hasData) return new ServerSentEvent(id, name, data.toString());
        name = "message";
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "id" -> id = value;
        case "event" -> name = value;
        case "data" -> {
          if (hasData) data.append('\n');
          data.append(value);
          hasData = true;
        }
        default -> {
          // comments (empty field name) and fields of later versions mean nothing here
        }
      }
    }
    return null;
  }
}
