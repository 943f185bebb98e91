using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.ServiceDefaults.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Systems;

/// <summary>Keeps which systems run, in which version and how they are, and what became of them.</summary>
sealed class SystemsEvaluation(NpgsqlDataSource database, Outbox outbox, IOptions<InventoryOptions> options, TimeProvider time) : IEvaluation
{
    public async Task EvaluateAsync(LabView view, SourceLease lease, CancellationToken cancellationToken)
    {
        var judged = SystemJudgement.Of(view);
        await using var transaction = await InventoryTransaction.BeginAsync(database, outbox, lease, time.GetUtcNow(), cancellationToken);
        // PostgreSQL keeps microseconds: what is compared with what was read is cut to those.
        var at = new DateTimeOffset(transaction.At.Ticks / 10 * 10, TimeSpan.Zero);
        var known = (await SystemTables.ReadAsync(transaction, cancellationToken)).ToDictionary(it => it.Address, StringComparer.Ordinal);
        // What a hold was placed for is seen to be over once all was asked and judged again.
        var holds = await HealthHolds.ReadAsync(transaction, view.Graph, at - options.Value.ProbeInterval - options.Value.EvaluationInterval, cancellationToken);
        List<ToldSystem> told = [.. judged.Select(it => Told(known.GetValueOrDefault(it.Address), it))];
        var causes = new RootCauses(view, told);
        List<SystemRecord> now = [.. told.Select(it => SystemHistory.Next(known.GetValueOrDefault(it.System.Address), it, causes.Of(it), at))];
        var there = now.Select(it => it.Address).ToHashSet(StringComparer.Ordinal);
        now.AddRange(known.Values.Where(it => it is not { Health: SystemHealthWord.Absent, Details.KeptBack: null } && !there.Contains(it.Address))
            .Select(it => SystemHistory.Gone(it, holds.Of(it, []), at)));
        foreach (var record in now)
            await KeepAsync(transaction, known.GetValueOrDefault(record.Address), record, at, cancellationToken);
        await SystemTables.PruneAsync(transaction, at - options.Value.HistoryRetention, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        ToldSystem Told(SystemRecord? before, JudgedSystem system) => ToldSystem.Of(before, system, Damping.Default, holds.Of(before, system.Objects), at);
    }

    static async Task KeepAsync(
        InventoryTransaction transaction, SystemRecord? before, SystemRecord now, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (before is not null && LabJson.Write(before) == LabJson.Write(now))
            return;
        // Of a workload without a name of its own nobody asks later where it is.
        if (now is { Health: SystemHealthWord.Absent, Id: "", Details.KeptBack: null })
            await SystemTables.RemoveAsync(transaction, now, cancellationToken);
        else
            await SystemTables.WriteAsync(transaction, now, cancellationToken);
        foreach (var change in SystemHistory.Changes(before, now, at))
            await SystemTables.WriteAsync(transaction, change, cancellationToken);
        if (SystemHistory.Fact(before, now) is { } fact)
            await transaction.AnnounceAsync(fact, cancellationToken);
    }
}
