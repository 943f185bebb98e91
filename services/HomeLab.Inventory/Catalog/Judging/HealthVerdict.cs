namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>How a system is, and by which signals.</summary>
/// <param name="Signals">The worst first; none: nothing was observed that tells.</param>
sealed record HealthVerdict(HealthState State, IReadOnlyList<HealthSignal> Signals)
{
    public static HealthVerdict Of(IEnumerable<HealthSignal> signals)
    {
        var all = signals.OrderByDescending(it => it.State).ThenBy(it => it.Address, StringComparer.Ordinal)
            .ThenBy(it => it.Probe, StringComparer.Ordinal).ToList();
        // What could not be asked takes nothing from what others tell.
        return new HealthVerdict(all.Where(it => it.Code != HealthSignal.NotAsked).Select(it => (HealthState?)it.State).FirstOrDefault() ?? HealthState.Unknown, all);
    }

    /// <summary>The signals that made the verdict.</summary>
    public IEnumerable<HealthSignal> Because => Signals.Where(it => it.State == State);
}
