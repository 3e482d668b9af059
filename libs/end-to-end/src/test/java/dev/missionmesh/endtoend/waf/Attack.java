package dev.missionmesh.endtoend.waf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request that no honest client sends, as it stands in {@code waf/attacks.http}.
 *
 * @param problem slug of the problem that it is to be answered with
 */
record Attack(String name, String problem, String head, String body) {
  private static final int PATIENCE_MS = 10_000;
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

  static List<Attack> all() {
    List<Attack> attacks = new ArrayList<>();
    for (String part : file().split("\n### ")) {
      if (part.startsWith("#")) continue;
      String[] title = part.substring(0, part.indexOf('\n')).split(" => ");
      String[] request = part.substring(part.indexOf('\n') + 1).split("\n\n", 2);
      String body = request.length == 1 ? "" : request[1].stripTrailing();
      attacks.add(
          new Attack(title[0], title.length == 1 ? "blocked" : title[1], request[0].stripTrailing(), body));
    }
    return attacks;
  }

  /** True where a rule has to see it; false where HTTP itself is broken. */
  boolean isForRules() {
    return problem.equals("blocked");
  }

  /** Sends it over a connection of its own and returns all that is answered. */
  String send(URI door, String key) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(door.getHost(), door.getPort()), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(bytes(key));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private byte[] bytes(String key) {
    String sent = body.replace("{nested}", "[".repeat(1000) + "]".repeat(1000));
    // What a smuggler hides behind his request has to be whole.
    if (name.startsWith("Smuggling")) sent += "\r\n\r\n";
    String first = head.lines().findFirst().orElseThrow();
    String fields = head.lines().skip(1).collect(Collectors.joining("\r\n", "", "\r\n"));
    StringBuilder request = new StringBuilder(first).append("\r\n").append(head.contains("\n") ? fields : "");
    Map.of("Host", "mesh", "User-Agent", "tests", "Accept", "*/*", "Authorization", "Bearer " + key)
        .forEach((field, value) -> {
          if (!fields.contains(field + ":")) request.append(field).append(": ").append(value).append("\r\n");
        });
    request.append("Connection: close\r\n\r\n").append(sent);
    String text =
        request.toString().replace("{length}", Integer.toString(sent.length())).replace("{long}", "x".repeat(20_000));
    return BYTE.matcher(text)
        .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String file() {
    try (var in = Attack.class.getResourceAsStream("/waf/attacks.http")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
