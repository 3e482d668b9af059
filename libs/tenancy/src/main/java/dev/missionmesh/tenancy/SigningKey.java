package dev.missionmesh.tenancy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** This service's private key, in a file that may be replaced while the service runs. */
record SigningKey(Path file) implements FileBacked.Origin<PublicJsonWebKey> {
  @Override
  public Object stamp() {
    return FileStamp.of(file);
  }

  @Override
  public PublicJsonWebKey read() throws IOException {
    try {
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
      if (key.getPrivateKey() == null) {
        throw new IOException("mesh.trust.private-key holds no private key: " + file);
      }
      return key;
    } catch (JoseException e) {
      // What the parser says may quote the key.
      throw new IOException("mesh.trust.private-key holds no key: " + file);
    }
  }
}
