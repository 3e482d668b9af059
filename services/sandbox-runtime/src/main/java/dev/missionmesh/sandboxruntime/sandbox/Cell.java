package dev.missionmesh.sandboxruntime.sandbox;

import java.nio.file.Path;

/**
 * What a sandbox needs from the host before it can be made: a directory for its bundle, pipes for
 * its output, a range of user ids, and a work space of limited size.
 *
 * @param range first host user id of the range
 * @param user host user id of the sandbox's user
 */
record Cell(String id, Path directory, Path image, int range, int user, long diskBytes) {
  Path config() {
    return directory.resolve("config.json");
  }

  Path stdin() {
    return directory.resolve("stdin");
  }

  Path stdout() {
    return directory.resolve("stdout");
  }

  Path stderr() {
    return directory.resolve("stderr");
  }

  Path exit() {
    return directory.resolve("exit");
  }

  Path script() {
    return directory.resolve("script");
  }

  Path pidFile() {
    return directory.resolve("pid");
  }

  Path log() {
    return directory.resolve("runtime.log");
  }

  /** Mount point of the image. */
  Path disk() {
    return directory.resolve("disk");
  }

  /** The part of the disk that the sandbox sees as {@code /work}. */
  Path work() {
    return disk().resolve("work");
  }

  /** The part of the disk that the sandbox sees as {@code /tmp}. */
  Path temporary() {
    return disk().resolve("tmp");
  }
}
