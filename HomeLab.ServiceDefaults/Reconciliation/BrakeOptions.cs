using System.ComponentModel.DataAnnotations;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Section <c>Brakes</c>: from where on a person is asked. How many deletes are allowed stands in the lab.</summary>
sealed class BrakeOptions
{
    /// <summary>What was done within this time counts towards every limit but the two controllers'; default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A key that owns fewer objects than this has no share; default 10.</summary>
    [Range(1, 1_000_000)]
    public int ShareFrom { get; init; } = 10;

    /// <summary>The same change (object, action, result) is made this often within the window, and no more; default 5.</summary>
    [Range(1, 1000)]
    public int MaxRepeats { get; init; } = 5;

    /// <summary>Objects that one key may gain within the window; default 10,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxCreates { get; init; } = 10_000;

    /// <summary>What we set and somebody else changed back this often is left to a person; default 3.</summary>
    [Range(1, 1000)]
    public int TwoControllersRounds { get; init; } = 3;

    /// <summary>The time within which those rounds count; default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan TwoControllersWindow { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A proposal that nobody decided about is made anew after this, and an approval holds no longer; default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan ProposalLifetime { get; init; } = TimeSpan.FromHours(24);
}
