package dev.gatehouse.testing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What a test of the console begins with: a strict server, and its first administrator signed in.
public abstract class ConsoleUnderTest {
  public static final String PASSWORD = "correct horse battery";

  protected TestServer server;
  protected Browser ada;

  /// More settings of the server, for instance `console.step-up=10m`.
  protected String[] settings() {
    return new String[0];
  }

  @BeforeEach
  void start() {
    server = TestServer.strict(settings());
    ada = Browser.setUp(server, "Ada", PASSWORD);
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
