package dev.missionmesh.cli.client;

import java.util.List;

/** A path with query parameters; absent values are left out. */
public final class Query {
  private final StringBuilder text;
  private char separator = '?';

  public Query(String path) {
    text = new StringBuilder(path);
  }

  /** Adds {@code name=value}, encoded; null adds nothing. */
  public Query add(String name, Object value) {
    if (value == null) return this;
    text.append(separator).append(name).append('=').append(MeshClient.encode(value.toString()));
    separator = '&';
    return this;
  }

  /** Adds the parameter once for each value. */
  public Query addAll(String name, List<String> values) {
    values.forEach(value -> add(name, value));
    return this;
  }

  /** The same query with more parameters, this one unchanged. */
  public Query copy() {
    Query copy = new Query(text.toString());
    copy.separator = separator;
    return copy;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
