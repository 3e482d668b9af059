package dev.missionmesh.cli.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program that is started as the services are, says what they say, and does nothing else. */
public final class SmallService {
  /** Listens on the port it was told and answers every request with the address it has of mission. */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    try {
      answer(port, System.getenv("MESH_SERVICES_MISSION_URL"));
    } catch (BindException taken) {
      System.out.println("ERROR Port " + port + " seems to be in use by another process. More text.");
      System.exit(1);
    }
  }

  /** Answers every request on a port of 127.0.0.1 with 200. */
  static HttpServer answer(int port, String text) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Packs this program where a service's is looked for. */
  static void pack(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SmallService.class.getName());
    String entry = SmallService.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        var packed = new JarOutputStream(file, manifest);
        var program = SmallService.class.getClassLoader().getResourceAsStream(entry)) {
      packed.putNextEntry(new JarEntry(entry));
      program.transferTo(packed);
    }
  }

  private SmallService() {}
}
