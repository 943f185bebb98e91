using System.Security.Cryptography.X509Certificates;
using HomeLab.Polyfills.Tests.Docker;
using k8s;

namespace HomeLab.Polyfills.Tests.KubernetesClient;

public sealed class TlsTests : IDisposable
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("homelab-kube-tls-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Trusts_the_authority_of_the_configuration_and_shows_its_certificate()
    {
        var tls = new TestCertificates(_directory.FullName);
        await using var server = await FakeApiServer.StartAsync(certificate: Server(tls));
        using var client = server.Client(config =>
        {
            config.SslCaCerts = [tls.Authority];
            config.ClientCertificateFilePath = tls.ServerFile;
            config.ClientKeyFilePath = tls.ServerKeyFile;
        });

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal("CN=127.0.0.1", server.Last.Client);
    }

    [Fact]
    public async Task Refuses_a_server_that_nobody_vouches_for_unless_told_not_to_look()
    {
        var tls = new TestCertificates(_directory.FullName);
        await using var server = await FakeApiServer.StartAsync(certificate: Server(tls));
        using var careful = server.Client();
        using var careless = server.Client(config => config.SkipTlsVerify = true);

        await Assert.ThrowsAsync<HttpRequestException>(() => careful.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a"));
        await careless.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Single(server.All);
    }

    [Fact]
    public async Task Refuses_a_server_of_another_authority()
    {
        var other = new TestCertificates(_directory.FullName).Authority;
        await using var server = await FakeApiServer.StartAsync(certificate: Server(new TestCertificates(_directory.FullName)));
        using var client = server.Client(config => config.SslCaCerts = [other]);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a"));
    }

    [Fact]
    public async Task Expects_the_name_that_the_configuration_says()
    {
        var tls = new TestCertificates(_directory.FullName, "kube.lab.test");
        await using var server = await FakeApiServer.StartAsync(certificate: Server(tls));
        using var client = server.Client(config =>
        {
            config.SslCaCerts = [tls.Authority];
            config.TlsServerName = "kube.lab.test";
        });

        await client.CustomObjects.GetClusterCustomObjectAsync("", "v1", "nodes", "a");

        Assert.Equal("kube.lab.test", server.Last.Host);
    }

    internal static X509Certificate2 Server(TestCertificates tls) =>
        X509Certificate2.CreateFromPemFile(tls.ServerFile, tls.ServerKeyFile);
}
