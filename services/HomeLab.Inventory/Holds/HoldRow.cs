namespace HomeLab.Inventory.Holds;

/// <summary>A hold that has not ended. Times are UTC.</summary>
sealed record HoldRow(Guid Id, string Scope, string Reason, string PlacedBy, DateTime PlacedAt, DateTime EndsAt)
{
    public const string List = """
        SELECT id, scope, reason, placed_by AS PlacedBy, placed_at AS PlacedAt, ends_at AS EndsAt
        FROM placed_hold WHERE ends_at > @now ORDER BY placed_at, id
        """;
}
