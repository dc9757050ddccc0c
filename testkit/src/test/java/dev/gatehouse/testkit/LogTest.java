package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// A user's log is the user's: `logback-test.xml` beside these tests sets levels that the server's
/// own set-up would not.
class LogTest {
  @Test
  void the_configuration_of_the_user_stands() {
    try (var gatehouse = InProcessGatehouse.start()) {
      MachineSite.on(gatehouse.cognito());
      assertThat(((Logger) LoggerFactory.getLogger("of.the.user")).getLevel())
          .isEqualTo(Level.TRACE);
      assertThat(((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).getLevel())
          .isEqualTo(Level.ERROR);
    }
  }
}
