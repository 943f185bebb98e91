using System.Collections.Concurrent;
using System.Diagnostics;
using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Publishing.Kubernetes;
using HomeLab.Lab;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Telemetry;
using Npgsql;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Resources;

/// <summary>Remembers what observers see: each change in one transaction with its hints, and nothing where nothing changed.</summary>
sealed partial class Observations(NpgsqlDataSource database, Outbox outbox, TimeProvider time, ILogger<Observations> logger)
{
    /// <summary>Of one look, and of one container, in the log: anybody may give theirs thousands of labels.</summary>
    const int MostTold = 20;

    /// <summary>Sources whose silence this process has told of: who starts it anew has not seen what an earlier one said.</summary>
    readonly ConcurrentDictionary<string, bool> told = new();

    /// <summary>Records a look. A complete one also makes the source complete and young.</summary>
    /// <param name="announce">Gives what is to be told of the changes beyond their hints, by epoch and revision; null: nothing.</param>
    /// <returns>What changed.</returns>
    public async Task<IReadOnlyList<ResourceChange>> RecordAsync(
        SourceLease lease, Look look, CancellationToken cancellationToken, Func<IReadOnlyList<ResourceChange>, Func<string, long, object>?>? announce = null)
    {
        // Most events change nothing, and those must not begin a trace: hence the comparison outside of one.
        await using var transaction = await BeginAsync(lease, cancellationToken);
        var changes = await CompareAsync(transaction, look, cancellationToken);
        if (changes.Count == 0)
        {
            if (look.IsComplete)
                await AvailableAsync(transaction, look.AsOf, cancellationToken);
            return [];
        }
        // Not a child of whatever runs the observer: here every trace of a change begins.
        Activity.Current = null;
        using var activity = HomeLabTelemetry.Source.StartActivity(look.Activity);
        Tag(activity, lease.Source, look, changes);
        await ChangeTables.WriteAsync(transaction, look, changes, cancellationToken);
        await ResourceTables.WriteAsync(transaction, lease.Source, changes, look.RemovalCode, cancellationToken);
        foreach (var dependent in ClusterGateways.DependOn(lease.Source))
            await Republishing.RunAsync(transaction, dependent, transaction.LabSpec, cancellationToken);
        if (announce?.Invoke(changes) is { } messageOf)
        {
            var (epoch, revision) = await transaction.RevisionAsync(cancellationToken);
            await transaction.AnnounceAsync(messageOf(epoch, revision), cancellationToken);
        }
        var isBack = look.IsComplete && await SourceTables.AvailableAsync(transaction, look.AsOf, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        TellAvailable(lease.Source, isBack);
        foreach (var change in changes.Take(MostTold))
            Tell(change);
        if (changes.Count > MostTold)
            Log.Many(logger, lease.Source, changes.Count - MostTold);
        return changes;
    }

    /// <summary>The source was read in full and nothing was different.</summary>
    async Task AvailableAsync(InventoryTransaction transaction, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var isBack = await SourceTables.AvailableAsync(transaction, asOf, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        TellAvailable(transaction.Lease.Source, isBack);
    }

    /// <summary>The source does not answer, or not whole. What was seen of it stays.</summary>
    public async Task UnavailableAsync(SourceLease lease, Refusal why, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        var isNews = await SourceTables.UnavailableAsync(transaction, lease.Source, why, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (told.TryAdd(lease.Source, true) || isNews)
            Log.Unavailable(logger, lease.Source, why.Message, why.Code);
    }

    void TellAvailable(string source, bool isNews)
    {
        if (isNews)
            Log.Available(logger, source);
    }

    /// <summary>The source told that until now nothing else happened.</summary>
    public async Task ConfirmAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        await AvailableAsync(transaction, asOf: null, cancellationToken);
    }

    /// <summary>Adds what is read of a source in parts, each of which is available or not on its own.</summary>
    public async Task AddPartsAsync(SourceLease lease, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        await transaction.ExecuteAsync(
            "INSERT INTO source (name) SELECT unnest(@names) ON CONFLICT DO NOTHING",
            new { names = parts.Select(it => lease.ForPart(it).Source).ToArray() }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether there is such a source, or such a part of one.</summary>
    public async Task<bool> IsKnownAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        return (await transaction.QueryAsync<int>("SELECT 1 FROM source WHERE name = @Source", new { lease.Source }, cancellationToken)).Count > 0;
    }

    /// <summary>All that is known of the source, by address.</summary>
    public async Task<IReadOnlyDictionary<string, ResourceState>> KnownAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        return (await ResourceTables.ReadAsync(transaction, lease.Source, null, cancellationToken)).Resources;
    }

    /// <summary>What is known of the source and not in the list: it is gone, or the list leaves it out.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(SourceLease lease, IEnumerable<string> listed, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        return await transaction.QueryAsync<string>(
            "SELECT address FROM resource WHERE source = @Source AND address <> ALL(@listed) ORDER BY address",
            new { lease.Source, listed = listed.ToArray() }, cancellationToken);
    }

