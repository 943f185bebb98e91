namespace HomeLab.Inventory.Changes;

/// <summary>Something that a platform says somebody did.</summary>
/// <param name="Object">Its platform's id of what it was done to.</param>
/// <param name="By">Empty: it does not say.</param>
/// <param name="Evidence">Where that stands: <c>task UPID:…</c>.</param>
sealed record Act(string Key, string Object, string Operation, string By, string Evidence);

/// <summary>What was done lately, by what a platform lists of it: it may show in the things themselves only a while after.</summary>
sealed class RecentActs(TimeProvider time)
{
    /// <summary>Proxmox and Komodo tell of states what they asked for up to so long ago.</summary>
    static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    readonly Dictionary<string, (Act Act, DateTimeOffset At)> recent = new(StringComparer.Ordinal);
    HashSet<string>? known;

    /// <summary>Takes in what is listed now. What a first look lists was done before anybody looked, and explains nothing.</summary>
    public void See(IReadOnlyCollection<(Act Act, bool IsRunning)> listed)
    {
        var now = time.GetUtcNow();
        foreach (var (act, _) in listed.Where(it => it.IsRunning || known?.Contains(it.Act.Key) == false))
            recent[act.Key] = (act, now);
        foreach (var key in recent.Where(it => now - it.Value.At > Lag).Select(it => it.Key).ToList())
            recent.Remove(key);
        known = [.. listed.Where(it => !it.IsRunning).Select(it => it.Act.Key)];
    }

    /// <param name="explains">Whether what was done can have made the change.</param>
    /// <param name="otherwise">What to say where nothing that was done explains it.</param>
    public Actor Of(string thing, Func<string, bool> explains, string otherwise)
    {
        var acts = recent.Values.Select(it => it.Act).Where(it => it.Object == thing && it.By.Length > 0 && explains(it.Operation)).ToList();
        var evidence = string.Join("; ", acts.Select(it => it.Evidence));
        return acts.Select(it => it.By).Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => Actor.NotKnown(otherwise),
            [var only] => Actor.Called(only, evidence),
            var several => Actor.NotKnown($"any of {string.Join(", ", several)} may have: {evidence}"),
        };
    }
}
