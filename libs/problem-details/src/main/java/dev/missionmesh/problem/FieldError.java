package dev.missionmesh.problem;

/**
 * What part of a request is to blame.
 *
 * @param kind {@code pointer} (JSON pointer into the body), {@code parameter} (query or path) or {@code header}
 * @param where the pointer or name
 * @param detail one clause that helps the caller; reveals nothing internal
 */
public record FieldError(String kind, String where, String detail) {
  public static FieldError pointer(String pointer, String detail) {
    return new FieldError("pointer", pointer, detail);
  }

  public static FieldError parameter(String name, String detail) {
    return new FieldError("parameter", name, detail);
  }

  public static FieldError header(String name, String detail) {
    return new FieldError("header", name, detail);
  }
}
