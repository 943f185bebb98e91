using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Changes;

/// <summary>What was seen to become of one object.</summary>
/// <param name="Before">Null: it was not there.</param>
/// <param name="Now">Null: it is gone.</param>
/// <param name="More">How many fields changed beyond those that are told.</param>
sealed record ObservedChange(
    string Address, string Kind, string Action, ResourceState? Before, ResourceState? Now, IReadOnlyList<ChangedField> Fields, int More)
{
    public const string Appeared = "appeared";
    public const string Changed = "changed";

    /// <summary>Another one has its address: a container that was made anew.</summary>
    public const string Replaced = "replaced";

    public const string Gone = "gone";

    /// <returns>Null where nothing of the object itself changed, but only the names that it gets.</returns>
    public static ObservedChange? Of(ResourceChange change)
    {
        var (before, now) = (change.Before, change.Now);
        if (before is null || now is null)
            return new ObservedChange(change.Address, (now ?? before)?.Kind ?? "", now is null ? Gone : Appeared, before, now, [], 0);
        var (fields, more) = ObjectDifference.Of(before, now);
        var action = before.Uid.Length > 0 && now.Uid.Length > 0 && before.Uid != now.Uid ? Replaced : Changed;
        return fields.Count == 0 ? null : new ObservedChange(change.Address, now.Kind, action, before, now, fields, more);
    }
}
