using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

public class GrpcClientFactoryOptions
{
    public Uri? Address { get; set; }

    /// <summary>Run in order over the options of the client's channel.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>Makes the client; by default its constructor that takes a <see cref="CallInvoker"/>.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }
}
