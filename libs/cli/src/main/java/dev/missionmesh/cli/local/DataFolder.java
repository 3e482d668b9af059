package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder in which a mesh on this machine keeps everything: data, secrets, logs, process ids.
 *
 * @param root absolute path
 */
record DataFolder(Path root) {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** {@code MESH_DATA} where it is set, else {@code .mesh} in the project. */
  static DataFolder current() {
    String data = System.getenv().getOrDefault("MESH_DATA", "");
    Path root = data.isBlank() ? Project.current().root().resolve(".mesh") : Path.of(data);
    return new DataFolder(root.toAbsolutePath().normalize());
  }

  /** A folder inside, made if it is missing, closed to other users. */
  Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      return Files.createDirectories(folder, PRIVATE_FOLDER);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot make " + folder, e);
    }
  }

  /** Writes a file that only this user can read; it appears whole or not at all. */
  static void writePrivate(Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", PRIVATE_FILE);
    Files.writeString(fresh, text);
    Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  Path state() {
    return root.resolve("mesh.json");
  }

  Path log(String name) {
    return folder("logs").resolve(name + ".log");
  }

  Path pid(String name) {
    return folder("run").resolve(name + ".pid");
  }

  Path key(String tenant) {
    return root.resolve("keys").resolve(tenant + ".key");
  }
}
