using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

public class GrpcServiceOptions
{
    /// <summary>Bytes of the largest request message; null lifts the limit. 4 MiB by default.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageLimit.DefaultReceive;

    /// <summary>Bytes of the largest response message; no limit by default.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Puts a handler's exception into the status that its caller sees.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary><c>gzip</c> compresses responses for callers that accept it; none by default.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    internal void CopyTo(GrpcServiceOptions other)
    {
        other.MaxReceiveMessageSize = MaxReceiveMessageSize;
        other.MaxSendMessageSize = MaxSendMessageSize;
        other.EnableDetailedErrors = EnableDetailedErrors;
        other.ResponseCompressionAlgorithm = ResponseCompressionAlgorithm;
    }
}

/// <summary>The options of one service, which start as those of all.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions where TService : class;
