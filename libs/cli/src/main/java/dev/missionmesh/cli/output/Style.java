package dev.missionmesh.cli.output;

/** Marks text with colour, or leaves it alone. */
public record Style(boolean coloured) {
  public static final Style PLAIN = new Style(false);

  public String red(String text) {
    return wrap("31", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  /** A mission's or node's state in the colour that says whether it is well. */
  public String state(String state) {
    return switch (state) {
      case "succeeded", "ONLINE", "online", "active", "ready" -> green(state);
      case "failed", "dead_lettered", "DEAD", "dead" -> red(state);
      case "cancelled", "waiting_retry", "STALE", "stale", "unready", "paused", "awaiting_approval" ->
          yellow(state);
      default -> state;
    };
  }

  private String wrap(String code, String text) {
    return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
