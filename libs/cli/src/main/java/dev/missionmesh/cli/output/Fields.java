package dev.missionmesh.cli.output;

import java.util.ArrayList;
import java.util.List;

/** One thing shown as aligned lines of name and value. */
public final class Fields {
  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  /** Adds a line; a null or empty value leaves it out. */
  public Fields add(String name, String value) {
    if (value != null && !value.isEmpty()) fields.add(new Field(name, value));
    return this;
  }

  public List<String> lines(Style style) {
    int widest = fields.stream().mapToInt(field -> field.name().length()).max().orElse(0);
    return fields.stream()
        .map(
            field ->
                style.dim(field.name() + " ".repeat(widest - field.name().length()))
                    + "  "
                    + field.value())
        .toList();
  }
}
