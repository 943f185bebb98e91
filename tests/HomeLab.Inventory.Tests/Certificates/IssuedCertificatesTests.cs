using System.Text;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Inventory.Tests.Evaluation;

namespace HomeLab.Inventory.Tests.Certificates;

public sealed class IssuedCertificatesTests
{
    const string Certificate = """
        {"apiVersion":"cert-manager.io/v1","kind":"Certificate","metadata":{"name":"wildcard","namespace":"gateway"},
         "spec":{"secretName":"wildcard-tls","dnsNames":["*.attic.dev"],"issuerRef":{"kind":"ClusterIssuer","name":"letsencrypt"}},
         "status":{"revision":3,"notBefore":"2026-01-01T00:00:00Z","notAfter":"2026-04-01T00:00:00Z","renewalTime":"2026-03-02T00:00:00Z",
           "conditions":[{"type":"Ready","status":"READY","message":"The order failed."}]}}
        """;

    const string Request = """
        {"apiVersion":"cert-manager.io/v1","kind":"CertificateRequest","metadata":{"name":"wildcard-REVISION","namespace":"gateway",
           "annotations":{"cert-manager.io/certificate-name":"wildcard","cert-manager.io/certificate-revision":"REVISION"}},"spec":{},"status":{"certificate":"PEM"}}
        """;

    const string Secret = """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"NAME","namespace":"gateway","annotations":{"cert-manager.io/certificate-name":"wildcard"}}}
        """;

    const string Gateway = """
        {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"external","namespace":"gateway"},
         "spec":{"listeners":[{"name":"https","port":443,"protocol":"HTTPS","tls":{"certificateRefs":[{"name":"wildcard-tls"}]}}]}}
        """;

    const string Address = "kubernetes/talos/cert-manager.io/Certificate/gateway/wildcard";

    [Fact]
    public void A_Certificate_tells_until_when_it_is_good_and_what_keeps_the_next_one_away()
    {
        var ready = Assert.Single(Of(Certificate.Replace("READY", "True", StringComparison.Ordinal)));
        var failing = Assert.Single(Of(Certificate.Replace("READY", "False", StringComparison.Ordinal)));

        Assert.Equal((Address, "cert-manager", ""), (ready.Object, ready.Signal, ready.Trouble));
        Assert.Equal(("ClusterIssuer letsencrypt", "*.attic.dev"), (ready.Certificate.Issuer, Assert.Single(ready.Certificate.Names)));
        Assert.Equal((new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)), (ready.Certificate.NotAfter, ready.RenewsAt));
        Assert.Equal("not ready: The order failed.", failing.Trouble);
    }

    [Fact]
    public void What_was_issued_stands_in_the_request_of_the_last_revision()
    {
        using var authority = new TestAuthority();
        using var old = authority.IssueFor("old.attic.dev");
        using var last = authority.IssueFor("new.attic.dev");

        var told = Assert.Single(Of(Certificate, Requested(2, old.ExportCertificatePem()), Requested(3, last.ExportCertificatePem())));

        Assert.Equal(last.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256), told.Certificate.Fingerprint, ignoreCase: true);
        Assert.Equal("CN=Test authority", told.Certificate.Issuer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void A_request_that_holds_none_is_passed_over(string text) =>
        Assert.Equal("", Assert.Single(Of(Certificate, Requested(3, text))).Certificate.Fingerprint);

    [Fact]
    public void The_Secret_that_a_Certificate_names_has_it_and_one_that_only_says_so_has_not() => Assert.Equal(
        [Address, "kubernetes/talos/Secret/gateway/wildcard-tls"],
        Of(Certificate, Secret.Replace("NAME", "wildcard-tls", StringComparison.Ordinal), Secret.Replace("NAME", "copy", StringComparison.Ordinal)).Select(it => it.Object));

    [Fact]
    public void A_listener_hangs_on_its_Secret_and_that_on_its_Certificate()
    {
        var graph = View(Certificate, Secret.Replace("NAME", "wildcard-tls", StringComparison.Ordinal), Gateway).Graph;

        var shown = Assert.Single(graph.Leaving("kubernetes/talos/gateway.networking.k8s.io/Gateway/gateway/external"));
        Assert.Equal(("kubernetes/talos/Secret/gateway/wildcard-tls", "kubernetes.listener-certificate", "certificateRefs of the listener https"), (shown.To, shown.Rule, shown.Evidence));
        Assert.Equal((Address, Bond.Uses), (Assert.Single(graph.Leaving(shown.To)).To, shown.Bond));
    }

    static string Requested(int revision, string pem) => Request.Replace("REVISION", $"{revision}", StringComparison.Ordinal)
        .Replace("PEM", Convert.ToBase64String(Encoding.ASCII.GetBytes(pem)), StringComparison.Ordinal);

    static IEnumerable<CertificateState> Of(params string[] objects) => IssuedCertificates.Of(View(objects));

    static LabView View(params string[] objects) => TestView.Of(objects.Select(it => TestView.Object(it)));
}
