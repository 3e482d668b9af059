package dev.missionmesh.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.output.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base that nothing of ours can run on is refused at once, in one line that says what is wrong and one that says what to do. */
class BadBaseTest {
  private static final String HOST = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  private static final String RELEASE = "JAVA_VERSION=\"%s\"\n";

  @TempDir private Path folder;

  /** Members of a tar: text, or a link where it begins with an arrow. */
  private static byte[] tar(Map<String, ?> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (var member : members.entrySet()) {
        byte[] content = member.getValue() instanceof byte[] b ? b : member.getValue().toString().getBytes(StandardCharsets.UTF_8);
        String text = new String(content, StandardCharsets.UTF_8);
        boolean link = text.startsWith("→");
        TarArchiveEntry entry =
            link ? new TarArchiveEntry(member.getKey(), TarConstants.LF_SYMLINK) : new TarArchiveEntry(member.getKey());
        if (link) entry.setLinkName(text.substring(1));
        else entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        if (!link) tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Path image(String architecture, byte[]... layers) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    StringBuilder names = new StringBuilder();
    for (byte[] layer : layers) {
      String name = "layer-" + members.size() + ".tar";
      members.put(name, layer);
      names.append(names.isEmpty() ? "" : ",").append('"').append(name).append('"');
    }
    members.put("config.json", "{\"os\":\"linux\",\"architecture\":\"%s\",\"config\":{\"Env\":[\"PATH=/opt/bin:/usr/bin\"]}}".formatted(architecture));
    members.put("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[%s]}]".formatted(names));
    return Files.write(folder.resolve("base.tar"), tar(members));
  }

  private static byte[] java(String version) throws IOException {
    return tar(Map.of("./usr/lib/jvm/25/bin/java", "", "usr/lib/jvm/25/release", RELEASE.formatted(version), "usr/bin/java", "→../lib/jvm/25/bin/java"));
  }

  private void refused(Path base, String what, String next) {
    assertThatThrownBy(() -> new BaseImage("tar:" + base).check())
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(1);
              assertThat(failure.getMessage()).contains(what, base.toString()).doesNotContain("\n");
              assertThat(failure.next()).contains(next).doesNotContain("\n");
            });
  }

  @Test
  void noFile() throws Exception {
    refused(folder.resolve("none.tar"), "there is no archive", "docker save");
    refused(folder, "is a folder, not an archive", "docker save");
  }

  @Test
  void noTar() throws Exception {
    refused(Files.writeString(folder.resolve("text"), "I am no archive. ".repeat(100)), "is no tar archive", "docker save");
    refused(Files.write(folder.resolve("empty"), new byte[0]), "is no tar archive", "docker save");
  }

  @Test
  void aCompressedOne() throws Exception {
    Path compressed = folder.resolve("base.tar.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(image(HOST, java("25.0.1")), out);
    }
    refused(compressed, "is compressed", "gunzip -c " + compressed);
  }

  @Test
  void oneCutShort() throws Exception {
    byte[] whole = Files.readAllBytes(image(HOST, java("25.0.1")));
    refused(Files.write(folder.resolve("short.tar"), Arrays.copyOf(whole, 700)), "cut short", "docker save");
  }

  @Test
  void aTarThatHoldsNoImage() throws Exception {
    refused(Files.write(folder.resolve("some.tar"), tar(Map.of("oci-layout", "{}", "index.json", "{}"))), "manifest.json is missing", "skopeo copy");
  }

  @Test
  void oneForOtherMachines() throws Exception {
    refused(image("s390x", java("25.0.1")), "is for linux/s390x", "docker pull --platform linux/" + HOST);
  }

  @Test
  void oneWithoutJavaOnItsPath() throws Exception {
    refused(image(HOST, tar(Map.of("bin/sh", ""))), "has no java on its PATH", "docker save");
    byte[] removed = tar(Map.of("usr/lib/jvm/25/bin/.wh.java", ""));
    refused(image(HOST, java("25.0.1"), removed), "has no java on its PATH", "docker save");
    refused(image(HOST, java("25.0.1"), tar(Map.of("usr/lib/.wh..wh..opq", ""))), "has no java on its PATH", "docker save");
    refused(image(HOST, tar(Map.of("usr/bin/java", "→java"))), "has no java on its PATH", "docker save");
  }

  @Test
  void oneWithAnotherJava() throws Exception {
    refused(image(HOST, java("21.0.9")), "has Java 21", "Java 25");
  }

  @Test
  void aGoodOneIsTaken() throws Exception {
    BaseImage good = new BaseImage("tar:" + image(HOST, tar(Map.of("usr/bin/sh", "")), java("25.0.1")));
    assertThatCode(good::check).doesNotThrowAnyException();
  }
}
