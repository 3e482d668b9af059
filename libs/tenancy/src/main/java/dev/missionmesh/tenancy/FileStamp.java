package dev.missionmesh.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** Differs from an earlier one of the same file whenever that was written to or replaced, also behind a symbolic link. */
record FileStamp(String name, Object inode, FileTime modified, long size) {
  static FileStamp of(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(file.getFileName().toString(), now.fileKey(), now.lastModifiedTime(), now.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
