package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;

/** Ed25519 keys as JWK files, made once. */
final class SigningKeys {
  private static final int PREFIX = 12;
  private final Path secrets;
  private final Path trust;

  SigningKeys(Path secrets, Path trust) {
    this.secrets = secrets;
    this.trust = trust;
  }

  /** Makes the key of a service unless it has one; its public half goes to the trust directory. */
  void ensureService(String service) throws IOException {
    ensure(service, trust.resolve(service + ".jwk.json"));
  }

  /** Makes the key that signs audit checkpoints unless there is one. */
  void ensureAudit() throws IOException {
    ensure("audit", secrets.resolve("audit.public.jwk.json"));
  }

  Path privateKey(String name) {
    return secrets.resolve(name + ".jwk.json");
  }

  /** The private half is written last: where it exists, the public one does too. */
  private void ensure(String name, Path publicFile) throws IOException {
    if (Files.exists(privateKey(name))) return;
    try {
      OctetKeyPairJsonWebKey key =
          OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      key.setKeyId(
          name + "-" + key.calculateBase64urlEncodedThumbprint("SHA-256").substring(0, PREFIX));
      DataFolder.writePrivate(publicFile, key.toJson(OutputControlLevel.PUBLIC_ONLY) + "\n");
      DataFolder.writePrivate(
          privateKey(name), key.toJson(OutputControlLevel.INCLUDE_PRIVATE) + "\n");
    } catch (JoseException e) {
      throw new IOException("cannot make a signing key for " + name, e);
    }
  }
}
