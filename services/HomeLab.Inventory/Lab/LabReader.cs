using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Lab.Yaml;
using HomeLab.Inventory.Resources;
using Microsoft.Extensions.Options;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Lab;

/// <summary>Reads the lab directory once and brings the documents in force up to it.</summary>
sealed class LabReader(LabStore store, Observations observations, IOptions<InventoryOptions> options, TimeProvider time)
{
    static readonly YamlLimits Limits = new();
    static readonly TimeSpan LongestChange = TimeSpan.FromMinutes(2);

    /// <summary>Nothing of the lab is there any more, which somebody may have meant; what merely cannot be read is there.</summary>
    static readonly HashSet<string> Gone = ["DirectoryMissing", "LabFileMissing"];

    bool isReminded;

    public async Task ReadAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        try
        {
            var directory = RealPath.Of(options.Value.Lab);
            var git = GitWorkTree.Find(directory);
            // Git replaces files one by one; they are read once it is done.
            if (git is { IsBusy: true })
            {
                if (time.GetUtcNow() - git.BusySince > LongestChange)
                    throw new LabUnreadableException("GitBusy", "Git has been changing the files for minutes; if none runs, remove its index.lock");
                return;
            }
            var head = git?.Head() ?? "";
            var files = LabFiles.Read(directory, options.Value.LabMaxFileBytes);
            var lastZones = (await store.ReadLabAsync(cancellationToken))?.ZoneNames();
            var stored = await store.ReadAsync(cancellationToken);
            var reading = LabLoader.Load(files, Limits, lastZones, stored.ToDictionary(it => it.Address, it => it.File));
            var evidence = git is null
                ? RemovalEvidence.PlainDirectory
                : await git.AskAsync(head, Missing(stored, reading), cancellationToken);
            var changes = LabMerge.Plan(stored, reading, evidence);
            await store.ApplyAsync(lease, changes, evidence, cancellationToken);
            Remind(stored, changes);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var code = (unreadable as LabUnreadableException)?.Code ?? "ReadFailed";
            var why = new Refusal(code, $"{unreadable.Message}; what it last said stays in force", "");
            await observations.UnavailableAsync(lease, why, cancellationToken);
            if (Gone.Contains(code))
                await store.MissAllAsync(lease, why, cancellationToken);
        }
    }

    /// <summary>Who starts the service anew sees in its log what is still wrong, once.</summary>
    void Remind(IReadOnlyList<StoredDocument> stored, LabChanges changes)
    {
        if (isReminded)
            return;
        isReminded = true;
        var told = changes.Changed.Select(it => it.Address).Concat(changes.Removed.Select(it => it.Address)).ToHashSet();
        store.Tell([.. stored.Where(it => !told.Contains(it.Address))]);
    }

    static List<(string Commit, string File)> Missing(IReadOnlyList<StoredDocument> stored, LabReading reading)
    {
        var now = reading.Documents.Select(it => it.Address).ToHashSet();
        return [.. stored.Where(it => it.GitCommit is not null && !now.Contains(it.Address)).Select(it => (it.GitCommit!, it.File))];
    }
}
