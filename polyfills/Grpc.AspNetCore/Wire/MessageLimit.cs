using Grpc.Core;

namespace Grpc.Wire;

static class MessageLimit
{
    /// <summary>4 MiB, in bytes: what every gRPC implementation accepts unless told otherwise.</summary>
    public const int DefaultReceive = 4 * 1024 * 1024;

    public static RpcException Received() =>
        new(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));

    public static RpcException Sent() =>
        new(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
}
