using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.ServiceDefaults;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>A real Engine behind mutual TLS.</summary>
public sealed class EngineKeysTests : IDisposable
{
    readonly TestAuthority authority = new();
    readonly TemporaryDirectory directory = new();
    readonly EngineClients clients = new(new SecretReader(new ConfigurationBuilder().Build(), new ServiceName("stacks")), Options.Create(new StacksOptions()));

    public void Dispose()
    {
        clients.Dispose();
        directory.Dispose();
        authority.Dispose();
    }

    [RequiresFact(Requirement.Docker)]
    [Proves("STACK-8")]
    public async Task Both_sides_show_a_key_and_a_renewed_one_counts_at_once()
    {
        using var certificate = authority.Issue("engine");
        using var front = new TlsFront(await TestDocker.EndpointAsync(), certificate, authority.Trusted);
        var target = Target(front);
        Show(authority, "first");
        await PingAsync(target);

        Show(authority, "renewed");
        await PingAsync(target);
        await PingAsync(target);

        Assert.Equal(["CN=first", "CN=renewed"], front.Callers.Distinct());
        using var stranger = new TestAuthority();
        Show(stranger, "stranger");
        directory.Write("ca.pem", authority.Pem);
        await Assert.ThrowsAsync<EngineException>(() => PingAsync(target));
        Assert.DoesNotContain("CN=stranger", front.Callers);

        using var other = stranger.Issue("engine");
        using var impostor = new TlsFront(await TestDocker.EndpointAsync(), other, authority.Trusted);
        Show(authority, "renewed");
        await Assert.ThrowsAsync<EngineException>(() => PingAsync(Target(impostor)));
        Assert.Empty(impostor.Callers);
    }

    EngineTarget Target(TlsFront front) => new()
    {
        Name = "nas", Endpoint = front.Endpoint,
        Ca = new SecretReference { File = Path.Combine(directory.Path, "ca.pem") },
        Cert = new SecretReference { File = Path.Combine(directory.Path, "cert.pem") },
        Key = new SecretReference { File = Path.Combine(directory.Path, "key.pem") },
    };

    void Show(TestAuthority of, string name)
    {
        using var client = of.Issue(name);
        directory.Write("ca.pem", of.Pem);
        directory.Write("cert.pem", client.ExportCertificatePem());
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(client)!;
        directory.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
    }

    async Task PingAsync(EngineTarget target)
    {
        var (client, _) = await clients.OfAsync(target, CancellationToken.None);
        await EngineCalls.MakeAsync("asking for its version", () => client.System.GetVersionAsync(CancellationToken.None), CancellationToken.None);
    }
}
