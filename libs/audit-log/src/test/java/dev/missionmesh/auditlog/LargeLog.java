package dev.missionmesh.auditlog;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * A log of many entries on the disk, every thousandth of them erased, and another history of it that an operator with the signing
 * key could tell. An attack is the file read with other pieces in some places.
 */
final class LargeLog {
  static final int ERASED_EVERY = 1000;
  private static final String ORIGIN = new AuditOrigin("acme", 1).toString();
  private static final NoteSigner SIGNER = TestLog.SIGNER.named(ORIGIN);

  /** A piece of a forged export. */
  interface Piece {
    InputStream open() throws IOException;
  }

  final int size;
  final int middle;
  final String checkpoint;
  final String forkedCheckpoint;
  final String olderCheckpoint;
  private final Path file;
  private final long[] offsets;

  /** Writes the log; the fork differs in its middle entry, the older checkpoint is of four fifths. */
  LargeLog(Path file, int size) throws IOException {
    this.file = file;
    this.size = size;
    this.middle = size / 2 + 7;
    this.offsets = new long[size + 1];
    CompactRange range = new CompactRange();
    CompactRange fork = new CompactRange();
    String older = null;
    ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < size; i++) {
        line.reset();
        byte[] leaf = write(line, "acme", i, "noop", i % ERASED_EVERY == 0);
        range.append(MerkleHash.leaf(leaf));
        fork.append(
            MerkleHash.leaf(
                i == middle
                    ? write(new ByteArrayOutputStream(), "acme", i, "forged", false)
                    : leaf));
        line.writeTo(out);
        offsets[i + 1] = offsets[i] + line.size();
        if (i + 1 == older()) older = signed(range);
      }
    }
    checkpoint = signed(range);
    forkedCheckpoint = signed(fork);
    olderCheckpoint = older;
  }

  int older() {
    return size / 5 * 4;
  }

  private static String signed(CompactRange range) {
    return new Checkpoint(ORIGIN, range.size(), range.root()).signedBy(SIGNER);
  }

  static VerifierKey key() {
    return SIGNER.verifierKey();
  }

  private static byte[] write(
      ByteArrayOutputStream line, String tenant, int i, String executor, boolean erased) {
    String id = new UUID(i, 2).toString();
    byte[] data =
        ("{\"missionId\":\"" + id + "\",\"executor\":\"" + executor + "\",\"principal\":\"key:k\",\"specSha256\":\""
                + "0f".repeat(32)
                + "\",\"policy\":{\"decision\":\"allow\",\"rule\":\"default\"}}")
            .getBytes(StandardCharsets.UTF_8);
    byte[] salt = new byte[LogEntry.SALT_LENGTH];
    Arrays.fill(salt, (byte) i);
    byte[] leaf =
        new LogEntry(
                i,
                new UUID(i, 1).toString(),
                "dev.missionmesh.mission.queued.v1",
                Instant.EPOCH.plusMillis(i),
                "mission",
                id,
                tenant,
                "mesh.mission.events",
                1,
                LogEntry.commitment(salt, data))
            .leaf();
    ExportLine.write(line, leaf, erased ? null : salt, erased ? null : data);
    line.write('\n');
    return leaf;
  }

  /** Lines from one number up to, but without, another, from 0. */
  Piece lines(int from, int to) {
    return bytes(offsets[from], offsets[to]);
  }

  /** Lines without the last bytes of the last one. */
  Piece linesCut(int from, int to, int bytes) {
    return bytes(offsets[from], offsets[to] - bytes);
  }

  private Piece bytes(long from, long to) {
    return () -> {
      FileChannel channel = FileChannel.open(file).position(from);
      return new Bounded(Channels.newInputStream(channel), to - from);
    };
  }

  /** One line with a text in it replaced. */
  Piece altered(int line, String from, String to) throws IOException {
    try (InputStream in = lines(line, line + 1).open()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      byte[] altered = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
      return () -> new ByteArrayInputStream(altered);
    }
  }

  /** A line that is well formed in itself, of another history or tenant. */
  Piece foreign(int line, String tenant) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, tenant, line, "forged", false);
    return () -> new ByteArrayInputStream(out.toByteArray());
  }

  static InputStream joined(List<Piece> pieces) {
    return new SequenceInputStream(
        Collections.enumeration(pieces.stream().map(LargeLog::opened).toList()));
  }

  private static InputStream opened(Piece piece) {
    try {
      return piece.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends after a number of bytes. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int read = left == 0 ? -1 : in.read(to, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
