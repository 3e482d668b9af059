package dev.missionmesh.apidocument;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/** The compiled classes of the services that stand on the class path. */
final class ServiceClasses {
  private static final String ROOT = "dev/missionmesh";

  /** An index of all of the product's classes, in the order of their names. */
  static Index index() throws IOException {
    Indexer indexer = new Indexer();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        add(indexer, path.resolve(ROOT));
      } else if (isOurs(path)) {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          add(indexer, jar.getPath(ROOT));
        }
      }
    }
    return indexer.complete();
  }

  private static boolean isOurs(Path jar) {
    return Files.isRegularFile(jar)
        && (jar.toString().contains("missionmesh") || "target".equals(parent(jar)));
  }

  private static String parent(Path file) {
    return file.getParent() == null ? "" : file.getParent().getFileName().toString();
  }

  private static void add(Indexer indexer, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> classes;
    try (Stream<Path> files = Files.walk(folder)) {
      classes = files.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      try (InputStream bytes = Files.newInputStream(file)) {
        indexer.index(bytes);
      }
    }
  }

  private ServiceClasses() {}
}
