using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing;

/// <summary>All names that a resource asks for.</summary>
/// <param name="Problems">What of its labels or annotations is wrong.</param>
sealed record WishReading(IReadOnlyList<Wish> Wishes, IReadOnlyList<Problem> Problems)
{
    public static WishReading None { get; } = new([], []);

    /// <summary>Routers of which nobody can tell what they ask for.</summary>
    public IReadOnlySet<string> Unreadable { get; init; } = new HashSet<string>();

    /// <summary>Nobody can tell what any of them asks for.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>What is stopped is not gone.</summary>
    public bool IsRunning { get; init; } = true;

    /// <summary>UTC; null: not known.</summary>
    public DateTime? CreatedAt { get; init; }

    /// <summary>The resource is nothing but its records.</summary>
    public bool IsDeclared { get; init; }

    public bool CannotRead(string router) => IsUnreadable || Unreadable.Contains(router);
}
