using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;

namespace HomeLab.Cli.Fleets;

/// <summary>The connections of one run; a token goes in clear text over loopback only.</summary>
sealed class Connections(FileInfo? authority) : IDisposable
{
    /// <summary>The snapshot of a large lab, and a plan of thousands of changes, are one message.</summary>
    const int LargestAnswer = 64 * 1024 * 1024;

    readonly List<GrpcChannel> channels = [];

    public CallInvoker Open(string service, Uri address)
    {
        var isLoopback = address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
        if (address.Scheme != "https" && !isLoopback)
        {
            throw new CommandException(
                ExitCode.Usage, $"{address} is clear text beyond this machine and would show the token; --{service} would be https.");
        }
        var channel = GrpcChannel.ForAddress(
            address, new GrpcChannelOptions { HttpHandler = Handler(), MaxReceiveMessageSize = LargestAnswer });
        channels.Add(channel);
        return channel.CreateCallInvoker();
    }

    public void Dispose()
    {
        foreach (var channel in channels)
        {
            channel.Dispose();
        }
    }

    SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        SslOptions = authority is null ? new() : new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { Read(authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    static X509Certificate2 Read(FileInfo file)
    {
        try
        {
            return X509Certificate2.CreateFromPem(File.ReadAllText(file.FullName));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandException(ExitCode.Usage, $"--authority {file} cannot be read as a PEM certificate: {exception.Message}");
        }
    }
}
