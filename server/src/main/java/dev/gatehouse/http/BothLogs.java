package dev.gatehouse.http;

import dev.gatehouse.env.RequestNotes;

/// Two listeners in one place; each hears what it wants to.
record BothLogs(AccessLog first, AccessLog second) implements AccessLog {
  @Override
  public boolean isOn() {
    return first.isOn() || second.isOn();
  }

  @Override
  public boolean wants(RequestNotes notes) {
    return first.wants(notes) || second.wants(notes);
  }

  @Override
  public void answered(Entry entry) {
    if (first.wants(entry.notes())) {
      first.answered(entry);
    }
    if (second.wants(entry.notes())) {
      second.answered(entry);
    }
  }
}
