package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Ed25519 keys as JWK files. */
final class SigningKeys {
  private static final int PREFIX = 12;
  private final Path secrets;
  private final TrustFolder trust;

  SigningKeys(Path secrets, Path trust) {
    this.secrets = secrets;
    this.trust = new TrustFolder(trust);
  }

  /** Makes the key of a service unless it has one; its public half goes to the trust directory. */
  void ensureService(String service) throws IOException {
    if (Files.exists(privateKey(service))) return;
    PublicJsonWebKey key = make(service);
    trust.write(service, key, null, null);
    write(service, key);
  }

  /** Makes the key that signs audit checkpoints unless there is one. */
  void ensureAudit() throws IOException {
    if (Files.exists(privateKey("audit"))) return;
    PublicJsonWebKey key = make("audit");
    DataFolder.writePrivate(secrets.resolve("audit.public.jwk.json"), key.toJson(OutputControlLevel.PUBLIC_ONLY) + "\n");
    write("audit", key);
  }

  Path privateKey(String name) {
    return secrets.resolve(name + ".jwk.json");
  }

  /** A fresh key of a service; it is trusted beside the one in use from now on, and signs nothing yet. */
  PublicJsonWebKey publishNext(String service) throws IOException {
    PublicJsonWebKey next = make(service);
    trust.write(service, next, inUse(service), null);
    return next;
  }

  /**
   * A published key becomes the one in use.
   *
   * @param oldUntil when the key that was in use is no longer believed, in seconds since 1970
   */
  void use(String service, PublicJsonWebKey next, long oldUntil) throws IOException {
    PublicJsonWebKey old = inUse(service);
    write(service, next);
    trust.write(service, next, old, oldUntil);
  }

  private PublicJsonWebKey inUse(String service) throws IOException {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(Files.readString(privateKey(service)));
    } catch (JoseException e) {
      throw new IOException("no key is in " + privateKey(service));
    }
  }

  /** The private half is written last: where it exists, the public one does too. */
  private void write(String name, PublicJsonWebKey key) throws IOException {
    DataFolder.writePrivate(privateKey(name), key.toJson(OutputControlLevel.INCLUDE_PRIVATE) + "\n");
  }

  private static PublicJsonWebKey make(String name) throws IOException {
    try {
      OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      key.setKeyId(name + "-" + key.calculateBase64urlEncodedThumbprint("SHA-256").substring(0, PREFIX));
      return key;
    } catch (JoseException e) {
      throw new IOException("cannot make a signing key for " + name, e);
    }
  }
}
