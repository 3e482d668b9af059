package dev.missionmesh.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An OCI image layout in a tar file. The standard's annotation carries the name of an image; the
 * runtimes of most clusters look for a name in one of their own, and take it as it stands: without
 * its registry an image would be imported under a name that no Pod can ask for.
 */
record Archive(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "index.json";

  /**
   * Writes the name of the image into the index, as containerd and podman read it.
   *
   * @param image with registry and tag, such as {@code docker.io/missionmesh/gateway:1}
   */
  void name(String image) throws IOException {
    Path named = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
    try (TarArchiveInputStream in = open();
        TarArchiveOutputStream out =
            new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(named)))) {
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        copy(entry, in, out, image);
      }
    }
    Files.move(named, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void copy(TarArchiveEntry entry, InputStream in, TarArchiveOutputStream out, String image)
      throws IOException {
    if (!entry.getName().equals(INDEX)) {
      out.putArchiveEntry(entry);
      in.transferTo(out);
    } else {
      byte[] index = named(in.readAllBytes(), image);
      entry.setSize(index.length);
      out.putArchiveEntry(entry);
      out.write(index);
    }
    out.closeArchiveEntry();
  }

  private static byte[] named(byte[] index, String image) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(index);
    ObjectNode manifest = (ObjectNode) json.path("manifests").path(0);
    manifest
        .withObjectProperty("annotations")
        .put("org.opencontainers.image.ref.name", image)
        .put("io.containerd.image.name", image);
    return JSON.writeValueAsBytes(json);
  }

  private TarArchiveInputStream open() throws IOException {
    return new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }
}
