using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.NativeServers;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using Microsoft.Net.Http.Client;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class TransportTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("homelab-docker-tls-");

    public void Dispose() => _directory.Delete(recursive: true);

    [RequiresFact(Requirement.PrivateDocker)]
    public async Task Speaks_TLS_with_a_client_certificate()
    {
        var tls = new TestCertificates(_directory.FullName);
        var port = FreePort();
        await using var engine = await DockerEngine.StartAsync(
            ["--host", $"tcp://127.0.0.1:{port}", "--tlsverify", "--tlscacert", tls.AuthorityFile, "--tlscert", tls.ServerFile, "--tlskey", tls.ServerKeyFile]);
        await TestImage.ImportAsync(engine.Endpoint);
        var endpoint = new Uri($"tcp://127.0.0.1:{port}");
        using var known = new DockerClientConfiguration(endpoint, new ClientCertificate(tls.Client, tls.Authority)).CreateClient();
        using var unknown = new DockerClientConfiguration(endpoint, new ClientCertificate(null, tls.Authority)).CreateClient();

        await known.System.PingAsync();
        var container = await known.Containers.CreateContainerAsync(new CreateContainerParameters { Image = TestImage.Name });
        await known.Containers.StartContainerAsync(container.ID, new ContainerStartParameters());
        var command = await known.Exec.ExecCreateContainerAsync(
            container.ID, new ContainerExecCreateParameters { AttachStdout = true, Cmd = ["echo", "over TLS"] });
        using var stream = await known.Exec.StartAndAttachContainerExecAsync(command.ID, tty: false);

        Assert.Equal("over TLS\n", (await stream.ReadOutputToEndAsync(CancellationToken.None)).stdout);
        await Assert.ThrowsAsync<HttpRequestException>(() => unknown.System.PingAsync());
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Speaks_plain_TCP()
    {
        using var relay = new SocketRelay(await TestDocker.EndpointAsync());
        using var client = new DockerClientConfiguration(new Uri($"tcp://127.0.0.1:{relay.Port}")).CreateClient();

        await client.System.PingAsync();

        Assert.NotEmpty((await client.System.GetSystemInfoAsync()).ID);
    }

    [Fact]
    public async Task Says_that_nobody_answers()
    {
        using var client = new DockerClientConfiguration(new Uri($"unix://{_directory.FullName}/none.sock")).CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.System.PingAsync());
    }

    [Fact]
    public async Task Gives_up_on_a_daemon_that_keeps_silent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new DockerClientConfiguration(
            new Uri($"tcp://{listener.LocalEndpoint}"), defaultTimeout: TimeSpan.FromMilliseconds(200)).CreateClient();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.System.PingAsync());
    }

    [Fact]
    public void Refuses_an_address_that_it_cannot_speak_to() =>
        Assert.ThrowsAny<Exception>(() => new DockerClientConfiguration(new Uri("ftp://nowhere")).CreateClient());

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Written as an application would write it, against the public types alone.</summary>
    sealed class ClientCertificate(X509Certificate2? certificate, X509Certificate2 authority) : Credentials
    {
        public override bool IsTlsCredentials() => true;

        public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
        {
            var handler = (ManagedHandler)innerHandler;
            handler.ClientCertificates = certificate is null ? [] : [certificate];
            handler.ServerCertificateValidationCallback = (_, server, _, errors) => errors switch
            {
                SslPolicyErrors.None => true,
                SslPolicyErrors.RemoteCertificateChainErrors => IsIssuedByAuthority(server!),
                _ => false,
            };
            return handler;
        }

        bool IsIssuedByAuthority(X509Certificate server)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            using var copy = X509CertificateLoader.LoadCertificate(server.GetRawCertData());
            return chain.Build(copy);
        }
    }
}
