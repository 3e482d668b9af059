package dev.missionmesh.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image that has been made.
 *
 * @param program whose it is
 * @param name with its tag
 * @param digest of its manifest, {@code sha256:…}
 * @param file archive that it lies in
 * @param cached whether it carries a start-up cache
 */
record BuiltImage(String program, String name, String digest, Path file, boolean cached) {
  long bytes() throws IOException {
    return Files.size(file);
  }

  ObjectNode json() throws IOException {
    return Documents.object()
        .put("service", program)
        .put("image", name)
        .put("digest", digest)
        .put("bytes", bytes())
        .put("archive", file.toString())
        .put("startupCache", cached);
  }
}
