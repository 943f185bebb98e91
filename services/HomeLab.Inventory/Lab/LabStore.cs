using System.Diagnostics;
using Dapper;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Publishing.Kubernetes;
using HomeLab.Inventory.Resources;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;
using Npgsql;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Lab;

/// <summary>The documents in force, which survive every restart.</summary>
sealed partial class LabStore(
    NpgsqlDataSource database, Outbox outbox, IOptions<InventoryOptions> options, TimeProvider time, ILogger<LabStore> logger)
{
    /// <summary>Of documents that are gone together.</summary>
    const int MostNamed = 5;

    const string Select = """
        SELECT address, kind, name, file, line, spec, is_valid AS isvalid, problems, absent_code AS absentcode,
            absent_reason AS absentreason, git_commit AS gitcommit
        FROM document ORDER BY address
        """;

    public async Task<IReadOnlyList<StoredDocument>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<StoredDocument>(new CommandDefinition(Select, cancellationToken: cancellationToken))];
    }

    /// <summary>The lab in force; null: there was never a good one.</summary>
    public async Task<LabSpec?> ReadLabAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var spec = await connection.QuerySingleAsync<string?>(new CommandDefinition("SELECT spec FROM lab", cancellationToken: cancellationToken));
        return spec is null ? null : LabJson.Read<LabSpec>(spec);
    }

    /// <summary>Makes the changes with one revision and a hint, and publishes by the new lab what is known already.</summary>
    public async Task ApplyAsync(SourceLease lease, LabChanges changes, RemovalEvidence evidence, CancellationToken cancellationToken)
    {
        Activity.Current = null;
        using var activity = changes.IsEmpty ? null : HomeLabTelemetry.Source.StartActivity("lab read");
        activity?.SetTag("homelab.action", "read");
        activity?.SetTag("homelab.address", string.Join(' ', changes.Changed.Select(it => it.Address).Concat(changes.Removed.Select(it => it.Address))));
        activity?.SetTag("homelab.hostnames", string.Join(' ', changes.Changed.Select(RecordName).OfType<string>().Distinct()));
        activity?.SetTag("homelab.commit", evidence.Head);
        await using var transaction = await InventoryTransaction.BeginAsync(database, outbox, lease, time.GetUtcNow(), cancellationToken);
        foreach (var document in changes.Changed)
            await UpsertAsync(transaction, document, cancellationToken);
        foreach (var (address, code) in changes.Removed)
        {
            await transaction.ExecuteAsync("DELETE FROM document WHERE address = @address", new { address }, cancellationToken);
            await transaction.BuryAsync(ResourceTables.LabScope, address, code, cancellationToken);
        }
        if (evidence.Head.Length > 0)
        {
            // Of a tree with changes too: whether the commit, or one after it, had the file is asked when the file is gone.
            await transaction.ExecuteAsync(
                "UPDATE document SET git_commit = @Head WHERE address = ANY(@seen) AND git_commit IS DISTINCT FROM @Head",
                new { evidence.Head, seen = changes.Seen.ToArray() }, cancellationToken);
        }
        await ReplaceLabAsync(transaction, changes, evidence.Head, cancellationToken);
        var isBack = await SourceTables.AvailableAsync(transaction, asOf: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (isBack)
            Log.Available(logger, options.Value.Lab);
        Tell(changes.Changed);
        if (!changes.IsEmpty)
            Log.Read(logger, changes.Changed.Count, changes.Removed.Count);
    }

    /// <summary>Marks every document as absent, for none can be seen; all stay in force.</summary>
    public async Task MissAllAsync(SourceLease lease, Refusal why, CancellationToken cancellationToken)
    {
        var missed = (await ReadAsync(cancellationToken)).Where(it => it.Spec is not null && it.AbsentCode != why.Code)
            .Select(it => it with { AbsentCode = why.Code, AbsentReason = why.Message }).ToList();
        if (missed.Count == 0)
            return;
        await using var transaction = await InventoryTransaction.BeginAsync(database, outbox, lease, time.GetUtcNow(), cancellationToken);
        foreach (var document in missed)
            await UpsertAsync(transaction, document, cancellationToken);
        var lab = (await transaction.QueryAsync<string>("SELECT name FROM lab", null, cancellationToken)).Single();
        await transaction.AnnounceLabAsync(lab, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Tell(missed);
    }

    /// <summary>By which a person looks for the trace.</summary>
    static string? RecordName(StoredDocument document) =>
        document is { Kind: "DnsRecord", Spec: { } spec } ? LabJson.Read<DnsRecordSpec>(spec).Name : null;

    static async Task UpsertAsync(InventoryTransaction transaction, StoredDocument document, CancellationToken cancellationToken)
    {
        var (_, revision) = await transaction.RevisionAsync(cancellationToken);
        await transaction.ExecuteAsync(
            """
            INSERT INTO document (address, kind, name, file, line, spec, is_valid, problems, absent_code, absent_reason, git_commit, revision)
            VALUES (@Address, @Kind, @Name, @File, @Line, @Spec::json, @IsValid, @Problems::json, @AbsentCode, @AbsentReason, @GitCommit, @revision)
            ON CONFLICT (address) DO UPDATE SET kind = @Kind, name = @Name, file = @File, line = @Line, spec = @Spec::json,
                is_valid = @IsValid, problems = @Problems::json, absent_code = @AbsentCode, absent_reason = @AbsentReason, revision = @revision
            """,
            new
            {
                document.Address, document.Kind, document.Name, document.File, document.Line, document.Spec, document.IsValid,
                document.Problems, document.AbsentCode, document.AbsentReason, document.GitCommit, revision,
            },
            cancellationToken);
        await transaction.UnburyAsync(ResourceTables.LabScope, document.Address, cancellationToken);
    }

    static async Task ReplaceLabAsync(InventoryTransaction transaction, LabChanges changes, string head, CancellationToken cancellationToken)
    {
        var (name, spec) = (await transaction.QueryAsync<(string, string?)>(
            "SELECT name, spec FROM document WHERE kind = 'Lab' AND spec IS NOT NULL ORDER BY absent_code LIMIT 1", null, cancellationToken)).SingleOrDefault();
        var isOther = (await transaction.QueryAsync<bool>(
            "SELECT spec::text IS DISTINCT FROM @spec OR name <> @name OR git_head <> @head FROM lab",
            new { spec, name = name ?? "", head }, cancellationToken)).Single();
        if (isOther)
        {
            var (_, revision) = await transaction.RevisionAsync(cancellationToken);
            await transaction.ExecuteAsync(
                "UPDATE lab SET name = @name, spec = @spec::json, git_head = @head, revision = @revision",
                new { name = name ?? "", spec, head, revision }, cancellationToken);
        }
        if (isOther && spec is not null && spec != transaction.LabSpec)
            await RepublishAsync(transaction, spec, cancellationToken);
        if (isOther || !changes.IsEmpty)
            await transaction.AnnounceLabAsync(name ?? "", cancellationToken);
    }

    static async Task RepublishAsync(InventoryTransaction transaction, string spec, CancellationToken cancellationToken)
    {
        var lab = LabJson.Read<LabSpec>(spec);
        await SourceTables.SyncAsync(transaction, SourceNames.Of(lab), cancellationToken);
        foreach (var source in SourcesOfNames(lab))
            await Republishing.RunAsync(transaction, source, spec, cancellationToken);
    }

    static IEnumerable<string> SourcesOfNames(LabSpec lab) =>
    [
        .. lab.Docker.Select(SourceNames.Of), .. lab.Docker.Select(it => $"{SourceNames.Of(it)}/{SwarmServices.Part}"),
        .. lab.Kubernetes.Select(SourceNames.Of).SelectMany(KubernetesWishes.PartsOf),
        .. lab.Proxmox.Select(SourceNames.Of), .. lab.Komodo.Select(SourceNames.Of), .. (lab.Traefik ?? []).Select(SourceNames.Of),
        .. (lab.Cloudflare?.Zones ?? []).Select(it => $"{SourceNames.OfZone(it)}/{SourceNames.Tunnels}"),
    ];

    /// <summary>Says what is wrong with documents, if anything is: of each what is wrong in it, and of all that are gone for one reason that they are.</summary>
    public void Tell(IReadOnlyCollection<StoredDocument> documents)
    {
        foreach (var document in documents)
        {
            foreach (var problem in LabJson.Read<List<Problem>>(document.Problems))
                Log.Refused(logger, document.Address, problem, document.Spec is null ? "it is not in force" : "its last good version stays in force");
        }
        foreach (var gone in documents.Where(it => it.AbsentCode.Length > 0).GroupBy(it => (it.AbsentCode, it.AbsentReason)))
        {
            var names = gone.Select(it => it.Address).ToList();
            if (names is [var only])
                Log.Absent(logger, only, gone.Key.AbsentReason, gone.Key.AbsentCode);
            else
                Log.ManyAbsent(logger, names.Count, string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? ", …" : ""), gone.Key.AbsentReason, gone.Key.AbsentCode);
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The lab directory {Directory} is read")]
        public static partial void Available(ILogger logger, string directory);

        [LoggerMessage(LogLevel.Information, "The lab was read: {Changed} documents changed, {Removed} removed")]
        public static partial void Read(ILogger logger, int changed, int removed);

        [LoggerMessage(LogLevel.Warning, "{Document}: {Problem}; {Consequence}")]
        public static partial void Refused(ILogger logger, string document, Problem problem, string consequence);

        [LoggerMessage(LogLevel.Warning, "{Document} stays in force: {Reason} ({Code})")]
        public static partial void Absent(ILogger logger, string document, string reason, string code);

        [LoggerMessage(LogLevel.Warning, "{Count} documents stay in force, {Documents}: {Reason} ({Code})")]
        public static partial void ManyAbsent(ILogger logger, int count, string documents, string reason, string code);
    }
}
