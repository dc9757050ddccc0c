package dev.gatehouse.cli;

import picocli.CommandLine.Command;

/// `gatehouse inbox`: messages to users come with the version that sends some; until then it says
/// so.
@Command(
    name = "inbox",
    mixinStandardHelpOptions = true,
    description = "Shows messages sent to users. Not built yet: nothing sends messages so far.",
    footer = {"", "Example:", "  gatehouse inbox"})
final class InboxCommand implements Runnable {
  @Override
  public void run() {
    throw new CommandFailure(
        ExitCode.FAILED, "there is no inbox yet: this version sends no messages to users");
  }
}
