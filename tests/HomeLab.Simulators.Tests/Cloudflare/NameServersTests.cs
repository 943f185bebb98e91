using System.Diagnostics;
using System.Globalization;
using HomeLab.NativeServers;
using HomeLab.Simulators.Cloudflare.NameServers;
using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Cloudflare;

/// <summary>The simulated name servers as <c>dig</c> sees them.</summary>
public sealed class NameServersTests : IAsyncLifetime
{
    SimulatorHost host = null!;

    public async Task InitializeAsync() => host = await SimulatorHost.StartAsync(
    [
        ("Simulators:Cloudflare:DnsPort", "0"),
        ("Simulators:Cloudflare:Zones:0:Name", "example.org"),
        .. Records(
            ("A", "host.example.org", "192.0.2.10", false), ("AAAA", "host.example.org", "2001:db8::10", false), ("A", "photos.example.org", "192.0.2.10", true),
            ("CNAME", "www.example.org", "host.example.org", false), ("CNAME", "example.org", "host.example.org", false),
            ("CNAME", "out.example.org", "elsewhere.example.net", false), ("A", "*.wild.example.org", "192.0.2.11", false),
            ("TXT", "text.example.org", "\"with \\\"quotes\\\"\" \"in two\"", false), ("TXT", "long.example.org", new string('x', 900), false)),
    ]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [RequiresTheory(Requirement.DnsTools)]
    [InlineData("host.example.org A", "192.0.2.10")]
    [InlineData("host.example.org AAAA", "2001:db8::10")]
    [InlineData("photos.example.org A", "104.21.80.7 172.67.160.7")]
    [InlineData("photos.example.org CNAME", "")]
    [InlineData("www.example.org A", "host.example.org. 192.0.2.10")]
    [InlineData("www.example.org CNAME", "host.example.org.")]
    [InlineData("out.example.org A", "elsewhere.example.net.")]
    [InlineData("example.org A", "192.0.2.10")]
    [InlineData("example.org CNAME", "")]
    [InlineData("example.org NS", "ada.ns.cloudflare.com. bob.ns.cloudflare.com.")]
    [InlineData("any.wild.example.org A", "192.0.2.11")]
    [InlineData("*.wild.example.org A", "192.0.2.11")]
    [InlineData("text.example.org TXT", "\"with \\\"quotes\\\"\" \"in two\"")]
    public async Task Questions_are_answered_as_Cloudflare_would(string question, string answer) =>
        Assert.Equal(answer, string.Join(' ', await DigAsync(["+short", .. question.Split(' ')])));

    [RequiresFact(Requirement.DnsTools)]
    public async Task What_does_not_fit_a_datagram_is_had_over_TCP()
    {
        var text = await DigAsync(["+noedns", "+noall", "+answer", "+comments", "long.example.org", "TXT"]);

        Assert.Contains(text, line => line.Contains("xxx", StringComparison.Ordinal));
        Assert.Contains(text, line => line.Contains("Truncated, retrying in TCP mode", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.DnsTools)]
    public async Task They_say_whether_a_name_is_and_whether_they_serve_it()
    {
        Assert.Contains("status: NXDOMAIN", await StatusAsync("nowhere.example.org"), StringComparison.Ordinal);
        Assert.Contains("status: NOERROR", await StatusAsync("wild.example.org"), StringComparison.Ordinal);
        Assert.Contains("status: REFUSED", await StatusAsync("example.com"), StringComparison.Ordinal);
        Assert.Contains(" aa ", await StatusAsync("host.example.org"), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.DnsTools)]
    public async Task They_lag_and_go_wrong_as_told()
    {
        host.NameServers.Fault = NameServerFault.Hijacked;
        Assert.Equal(["198.51.100.66"], await DigAsync(["+short", "host.example.org", "A"]));
        host.NameServers.Fault = NameServerFault.Refused;
        Assert.Contains("status: REFUSED", await StatusAsync("host.example.org"), StringComparison.Ordinal);
        host.NameServers.Fault = NameServerFault.Intercepted;
        Assert.DoesNotContain(" aa ", await StatusAsync("host.example.org"), StringComparison.Ordinal);
    }

    async Task<string> StatusAsync(string name) => string.Join('\n', await DigAsync([name, "A"]));

    async Task<IReadOnlyList<string>> DigAsync(IEnumerable<string> arguments)
    {
        var at = host.NameServers.Address!;
        using var process = Process.Start(new ProcessStartInfo(
            Executables.Find("dig")!, [$"@{at.Address}", "-p", at.Port.ToString(CultureInfo.InvariantCulture), "+tries=3", .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static IEnumerable<(string Key, string? Value)> Records(params (string Type, string Name, string Content, bool IsProxied)[] records) =>
        records.SelectMany((record, index) => new (string, string?)[]
        {
            (Key(index, "Type"), record.Type), (Key(index, "Name"), record.Name), (Key(index, "Content"), record.Content),
            (Key(index, "Proxied"), record.IsProxied ? "true" : "false"),
        });

    static string Key(int index, string field) => $"Simulators:Cloudflare:Zones:0:Records:{index}:{field}";
}
