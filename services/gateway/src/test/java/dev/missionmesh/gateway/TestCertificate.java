package dev.missionmesh.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself, made by the JDK's keytool.
 *
 * @param key PEM file of the private key
 * @param chain PEM file of the certificate
 */
record TestCertificate(Path key, Path chain) {
  private static final String PASSWORD = "changeit";

  static TestCertificate of(String name, Path folder) throws IOException {
    Path store = folder.resolve("tls.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair", "-alias", "test", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2",
            "-dname", "CN=" + name, "-ext", "san=dns:" + name, "-storetype", "PKCS12",
            "-keystore", store.toString(), "-storepass", PASSWORD);
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes());
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool: " + said);
      }
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      return new TestCertificate(
          write(
              folder.resolve("tls.key.pem"),
              "PRIVATE KEY",
              keys.getKey("test", PASSWORD.toCharArray()).getEncoded()),
          write(folder.resolve("tls.pem"), "CERTIFICATE", keys.getCertificate("test").getEncoded()));
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static Path write(Path file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
