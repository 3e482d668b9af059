package dev.missionmesh.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
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
   * Writes the name of the image into the index, as containerd and podman read it, and puts its bill
   * of materials beside it.
   *
   * @param image with registry and tag, such as {@code docker.io/missionmesh/gateway:1}
   * @param architecture that the image is for
   */
  void complete(String image, String architecture, byte[] bill) throws IOException {
    Path complete = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new");
    try (TarArchiveInputStream in = open();
        TarArchiveOutputStream out =
            new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(complete)))) {
      out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(INDEX)) {
          ObjectNode made = (ObjectNode) JSON.readTree(in.readAllBytes()).path("manifests").path(0);
          ImageIndex index = ImageIndex.of(made, architecture, bill);
          for (byte[] blob : index.blobs()) put(out, "blobs/sha256/" + Digests.sha256(blob), blob);
          put(out, INDEX, index.layout(image));
        } else {
          out.putArchiveEntry(entry);
          in.transferTo(out);
          out.closeArchiveEntry();
        }
      }
    }
    Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void put(TarArchiveOutputStream out, String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(ProgramImage.TIME.toEpochMilli());
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  private TarArchiveInputStream open() throws IOException {
    return new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }
}
