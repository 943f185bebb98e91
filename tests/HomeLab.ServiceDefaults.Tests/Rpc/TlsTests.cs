using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Rpc;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.ServiceDefaults.Tests.Rpc;

public sealed class TlsTests : IDisposable
{
    const string Secret = "0123456789abcdef";
    readonly string directory = Directory.CreateTempSubdirectory("homelab-tls-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Beyond_loopback_a_certificate_file_serves_and_its_authority_is_trusted_alone()
    {
        var (certificate, key) = WriteCertificate("served");
        var (stranger, _) = WriteCertificate("stranger");
        var builder = TestService.Create("inventory", database: null, broker: null, settings: new Dictionary<string, string?>
        {
            ["Rpc:Address"] = "0.0.0.0",
            ["Rpc:Certificate:Path"] = certificate,
            ["Rpc:Certificate:KeyPath"] = key,
            ["Rpc:Callers:dns:Secret"] = Secret,
        });
        builder.Services.AddSingleton<SlowInventory.Seen>();
        await using var server = await TestService.StartAsync(builder, app => app.MapRpc<SlowInventory>(Role.Viewer));
        var address = $"https://localhost:{server.Addresses[1].Port}";

        await using var trusting = await ClientAsync(address, certificate);
        await using var doubting = await ClientAsync(address, stranger);

        Assert.Equal("dns Viewer", (await Call(trusting)).Epoch);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => Call(doubting))).StatusCode);
    }

    static async Task<Snapshot> Call(TestService service) =>
        await service.Services.GetRequiredService<Inventory.InventoryClient>().GetSnapshotAsync(new GetSnapshotRequest());

    static async Task<TestService> ClientAsync(string address, string authority)
    {
        var builder = TestService.Create("dns", database: null, broker: null, settings: new Dictionary<string, string?>
        {
            ["services:inventory:grpc:0"] = address,
            ["Rpc:Token"] = $"dns.{Secret}",
            ["Rpc:Authority"] = authority,
        });
        builder.AddRpcClient<Inventory.InventoryClient>("inventory");
        return await TestService.StartAsync(builder);
    }

    (string Certificate, string Key) WriteCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (path, keyPath) = (Path.Combine(directory, $"{name}.pem"), Path.Combine(directory, $"{name}.key"));
        File.WriteAllText(path, certificate.ExportCertificatePem());
        File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());
        return (path, keyPath);
    }
}
