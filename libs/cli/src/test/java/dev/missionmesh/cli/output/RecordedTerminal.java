package dev.missionmesh.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A terminal whose streams can be read afterwards. */
public final class RecordedTerminal {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  private RecordedTerminal(boolean isTerminal, Map<String, String> environment) {
    terminal =
        new Terminal(
            new PrintStream(out, true),
            new PrintStream(err, true),
            isTerminal,
            isTerminal,
            environment);
  }

  /** Streams that go to files or pipes. */
  public static RecordedTerminal piped() {
    return new RecordedTerminal(false, Map.of());
  }

  /** Streams that go to a terminal 80 columns wide. */
  public static RecordedTerminal interactive(Map<String, String> environment) {
    return new RecordedTerminal(true, environment);
  }

  public Terminal terminal() {
    return terminal;
  }

  public byte[] outBytes() {
    return out.toByteArray();
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
