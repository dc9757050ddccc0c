package dev.gatehouse.drill;

/// Two nodes are restarted in turn under load (RL-54; RL-43 within one release, [UpgradeDrill] goes
/// from one to the next). Every node ends with code 0, within the time of draining.
final class RollingDrill implements Drill {
  @Override
  public String says() {
    return "RL-43, RL-54: two nodes are restarted in turn under load";
  }

  @Override
  public void run(Settings settings) throws Exception {
    try (var both = TwoNodes.start(settings.root());
        var load = TwoNodesLoad.start(both, settings.seed())) {
      for (int restart = 0; restart < 2 * settings.rounds(); restart++) {
        var node = restart % 2;
        load.during(() -> both.restart(node));
        settings.progress();
      }
      settings.say("%d restarts, %s", 2 * settings.rounds(), load.finish());
    }
  }
}
