using HomeLab.Contracts.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.ServiceDefaults.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Findings;

/// <summary>Opens and closes findings by what the rules see, and announces both.</summary>
sealed class FindingsEvaluation(NpgsqlDataSource database, Outbox outbox, IOptions<InventoryOptions> options, TimeProvider time) : IEvaluation
{
    public async Task EvaluateAsync(LabView view, SourceLease lease, CancellationToken cancellationToken)
    {
        var survey = Survey.Of(view);
        var seen = FindingRules.Look(survey);
        await using var transaction = await InventoryTransaction.BeginAsync(database, outbox, lease, time.GetUtcNow(), cancellationToken);
        var known = await FindingTables.ReadAsync(transaction, cancellationToken);
        // PostgreSQL keeps microseconds: what is compared with what was read is cut to those.
        var at = new DateTimeOffset(transaction.At.Ticks / 10 * 10, TimeSpan.Zero);
        var (changed, forgotten) = FindingDiff.Compute(known, seen, survey.IsWhole, at);
        var before = known.ToDictionary(it => it.Id, StringComparer.Ordinal);
        foreach (var row in changed)
        {
            await FindingTables.WriteAsync(transaction, row, cancellationToken);
            if (FactOf(before.GetValueOrDefault(row.Id), row, at) is { } fact)
                await transaction.AnnounceAsync(fact, cancellationToken);
        }
        await FindingTables.ForgetAsync(transaction, forgotten, at - options.Value.HistoryRetention, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    static object? FactOf(FindingRow? before, FindingRow now, DateTimeOffset at) => (before is { IsOpen: true }, now.IsOpen) switch
    {
        (false, true) => new FindingOpened { Id = now.Id, Rule = now.Rule, Severity = now.Severity, Addresses = now.Addresses, What = now.What, At = at },
        (true, false) => new FindingClosed { Id = now.Id, Rule = now.Rule, Severity = now.Severity, Addresses = now.Addresses, OpenedAt = before!.OpenedAt!.Value, At = at },
        _ => null,
    };
}
