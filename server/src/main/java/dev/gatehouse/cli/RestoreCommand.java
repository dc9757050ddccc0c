package dev.gatehouse.cli;

import dev.gatehouse.server.Restore;
import java.nio.file.Path;

/// `gatehouse restore`: a backup into an empty data folder or an empty PostgreSQL database.
final class RestoreCommand implements Command {
  private final Terminal terminal;

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "restore",
            """
            Restores a backup into a new data folder, or into an empty PostgreSQL database.
            Everything or nothing. Needs the master key that the backup was made under: in \
            FOLDER.key beside the new folder, in master-key.file or in GATEHOUSE_MASTER_KEY.
            """,
            "gatehouse restore $FILE --data $FOLDER")
        .argument("FILE", "The backup.")
        .options(ServerOptions.STORAGE)
        .options(CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var file = Path.of(given.requiredWord()).toAbsolutePath();
    var outcome = Restore.run(ServerOptions.site(given, terminal), file, CopyReport.env());
    var facts =
        CopyReport.facts(outcome.contents().header())
            .put("TemporaryKeysLeftOut", outcome.sessionsLeftOut())
            .build();
    CopyReport.print(terminal, given, facts, outcome.contents().tables());
    terminal.err().println("gatehouse: restored; what was deleted after the backup is there again");
    return ExitCode.OK;
  }
}
