package dev.gatehouse.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Writes one line a test to the file that `REPORT_LINES` names, in the form that compat/run
/// counts: `ok …` or `FAIL …` with the reason below it. A class whose preparation fails is a
/// failure of its own. Without the variable it is silent.
public final class ReportLines implements TestExecutionListener {
  private static final String INVOCATION = "class-template-invocation";

  private final String file = System.getenv("REPORT_LINES");
  private final String suite = System.getenv().getOrDefault("SUITE", "java");

  private TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      if (test.isTest()) {
        write("ok   " + suite + ": " + name(test));
      }
      return;
    }
    var reason = result.getThrowable().map(Throwable::toString).orElse("aborted");
    write("FAIL " + suite + ": " + name(test) + "\n       " + reason.replace("\n", "\n       "));
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write("FAIL " + suite + ": " + name(test) + "\n       skipped: " + reason);
  }

  /// The test's own name, and before it what a class that runs several times runs with.
  private String name(TestIdentifier test) {
    return plan.getParent(test)
            .filter(
                parent -> parent.getUniqueIdObject().getLastSegment().getType().equals(INVOCATION))
            .map(parent -> parent.getDisplayName() + ": ")
            .orElse("")
        + test.getDisplayName();
  }

  private void write(String line) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(
          Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
