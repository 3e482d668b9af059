package dev.missionmesh.telemetry.application;

import dev.missionmesh.auditlog.ExportLine;
import dev.missionmesh.telemetry.application.AuditReader.Stored;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Exports a log as lines. A page is read only when the one before has been taken, so memory stays flat for any log. */
@ApplicationScoped
public class AuditExport {
  private final AuditReader reader;

  AuditExport(AuditReader reader) {
    this.reader = reader;
  }

  /**
   * The lines of entries from an index up to, but without, another.
   *
   * @return pieces of the export, each of whole lines that are joined by newlines; the last newline of a piece is left to whoever
   *     joins the pieces
   */
  public Multi<byte[]> lines(TenantId tenant, long from, long end) {
    AtomicLong next = new AtomicLong(from);
    return Multi.createBy()
        .repeating()
        .uni(() -> reader.page(tenant, next.get(), end).invoke(page -> advance(next, page, end)))
        .whilst(page -> !page.isEmpty() && next.get() < end)
        .filter(page -> !page.isEmpty())
        .map(AuditExport::joined);
  }

  private static void advance(AtomicLong next, List<Stored> page, long end) {
    if (page.isEmpty() ? next.get() < end : page.getFirst().index() != next.get()) {
      throw new IllegalStateException("the log has a hole at entry " + next.get());
    }
    if (!page.isEmpty()) {
      next.set(page.getLast().index() + 1);
    }
  }

  private static byte[] joined(List<Stored> page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(page.size() * 1024);
    for (Stored entry : page) {
      if (out.size() > 0) {
        out.write('\n');
      }
      ExportLine.write(out, entry.leaf(), entry.salt(), entry.data());
    }
    return out.toByteArray();
  }
}
