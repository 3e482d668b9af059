package dev.missionmesh.testsupport;

import java.util.Locale;
import java.util.Optional;

/** A setting of the test run: a system property or, failing that, an environment variable. */
final class Setting {
  /** The value of {@code MESH_TEST_X}, also readable as property {@code mesh.test.x}. */
  static Optional<String> of(String variable) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter(value -> !value.isBlank());
  }

  private Setting() {}
}
