package dev.gatehouse.cli;

import dev.gatehouse.server.DataFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--data`, which every command takes.
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder; else GATEHOUSE_DATA, else ./gatehouse-data.")
  private @Nullable Path data;

  Path folder(Terminal terminal) {
    return DataFolder.locate(Optional.ofNullable(data), terminal.environment());
  }
}
