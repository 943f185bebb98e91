namespace HomeLab.Komodo;

/// <summary>What kind of failure it was; decides what a caller does next.</summary>
public enum KomodoFailure
{
    /// <summary>Komodo read the request and said no; sending it again changes nothing.</summary>
    Rejected,

    /// <summary>The thing is not there. Komodo says so with a 500, and only its words tell it from a fault.</summary>
    NotFound,

    /// <summary>The key may not do this or see that, which a 500 says too.</summary>
    Forbidden,

    /// <summary>The key is missing, malformed, unknown, expired or of a disabled user (401); or it would go out in clear text.</summary>
    KeyRefused,

    /// <summary>Too many calls (429); after five failed log-ins within 15 s Komodo 2 says so itself.</summary>
    TooMany,

    /// <summary>No connection, no answer in time, or a failure that is not the API's.</summary>
    Unavailable,

    /// <summary>A 500 with words that are none of the others: a fault of Core, or of the host that it asked.</summary>
    Failed,

    /// <summary>A 200 that is no answer of the API: its web page, half an answer, another shape, more than allowed.</summary>
    Unreadable,
}
