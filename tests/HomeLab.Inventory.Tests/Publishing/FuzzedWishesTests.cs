using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Publishing;

/// <summary>Objects whose names, annotations and targets are whatever people write.</summary>
public class FuzzedWishesTests
{
    static readonly Gen<string> Words = Gen.Elements(
        "a", "B", "www.example.org", "*.example.org", "example.org.", "_sip._tcp.example.org", "my_app.example.org", "bücher.example.org", "xn--bcher-kva.example.org", "🙂.example.org",
        "İ.example.org", "e\u0301.example.org", "\u200d.example.org", new string('a', 63) + ".example.org", new string('a', 64) + ".example.org",
        string.Join('.', Enumerable.Repeat("abcdefgh", 27)) + ".example.org", "a..example.org", ".example.org", "example.org", "www.example.net", "192.0.2.1", "2001:db8::1", "1.1", "fe80::1%eth0",
        "", " ", ",", ",,", "\t", "\"", "\\", "${VAR}.example.org", "{{ .Name }}.example.org", "true", "false", "TRUE", "0", "1", "60", "5m", "1h30m", "-1", "9e99", "999999999999999999999h",
        "annotation-only", "defined-hosts-only", "dns-controller", "other", "A", "AAAA", "CNAME", "TXT", "MX", "NS", "10 mail.example.org", "0 issue \"letsencrypt.org\"", "Host(`a.example.org`)",
        "Host(`", "HostRegexp(`.+`)", new string('x', 5000));

    static readonly Gen<string> Texts = Words.ListOf(3).Select(it => string.Join(',', it)).Or(Words);

    static readonly Gen<JsonObject> Annotations =
        from values in Texts.ListOf(7)
        let names = new[] { "hostname", "internal-hostname", "target", "ttl", "cloudflare-proxied", "ingress-hostname-source", "controller" }
        select new JsonObject(names.Zip(values).Where(it => it.Second.Length % 3 > 0 || it.First == "hostname")
            .Select(it => KeyValuePair.Create($"external-dns.alpha.kubernetes.io/{it.First}", (JsonNode?)it.Second)));

    static readonly Gen<string> Objects =
        from kind in Gen.Elements("Ingress", "Service", "DNSEndpoint", "IngressRoute", "HTTPRoute")
        from annotations in Annotations
        from words in Texts.ListOf(4)
        from type in Words
        select Of(kind, annotations, [.. words], type);

    [Fact]
    public void Whatever_an_object_says_only_names_of_the_zone_become_public_and_each_reads_back_as_it_is() => Prop.ForAll(Objects.ToArbitrary(), manifest =>
    {
        var cluster = new PublishedCluster(new KubernetesPublishSpec { Target = manifest.Length % 2 == 0 ? "home.example.net" : null }).See(manifest);
        var first = cluster.Lines;

        Assert.All(cluster.Endpoints.Where(it => it.Target is not null), it =>
        {
            Assert.Equal(it.Host, DnsName.Normalise(it.Host));
            Assert.True(it.Host == "example.org" || it.Host.EndsWith(".example.org", StringComparison.Ordinal), it.Host);
            Assert.NotEmpty(LabJson.Read<List<string>>(it.Targets));
            Assert.True(it.Ttl is null or (>= 60 and <= 86400));
        });
        Assert.All(cluster.Endpoints.Where(it => it.Target is null), it => Assert.NotEmpty(it.RefusedCode));
        Assert.Equal(first, cluster.See(manifest).Lines);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    static string Of(string kind, JsonObject annotations, IReadOnlyList<string> words, string type)
    {
        var (apiVersion, spec) = kind switch
        {
            "Ingress" => ("networking.k8s.io/v1", $$"""{"rules":[{"host":{{Json(words[0])}}},{"host":{{Json(words[1])}}}],"tls":[{"hosts":[{{Json(words[2])}}]}]}"""),
            "Service" => ("v1", $$"""{"type":"LoadBalancer","externalIPs":[{{Json(words[0])}}],"clusterIP":{{Json(words[1])}}}"""),
            "DNSEndpoint" => ("externaldns.k8s.io/v1alpha1",
                $$"""{"endpoints":[{"dnsName":{{Json(words[0])}},"recordType":{{Json(type)}},"targets":[{{Json(words[1])}},{{Json(words[2])}}],"recordTTL":7},7,null,{"dnsName":[1],"targets":"x"}]}"""),
            "IngressRoute" => ("traefik.io/v1alpha1", $$"""{"routes":[{"match":{{Json(words[0])}}},{"match":{{Json(words[1])}}}],"entryPoints":[{{Json(words[2])}}]}"""),
            _ => ("gateway.networking.k8s.io/v1", $$"""{"hostnames":[{{Json(words[0])}},{{Json(words[1])}}],"parentRefs":[{"name":{{Json(words[2])}},"namespace":{{Json(words[3])}}},null,3]}"""),
        };
        return $$$"""
            {"apiVersion":"{{{apiVersion}}}","kind":"{{{kind}}}","metadata":{"name":"it","namespace":"apps","annotations":{{{annotations.ToJsonString()}}}},"spec":{{{spec}}},
             "status":{"loadBalancer":{"ingress":[{"ip":{{{Json(words[3])}}}}]}} }
            """;
    }

    static string Json(string text) => JsonSerializer.Serialize(text);
}
