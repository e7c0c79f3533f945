package dev.firn.base.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static Retries retries(boolean jitter) {
    return new Retries(
        5, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(60), jitter);
  }

  private static HttpResponse<?> answer(String status, String headers)
      throws IOException, InterruptedException {
    try (FlakyServer server =
            new FlakyServer(
                (request, target) -> FlakyServer.answer(target, status, headers, new byte[0]));
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = server.uri("/x");
      return client.send(
          HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }
  }

  @Test
  void eachWaitIsTwiceAsLongUpToTheLongest() {
    Backoff backoff = new Backoff(retries(false));

    assertEquals(100, backoff.next());
    assertEquals(200, backoff.next());
    assertEquals(400, backoff.next());
    assertTrue(backoff.canRetry());
    assertEquals(800, backoff.next());
    assertFalse(backoff.canRetry());
    for (int i = 0; i < 100; i++) {
      assertTrue(backoff.next() <= 60_000);
    }
    assertEquals(60_000, backoff.next());
  }

  @Test
  void jitterShortensByHalfAtMost() {
    for (int i = 0; i < 1000; i++) {
      long wait = new Backoff(retries(true)).next();
      assertTrue(wait >= 50 && wait <= 100, () -> "waits " + wait);
    }
  }

  @Test
  void aServerThatIsOverloadedIsLeftAloneLonger() throws IOException, InterruptedException {
    Backoff backoff = new Backoff(retries(false));
    backoff.note(answer("429 Too Many Requests", ""));

    assertEquals(5000, backoff.next());
    assertEquals(200, backoff.next());
  }

  @Test
  void aServerSaysHowLongButNotForever() throws IOException, InterruptedException {
    Backoff backoff = new Backoff(retries(false));
    backoff.note(answer("500 Oh", "Retry-After: 7\r\n"));
    assertEquals(7000, backoff.next());

    backoff.note(answer("500 Oh", "Retry-After: 1000000\r\n"));
    assertEquals(60_000, backoff.next());
  }
}
