package dev.missionmesh.cli.output;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 512MiB}, {@code 1g} or plain bytes; every prefix is binary. */
public final class ByteSizes implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmgt]?)(?:i?b)?");

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches())
      throw new TypeConversionException("'" + text + "' is no size; write 512MiB, 1GiB or bytes");
    int power = size.group(2).isEmpty() ? 0 : "kmgt".indexOf(size.group(2)) + 1;
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << (10 * power));
    } catch (ArithmeticException tooLarge) {
      throw new TypeConversionException("'" + text + "' is too large");
    }
  }
}
