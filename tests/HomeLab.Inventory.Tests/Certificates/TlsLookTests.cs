using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Inventory.Tests.Probes;

namespace HomeLab.Inventory.Tests.Certificates;

public sealed class TlsLookTests : IDisposable
{
    const string Photos = "photos.attic.dev";

    readonly TestAuthority authority = new();

    public void Dispose() => authority.Dispose();

    [Fact]
    public async Task Each_name_is_asked_for_its_own_certificate()
    {
        using var photos = authority.IssueFor(Photos, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        using var music = authority.IssueFor("music.attic.dev");
        await using var server = TlsServer.Start(name => name == Photos ? photos : music);

        var seen = (await LookAsync(server.Port, Photos)).Served!;
        var other = (await LookAsync(server.Port, "music.attic.dev")).Served!;

        Assert.Equal([Photos], seen.Certificate.Names);
        Assert.Equal((new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)), (seen.Certificate.NotBefore, seen.Certificate.NotAfter));
        Assert.Equal(($"CN={Photos}", "CN=Test authority", photos.SerialNumber), (seen.Certificate.Subject, seen.Certificate.Issuer, seen.Certificate.Serial));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(photos.RawData)), seen.Certificate.Fingerprint);
        Assert.True(seen.CoversName);
        Assert.NotEqual(seen.Certificate.Fingerprint, other.Certificate.Fingerprint);
    }

    [Fact]
    public async Task A_certificate_of_a_known_authority_is_trusted_even_when_it_has_expired()
    {
        using var expired = authority.IssueFor(Photos, new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = TlsServer.Start(expired);

        var seen = (await LookAsync(server.Port, Photos)).Served!;

        Assert.Equal((true, ""), (seen.IsTrusted, seen.Distrust));
        Assert.Equal(2022, seen.Certificate.NotAfter?.Year);
    }

    [Fact]
    public async Task A_certificate_of_nobody_that_is_known_is_taken_and_called_untrusted()
    {
        using var strangers = new TestAuthority();
        using var certificate = strangers.IssueFor(Photos);
        await using var server = TlsServer.Start(certificate);

        var seen = (await LookAsync(server.Port, Photos)).Served!;

        Assert.False(seen.IsTrusted);
        Assert.NotEmpty(seen.Distrust);
        Assert.True(seen.CoversName);
    }

    [Theory]
    [InlineData("music.attic.dev", false)]
    [InlineData("", null)]
    public async Task A_certificate_for_another_name_does_not_cover_the_one_that_was_asked_for(string name, bool? covers)
    {
        using var certificate = authority.IssueFor(Photos);
        await using var server = TlsServer.Start(certificate);

        Assert.Equal(covers, (await LookAsync(server.Port, name)).Served!.CoversName);
    }

    [Fact]
    public async Task A_server_that_wants_to_know_us_has_shown_its_own_certificate_before()
    {
        using var certificate = authority.IssueFor(Photos);
        await using var server = TlsServer.Start(certificate, wantsClients: true);

        Assert.Equal([Photos], (await LookAsync(server.Port, Photos)).Served!.Certificate.Names);
    }

    [Fact]
    public async Task Names_beyond_a_hundred_are_not_kept()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=many", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        for (var i = 0; i < 150; i++)
            names.AddDnsName($"n{i}.attic.dev");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        await using var server = TlsServer.Start(certificate);

        Assert.Equal(CertificateFacts.MostNames, (await LookAsync(server.Port, "n149.attic.dev")).Served!.Certificate.Names.Count);
    }

    [Fact]
    public async Task Who_speaks_no_TLS_or_does_not_listen_shows_none()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var answering = AnswerPlainlyAsync(plain);
        var port = ((IPEndPoint)plain.LocalEndpoint).Port;

        var spoken = await LookAsync(port, Photos);
        plain.Stop();
        await answering;
        var refused = await LookAsync(port, Photos);

        Assert.All([spoken, refused], it => Assert.Null(it.Served));
        Assert.NotNull(spoken.Failure);
        Assert.Contains("refuses connections", refused.Failure, StringComparison.Ordinal);
    }

    static async Task AnswerPlainlyAsync(TcpListener listener)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray());
        }
        catch (SocketException)
        {
        }
    }

    Task<ProbeReading> LookAsync(int port, string name) =>
        TestProbes.Client(new InventoryOptions { CallTimeout = TimeSpan.FromSeconds(60) }, TimeProvider.System, authority.Trusted)
            .AskAsync(new TlsTarget($"host/{name}", name, "127.0.0.1", port, null).Asked, CancellationToken.None);
}
