package dev.gatehouse.cli;

import dev.gatehouse.server.Backups;
import java.nio.file.Path;

/// `gatehouse backup`: everything in one encrypted file, while the server works.
final class BackupCommand implements Command {
  private final Terminal terminal;

  BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "backup",
            """
            Writes a backup, while the server goes on working.
            It is encrypted under the master key, which is not in it: keep the key elsewhere.
            """,
            "gatehouse backup $FILE")
        .argument("FILE", "Where to; nothing is overwritten.")
        .options(ServerOptions.STORAGE)
        .options(CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var file = Path.of(given.requiredWord()).toAbsolutePath();
    var contents =
        Backups.write(
            ServerOptions.site(given, terminal), file, CopyReport.env(), Build.current().version());
    var facts = CopyReport.facts(contents.header()).put("File", file.toString()).build();
    CopyReport.print(terminal, given, facts, contents.tables());
    return ExitCode.OK;
  }
}
