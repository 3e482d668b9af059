package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Pod gets of a mission, as files below {@code /mission}: command, environment, script and
 * standard input. They are split over as many Secrets as they need, each at most 1 MiB as
 * Kubernetes wants it, and nothing of them stands in the Pod itself.
 */
final class PodInput {
  static final String START = "start";
  private static final int SECRET_BYTES = 1024 * 1024;
  private static final int PIECE_BYTES = 512 * 1024;

  /**
   * The files of each Secret.
   *
   * @throws SandboxFailed if the script alone is larger than a Secret can be
   */
  static List<Map<String, byte[]>> secrets(SandboxRequest request) throws SandboxFailed {
    List<Map.Entry<String, byte[]>> files = new ArrayList<>();
    files.add(Map.entry(START, start()));
    number(files, "run", statements(request));
    number(files, "stdin", pieces(request.stdin()));
    if (request.script() != null) {
      if (request.script().length > SECRET_BYTES) {
        throw new SandboxFailed("a script of more than 1 MiB does not fit into a Secret");
      }
      files.add(Map.entry("script", request.script()));
    }
    return packed(files);
  }

  private static List<Map<String, byte[]>> packed(List<Map.Entry<String, byte[]>> files) {
    List<Map<String, byte[]>> secrets = new ArrayList<>();
    int room = 0;
    for (Map.Entry<String, byte[]> file : files) {
      if (file.getValue().length > room || secrets.isEmpty()) {
        secrets.add(new LinkedHashMap<>());
        room = SECRET_BYTES;
      }
      secrets.getLast().put(file.getKey(), file.getValue());
      room -= file.getValue().length;
    }
    return secrets;
  }

  private static void number(
      List<Map.Entry<String, byte[]>> files, String name, List<byte[]> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      files.add(Map.entry("%s.%02d".formatted(name, i), pieces.get(i)));
    }
  }

  private static List<byte[]> pieces(byte[] all) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < all.length || from == 0; from += PIECE_BYTES) {
      pieces.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + PIECE_BYTES)));
    }
    return pieces;
  }

  /** Shell statements that gather the words of the command, environment first. */
  private static List<byte[]> statements(SandboxRequest request) {
    List<String> words = new ArrayList<>();
    request.environment().forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
    words.addAll(request.command());
    List<byte[]> pieces = new ArrayList<>();
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (String word : words) {
      byte[] statement = ("set -- \"$@\" " + quoted(word) + "\n").getBytes(StandardCharsets.UTF_8);
      if (piece.size() > 0 && piece.size() + statement.length > PIECE_BYTES) {
        pieces.add(piece.toByteArray());
        piece.reset();
      }
      piece.writeBytes(statement);
    }
    pieces.add(piece.toByteArray());
    return pieces;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static byte[] start() {
    try (InputStream in = PodInput.class.getResourceAsStream("/kubernetes/start.sh")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PodInput() {}
}