    /// <summary>What is known of the source, as it was last seen.</summary>
    public async Task<IReadOnlyList<KeptResource>> KeptAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        return await transaction.QueryAsync<KeptResource>(
            "SELECT address, uid, facts::text AS facts FROM resource WHERE source = @Source ORDER BY address", new { lease.Source }, cancellationToken);
    }

    /// <summary>Pins the source's own identity at first contact.</summary>
    /// <returns>The pinned one; another than <paramref name="identity"/> means that something else answers now.</returns>
    public async Task<string> PinAsync(SourceLease lease, string identity, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(lease, cancellationToken);
        var pinned = await SourceTables.PinAsync(transaction, identity, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return pinned;
    }

    Task<InventoryTransaction> BeginAsync(SourceLease lease, CancellationToken cancellationToken) =>
        InventoryTransaction.BeginAsync(database, outbox, lease, time.GetUtcNow(), cancellationToken);

    static async Task<IReadOnlyList<ResourceChange>> CompareAsync(
        InventoryTransaction transaction, Look look, CancellationToken cancellationToken)
    {
        var source = transaction.Lease.Source;
        var known = await ResourceTables.ReadAsync(transaction, source, look, cancellationToken);
        var rules = await PublishRules.ReadAsync(transaction, source, transaction.LabSpec, cancellationToken);
        return ResourceDiff.Compute(source, known, look.Seen, address => look.IsWithin(address, known), rules);
    }

    static void Tag(Activity? activity, string source, Look look, IReadOnlyList<ResourceChange> changes)
    {
        activity?.SetTag("homelab.source", source);
        activity?.SetTag("homelab.action", look.Action);
        activity?.SetTag("homelab.container", look.Subject.Length > 0 ? look.Subject : string.Join(' ', changes.Select(it => it.Observed?.Name).OfType<string>().Take(MostTold)));
        activity?.SetTag("homelab.address", string.Join(' ', changes.Select(it => it.Address).Take(MostTold)));
        activity?.SetTag("homelab.hostnames", string.Join(' ', changes.SelectMany(it => it.HostNames).Distinct()));
    }

    void Tell(ResourceChange change)
    {
        if (change.Now is not { } now)
        {
            Log.Gone(logger, change.Address, change.RemovedEndpoints.Count);
            return;
        }
        Log.Changed(logger, now.Address, now.State, string.Join(' ', change.HostNames));
        foreach (var problem in change.Problems.Take(MostTold))
            Log.Problem(logger, now.Address, problem);
        foreach (var refused in change.Refused.Take(MostTold))
            Log.Refused(logger, refused.Address, refused.RefusedReason, refused.RefusedCode);
        var more = Math.Max(0, change.Problems.Count - MostTold) + Math.Max(0, change.Refused.Count - MostTold);
        if (more > 0)
            Log.More(logger, now.Address, more);
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Address} is {State}; names: {HostNames}")]
        public static partial void Changed(ILogger logger, string address, string state, string hostNames);

        [LoggerMessage(LogLevel.Information, "{Source}: {Count} more changed; Inventory's snapshot lists all")]
        public static partial void Many(ILogger logger, string source, int count);

        [LoggerMessage(LogLevel.Information, "{Address} is gone, and {Count} endpoints with it")]
        public static partial void Gone(ILogger logger, string address, int count);

        [LoggerMessage(LogLevel.Warning, "{Address}: {Problem}")]
        public static partial void Problem(ILogger logger, string address, Problem problem);

        [LoggerMessage(LogLevel.Warning, "{Address}: {Count} more of its names or labels are refused; Inventory's snapshot lists all")]
        public static partial void More(ILogger logger, string address, int count);

        [LoggerMessage(LogLevel.Information, "{Endpoint} does not become public: {Reason} ({Code})")]
        public static partial void Refused(ILogger logger, string endpoint, string reason, string code);

        [LoggerMessage(LogLevel.Information, "{Source} answers and was read whole")]
        public static partial void Available(ILogger logger, string source);

        [LoggerMessage(LogLevel.Warning, "{Source} is not available, what was seen of it stays: {Reason} ({Code})")]
        public static partial void Unavailable(ILogger logger, string source, string reason, string code);
    }
}
