namespace Grpc.Core;

/// <summary>How a channel secures its connection, and what each of its calls proves.</summary>
public abstract class ChannelCredentials
{
    private protected ChannelCredentials()
    {
    }

    /// <summary>No TLS.</summary>
    public static ChannelCredentials Insecure { get; } = new Transport(isSecure: false, null);

    /// <summary>TLS with the machine's trusted roots.</summary>
    public static ChannelCredentials SecureSsl { get; } = new Transport(isSecure: true, null);

    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return new Transport(channelCredentials.IsSecure, callCredentials);
    }

    internal abstract bool IsSecure { get; }

    internal abstract CallCredentials? ForCalls { get; }

    sealed class Transport(bool isSecure, CallCredentials? forCalls) : ChannelCredentials
    {
        internal override bool IsSecure => isSecure;

        internal override CallCredentials? ForCalls => forCalls;
    }
}
