package dev.missionmesh.endtoend.waf;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The firewall of the shared mesh once more, with TLS: the same files, filled in as a cluster would. */
final class TlsFirewall implements AutoCloseable {
  private static final char[] PASSWORD = "not-a-secret".toCharArray();

  private final int port;
  private final int redirect;
  private final KeyStore store;
  private final Process process;

  private TlsFirewall(int port, int redirect, KeyStore store, Process process) {
    this.port = port;
    this.redirect = redirect;
    this.store = store;
    this.process = process;
  }

  static TlsFirewall start(FirewalledMesh mesh, Path folder) throws Exception {
    Path data = mesh.mesh().data();
    Path plain = data.resolve("state/waf/conf");
    Path templates = mesh.mesh().files().project().resolve("deploy/helm/missionmesh/files/waf");
    int port = freePort();
    int redirect = freePort();
    Path tls = Files.createDirectories(folder.resolve("tls"));
    Path conf = Files.createDirectories(folder.resolve("conf"));
    KeyStore store = certificate(tls);
    Map<String, String> values =
        Map.of("${WAF_LISTEN}", "127.0.0.1:" + port, "${WAF_REDIRECT_LISTEN}", "127.0.0.1:" + redirect, "${WAF_TLS}", tls.toString());
    for (String name : List.of("door-tls.conf", "redirect-tls.conf")) {
      String text = Files.readString(templates.resolve(name));
      for (Map.Entry<String, String> value : values.entrySet()) text = text.replace(value.getKey(), value.getValue());
      Files.writeString(conf.resolve(name), text);
    }
    try (Stream<Path> files = Files.list(plain)) {
      for (Path file : files.toList()) {
        String text =
            Files.readString(file)
                .replace(plain.toString(), conf.toString())
                .replace(data.resolve("state/waf/temp").toString(), Files.createDirectories(folder.resolve("temp")).toString())
                .replace("redirect-plain", "redirect-tls")
                .replace("door-plain", "door-tls")
                .replace("127.0.0.1:" + mesh.mesh().files().port("waf-ready"), "127.0.0.1:" + freePort());
        Files.writeString(conf.resolve(file.getFileName()), text);
      }
    }
    Path log = folder.resolve("log");
    String nginx = mesh.mesh().process("waf").info().command().orElseThrow();
    ProcessBuilder builder =
        new ProcessBuilder(nginx, "-p", conf.toString(), "-c", conf.resolve("nginx.conf").toString(), "-e", "stderr")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Path libraries = data.resolve("waf/packages/usr/lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> folders = Files.list(libraries)) {
        folders.filter(path -> path.toString().contains("-linux-")).findFirst()
            .ifPresent(path -> builder.environment().put("LD_LIBRARY_PATH", path.toString()));
      }
    }
    return new TlsFirewall(port, redirect, store, builder.start());
  }

  String door() {
    return "https://127.0.0.1:" + port;
  }

  String redirect() {
    return "http://127.0.0.1:" + redirect;
  }

  /** Trusts this firewall's certificate and no other. */
  SSLContext trust() throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** A key and a certificate for 127.0.0.1, as files that nginx reads. */
  private static KeyStore certificate(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    new ProcessBuilder(
            keytool, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-alias", "waf", "-dname", "CN=waf",
            "-ext", "san=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
        .inheritIO()
        .start()
        .waitFor();
    KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD);
    pem(folder.resolve("tls.key"), "PRIVATE KEY", keys.getKey("waf", PASSWORD).getEncoded());
    pem(folder.resolve("tls.crt"), "CERTIFICATE", keys.getCertificate("waf").getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("waf", keys.getCertificate("waf"));
    return trusted;
  }

  private static void pem(Path file, String type, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
  }
}
