using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

/// <summary>A change with its one or two ledger entries.</summary>
/// <param name="Intent">Null where it is further back than was read.</param>
/// <param name="Settlement">Null while it is not known what became of it.</param>
sealed record Change(string Service, LedgerEntry? Intent, LedgerEntry? Settlement)
{
    public LedgerEntry First => Intent ?? Settlement!;

    public string Result => Settlement?.Result ?? "open";

    /// <summary>What the provider said, where it is more than why it was asked.</summary>
    public string? Answer => Settlement?.Reason is { } reason && reason != Intent?.Reason ? reason : null;

    public string Cause => First.CauseKey.Length == 0 ? First.CauseKind : $"{First.CauseKind} {First.CauseKey}";

    public JsonObject ToJson() => new()
    {
        ["service"] = Service,
        ["changeId"] = First.ChangeId,
        ["at"] = First.At.ToDateTimeOffset(),
        ["settledAt"] = Settlement?.At.ToDateTimeOffset(),
        ["key"] = $"{First.Kind}/{First.Key}",
        ["object"] = First.Object,
        ["action"] = First.Action,
        ["result"] = Settlement?.Result,
        ["why"] = First.Reason,
        ["answer"] = Answer,
        ["causeKind"] = First.CauseKind,
        ["causeKey"] = First.CauseKey,
        ["actor"] = First.Actor,
        ["traceId"] = First.TraceId,
        ["entries"] = new JsonArray([.. new[] { Intent, Settlement }.OfType<LedgerEntry>().Select(Entry)]),
    };

    static JsonNode Entry(LedgerEntry entry) => new JsonObject
    {
        ["id"] = entry.Id,
        ["entry"] = entry.Entry,
        ["at"] = entry.At.ToDateTimeOffset(),
        ["seal"] = entry.Seal.Length == 0 ? null : entry.Seal,
        ["detail"] = entry.DetailJson.Length == 0 ? null : JsonNode.Parse(entry.DetailJson),
    };
}
