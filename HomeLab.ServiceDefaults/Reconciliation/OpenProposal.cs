using System.Text.Json;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>A proposal that is not closed, as stored. Times are UTC.</summary>
sealed class OpenProposal
{
    public const string Columns = """
        id, kind, key, hash, creates, updates, deletes, reasons::text AS Reasons, proposed_at AS ProposedAt, expires_at AS ExpiresAt,
        decision, decided_by AS DecidedBy, decided_at AS DecidedAt, decided_why AS DecidedWhy, traceparent,
        used_generation AS UsedGeneration
        """;

    public required long Id { get; init; }
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public required string Hash { get; init; }
    public required int Creates { get; init; }
    public required int Updates { get; init; }
    public required int Deletes { get; init; }
    public required string Reasons { get; init; }
    public required DateTime ProposedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    /// <summary><c>Approved</c>, <c>Rejected</c>; null: it waits.</summary>
    public string? Decision { get; init; }

    public string? DecidedBy { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecidedWhy { get; init; }
    public string? TraceParent { get; init; }

    /// <summary>Set once its approval is being carried out.</summary>
    public long? UsedGeneration { get; init; }

    public IReadOnlyList<Reason> Why => JsonSerializer.Deserialize<List<Reason>>(Reasons)!;

    public bool HasExpired(DateTimeOffset now) => ExpiresAt <= now && Decision != DecidedProposal.Rejected;

    public string Summary => $"{Creates} to create, {Updates} to update, {Deletes} to delete";
}
