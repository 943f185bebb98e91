using Google.Protobuf.WellKnownTypes;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Systems;
using HomeLab.Inventory.Systems.Readiness;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Contract = HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Rpc;

static class ReadinessMessages
{
    const string Unknown = "unknown";

    public static async Task<IReadOnlyList<Contract.Readiness>> ReadAsync(SnapshotQueries queries, LabViews views, CancellationToken cancellationToken)
    {
        if (await queries.LabAsync(-1, cancellationToken) is not { } row)
            return [];
        var lab = LabJson.Read<LabSpec>(row.Spec);
        var waiting = Readinesses.Of(lab, await queries.WaitingAsync(lab, cancellationToken), await queries.DocumentsAsync(-1, cancellationToken));
        if (waiting.Count == 0)
            return [];
        var systems = await queries.SystemsAsync(cancellationToken);
        var graph = (await views.ReadAsync(cancellationToken)).Graph;
        return [.. waiting.Select(it => Of(it, Readinesses.Judge(it, systems, graph)))];
    }

    static Contract.Readiness Of(WaitingThing waiting, SystemRecord? judging) => new()
    {
        Address = waiting.Address,
        Thing = judging?.Address ?? "",
        Health = judging?.Health ?? Unknown,
        Reason = judging?.Reason ?? $"Nothing, or not one thing alone, judges the health of {waiting.Thing}.",
        Since = judging is null ? null : Timestamp.FromDateTimeOffset(judging.Since),
        Withdraw = waiting.Withdraw,
    };
}
