package dev.missionmesh.supplychain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing but what is locked gets into a build or an image. {@code .ci/lock} writes the lock anew. */
class DependencyLockTest {
  private static final Path FILE = Project.ROOT.resolve(".mvn/checksums/checksums.sha256");

  @TempDir private Path folder;

  static DependencyLock lock() throws IOException {
    return DependencyLock.parse(Files.readAllLines(FILE));
  }

  @Test
  void whatMavenHasFetchedIsWhatIsLocked() throws IOException {
    DependencyLock lock = lock();

    assertThat(lock.paths()).hasSizeGreaterThan(1000).anyMatch(path -> path.contains("/maven-compiler-plugin/"));
    assertThat(lock.paths().stream().filter(path -> Files.exists(Project.REPOSITORY.resolve(path)))).hasSizeGreaterThan(500);
    assertThat(lock.changedIn(Project.REPOSITORY)).isEmpty();
  }

  @Test
  void everyJarThatShipsIsLocked() throws IOException {
    DependencyLock lock = lock();
    List<Path> jars = ShippedJars.of(Project.ROOT);

    assertThat(jars).hasSizeGreaterThan(200);
    assertThat(jars.stream().filter(jar -> lock.artifact(jar, Project.REPOSITORY).isEmpty()))
        .as("if they are wanted, run .ci/lock and commit the lock; if they are left from an earlier build, mvn clean")
        .isEmpty();
  }

  @Test
  void ourOwnJarsAreNotLocked() throws IOException {
    assertThat(lock().paths()).noneMatch(path -> path.startsWith("dev/missionmesh/"));
  }

  @Test
  void aChangedJarIsFound() throws IOException {
    DependencyLock lock = lock();
    Path jar = ShippedJars.of(Project.ROOT).getFirst();
    Path changed = folder.resolve(jar.getFileName());
    byte[] bytes = Files.readAllBytes(jar);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);

    assertThat(lock.artifact(jar, Project.REPOSITORY)).isPresent();
    assertThat(lock.artifact(changed, folder)).isEmpty();
  }

  @Test
  void aJarMayLackClassesButMayNotHaveOthers() throws IOException {
    Path whole = jar("org/example/thing/1/thing-1.jar", "a", "1", "b", "2");
    DependencyLock lock = DependencyLock.parse(List.of(DependencyLock.sha256(whole) + "  org/example/thing/1/thing-1.jar"));

    assertThat(lock.artifact(jar("org.example.thing-1.jar", "a", "1"), folder)).contains("org/example/thing/1/thing-1.jar");
    assertThat(lock.artifact(jar("org.example.thing-1.jar", "a", "2"), folder)).isEmpty();
    assertThat(lock.artifact(jar("org.example.thing-1.jar", "a", "1", "c", "3"), folder)).isEmpty();
    assertThat(lock.artifact(jar("org.other.thing-1.jar", "a", "1"), folder)).isEmpty();
  }

  @Test
  void aChangedFileOfTheRepositoryIsFound() throws IOException {
    Path whole = jar("org/example/thing/1/thing-1.jar", "a", "1");
    DependencyLock lock = DependencyLock.parse(List.of(DependencyLock.sha256(whole) + "  org/example/thing/1/thing-1.jar"));
    assertThat(lock.changedIn(folder)).isEmpty();

    jar("org/example/thing/1/thing-1.jar", "a", "2");

    assertThat(lock.changedIn(folder)).containsExactly("org/example/thing/1/thing-1.jar is not the one that is locked");
  }

  private Path jar(String path, String... namesAndContents) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    try (var out = new JarOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        out.putNextEntry(new JarEntry(namesAndContents[i]));
        out.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    }
    return file;
  }
}
