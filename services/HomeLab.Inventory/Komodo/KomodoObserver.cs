using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Komodo;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Komodo;

/// <summary>Looks at one Core again and again: at a hint, often while something happens there, seldom when not or when it is slow.</summary>
sealed class KomodoObserver(
    KomodoSource source, SourceLease lease, KomodoClient client, Observations observations, IOptions<InventoryOptions> options, TimeProvider time)
{
    readonly StackUpdates doers = new(time);

    /// <summary>Runs until cancelled; comes back from every failure after a pause.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var hints = new UpdateHints(client, options.Value, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = hints.FollowAsync(ending.Token);
        try
        {
            await new PollingLoop(lease, observations, options.Value, time) { WaitAsync = hints.WaitAsync }.RunAsync(LookAsync, KomodoReasons.Of, cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether something happens there.</returns>
    async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var version = await client.GetVersionAsync(cancellationToken);
        var info = await client.GetCoreInfoAsync(cancellationToken);
        await CheckIdentityAsync(info.PublicKey ?? "", cancellationToken);
        var reading = await KomodoReading.ReadAsync(client, version, info, cancellationToken);
        var known = new KnownCore(await observations.KeptAsync(lease, cancellationToken));
        var absence = new KomodoAbsence(client, reading, known);
        absence.CheckContinuity();
        absence.CheckContainers();
        var seen = KomodoResources.Of(source.Name, reading, known);
        var (gone, hidden) = await absence.FindGoneAsync(seen, cancellationToken);
        absence.CheckTime();
        doers.See(reading.Updates ?? []);

        var gaps = Gaps(reading, hidden);
        var addresses = gaps.Count == 0 ? null : seen.Select(it => it.Address).Concat(gone).ToHashSet();
        var changes = await observations.RecordAsync(lease, new Look("komodo read", "read", "", seen, addresses, "NotListed") { ActorOf = doers.ActorOf }, cancellationToken);
        if (gaps.Count > 0)
            await observations.UnavailableAsync(lease, new("PartialView", string.Join(' ', gaps), ""), cancellationToken);
        return changes.Count > 0 || reading.Updates?.Any(it => !it.IsComplete) == true;
    }

    /// <summary>What a look could not see, each a sentence.</summary>
    static List<string> Gaps(KomodoReading reading, IReadOnlyList<string> hidden)
    {
        var gaps = reading.Refused.ToList();
        if (reading.SeenInPart.Count > 0)
        {
            gaps.Add($"The key's user, {reading.User.Username}, is shown only what it may see of {string.Join(", ", reading.SeenInPart)}, and lists do not say what they leave out; "
                + "make it an admin, give the user itself Read on all of these types, or set Core's transparent_mode.");
        }
        else if (hidden.Count > 0)
        {
            gaps.Add($"The key may no longer see {hidden[0]}.");
        }
        return gaps;
    }

    /// <summary>Of version 1.19 only what it lists tells who answers.</summary>
    async Task CheckIdentityAsync(string publicKey, CancellationToken cancellationToken)
    {
        var pinned = await observations.PinAsync(lease, publicKey, cancellationToken);
        if (pinned != publicKey)
        {
            throw new SourceUnavailableException(
                "IdentityChanged", $"another Core answers (its public key is {(publicKey.Length > 0 ? publicKey : "not told")}) than the one first seen ({pinned}); "
                + "if that is meant, give the source another name");
        }
    }
}
