namespace HomeLab.Komodo;

/// <summary>The one exception of this client. Its message names the call and what Komodo said, and never a secret.</summary>
public sealed class KomodoException : Exception
{
    public KomodoException(KomodoFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public KomodoFailure Failure { get; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The same call may succeed later without anyone changing anything. Nothing is repeated by the client.</summary>
    public bool IsTransient => Failure is KomodoFailure.TooMany or KomodoFailure.Unavailable or KomodoFailure.Failed or KomodoFailure.Unreadable;
}
