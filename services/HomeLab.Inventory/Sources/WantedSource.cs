namespace HomeLab.Inventory.Sources;

/// <summary>A source that the lab names, and how it is observed.</summary>
/// <param name="Name">As <see cref="SourceNames"/> gives it.</param>
/// <param name="Settings">Observing starts anew when these are others.</param>
/// <param name="ObserveAsync">Observes until cancelled; comes back by itself from every failure of the source.</param>
sealed record WantedSource(string Name, string Settings, Func<SourceLease, CancellationToken, Task> ObserveAsync);
