package dev.missionmesh.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start-up cache that the JVM of the image has written is used there, and one that does not fit harms nobody. */
class StartupCacheTest {
  private static final Map<String, String> TELL = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout");
  private static final String LOADED = Greeting.class.getName() + " source: ";

  @TempDir private static Path folder;
  private static Program program;
  private static ImageBuild build;
  private static BuiltImage plain;

  @BeforeAll
  static void anImage() throws Exception {
    program = BuiltProject.in(folder.resolve("project")).program("greeter");
    build = new ImageBuild(new BaseImage("tar:" + BaseArchive.in(folder)), folder.resolve("out"), null, "1.2.3");
    plain = build.run(program);
  }

  @Test
  void whatTheImagesJvmHasLearntItUses() throws Exception {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root can run the JVM of another system");
    ImageRoot root = ImageRoot.of(plain, folder.resolve("training"));
    Path start = root.place(plain, new ProgramImage(program, "1.2.3").command(false));
    assertThat(BaseArchive.output(List.of(start.toString()))).contains("done");
    Path cache = root.cache("greeter").orElseThrow();

    assertThat(OciArchive.read(plain.file()).run(folder.resolve("without"), TELL)).contains(LOADED).doesNotContain(LOADED + "shared objects file");
    BuiltImage cached = build.run(program, cache);
    OciArchive archive = OciArchive.read(cached.file());
    assertThat(archive.run(folder.resolve("with"), TELL)).contains(LOADED + "shared objects file", "done");
    assertThat(archive.files()).contains("app/startup.aot");
    assertThat(archive.layers().subList(0, archive.layers().size() - 1)).isEqualTo(OciArchive.read(build.run(program).file()).layers());
  }

  @Test
  void aCacheThatDoesNotFitIsPassedOver() throws Exception {
    Path rubbish = Files.writeString(folder.resolve("rubbish.aot"), "of another JVM");
    BuiltImage image = build.run(program, rubbish);

    assertThat(OciArchive.read(image.file()).run(folder.resolve("rubbish"), Map.of())).contains("done").doesNotContain("rror");
  }
}
