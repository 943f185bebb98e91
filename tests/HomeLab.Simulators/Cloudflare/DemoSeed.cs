namespace HomeLab.Simulators.Cloudflare;

/// <summary>The account of the demo lab: one zone in which others were before us.</summary>
public static class DemoSeed
{
    /// <summary>The token that the demo lab's Dns service uses. It opens nothing but this simulator.</summary>
    public const string TokenSecret = "demo-lab-token-for-the-simulator-0000000";

    internal static readonly IReadOnlyList<TokenSeed> Tokens = [new() { Name = "demo", Secret = TokenSecret }];

    internal static readonly IReadOnlyList<ZoneSeed> Zones =
    [
        new()
        {
            Name = "example.org",
            Records =
            [
                new() { Type = "A", Name = "@", Content = "198.51.100.4", Proxied = true, Comment = "website, do not touch" },
                new() { Type = "CNAME", Name = "www", Content = "example.org", Proxied = true },
                new() { Type = "A", Name = "router", Content = "203.0.113.9", Ttl = 300, Comment = "the router" },
                new() { Type = "MX", Name = "@", Content = "mail.example.net", Priority = 10 },
                new() { Type = "TXT", Name = "@", Content = "v=spf1 include:mail.example.net -all" },
                new() { Type = "CAA", Name = "@", Content = "0 issue \"letsencrypt.org\"" },
            ],
        },
    ];
}
