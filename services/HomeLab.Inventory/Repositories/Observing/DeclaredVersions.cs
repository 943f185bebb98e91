namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Counts how often each object changed, also where what changed may not be kept.</summary>
/// <param name="Digests">Of the last reading, by address; null: not known, as after a restart when its commit is gone.</param>
/// <param name="IsSameCommit">The last reading was of the same commit.</param>
sealed record DeclaredVersions(IReadOnlyDictionary<string, string>? Digests, bool IsSameCommit)
{
    /// <param name="before">What is known of it; null: nothing.</param>
    public int Of(DeclaredObject it, DeclaredFacts? before) =>
        before is null ? 1 : before.Version + (HasChanged(it) ? 1 : 0);

    /// <summary>Where nobody can tell, what may be shown tells all, unless there is more to the object than that.</summary>
    bool HasChanged(DeclaredObject it) =>
        Digests?.GetValueOrDefault(it.Address) is { } digest ? digest != it.Digest : !IsSameCommit && it.HidesValues;
}
