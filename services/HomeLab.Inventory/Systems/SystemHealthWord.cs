using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>How a system is, in the words that are kept and told.</summary>
static class SystemHealthWord
{
    /// <summary>It does not work, or not well, and what it requires does not.</summary>
    public const string Impacted = "impacted";

    /// <summary>Nothing of it is there any more.</summary>
    public const string Absent = "absent";

    public static string Of(HealthState state) => state.ToString().ToLowerInvariant();
}
