package dev.gatehouse.backup;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.SealingStream;
import dev.gatehouse.crypto.StreamKey;
import dev.gatehouse.store.portable.RowSource;
import dev.gatehouse.store.portable.Tally;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// Writes a backup.
public final class BackupWriter {
  private BackupWriter() {}

  /// Writes everything that `source` holds. Needs memory for a few rows, whatever their number.
  ///
  /// @param sealer of the installation: only its master key opens the backup
  /// @param random must never repeat, so a `SecureRandom` outside tests
  /// @return what each table holds
  public static SequencedMap<String, Tally> write(
      BackupHeader header,
      RowSource source,
      OutputStream out,
      Sealer sealer,
      RandomGenerator random)
      throws IOException {
    var key = StreamKey.mint(random);
    var beginning = BackupFormat.beginning(key.seal(sealer, BackupFormat.CONTEXT));
    out.write(beginning);
    out.write(Digests.sha256(beginning));
    var stream = new SealingStream(out, key);
    var rows = new DataOutputStream(new BufferedOutputStream(stream));
    var bytes = header.bytes();
    rows.writeInt(bytes.length);
    rows.write(bytes);
    var tallies = new LinkedHashMap<String, Tally>();
    for (var table : header.tables()) {
      var tally = source.read(table, row -> writeRow(row, rows));
      rows.writeInt(BackupFormat.END_OF_TABLE);
      rows.writeLong(tally.rows());
      rows.write(HexFormat.of().parseHex(tally.sha256()));
      tallies.put(table.name(), tally);
    }
    rows.writeInt(BackupFormat.END);
    rows.flush();
    stream.finish();
    return tallies;
  }

  private static void writeRow(byte[] row, DataOutputStream rows) {
    try {
      rows.writeInt(row.length);
      rows.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
