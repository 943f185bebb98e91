namespace HomeLab.Inventory.Systems;

/// <summary>What people know of the health of a system while holds keep back what becomes of it.</summary>
/// <param name="Was">What they were told last.</param>
/// <param name="Holds">The ids of those holds.</param>
sealed record KeptBack(string Was, IReadOnlyList<Guid> Holds)
{
    /// <summary>Null: nothing is kept back any more.</summary>
    public static KeptBack? Next(SystemRecord? before, IReadOnlyList<Guid> holds) => holds.Count > 0 ? new KeptBack(KnownOf(before), holds) : null;

    /// <summary>The health that people know of.</summary>
    public static string KnownOf(SystemRecord? before) => before?.Details.KeptBack?.Was ?? before?.Health ?? SystemHealthWord.Absent;
}
