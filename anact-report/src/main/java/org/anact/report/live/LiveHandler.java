package org.anact.report.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Accepts what a browser requests for the server's own pages, and nothing else. */
final class LiveHandler implements HttpHandler {
  /**
   * Names of this machine that no one else can give to it: a page from elsewhere whose name was
   * made to point here still sends its own name. A tunnel may end at any port.
   */
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

  private final LivePages pages;
  private final boolean loopback;

  /**
   * Answers by pages.
   *
   * @param loopback whether only this machine can ask
   */
  LiveHandler(LivePages pages, boolean loopback) {
    this.pages = pages;
    this.loopback = loopback;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (IOException | RuntimeException e) {
        // What went wrong may name paths of this machine.
        answer = Answer.refusal(500, "The page could not be made.");
      }
      send(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath();
    if (loopback && !LOOPBACK.matcher(host(exchange)).matches()) {
      return Answer.refusal(421, "This server answers to the names of this machine alone.");
    }
    if (uri.getRawAuthority() != null || uri.isOpaque() || path == null || !path.startsWith("/")) {
      return Answer.refusal(400, "That is not an address on this server.");
    }
    if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.refusal(405, "This server only shows; ask by GET or HEAD.");
    }
    return pages.answer(path);
  }

  private static String host(HttpExchange exchange) {
    return exchange.getRequestHeaders().getOrDefault("Host", List.of("")).get(0);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type());
    headers.set("Content-Security-Policy", answer.policy() + Answer.COMMON_POLICY);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    answer.location().ifPresent(where -> headers.set("Location", where));
    byte[] body = answer.body();
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** What is sent: a class, as its body is an array. */
  static final class Answer {
    /** No page sends forms, is framed, or moves the addresses in it. */
    static final String COMMON_POLICY =
        "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NOTHING = "default-src 'none'";

    private final int status;
    private final String type;
    private final String policy;
    private final String location;
    private final byte[] body;

    private Answer(int status, String type, String policy, String location, byte[] body) {
      this.status = status;
      this.type = type;
      this.policy = policy;
      this.location = location;
      this.body = body;
    }

    /** A page, or a file of the report. */
    static Answer of(int status, String type, String policy, byte[] body) {
      return new Answer(status, type, policy, null, body);
    }

    static Answer refusal(int status, String sentence) {
      return of(
          status,
          "text/plain; charset=utf-8",
          NOTHING,
          (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Answer redirect(String location) {
      return new Answer(302, "text/plain; charset=utf-8", NOTHING, location, new byte[0]);
    }

    int status() {
      return status;
    }

    String type() {
      return type;
    }

    String policy() {
      return policy;
    }

    Optional<String> location() {
      return Optional.ofNullable(location);
    }

    byte[] body() {
      return body;
    }
  }
}
