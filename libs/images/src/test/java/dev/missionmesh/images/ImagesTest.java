package dev.missionmesh.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on a base that is this machine's Java, in an archive; what is in them really runs. */
class ImagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  private static Path project;
  private static BaseImage base;

  @TempDir private Path folder;

  @BeforeAll
  static void aProjectAndABase() throws Exception {
    project = shared.resolve("project");
    module("services/greeter", "target/quarkus-app", "quarkus-run.jar");
    for (String part : List.of("app", "quarkus")) {
      Files.createDirectories(project.resolve("services/greeter/target/quarkus-app").resolve(part));
    }
    module("libs/trial-servers", "target", "trial-servers.jar");
    base = new BaseImage("tar:" + BaseArchive.in(shared));
  }

  /** A module that is built: a jar and a library. */
  private static void module(String module, String target, String name) throws IOException {
    Path built = Files.createDirectories(project.resolve(module).resolve(target));
    Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
    Files.createDirectories(built.resolve("lib/main"));
    Files.writeString(built.resolve("lib/main/library.txt"), "a library");
    Files.writeString(built.resolve("startup.aot"), "of another JVM");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
    String entry = Greeting.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(built.resolve(name)), manifest)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Greeting.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
    }
  }

  private static Program program(String name) throws IOException {
    return Program.of(project).stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().built();
  }

  private BuiltImage build(Path into) throws IOException, InterruptedException {
    return new ImageBuild(base, into, null, "1.2.3").run(program("greeter"));
  }

  @Test
  void aServiceRunsFromItsImageAsNobodyOnARootThatCannotBeWritten() throws Exception {
    BuiltImage image = build(folder);
    OciArchive archive = OciArchive.read(image.file());

    assertThat(archive.run(folder.resolve("root")))
        .contains("user Uid:\t10001\t10001\t10001\t10001", "library true", "writable false", "done");
  }

  @Test
  void whatAClusterNeedsBesideServicesIsAProgramWithArguments() throws Exception {
    BuiltImage image = new ImageBuild(base, folder, null, "1.2.3").run(program("trial"));
    OciArchive archive = OciArchive.read(image.file());

    assertThat(image.name()).isEqualTo("missionmesh/trial:1.2.3");
    assertThat(archive.files()).contains("app/trial-servers.jar", "app/lib/main/library.txt").doesNotContain("app/startup.aot");
    assertThat(archive.config().at("/config/ExposedPorts").size()).isZero();
    assertThat(archive.run(folder.resolve("root"), "kafka")).contains("told kafka", "library true", "done");
  }

  @Test
  void theArchiveNamesTheImageForEveryRuntime() throws Exception {
    BuiltImage image = build(folder);
    OciArchive archive = OciArchive.read(image.file());

    JsonNode manifest = archive.index().path("manifests").path(0);
    assertThat(image.file().getFileName()).hasToString("missionmesh-greeter-1.2.3.tar");
    assertThat(manifest.path("digest").asText()).isEqualTo(image.digest());
    assertThat(manifest.at("/annotations/io.containerd.image.name").asText()).isEqualTo("docker.io/missionmesh/greeter:1.2.3");
    assertThat(manifest.at("/annotations/org.opencontainers.image.ref.name").asText()).isEqualTo("docker.io/missionmesh/greeter:1.2.3");
    assertThat(archive.config().at("/config/User").asText()).isEqualTo("10001:10001");
    assertThat(archive.config().at("/config/Labels/org.opencontainers.image.version").asText()).isEqualTo("1.2.3");
  }

  @Test
  void theSameFilesGiveTheSameImageWheneverTheyWereBuilt() throws Exception {
    BuiltImage one = build(folder.resolve("one"));
    Path jar = program("greeter").folder().resolve("quarkus-run.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    BuiltImage two = build(folder.resolve("two"));

    assertThat(two.digest()).isEqualTo(one.digest());
    assertThat(two.file()).hasSameBinaryContentAs(one.file());
  }

  @Test
  void nothingOfTheBuildBesideTheServiceIsInIt() throws Exception {
    OciArchive archive = OciArchive.read(build(folder).file());

    assertThat(archive.files())
        .contains("app/quarkus-run.jar", "app/lib/main/library.txt")
        .noneMatch(name -> name.endsWith(".aot") || name.contains("pom.xml"));
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Program service = program("greeter");
    assertThatThrownBy(() -> new ImageBuild(new BaseImage("tar:/no/such.tar"), folder, null, "1").run(service))
        .isInstanceOf(Failure.class).hasMessageContaining("/no/such.tar");
    assertThatThrownBy(() -> new ImageBuild(new BaseImage("No Name"), folder, null, "1").run(service))
        .isInstanceOf(Failure.class).hasMessageContaining("No Name");
    assertThatThrownBy(() -> new ImageBuild(base, folder, "no place!", "1").run(service))
        .isInstanceOf(Failure.class).hasMessageContaining("no place!");
    Path unbuilt = Files.createDirectories(folder.resolve("project/services/late"));
    Files.writeString(unbuilt.resolve("pom.xml"), "<project/>");
    assertThatThrownBy(() -> Program.of(folder.resolve("project")).getFirst().built())
        .isInstanceOf(Failure.class).hasMessageContaining("late is not built");
  }

  @Test
  void pushesToARegistry() throws Exception {
    try (RegistryServer registry = RegistryServer.start()) {
      Program service = program("greeter");
      BuiltImage image = new ImageBuild(base, folder, registry.address() + "/mesh", "1.2.3").run(service);

      JsonNode manifest = JSON.readTree(registry.manifest("mesh/greeter", "1.2.3"));
      assertThat(manifest.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
      assertThat(registry.digest("mesh/greeter", "1.2.3")).isEqualTo(image.digest());
      manifest.path("layers").forEach(layer -> assertThat(registry.hasBlob(layer.path("digest").asText())).isTrue());
    }
  }
}
