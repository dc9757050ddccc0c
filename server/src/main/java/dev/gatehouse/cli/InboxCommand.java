package dev.gatehouse.cli;

/// `gatehouse inbox`: messages to users come with the version that sends some; until then it says
/// so.
final class InboxCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of(
        "inbox",
        "Shows messages sent to users. Not built yet: nothing sends messages so far.",
        "gatehouse inbox");
  }

  @Override
  public int run(Given given) {
    throw new CommandFailure(
        ExitCode.FAILED, "there is no inbox yet: this version sends no messages to users");
  }
}
