package dev.missionmesh.cli.output;

import java.time.Duration;

/**
 * Tells a waiting person what is being waited for: after one second a spinner on a terminal, one
 * plain line elsewhere. Closing it wipes the spinner.
 */
public final class Progress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

  private final Terminal terminal;
  private final long startedAt = System.nanoTime();
  private final Thread thread;
  private volatile String message;

  private Progress(Terminal terminal, String message) {
    this.terminal = terminal;
    this.message = message;
    this.thread = Thread.ofPlatform().daemon().name("progress").start(this::show);
  }

  public static Progress start(Terminal terminal, String message) {
    return new Progress(terminal, message);
  }

  /** Changes what is shown from now on. */
  public void update(String next) {
    message = next;
  }

  private void show() {
    try {
      Thread.sleep(PATIENCE);
      if (!terminal.errIsTerminal()) {
        terminal.say(message + " ...");
        return;
      }
      for (int frame = 0; ; frame = (frame + 1) % FRAMES.length()) {
        terminal.status(line(frame));
        Thread.sleep(FRAME);
      }
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(int frame) {
    long seconds = (System.nanoTime() - startedAt) / 1_000_000_000;
    Style style = terminal.errStyle();
    return style.bold(String.valueOf(FRAMES.charAt(frame)))
        + " "
        + message
        + style.dim("  " + seconds + " s");
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(FRAME.multipliedBy(4));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    terminal.clearStatus();
  }
}
