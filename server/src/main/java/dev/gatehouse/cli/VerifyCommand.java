package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.server.Backups;
import dev.gatehouse.server.InstallationCheck;
import java.nio.file.Path;

/// `gatehouse verify`: whether a backup, or the database itself, is sound.
final class VerifyCommand implements Command {
  private final Terminal terminal;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "verify",
            """
            Reads a backup to its end and checks all of it; without one, the database.
            Changes nothing.
            """,
            "gatehouse verify $FILE")
        .optionalArgument("FILE", "The backup.")
        .options(ServerOptions.STORAGE)
        .options(CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var site = ServerOptions.site(given, terminal);
    if (given.word().isEmpty()) {
      CopyReport.print(
          terminal,
          given,
          JsonValue.object().build(),
          InstallationCheck.run(site, CopyReport.env()));
      return ExitCode.OK;
    }
    var file = Path.of(given.requiredWord()).toAbsolutePath();
    var contents = Backups.verify(site, file, CopyReport.env());
    CopyReport.print(
        terminal, given, CopyReport.facts(contents.header()).build(), contents.tables());
    return ExitCode.OK;
  }
}
