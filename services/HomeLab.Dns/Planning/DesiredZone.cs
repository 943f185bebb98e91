using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>Everything that the sources say about one zone, silent ones included.</summary>
/// <param name="Epoch">Identity of the memory that the claims come from; a new one has forgotten what was removed.</param>
sealed record DesiredZone(
    ZoneName Zone,
    string Epoch,
    IReadOnlyList<DesiredRecord> Records,
    IReadOnlyList<SourceState> Sources,
    IReadOnlyList<Hold> Holds)
{
    /// <summary>Sources that are told what becomes of their names.</summary>
    public IReadOnlyList<string> ToldSources { get; init; } = [];
}
