package dev.missionmesh.cli.output;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code 250ms}, {@code 2s}, {@code 1h30m}, {@code 30d} and ISO-8601; writes {@code 231 ms},
 * {@code 1.2 s}.
 */
public final class Durations implements ITypeConverter<Duration> {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}(?:ms|s|m|h|d))+");

  @Override
  public Duration convert(String text) {
    return parse(text);
  }

  /**
   * Fails with the conversion exception of picocli, whose message names the forms that are
   * understood.
   */
  public static Duration parse(String text) {
    if (WHOLE.matcher(text).matches()) {
      Duration sum = Duration.ZERO;
      for (Matcher part = PART.matcher(text); part.find(); ) {
        sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
      }
      return sum;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException notIso) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; write 500ms, 2s, 5m, 1h30m, 30d or PT2S");
    }
  }

  /** For people: the largest unit that keeps the number readable. */
  public static String show(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) return millis + " ms";
    if (millis < 60_000) return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    if (millis < 3_600_000) return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    return duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }

  /** For people who care about the magnitude only: {@code 41 min}. */
  public static String coarse(Duration duration) {
    if (duration.toSeconds() < 60) return Math.max(0, duration.toSeconds()) + " s";
    if (duration.toMinutes() < 60) return duration.toMinutes() + " min";
    return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " d";
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
