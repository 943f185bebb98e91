namespace HomeLab.DnsWire;

/// <summary>An answer that is not proven to be the server's, or in which the server says that our request was not proven to be ours.</summary>
public sealed class TsigException(string message, bool isRefusal) : Exception(message)
{
    /// <summary>The server said so, and did nothing; otherwise nothing is known of what it did.</summary>
    public bool IsRefusal => isRefusal;

    /// <summary>What an answer without a signature said; null: it had one.</summary>
    public ResponseCode? Unsigned { get; init; }
}
