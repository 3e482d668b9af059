package dev.missionmesh.cli.backup;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads RFC 3339 times; the offset is never guessed. */
final class Moments implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no time with an offset; write 2026-11-22T03:14:05Z or 2026-11-22T04:14:05+01:00");
    }
  }
}
