namespace HomeLab.Registry;

/// <summary>What kind of failure it was; decides what a caller does next.</summary>
public enum RegistryFailure
{
    /// <summary>No connection, no answer in time, or a 5xx.</summary>
    Unavailable,

    /// <summary>It answers only to whoever gives credentials, and refuses those that were given, or none were.</summary>
    Unauthorized,

    /// <summary>The credentials are good and may not read this (403).</summary>
    Forbidden,

    /// <summary>It has no such repository or tag; some say so of what is private, too.</summary>
    NotFound,

    /// <summary>It wants to be asked no more for a while (429, <c>TOOMANYREQUESTS</c>).</summary>
    TooMany,

    /// <summary>An answer that is not what a registry says, or more than allowed.</summary>
    Unreadable,
}
