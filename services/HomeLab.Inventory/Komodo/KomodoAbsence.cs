using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Komodo;

namespace HomeLab.Inventory.Komodo;

/// <summary>Tells what is gone from what a look did not show: lists leave out what the key may not see, and may be another Core's or old.</summary>
sealed class KomodoAbsence(KomodoClient client, KomodoReading reading, KnownCore known)
{
    readonly HashSet<string> listed =
    [
        .. (reading.Servers ?? []).Select(it => it.Id), .. (reading.Stacks ?? []).Select(it => it.Id), .. (reading.Syncs ?? []).Select(it => it.Id),
    ];

    /// <summary>Before 2.0 a Core has no identity but the ids of its resources, which no two have in common.</summary>
    public void CheckContinuity()
    {
        if (reading.Info.PublicKey is null && listed.Count > 0 && Looked.Any() && !Looked.Any(it => listed.Contains(it.Uid)))
            throw Another("lists nothing that was known");
    }

    /// <summary>
    /// Making and removing are updates themselves: whoever has not heard of the latest shows what was. A user who sees a part may have lost
    /// the sight of it instead.
    /// </summary>
    public void CheckTime()
    {
        if (IsOld && reading.SeenInPart.Count == 0)
        {
            var seen = known.LatestUpdate;
            throw new SourceUnavailableException(
                "Stale", $"it answers as before {seen:yyyy-MM-ddTHH:mm:ssZ}, when an update began that it no longer lists; its database was set back, or something between gives old answers again");
        }
    }

    /// <summary>Komodo works out a stack's state from its server's containers, so where all are missing the list leaves them out.</summary>
    public void CheckContainers()
    {
        foreach (var server in (reading.Servers ?? []).Where(it => reading.Containers.TryGetValue(it.Id, out var there) && there.Count == 0))
        {
            if (reading.Stacks?.FirstOrDefault(it => it.Info.ServerId == server.Id && it.Info.State == "running") is { } stack)
                throw new SourceUnavailableException("Truncated", $"it lists no container of the server {server.Name}, where the stack {stack.Name} is running");
        }
    }

    /// <summary>Asks for each that was known and is not listed.</summary>
    /// <returns>The addresses of what is not there, or there under another name; and of what is there and may not be seen.</returns>
    /// <exception cref="SourceUnavailableException">A list leaves something out.</exception>
    public async Task<(IReadOnlyList<string> Gone, IReadOnlyList<string> Hidden)> FindGoneAsync(
        IReadOnlyList<ObservedResource> seen, CancellationToken cancellationToken)
    {
        var (gone, hidden) = (new List<string>(), new List<string>());
        var addresses = seen.Select(it => it.Address).ToHashSet();
        foreach (var resource in Looked.Where(it => !addresses.Contains(it.Address)))
        {
            switch (listed.Contains(resource.Uid) ? false : await IsThereAsync(resource, cancellationToken))
            {
                case false:
                    gone.Add(resource.Address);
                    break;
                case null:
                    hidden.Add(resource.Address);
                    break;
                default:
                    throw new SourceUnavailableException("Truncated", $"its list leaves out {resource.Address}, which it has when asked for it by its id");
            }
        }
        // Not even one of what was known: then it is not known who says so.
        if (reading.Info.PublicKey is null && gone.Count > 0 && hidden.Count == 0 && Looked.All(it => !listed.Contains(it.Uid)))
            throw Another("has nothing of what was known");
        return (IsOld ? [] : gone, hidden);
    }

    bool IsOld => reading.Updates is { } updates && known.LatestUpdate is { } seen && !updates.Any(it => it.StartedAt >= seen);

    /// <summary>What is known of the lists that were read.</summary>
    IEnumerable<KeptResource> Looked => known.Resources.Where(it => KomodoResources.TypeOf(it.Address) switch
    {
        "server" => reading.Servers is not null,
        "stack" => reading.Stacks is not null,
        _ => reading.Syncs is not null,
    });

    /// <returns>Null: it is, and the key may not see it.</returns>
    async Task<bool?> IsThereAsync(KeptResource resource, CancellationToken cancellationToken)
    {
        try
        {
            return KomodoResources.TypeOf(resource.Address) switch
            {
                "server" => await client.HasServerAsync(resource.Uid, cancellationToken),
                "stack" => await client.HasStackAsync(resource.Uid, cancellationToken),
                _ => await client.HasResourceSyncAsync(resource.Uid, cancellationToken),
            };
        }
        catch (KomodoException exception) when (exception.Failure == KomodoFailure.Forbidden)
        {
            return null;
        }
    }

    static SourceUnavailableException Another(string what) => new(
        "IdentityChanged", $"what answers {what}, so it is another Core, or its database was emptied; if that is meant, give the source another name");
}
