package dev.gatehouse.cli;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.server.Move;
import dev.gatehouse.server.Site;
import dev.gatehouse.store.portable.Tally;
import java.util.SequencedMap;

/// `gatehouse move`: the data of a stopped server from one engine to the other.
final class MoveCommand implements Command {
  private static final String POSTGRESQL = "postgresql";
  private static final String SQLITE = "sqlite";
  private static final CommandOption TO =
      CommandOption.value("to", "ENGINE", "Where to: postgresql or sqlite.")
          .required()
          .oneOf(POSTGRESQL, SQLITE);

  private final Terminal terminal;

  MoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "move",
            """
            Takes the data of a stopped server from SQLite to PostgreSQL or back.
            SQLite is the one in the data folder, PostgreSQL that of --database. The copy is \
            compared with the source, which stays as it is.
            """,
            "gatehouse move --to postgresql --database $URL")
        .options(TO)
        .options(ServerOptions.STORAGE)
        .options(CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var site = ServerOptions.site(given, terminal);
    var database =
        site.database()
            .orElseThrow(
                () -> new UsageException(usage(), "name the PostgreSQL database with --database"));
    var toPostgres = given.required(TO).equalsIgnoreCase(POSTGRESQL);
    var tables = move(site, database, toPostgres);
    var facts =
        JsonValue.object()
            .put("From", toPostgres ? SQLITE : POSTGRESQL)
            .put("To", toPostgres ? POSTGRESQL : SQLITE)
            .build();
    CopyReport.print(terminal, given, facts, tables);
    terminal
        .err()
        .println(
            toPostgres
                ? "gatehouse: moved; from now on start every server with database.url"
                : "gatehouse: moved; from now on start the server without database.url");
    return ExitCode.OK;
  }

  private static SequencedMap<String, Tally> move(
      Site site, DatabaseUrl database, boolean toPostgres) {
    return toPostgres
        ? Move.toPostgres(site, database, CopyReport.env())
        : Move.toSqlite(site, database, CopyReport.env());
  }
}
