package dev.missionmesh.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project with a service {@code greeter} and the program {@code trial}, as a build leaves them. */
record BuiltProject(Path folder) {
  static BuiltProject in(Path folder) throws IOException {
    BuiltProject project = new BuiltProject(folder);
    project.module("services/greeter", "target/quarkus-app", "quarkus-run.jar", "lib/main/org.example.library-1.0.jar");
    Path service = folder.resolve("services/greeter/target/quarkus-app");
    Files.createDirectories(service.resolve("app"));
    Files.createDirectories(service.resolve("quarkus"));
    Files.writeString(service.resolve("quarkus-app-dependencies.txt"), "org.example:library::jar:1.0\norg.example:unused::jar:1.0\n");
    project.module("libs/trial-servers", "target", "trial-servers.jar", "lib/library-1.0.jar");
    Files.writeString(folder.resolve("libs/trial-servers/target/dependencies.txt"), "   org.example:library:jar:1.0:compile\n");
    return project;
  }

  Program program(String name) throws IOException {
    return Program.of(folder).stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().built();
  }

  private void module(String module, String target, String name, String library) throws IOException {
    Path built = Files.createDirectories(folder.resolve(module).resolve(target));
    Files.writeString(folder.resolve(module).resolve("pom.xml"), "<project/>");
    Files.createDirectories(built.resolve(library).getParent());
    Files.writeString(built.resolve(library), "a library");
    Files.writeString(built.resolve("startup.aot"), "of another JVM");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
    String entry = Greeting.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(built.resolve(name)), manifest)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(Greeting.class.getClassLoader().getResourceAsStream(entry).readAllBytes());
    }
  }
}
