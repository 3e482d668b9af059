package dev.missionmesh.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images on a base that is this machine's Java, in an archive; what is in them really runs. */
class ImagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path shared;
  private static BuiltProject project;
  private static BaseImage base;

  @TempDir private Path folder;

  @BeforeAll
  static void aProjectAndABase() throws Exception {
    project = BuiltProject.in(shared.resolve("project"));
    base = new BaseImage("tar:" + BaseArchive.in(shared));
  }

  private static Program program(String name) throws IOException {
    return project.program(name);
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
    assertThat(archive.files()).contains("app/trial-servers.jar", "app/lib/library-1.0.jar", "app/sbom.cdx.json").doesNotContain("app/startup.aot");
    assertThat(archive.config().at("/config/ExposedPorts").size()).isZero();
    assertThat(archive.run(folder.resolve("root"), "kafka")).contains("told kafka", "done");
  }

  @Test
  void theArchiveNamesTheImageForEveryRuntime() throws Exception {
    BuiltImage image = build(folder);
    OciArchive archive = OciArchive.read(image.file());

    JsonNode named = archive.index().path("manifests").path(0);
    assertThat(image.file().getFileName()).hasToString("missionmesh-greeter-1.2.3.tar");
    assertThat(archive.index().path("manifests").size()).as("podman takes the one there is").isEqualTo(1);
    assertThat(archive.image().path("digest").asText()).isEqualTo(image.digest());
    assertThat(archive.image().at("/platform/os").asText()).isEqualTo("linux");
    assertThat(named.at("/annotations/io.containerd.image.name").asText()).isEqualTo("docker.io/missionmesh/greeter:1.2.3");
    assertThat(named.at("/annotations/org.opencontainers.image.ref.name").asText()).isEqualTo("docker.io/missionmesh/greeter:1.2.3");
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
        .contains("app/quarkus-run.jar", "app/lib/main/org.example.library-1.0.jar", "app/sbom.cdx.json")
        .noneMatch(name -> name.endsWith(".aot") || name.contains("pom.xml"));
  }

  @Test
  void whatItIsMadeOfLiesInItAndBesideIt() throws Exception {
    BuiltImage image = build(folder);
    OciArchive archive = OciArchive.read(image.file());
    JsonNode artifact = archive.artifact();
    JsonNode bill = archive.json(artifact.at("/layers/0/digest").asText());

    assertThat(artifact.path("artifactType").asText()).isEqualTo("application/vnd.cyclonedx+json");
    assertThat(artifact.at("/subject/digest").asText()).isEqualTo(image.digest());
    assertThat(JSON.readTree(archive.file("app/sbom.cdx.json"))).isEqualTo(bill);
    assertThat(CycloneDx.errors(bill)).isEmpty();
    assertThat(CycloneDx.errors(((ObjectNode) bill.deepCopy()).put("specVersion", 16))).isNotEmpty();
    JsonNode library = bill.at("/components/0");
    assertThat(bill.path("components").size()).isEqualTo(1);
    assertThat(library.path("purl").asText()).isEqualTo("pkg:maven/org.example/library@1.0?type=jar");
    assertThat(library.at("/hashes/0/content").asText()).isEqualTo(Digests.sha256("a library".getBytes()));
    assertThat(bill.at("/metadata/component/version").asText()).isEqualTo("1.2.3");
  }

  @Test
  void aLibraryThatNobodyKnowsIsNotPutIn() throws Exception {
    BuiltProject other = BuiltProject.in(folder.resolve("project"));
    Files.writeString(other.program("greeter").folder().resolve("lib/main/left-over-0.9.jar"), "of an older build");

    assertThatThrownBy(() -> new ImageBuild(base, folder, null, "1").run(other.program("greeter")))
        .isInstanceOf(Failure.class).hasMessageContaining("left-over-0.9.jar");
    assertThat(Library.listed(Files.writeString(folder.resolve("list"), "   org.a:b:jar:x64:1+2:runtime -- module m (auto)\n   org.a:c:pom:1:compile\nnothing\n")))
        .containsExactly(new Library("org.a", "b", "x64", "1+2"))
        .allSatisfy(l -> assertThat(l.purl()).isEqualTo("pkg:maven/org.a/b@1%2B2?type=jar&classifier=x64"));
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
