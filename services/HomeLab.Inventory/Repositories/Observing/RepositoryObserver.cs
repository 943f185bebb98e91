using HomeLab.Contracts.Inventory;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Reads one repository whenever it changes, is announced to have changed, or it is time to look.</summary>
sealed class RepositoryObserver(
    RepositorySpec spec, IReadOnlyDictionary<string, string> engines, SourceLease lease, IRepositoryOrigin origin, RepositoryAnnouncements announcements,
    Observations observations, RepositoryLimits limits, IOptions<InventoryOptions> options, TimeProvider time)
{
    const int MostNamed = 100;
    static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestGitChange = TimeSpan.FromMinutes(2);

    string version = "";
    IReadOnlyDictionary<string, string>? digests;
    Refusal? withheld;
    DateTimeOffset? busySince;

    /// <summary>Runs until cancelled; comes back from every failure after a pause.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var announced = await announcements.LastAsync(lease.Source, cancellationToken);
            var pause = spec.PollInterval;
            try
            {
                await LookAsync(cancellationToken);
                busySince = null;
            }
            catch (LabUnreadableException busy) when (busy.Code == "GitBusy" && time.GetUtcNow() - (busySince ??= time.GetUtcNow()) < LongestGitChange)
            {
                // Git replaces files one by one; they are read once it is done.
                pause = Shorter(pause, AnnouncementInterval);
            }
            catch (Exception exception) when (
                !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException))
            {
                await observations.UnavailableAsync(lease, WhyOf(exception), cancellationToken);
                pause = Shorter(pause, options.Value.RetryAfter);
            }
            await WaitAsync(pause, announced, cancellationToken);
        }
    }

    static Refusal WhyOf(Exception exception) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        LabUnreadableException unreadable => new Refusal(unreadable.Code, $"{unreadable.Message}; what it last declared stays in force", ""),
        _ => new Refusal("ReadFailed", $"it could not be read, and what it last declared stays in force: {exception.Message}", ""),
    };

    async Task WaitAsync(TimeSpan pause, long announced, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = origin.WaitAsync(pause, waiting.Token);
        while (spec.WebhookSecret is not null && !change.IsCompleted)
        {
            if (await announcements.LastAsync(lease.Source, cancellationToken) != announced)
                break;
            await Task.WhenAny(change, Task.Delay(AnnouncementInterval, time, cancellationToken));
        }
        if (spec.WebhookSecret is not null)
            await waiting.CancelAsync();
        await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    async Task LookAsync(CancellationToken cancellationToken)
    {
        var (current, files) = await origin.ReadAsync(version, cancellationToken);
        if (files is null)
        {
            await (withheld is null ? observations.ConfirmAsync(lease, cancellationToken) : observations.UnavailableAsync(lease, withheld, cancellationToken));
            return;
        }
        var identity = await IdentityAsync(files, cancellationToken);
        var known = await observations.KnownAsync(lease, cancellationToken);
        var before = RepositoryFacts.Read(known.GetValueOrDefault(lease.Source)?.Facts);
        var reading = files.Read(spec, limits);
        var last = digests ?? await DigestsAsync(before.Commit, files, cancellationToken);
        var objects = known.Values.Where(it => it.Address != lease.Source).ToList();
        var now = RepositoryFacts.Of(reading, files.Branch) with { Owners = CodeOwners.Read(files.Tree) };
        var kept = RepositoryMerge.Kept(objects, before, reading, now, await ProveAsync(objects, before, reading, files, cancellationToken));
        now = now with { Places = now.Places.Concat(kept.Select(it => KeyValuePair.Create(it.Address, before.Places.GetValueOrDefault(it.Address, "")))).ToDictionary() };

        var versions = new DeclaredVersions(last, before.Commit == files.Revision);
        var resources = new DeclaredResources(reading, new DeploymentTargets(spec, engines, reading));
        IReadOnlyList<ObservedResource> seen =
        [
            DeclaredResources.Repository(spec.Name, identity, now), .. kept,
            .. reading.Objects.Select(it => resources.Of(it, versions.Of(it, known.TryGetValue(it.Address, out var state) ? DeclaredFacts.Read(state.Facts) : null))),
        ];
        withheld = RepositoryMerge.Withheld(kept);
        // Where something stays that nothing declares, the source is not complete.
        var addresses = withheld is null ? null : known.Keys.Concat(seen.Select(it => it.Address)).ToHashSet();
        await observations.RecordAsync(
            lease, new Look("repository read", "read", files.Revision, seen, addresses, "CommitRemoved")
            {
                ActorOf = await CommitAuthors.OfAsync(origin.History, spec.Path is null, before.Commit, files.Revision, cancellationToken),
            },
            cancellationToken, await AnnounceAsync(files, before, cancellationToken));
        if (withheld is not null)
            await observations.UnavailableAsync(lease, withheld, cancellationToken);
        (version, digests) = (current, reading.Objects.ToDictionary(it => it.Address, it => it.Digest));
    }

    /// <summary>A repository is known by where its history begins.</summary>
    async Task<string> IdentityAsync(Checkout files, CancellationToken cancellationToken)
    {
        var roots = files.Revision.Length > 0 && origin.History is { } history ? await history.RootsAsync(files.Revision, cancellationToken) : [];
        if (roots.Count == 0)
            return "";
        var pinned = await observations.PinAsync(lease, roots[0], cancellationToken);
        return roots.Contains(pinned)
            ? pinned
            : throw new SourceUnavailableException(
                "IdentityChanged", $"another repository answers, whose history begins with {roots[0][..10]} and not with {pinned[..10]}; if that is meant, give it another name");
    }

    async Task<RemovalProof> ProveAsync(
        IReadOnlyList<ResourceState> objects, RepositoryFacts before, RepositoryReading reading, Checkout files, CancellationToken cancellationToken)
    {
        var declared = reading.Objects.Select(it => it.Address).ToHashSet(StringComparer.Ordinal);
        var missing = objects.Where(it => !declared.Contains(it.Address))
            .Select(it => (it.Address, Seen: DeclaredFacts.Read(it.Facts)!.Absent?.Commit ?? before.Commit)).ToList();
        var (ancestors, still, never) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        if (missing.Count == 0 || origin.History is not { } history)
            return new RemovalProof(origin.History is null ? "" : files.Revision, ancestors, still, never);
        // Files of a working tree may be of no commit; what the commits themselves declare is what counts.
        var head = spec.Path is null ? null : await ObjectsAsync(history, files.Revision, files, cancellationToken);
        foreach (var seen in missing.Where(it => it.Seen.Length > 0).GroupBy(it => it.Seen, it => it.Address))
        {
            if (seen.Key != files.Revision && await history.DescendsAsync(files.Revision, seen.Key, cancellationToken))
                ancestors.Add(seen.Key);
            if (spec.Path is null)
                continue;
            var then = await ObjectsAsync(history, seen.Key, files, cancellationToken);
            never.UnionWith(seen.Where(it => then is null || !then.ContainsKey(it)));
            still.UnionWith(seen.Where(it => head?.ContainsKey(it) == true));
        }
        return new RemovalProof(files.Revision, ancestors, still, never);
    }

    async Task<IReadOnlyDictionary<string, string>?> DigestsAsync(string commit, Checkout files, CancellationToken cancellationToken) =>
        commit.Length == 0 || commit == files.Revision || origin.History is not { } history ? null : await ObjectsAsync(history, commit, files, cancellationToken);

    /// <returns>The digests of what a commit declares, by address; null: it is not there.</returns>
    async Task<IReadOnlyDictionary<string, string>?> ObjectsAsync(GitHistory history, string commit, Checkout files, CancellationToken cancellationToken)
    {
        try
        {
            var then = files with { Tree = await history.ReadAsync(commit, limits, cancellationToken), Revision = commit };
            return then.Read(spec, limits).Objects.ToDictionary(it => it.Address, it => it.Digest);
        }
        catch (LabUnreadableException)
        {
            return null;
        }
    }

    async Task<Func<IReadOnlyList<ResourceChange>, Func<string, long, object>?>> AnnounceAsync(Checkout files, RepositoryFacts before, CancellationToken cancellationToken)
    {
        if (files.Revision.Length == 0 || files.Revision == before.Commit)
            return _ => null;
        var paths = before.Commit.Length > 0 && origin.History is { } history ? await history.ChangedAsync(before.Commit, files.Revision, cancellationToken) : null;
        return changes =>
        {
            var objects = changes.Select(it => it.Address).Where(it => it != lease.Source).ToList();
            return (epoch, revision) => new RepositoryRevised
            {
                Repository = spec.Name,
                Commit = files.Revision,
                PreviousCommit = before.Commit,
                Paths = [.. (paths ?? []).Take(MostNamed)],
                PathCount = paths?.Count,
                Objects = [.. objects.Take(MostNamed)],
                ObjectCount = objects.Count,
                Epoch = epoch,
                Revision = revision,
            };
        };
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
