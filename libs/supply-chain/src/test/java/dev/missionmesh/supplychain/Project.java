package dev.missionmesh.supplychain;

import java.nio.file.Path;

/** Where things lie. */
final class Project {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  /** What Maven has fetched; Surefire says where. */
  static final Path REPOSITORY = Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));

  private Project() {}
}
