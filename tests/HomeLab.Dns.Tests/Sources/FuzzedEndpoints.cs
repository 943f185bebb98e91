using FsCheck;
using FsCheck.Fluent;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Dns.Tests.Sources;

/// <summary>Endpoints of whatever names and contents people write.</summary>
static class FuzzedEndpoints
{
    static readonly string Long = new('a', 63);

    static readonly Gen<string> Labels = Gen.Frequency(
        (4, Gen.Elements("a", "B", "www", "_sip", "_tcp", "my_app", "*", "bücher", "xn--bcher-kva", "straße", "日本", "é", "e\u0301", "1", "192", Long)),
        (1, Gen.Elements(
            "-x", "x-", "", " ", "a b", "BÜCHER", "xn--", "🙂", "👩‍💻", "İ", "ı", "日本。本", "٣", "\u200d", "\0", Long + "a", "a.", "..", "${VAR}", "{{ x }}",
            "a/b", "a\\b", "a'b", "a\"b", "a;b", "@")));

    static readonly Gen<string> Names =
        from count in Gen.Choose(0, 5)
        from labels in Labels.ListOf(count)
        from end in Gen.Elements(".example.org", "example.org", ".EXAMPLE.org.", ".example.org..", ".example.net", "")
        select string.Join('.', labels) + end;

    static readonly Gen<string> Targets = Gen.OneOf(
        Gen.Elements("192.0.2.1", "192.0.2.2", "192.000.2.3", "1.1", "0x7f.1", "2001:DB8::1", "fe80::1%eth0", "::ffff:192.0.2.1", "home.example.net", "Home.Example.NET.", ""), Names);

    static readonly Gen<string> Texts =
        from parts in Gen.Elements("v=spf1", " ", "\"", "\\", "\\065", "ä", "🙂", new string('k', 255), new string('ä', 128), ";", "\t", "=").ListOf(4)
        select string.Concat(parts);

    static readonly Gen<(string Type, string Content)> Contents = Gen.Frequency(
        (6, Targets.Select(it => ("", it))),
        (2, Texts.Select(it => ("TXT", it))),
        (1, Targets.Select(it => ("MX", $"10 {it}"))),
        (1, Targets.Select(it => ("SRV", $"0 5 443 {it}"))),
        (1, Gen.Elements("issue", "ISSUE", "iodef").Select(it => ("CAA", $"0 {it} \"letsencrypt.org\""))),
        (1, Targets.Select(it => ("NS", it))));

    public static Gen<Endpoint> Any { get; } =
        from name in Names
        from content in Contents
        from more in Targets.ListOf(2)
        from ttl in Gen.Elements(0, 1, 60, 300, 86400, 99999999, -1)
        from proxied in Gen.Elements(true, false)
        from number in Gen.Choose(1, 30)
        select new Endpoint
        {
            Address = $"kubernetes/talos/Service/apps/s{number}#/{name}", Source = "kubernetes/talos/services", Host = name, IsRunning = true,
            Publication = new Publication
            {
                Target = content.Content, Type = content.Type, Ttl = ttl, Proxied = proxied,
                Targets = { content.Type.Length == 0 ? [content.Content, .. more] : [content.Content] },
            },
        };
}
