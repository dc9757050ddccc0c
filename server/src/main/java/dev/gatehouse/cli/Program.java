package dev.gatehouse.cli;

import java.util.List;

/// The program itself: every command.
final class Program implements Command.Group {
  private final Terminal terminal;

  Program(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of("", "A self-hosted drop-in for Amazon Cognito.", "gatehouse version");
  }

  @Override
  public List<String> names() {
    return List.of(
        "quickstart",
        "serve",
        "dev",
        "env",
        "trust",
        "token",
        "jwt",
        "access-keys",
        "admin",
        "keys",
        "inbox",
        "audit",
        "backup",
        "restore",
        "verify",
        "move",
        "doctor",
        "health",
        "version",
        "completion",
        "train",
        "java-options",
        "test",
        "bench",
        "drill",
        "package");
  }

  @Override
  public Command member(String name) {
    return switch (name) {
      case "quickstart" -> new QuickstartCommand(terminal);
      case "serve" -> new ServeCommand(terminal);
      case "dev" -> new ServeCommand.Dev(terminal);
      case "env" -> new EnvCommand(terminal);
      case "trust" -> new TrustCommand(terminal);
      case "token" -> new TokenCommand(terminal);
      case "jwt" -> new JwtCommand(terminal);
      case "access-keys" -> new AccessKeysCommand(terminal);
      case "admin" -> new AdminCommand(terminal);
      case "keys" -> new KeysCommand(terminal);
      case "inbox" -> new InboxCommand(terminal);
      case "audit" -> new AuditCommand(terminal);
      case "backup" -> new BackupCommand(terminal);
      case "restore" -> new RestoreCommand(terminal);
      case "verify" -> new VerifyCommand(terminal);
      case "move" -> new MoveCommand(terminal);
      case "doctor" -> new DoctorCommand(terminal);
      case "health" -> new HealthCommand(terminal);
      case "version" -> new VersionCommand(terminal);
      case "completion" -> new CompletionCommand(terminal);
      case "train" -> LauncherCommands.train();
      case "java-options" -> LauncherCommands.javaOptions();
      case "test" -> LauncherCommands.test();
      case "bench" -> LauncherCommands.bench();
      case "drill" -> LauncherCommands.drill();
      case "package" -> LauncherCommands.packages();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }
}
