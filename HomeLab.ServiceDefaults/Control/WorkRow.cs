using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.ServiceDefaults.Control;

sealed class WorkRow
{
    public const string List = """
        SELECT kind, key, outcome, reason_code AS ReasonCode, reason, outcome_at AS OutcomeAt, due_at AS DueAt, attempts,
            coalesce(leased_until > @now, false) AS IsLeased
        FROM homelab.work ORDER BY kind, key
        """;

    public const string Exists = "SELECT EXISTS (SELECT FROM homelab.work WHERE kind = @Kind AND key = @Key)";

    public required string Kind { get; init; }
    public required string Key { get; init; }
    public string? Outcome { get; init; }
    public string? ReasonCode { get; init; }
    public string? Reason { get; init; }
    public DateTime? OutcomeAt { get; init; }
    public DateTime DueAt { get; init; }
    public int Attempts { get; init; }
    public bool IsLeased { get; init; }

    public Work ToMessage() => new()
    {
        Kind = Kind,
        Key = Key,
        Outcome = Outcome ?? "",
        ReasonCode = ReasonCode ?? "",
        Reason = Reason ?? "",
        OutcomeAt = Instant.Of(OutcomeAt),
        DueAt = Instant.Of(DueAt),
        Attempts = Attempts,
        IsLeased = IsLeased,
    };
}
