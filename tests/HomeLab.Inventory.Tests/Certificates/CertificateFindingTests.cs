using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Tests.Graph;

namespace HomeLab.Inventory.Tests.Certificates;

public sealed class CertificateFindingTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-60, 30, null, "")]
    [InlineData(-70, 20, null, "certificate.expires-soon")]
    [InlineData(-90, -1, null, "certificate.expired")]
    [InlineData(-4, 2, null, "")]
    [InlineData(-5, 1, null, "certificate.expires-soon")]
    [InlineData(-3000, 40, null, "")]
    [InlineData(-3000, 20, null, "certificate.expires-soon")]
    [InlineData(-70, 20, 5, "")]
    [InlineData(-10, 80, -1, "certificate.expires-soon")]
    public void How_near_the_end_is_goes_by_its_life_or_by_what_its_issuer_says(int from, int until, int? renewal, string expected)
    {
        var state = Photos with { Certificate = Photos.Certificate with { NotBefore = Now.AddDays(from), NotAfter = Now.AddDays(until) }, RenewsAt = renewal is { } days ? Now.AddDays(days) : null };

        Assert.Equal(expected, string.Join(' ', Found(state)));
    }

    [Fact]
    public void A_name_that_its_certificate_does_not_cover_is_found() => Assert.Equal(["certificate.wrong-name"], Found(Photos with { CoversName = false }));

    [Fact]
    public void A_certificate_that_nobody_trusts_is_found_where_the_public_DNS_leads()
    {
        var untrusted = Photos with { IsTrusted = false, Distrust = "its authority is none of this machine's" };

        Assert.Equal(["certificate.not-trusted"], Found(untrusted, PublicName()));
        Assert.Empty(Found(untrusted));
        Assert.Empty(Found(Photos with { IsTrusted = null }, PublicName()));
    }

    [Fact]
    public void A_node_of_Proxmox_is_found_by_its_own_rule()
    {
        var node = new CertificateState("proxmox/pve/node/pve1", "proxmox pve-ssl.pem") { Certificate = Photos.Certificate with { NotBefore = Now.AddDays(-700), NotAfter = Now.AddDays(10) } };
        var over = node with { Certificate = node.Certificate with { NotAfter = Now.AddDays(-1) } };

        Assert.Equal(["proxmox.certificate-expiring"], Found(node));
        Assert.Equal(FindingSeverity.Warning, Assert.Single(Look("proxmox.certificate-expiring", node)).Severity);
        Assert.Equal(FindingSeverity.Critical, Assert.Single(Look("proxmox.certificate-expiring", over)).Severity);
        Assert.Equal(["proxmox/pve"], Assert.Single(Look("proxmox.certificate-expiring", over)).Sources);
    }

    [Fact]
    public void Of_a_name_that_is_served_at_two_places_there_is_one_finding_with_both()
    {
        var ending = Photos with { Certificate = Photos.Certificate with { NotAfter = Now.AddDays(1) } };

        var found = Assert.Single(Look("certificate.expires-soon", ending, ending with { Signal = "tls 192.0.2.11:443" }));

        Assert.Equal([Photos.Object], found.Addresses);
        Assert.Contains("192.0.2.10:443", found.Evidence, StringComparison.Ordinal);
        Assert.Contains("192.0.2.11:443", found.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Secret_is_not_found_beside_the_Certificate_that_it_is_of()
    {
        var issued = new CertificateState("kubernetes/talos/cert-manager.io/Certificate/gateway/wildcard", "cert-manager") { Certificate = Photos.Certificate with { NotAfter = Now.AddDays(-1) } };

        Assert.Equal([issued.Object], Look("certificate.expired", issued, issued with { Object = "kubernetes/talos/Secret/gateway/wildcard" }).Select(it => it.Addresses[0]));
    }

    static readonly CertificateState Photos = new("host/photos.attic.dev", "tls 192.0.2.10:443")
    {
        Certificate = new CertificateFacts { Fingerprint = new string('a', 64), Names = ["photos.attic.dev"], NotBefore = Now.AddDays(-10), NotAfter = Now.AddDays(80) },
        IsTrusted = true, CoversName = true,
    };

    static LabGraph PublicName()
    {
        var inventory = new PureInventory();
        inventory.Record("cloudflare/attic.dev", new("test", "read", "", [Seen.Record("attic.dev", "photos.attic.dev", "A", "192.0.2.10", "r1")], null, "NotListed"));
        return inventory.Graph();
    }

    static IEnumerable<string> Found(CertificateState state, LabGraph? graph = null) =>
        FindingRules.Look(Lab([state], graph)).Select(it => it.Rule);

    static IEnumerable<Finding> Look(string rule, params CertificateState[] states) => FindingRules.All[rule].Look(Lab(states, null));

    static Survey Lab(IEnumerable<CertificateState> states, LabGraph? graph) => new(
        Now, graph ?? LabGraph.Empty, [], new CatalogReading([], [], []), new Dictionary<string, bool>(), new Dictionary<string, DeclaredRepository>())
    {
        Certificates = [.. states.Select(it => new KnownCertificate(it, Now))],
    };
}
