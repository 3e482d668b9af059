package dev.missionmesh.cli.backup;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Lets two folders change places in one step, which Java's own library cannot: Linux' {@code renameat2(2)} with RENAME_EXCHANGE. */
final class Exchange {
  private static final int WORKING_DIRECTORY = -100;
  private static final int RENAME_EXCHANGE = 2;

  /**
   * Puts {@code fresh} in the place of {@code old}, and what was there in that of {@code fresh}; both are in one file system. Where the
   * file system cannot do it in one step there is a moment without {@code old}.
   */
  static void swap(Path fresh, Path old) throws IOException {
    if (exchange(fresh, old)) return;
    Path aside = old.resolveSibling(old.getFileName() + ".swapping");
    Files.move(old, aside, StandardCopyOption.ATOMIC_MOVE);
    Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
    Files.move(aside, fresh, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean exchange(Path one, Path other) throws IOException {
    Linker linker = Linker.nativeLinker();
    var function = linker.defaultLookup().find("renameat2");
    if (function.isEmpty()) return false;
    MethodHandle renameat2 =
        linker.downcallHandle(
            function.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocateFrom(one.toAbsolutePath().toString());
      MemorySegment second = arena.allocateFrom(other.toAbsolutePath().toString());
      return (int) renameat2.invokeExact(WORKING_DIRECTORY, first, WORKING_DIRECTORY, second, RENAME_EXCHANGE) == 0;
    } catch (Throwable e) {
      throw new IOException("folders cannot change places", e);
    }
  }

  private Exchange() {}
}
