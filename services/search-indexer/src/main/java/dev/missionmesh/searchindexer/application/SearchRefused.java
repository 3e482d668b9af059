package dev.missionmesh.searchindexer.application;

/** The query cannot be run as it is; the message tells the caller why. */
public final class SearchRefused extends RuntimeException {
  private final boolean tooSlow;

  private SearchRefused(String message, boolean tooSlow) {
    super(message, null, false, false);
    this.tooSlow = tooSlow;
  }

  public static SearchRefused tooLarge() {
    return new SearchRefused("has too many parts", false);
  }

  public static SearchRefused tooSlow() {
    return new SearchRefused("The search took too long; narrow it.", true);
  }

  /** True if it was stopped for time, false if its form is to blame. */
  public boolean isTooSlow() {
    return tooSlow;
  }
}
