package dev.missionmesh.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a command writes: data to stdout, talk to stderr. Safe for use by several threads. */
public final class Terminal {
  private static final class System0 {
    static final Terminal INSTANCE =
        new Terminal(
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            isTerminal(1),
            isTerminal(2),
            System.getenv());
  }

  private final PrintStream out;
  private final PrintStream err;
  private final boolean outIsTerminal;
  private final boolean errIsTerminal;
  private final Map<String, String> environment;
  private final Style outStyle;
  private final Style errStyle;
  private boolean atLineStart = true;
  private String status = "";

  public Terminal(
      PrintStream out,
      PrintStream err,
      boolean outIsTerminal,
      boolean errIsTerminal,
      Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.outIsTerminal = outIsTerminal;
    this.errIsTerminal = errIsTerminal;
    this.environment = environment;
    boolean colour =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    this.outStyle = new Style(outIsTerminal && colour);
    this.errStyle = new Style(errIsTerminal && colour);
  }

  /** The terminal of this process. */
  public static Terminal system() {
    return System0.INSTANCE;
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  public boolean outIsTerminal() {
    return outIsTerminal;
  }

  public boolean errIsTerminal() {
    return errIsTerminal;
  }

  public Style outStyle() {
    return outStyle;
  }

  public Style errStyle() {
    return errStyle;
  }

  /**
   * Columns of the terminal behind stdout; 0 when there is none and lines may be as long as they
   * like.
   */
  public int columns() {
    return outIsTerminal ? TerminalWidth.columns(environment.get("COLUMNS")) : 0;
  }

  /** Writes one line of data to stdout. */
  public synchronized void print(String line) {
    write(out, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes one line of talk to stderr, on a line of its own. */
  public synchronized void say(String line) {
    String start = atLineStart || !errIsTerminal ? "" : "\n";
    write(err, (start + line + "\n").getBytes(StandardCharsets.UTF_8));
    atLineStart = true;
  }

  /** Writes raw bytes to stdout or stderr and shows them at once. */
  public synchronized void write(PrintStream stream, byte[] bytes) {
    if (bytes.length == 0) return;
    clearStatus();
    stream.write(bytes, 0, bytes.length);
    stream.flush();
    if (stream == out ? outIsTerminal : errIsTerminal)
      atLineStart = bytes[bytes.length - 1] == '\n';
  }

  /**
   * Shows {@code line} as the passing last line of the terminal; nothing while a line of output is
   * unfinished.
   */
  synchronized void status(String line) {
    if (!errIsTerminal || !atLineStart) return;
    err.print("\r\033[K" + line);
    err.flush();
    status = line;
  }

  synchronized void clearStatus() {
    if (status.isEmpty()) return;
    status = "";
    err.print("\r\033[K");
    err.flush();
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException noProcFileSystem) {
      return System.console() != null && System.console().isTerminal();
    }
  }
}
