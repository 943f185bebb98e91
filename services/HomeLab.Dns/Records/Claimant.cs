namespace HomeLab.Dns.Records;

/// <summary>Who wants a record.</summary>
/// <param name="Source">The source that it was read from: <c>lab</c>, <c>docker/komodo-host</c>.</param>
/// <param name="Address">The endpoint or document.</param>
/// <param name="CreatedAt">When what asks was made; null: not known.</param>
sealed record Claimant(string Source, string Address, ClaimRank Rank, DateTimeOffset? CreatedAt = null)
{
    public bool IsDocument => Rank is ClaimRank.Document or ClaimRank.UnprovenDocument;

    public override string ToString() => Address;
}

/// <summary>Whose word counts when two want the same name; the first counts most.</summary>
enum ClaimRank
{
    /// <summary>Written down for exactly this name.</summary>
    Document,

    /// <summary>An object that is nothing but this record, such as a DNSEndpoint.</summary>
    Declared,

    /// <summary>Derived from something that runs.</summary>
    Running,

    /// <summary>Derived from something that is stopped: stopped is not gone.</summary>
    Stopped,

    /// <summary>Deleted, and put back by a person for a while.</summary>
    Undone,

    /// <summary>A document that is no longer there, without proof that this was meant.</summary>
    UnprovenDocument,

    /// <summary>Last seen in a source that was taken out of the lab.</summary>
    UnprovenEndpoint,
}
