using System.Collections.Immutable;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Planning;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Sources;

/// <summary>What Inventory said last, whole.</summary>
/// <param name="ReceivedAt">The sources' ages are as of then and have grown since.</param>
sealed record LabSnapshot(
    string Epoch,
    long Revision,
    DateTimeOffset ReceivedAt,
    Lab? Lab,
    ImmutableArray<Source> Sources,
    ImmutableArray<PlacedHold> Holds,
    ImmutableDictionary<string, Document> Documents,
    ImmutableDictionary<string, Endpoint> Endpoints)
{
    public static LabSnapshot Nothing { get; } = new("", 0, DateTimeOffset.MinValue, null, [], [],
        ImmutableDictionary<string, Document>.Empty, ImmutableDictionary<string, Endpoint>.Empty);

    /// <summary>How that is of which records wait, by the endpoint or document that asks for them.</summary>
    public ImmutableDictionary<string, Readiness> Readiness { get; init; } = ImmutableDictionary<string, Readiness>.Empty;

    /// <summary>Why Inventory did not answer when it was asked last; null: it did.</summary>
    public string? Silence { get; init; }

    /// <summary>Stops that were announced.</summary>
    public IReadOnlyList<Drain> Drains { get; init; } = [];

    /// <summary>What records that follow uplinks say now.</summary>
    public FollowedAddresses Addresses { get; init; } = FollowedAddresses.None;

    /// <summary>Whether Inventory has ever answered.</summary>
    public bool IsKnown => Epoch.Length > 0;

    /// <summary>Takes an answer in: a delta onto what is here, anything else in its place.</summary>
    public LabSnapshot With(Snapshot answer, DateTimeOffset now)
    {
        var before = answer.IsDelta ? this : Nothing;
        return new LabSnapshot(
            answer.Epoch,
            answer.Revision,
            now,
            answer.Lab ?? before.Lab,
            [.. answer.Sources],
            [.. answer.Holds],
            before.Documents.RemoveRange(Removed(answer, Scope.Lab)).SetItems(answer.Documents.Select(d => KeyValuePair.Create(d.Address, d))),
            before.Endpoints.RemoveRange(Removed(answer, Scope.Endpoints)).SetItems(answer.Endpoints.Select(e => KeyValuePair.Create(e.Address, e))))
        {
            Readiness = ReadinessOf(answer),
        };
    }

    public static ImmutableDictionary<string, Readiness> ReadinessOf(Snapshot answer) =>
        answer.Readiness.ToImmutableDictionary(readiness => readiness.Address);

    public static IEnumerable<string> Removed(Snapshot answer, Scope scope) =>
        answer.Removals.Where(removal => removal.Scope == scope).Select(removal => removal.Address);
}
