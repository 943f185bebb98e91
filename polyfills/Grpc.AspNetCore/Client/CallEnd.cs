using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>The status and trailers of a call that has ended; the first end counts.</summary>
sealed record CallEnd(Status Status, Metadata Trailers)
{
    /// <summary>A caller's token, deadline or dispose ended the call.</summary>
    public bool IsLocal { get; init; }

    public static CallEnd Local(StatusCode code, string detail) => new(new Status(code, detail), []) { IsLocal = true };
}
