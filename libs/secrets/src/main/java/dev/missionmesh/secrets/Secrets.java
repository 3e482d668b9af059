package dev.missionmesh.secrets;

/**
 * What must not be known to others: passwords, client secrets. Asked for each time it is needed and never kept, so that a rotated
 * secret is taken without a restart.
 */
public interface Secrets {
  /** A login with its password. */
  record Login(String name, String password) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The value a secret has now.
   *
   * @param name the property by which it is configured, such as {@code mesh.kafka.password}
   * @throws java.util.NoSuchElementException if no source has it
   */
  String get(String name);

  /**
   * A login as it is now. One that is replaced while it is read is read again.
   *
   * @param login the property that names it
   * @param password the property of its password
   * @throws java.util.NoSuchElementException if no source has one of the two
   */
  default Login login(String login, String password) {
    while (true) {
      Login read = new Login(get(login), get(password));
      if (read.name().equals(get(login))) {
        return read;
      }
    }
  }
}
