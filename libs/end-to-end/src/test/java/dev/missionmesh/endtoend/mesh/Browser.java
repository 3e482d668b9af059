package dev.missionmesh.endtoend.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of a browser as logging in takes: cookies, redirects, and the one form of a page. Cookies for secure lines travel, as in a
 * browser, also to this machine itself.
 */
public final class Browser {
  private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
  private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\"[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new HashMap<>();
  private URI at;
  private String page = "";

  /** Opens an address and follows where it leads. */
  public Browser open(String address) {
    return go(HttpRequest.newBuilder(URI.create(address)).GET(), URI.create(address));
  }

  /** Fills in the form of the page and sends it off, hidden fields included. */
  public Browser submit(Map<String, String> fields) {
    Matcher form = FORM.matcher(page);
    if (!form.find()) {
      throw new AssertionError("no form at " + at + ": " + page);
    }
    Map<String, String> all = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(page);
    while (hidden.find()) {
      all.put(hidden.group(1), plain(hidden.group(2)));
    }
    all.putAll(fields);
    String body =
        all.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI target = at.resolve(plain(form.group(1)));
    return go(
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)),
        target);
  }

  public URI at() {
    return at;
  }

  public String page() {
    return page;
  }

  private Browser go(HttpRequest.Builder request, URI address) {
    try {
      if (!cookies.isEmpty()) {
        request.header(
            "Cookie",
            cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; ")));
      }
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      at = address;
      page = answer.body();
      answer.headers().allValues("set-cookie").forEach(this::keep);
      String next = answer.headers().firstValue("location").orElse(null);
      if (answer.statusCode() / 100 != 3 || next == null) {
        return this;
      }
      URI target = at.resolve(next);
      // where the application would take over, nobody listens
      if (!target.getAuthority().equals(at.getAuthority())) {
        at = target;
        return this;
      }
      return go(HttpRequest.newBuilder(target).GET(), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String header) {
    String[] cookie = header.split(";", 2)[0].split("=", 2);
    if (header.contains("Max-Age=0")) {
      cookies.remove(cookie[0]);
    } else {
      cookies.put(cookie[0], cookie[1]);
    }
  }

  private static String plain(String html) {
    return html.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'");
  }
}
