namespace HomeLab.Dns.Tests.Absence;

/// <summary>What stands between Dns and Inventory, or Inventory itself, does to an answer.</summary>
enum GateFault
{
    None,
    DeadlineExceeded,
    Refused,
    Unauthenticated,
    PermissionDenied,
    Http403,
    Http404,
    Http429,
    Http500,
    CutAnswer,

    /// <summary>No sources and nothing of them.</summary>
    Empty,

    /// <summary>Nothing at all, not even an epoch.</summary>
    Nothing,

    /// <summary>Half of the names are missing, and the sources were heard of an hour ago.</summary>
    Stale,

    /// <summary>A source could not be read whole.</summary>
    Incomplete,

    /// <summary>Another database, in which nothing is wanted.</summary>
    NewEpoch,

    /// <summary>The same database with another lab in it, in which nothing is wanted.</summary>
    OtherLab,

    /// <summary>The Docker host was taken out of the lab.</summary>
    SourceRemoved,
}
