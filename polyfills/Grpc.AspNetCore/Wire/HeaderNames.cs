namespace Grpc.Wire;

/// <summary>Header names and fixed values of gRPC over HTTP/2.</summary>
static class HeaderNames
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>Never sent: a caller asks its own client for a request encoding with it, as with Grpc.Net.Client.</summary>
    public const string RequestedEncoding = "grpc-internal-encoding-request";

    public const string ContentType = "application/grpc";

    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        Status, Message, Timeout, Encoding, AcceptEncoding, "content-type", "content-encoding", "te", "host", "accept-encoding",
    };

    /// <summary>Headers that are the transport's or the protocol's, not a caller's metadata.</summary>
    public static bool IsReserved(string name) => name.Length == 0 || name[0] == ':' || Reserved.Contains(name);

    /// <summary>True for <c>application/grpc</c> and its forms <c>application/grpc+proto</c>, <c>application/grpc; …</c>.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ContentType.Length || contentType[ContentType.Length] is ';' or '+');
}
