using HomeLab.Cli.Commands.Dns;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Lab.Yaml;
using HomeLab.Testing;
using Record = HomeLab.Contracts.Grpc.Dns.Record;

namespace HomeLab.Cli.Tests.Commands;

public sealed class ImportedZoneTests : IDisposable
{
    readonly TemporaryDirectory lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    [Proves("DNS-45")]
    public void A_zone_becomes_documents_that_the_lab_accepts_and_that_ask_for_what_is_there()
    {
        var zone = new Zone
        {
            Name = "example.org",
            Records =
            {
                Record("example.org", "A", "192.0.2.1", 300), Record("example.org", "A", "192.0.2.2", 300), Record("example.org", "A", "192.0.2.3", 600),
                Record("*.example.org", "CNAME", "example.org", proxied: true), Record("six.example.org", "AAAA", "2001:db8::1", ttl: 30),
                Record("example.org", "MX", "10 mail.example.net"), Record("_dmarc.example.org", "TXT", "v=DMARC1; \"quoted\" \\ ☃"),
                Record("_sip._tcp.example.org", "SRV", "0 5 5060 sip.example.net"), Record("example.org", "CAA", "0 issue \"letsencrypt.org\""),
                Record($"{new string('a', 40)}.{new string('b', 40)}.example.org", "A", "192.0.2.4"),
                Record($"{new string('a', 40)}.{new string('b', 40)}.x.example.org", "A", "192.0.2.5"),
                Record("example.org", "NS", "ns.example.net"),
            },
        };
        zone.Records.Add(new Record(Record("ours.example.org", "A", "192.0.2.6")) { IsOwned = true });
        zone.Records.Add(new Record(Record("kept.example.org", "A", "192.0.2.7")) { KeptBy = "ExternalDns" });

        var imported = ImportedZone.Of(zone);

        Assert.Equal(["example.org NS (type)", "kept.example.org A (ExternalDns)"], imported.LeftOut);
        lab.Write("lab.yaml", """
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: attic}
            spec: {cloudflare: {token: {env: CLOUDFLARE_TOKEN}, zones: [example.org]}}
            """);
        lab.Write("imported.yaml", imported.ToYaml());
        var read = LabLoader.Load(LabFiles.Read(lab.Path, LabFiles.DefaultMaxBytes), new YamlLimits(), lastZones: null);
        Assert.Empty(read.Documents.SelectMany(document => document.Problems));
        Assert.Empty(read.RefusedFiles);
        Assert.Equal(10, read.Documents.Count(document => document.Kind == "DnsRecord"));
        var specs = string.Join('\n', read.Documents.Select(document => document.SpecJson));
        Assert.Contains("192.0.2.2", specs, StringComparison.Ordinal);
        Assert.Contains("☃", specs.Replace("\\u2603", "☃", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    static Record Record(string name, string type, string content, int ttl = 1, bool proxied = false) =>
        new() { Id = $"{name}{type}{content}", Name = name, Type = type, Content = content, Ttl = ttl, Proxied = proxied };
}
