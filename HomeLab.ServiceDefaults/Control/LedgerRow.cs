using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.ServiceDefaults.Control;

sealed class LedgerRow
{
    public const string List = """
        SELECT id, at, entry, change_id AS ChangeId, kind, key, object, action, actor, result, reason,
            cause_kind AS CauseKind, cause_key AS CauseKey, trace_id AS TraceId, detail::text AS Detail,
            (SELECT encode(seal, 'hex') FROM homelab.ledger_seal WHERE through_id >= ledger.id ORDER BY through_id LIMIT 1) AS Seal
        FROM homelab.ledger WHERE id < @before AND starts_with(object, @Object) ORDER BY id DESC LIMIT @limit
        """;

    public required long Id { get; init; }
    public required DateTime At { get; init; }
    public required string Entry { get; init; }
    public required Guid ChangeId { get; init; }
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public required string Object { get; init; }
    public required string Action { get; init; }
    public required string Actor { get; init; }
    public string? Result { get; init; }
    public required string Reason { get; init; }
    public required string CauseKind { get; init; }
    public required string CauseKey { get; init; }
    public string? TraceId { get; init; }
    public required string Detail { get; init; }
    public string? Seal { get; init; }

    public LedgerEntry ToMessage() => new()
    {
        Id = Id,
        At = Instant.Of(At),
        Entry = Entry,
        ChangeId = ChangeId.ToString(),
        Kind = Kind,
        Key = Key,
        Object = Object,
        Action = Action,
        Actor = Actor,
        Result = Result ?? "",
        Reason = Reason,
        CauseKind = CauseKind,
        CauseKey = CauseKey,
        TraceId = TraceId ?? "",
        DetailJson = Detail,
        Seal = Seal ?? "",
    };
}
