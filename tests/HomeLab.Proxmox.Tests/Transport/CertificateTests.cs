using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Transport;

public class CertificateTests
{
    static readonly (string, PveReply) Version = ("GET version", PveReply.Ok("""{"version":"9.1.3"}"""));

    [Fact]
    public async Task A_pinned_certificate_is_taken_whatever_else_is_wrong_with_it()
    {
        using var certificate = TestCertificate.Create();
        await using var server = PveServer.Start(certificate, Version);
        using var client = Client(server, CertificateFingerprint.Of(certificate));

        Assert.Equal("9.1.3", (await client.GetVersionAsync(default)).Version);
    }

    [Fact]
    public async Task Another_than_the_pinned_one_is_refused_with_both_fingerprints_and_without_the_token()
    {
        using var certificate = TestCertificate.Create();
        using var old = TestCertificate.Create();
        await using var server = PveServer.Start(certificate, Version);
        using var client = Client(server, CertificateFingerprint.Of(old));

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal((ProxmoxFailure.CertificateRefused, false), (e.Failure, e.IsTransient));
        Assert.Contains(CertificateFingerprint.Of(certificate).ToString(), e.Message);
        Assert.Contains(CertificateFingerprint.Of(old).ToString(), e.Message);
        Assert.Empty(server.Seen);
        Assert.Same(e, Assert.Single(client.Endpoints).Failure);
    }

    [Fact]
    public async Task Without_a_pin_a_self_signed_one_is_refused_with_the_fingerprint_to_pin()
    {
        using var certificate = TestCertificate.Create();
        await using var server = PveServer.Start(certificate, Version);
        using var client = Client(server, null);

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetVersionAsync(default));

        Assert.Equal(ProxmoxFailure.CertificateRefused, e.Failure);
        Assert.Contains(CertificateFingerprint.Of(certificate).ToString(), e.Message);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public void A_fingerprint_is_read_in_any_usual_form_and_written_in_one()
    {
        using var certificate = TestCertificate.Create();
        var fingerprint = CertificateFingerprint.Of(certificate);

        Assert.Matches("^([0-9A-F]{2}:){31}[0-9A-F]{2}$", fingerprint.ToString());
        Assert.Equal(fingerprint, CertificateFingerprint.Parse(fingerprint.ToString()));
        Assert.Equal(fingerprint, CertificateFingerprint.Parse($" {fingerprint.ToString().Replace(":", "").ToLowerInvariant()}\n"));
        Assert.False(CertificateFingerprint.TryParse("AA:BB", out _));
        Assert.False(CertificateFingerprint.TryParse(null, out _));
    }

    static ProxmoxClient Client(PveServer server, CertificateFingerprint? pin) =>
        server.Client(with: settings => settings with { Endpoints = [new ProxmoxEndpoint(server.Address, pin)] });
}
