package dev.missionmesh.gateway.edge;

import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/** The OpenAPI document of the whole public API, as it was when this gateway was built. */
@Singleton
class ApiDescription {
  static final String PATH = "/api/v1/openapi.json";

  private static final String DOCUMENT = "/api/openapi.json";

  private final Buffer document;

  ApiDescription() throws IOException {
    try (InputStream bytes = ApiDescription.class.getResourceAsStream(DOCUMENT)) {
      document = Buffer.buffer(bytes.readAllBytes());
    }
  }

  /** JSON. */
  Buffer document() {
    return document.slice();
  }
}
