package dev.missionmesh.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An image and its bill of materials under one index, as build tools attach what they attest: the
 * bill is an artifact whose subject is the image (OCI image specification 1.1, "Guidelines for
 * Artifact Usage"), for a platform that no node has, so that none unpacks it.
 *
 * @param blobs new ones: the bill, its empty configuration, its manifest, and the index itself last
 */
record ImageIndex(List<byte[]> blobs) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  /** An index of the image that a descriptor stands for. */
  static ImageIndex of(ObjectNode image, String architecture, byte[] bill) throws IOException {
    ObjectNode artifact = JSON.createObjectNode();
    artifact.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", BillOfMaterials.MEDIA_TYPE);
    artifact.set("config", descriptor("application/vnd.oci.empty.v1+json", EMPTY));
    ObjectNode layer = descriptor(BillOfMaterials.MEDIA_TYPE, bill);
    layer.putObject("annotations").put("org.opencontainers.image.title", ProgramImage.BILL);
    artifact.putArray("layers").add(layer);
    artifact
        .putObject("subject")
        .put("mediaType", MANIFEST)
        .put("digest", image.path("digest").asText())
        .put("size", image.path("size").asLong());
    byte[] manifest = JSON.writeValueAsBytes(artifact);

    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ObjectNode runs = image.deepCopy();
    runs.remove("annotations");
    runs.putObject("platform").put("architecture", architecture).put("os", "linux");
    ObjectNode tells = descriptor(MANIFEST, manifest).put("artifactType", BillOfMaterials.MEDIA_TYPE);
    tells.putObject("platform").put("architecture", "unknown").put("os", "unknown");
    index.putArray("manifests").add(runs).add(tells);
    return new ImageIndex(List.of(bill, EMPTY, manifest, JSON.writeValueAsBytes(index)));
  }

  /** The layout's {@code index.json}, which names this index. */
  byte[] layout(String image) throws IOException {
    ObjectNode named = descriptor(INDEX, blobs.getLast());
    named
        .putObject("annotations")
        .put("org.opencontainers.image.ref.name", image)
        .put("io.containerd.image.name", image);
    ObjectNode layout = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    layout.putArray("manifests").add(named);
    return JSON.writeValueAsBytes(layout);
  }

  private static ObjectNode descriptor(String type, byte[] content) {
    return JSON.createObjectNode()
        .put("mediaType", type)
        .put("digest", "sha256:" + Digests.sha256(content))
        .put("size", content.length);
  }
}
