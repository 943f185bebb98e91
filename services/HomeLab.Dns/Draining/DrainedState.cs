namespace HomeLab.Dns.Draining;

/// <summary>How far a record is on its way out of the resolvers.</summary>
enum DrainedState
{
    /// <summary>The provider has it.</summary>
    There,

    /// <summary>It is not there, but the zone was not looked at, or its servers not asked, since.</summary>
    Unverified,

    /// <summary>It is taken away, and a server of the zone still answers it.</summary>
    Answered,

    /// <summary>No server answers it, but resolvers may have it for its ttl.</summary>
    Cached,

    /// <summary>Nobody has it any more.</summary>
    Gone,
}
