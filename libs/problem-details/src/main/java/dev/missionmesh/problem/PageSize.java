package dev.missionmesh.problem;

/** The parameter {@code limit} of lists. */
public final class PageSize {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  /**
   * Entries of a page: 50, or what is asked for.
   *
   * @throws ProblemException naming the parameter unless it is a whole number from 1 to 200
   */
  public static int of(String limit) {
    if (limit == null) {
      return USUAL;
    }
    try {
      int size = Integer.parseInt(limit);
      if (size >= 1 && size <= MOST) {
        return size;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ProblemException(
        Problem.INVALID_REQUEST,
        "A parameter is not valid.",
        FieldError.parameter("limit", "must be a whole number from 1 to " + MOST));
  }

  private PageSize() {}
}
