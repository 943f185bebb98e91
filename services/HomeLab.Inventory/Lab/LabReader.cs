using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Lab.Yaml;
using HomeLab.Inventory.Resources;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Lab;

/// <summary>Reads the lab directory once and brings the documents in force up to it.</summary>
sealed class LabReader(LabStore store, Observations observations, IOptions<InventoryOptions> options, TimeProvider time)
{
    static readonly YamlLimits Limits = new();
    static readonly TimeSpan LongestChange = TimeSpan.FromMinutes(2);

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
            var lastZones = (await store.ReadLabAsync(cancellationToken))?.Cloudflare?.Zones;
            var reading = LabLoader.Load(files, Limits, lastZones);
            var stored = await store.ReadAsync(cancellationToken);
            var evidence = git is null
                ? RemovalEvidence.PlainDirectory
                : await git.AskAsync(head, Missing(stored, reading), cancellationToken);
            await store.ApplyAsync(lease, LabMerge.Plan(stored, reading, evidence), evidence, cancellationToken);
        }
        catch (LabUnreadableException unreadable)
        {
            await observations.UnavailableAsync(lease, new Refusal(unreadable.Code, unreadable.Message, ""), cancellationToken);
        }
    }

    static List<(string Commit, string File)> Missing(IReadOnlyList<StoredDocument> stored, LabReading reading)
    {
        var now = reading.Documents.Select(it => it.Address).ToHashSet();
        return [.. stored.Where(it => it.GitCommit is not null && !now.Contains(it.Address)).Select(it => (it.GitCommit!, it.File))];
    }
}
