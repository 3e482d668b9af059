package dev.missionmesh.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.util.Optional;

/**
 * Text that PostgreSQL and UTF-8 can hold. As a deserializer it guards what comes as JSON: Jackson
 * reads U+0000 and halves of surrogate pairs from escapes, and from bytes that are no UTF-8.
 */
public final class StorableText extends StringDeserializer {
  private static final long serialVersionUID = 1;

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = super.deserialize(parser, context);
    if (text != null) {
      Optional<String> fault = fault(text);
      if (fault.isPresent()) {
        throw JsonMappingException.from(parser, fault.get(), new IllegalArgumentException(fault.get()));
      }
    }
    return text;
  }

  /** What a text must not contain but does, as the detail of a problem says it. */
  public static Optional<String> fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return Optional.of("must not contain the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return Optional.of("must not contain a lone surrogate");
        }
        i++;
      }
    }
    return Optional.empty();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
