using System.Diagnostics.Metrics;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Agreement;
using HomeLab.Dns.Addresses.Detectors;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Tests.Addresses;

/// <summary>Detectors as they speak, with simulated ones on the other side.</summary>
public sealed class DetectionTests : IAsyncLifetime
{
    static readonly AddressOptions Patient = new() { DetectorTimeout = TimeSpan.FromMinutes(1) };
    readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly DetectorClient client = new(new ConfigurationBuilder().Build());
    SimulatorHost simulator = null!;

    public async Task InitializeAsync() => simulator = await SimulatorHost.StartAsync();

    public async Task DisposeAsync()
    {
        client.Dispose();
        await simulator.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    [Proves("DNS-10")]
    public async Task Detectors_of_four_kinds_see_the_same_address()
    {
        var answers = await AskAsync(IpFamily.IPv4, "trace", "http", "doh", "upnp");

        Assert.Equal(
            ["trace 127.0.0.1 93.184.216.34", "http 127.0.0.1 93.184.216.34", "doh 127.0.0.1 93.184.216.34", "upnp 127.0.0.1 93.184.216.34"],
            answers.Select(answer => $"{answer.Detector} {answer.Address}"));
    }

    public static TheoryData<string, FaultRule> Faults => new()
    {
        { "HttpStatus", new FaultRule { Effect = FaultEffect.RateLimited } },
        { "HttpStatus", new FaultRule { Effect = FaultEffect.Status, Status = 503, Body = FaultBody.Html } },
        { "HttpStatus", new FaultRule { Effect = FaultEffect.Status, Status = 302, Body = FaultBody.Empty } },
        { "Html", new FaultRule { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Html } },
        { "NotAnAddress", new FaultRule { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Text } },
        { "NotAnAddress", new FaultRule { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Json } },
        { "NotAnAddress", new FaultRule { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Empty } },
        { "Truncated", new FaultRule { Effect = FaultEffect.TruncatedAnswer } },
        { "Truncated", new FaultRule { Effect = FaultEffect.LostAnswer } },
        { "Truncated", new FaultRule { Effect = FaultEffect.Outage } },
    };

    /// <summary>One detector says nothing, and why; what the others agree on counts.</summary>
    [Theory, MemberData(nameof(Faults))]
    [Proves("DNS-10", "DNS-31")]
    public async Task A_detector_that_goes_wrong_takes_no_part(string code, FaultRule fault)
    {
        simulator.Faults.Add(fault with { System = "addresses", Path = "/demo/page" });

        var answers = await AskAsync(IpFamily.IPv4, "trace", "http", "doh");

        Assert.Equal(["", code, ""], answers.Select(answer => answer.Refusal?.Code ?? ""));
        Assert.Equal("93.184.216.34", Assert.IsType<Verdict.Agreed>(Quorum.Of(answers, 2, 32)).Address.ToString());
    }

    [Theory]
    [Proves("DNS-31")]
    [InlineData("trace", "162.159.36.1", "Cloudflare")]
    [InlineData("page", "100.64.7.7", "CarrierGrade")]
    [InlineData("dns-query", "10.0.0.7", "Private")]
    [InlineData("router", "192.168.178.2", "Private")]
    [InlineData("router", "0.0.0.0", "ThisNetwork")]
    [InlineData("page", "2606:2800:220:1::1", "OtherFamily")]
    [InlineData("page", "<p>93.184.216.34</p>", "Html")]
    [InlineData("trace", "", "NotAnAddress")]
    public async Task What_cannot_be_an_uplinks_address_is_refused_whoever_says_it(string path, string address, string code)
    {
        simulator.Uplinks.Turn("demo", it => it with { Says = new Dictionary<string, string> { [path] = address } });

        var answers = await AskAsync(IpFamily.IPv4, "trace", "http", "doh", "upnp");

        Assert.Equal(code, Assert.Single(answers, answer => answer.Address is null).Refusal!.Code);
    }

    [Fact]
    [Proves("DNS-31")]
    public async Task Nobody_is_believed_through_WARP()
    {
        simulator.Uplinks.Turn("demo", it => it with { Warp = "on" });

        Assert.Equal("Warp", Assert.Single(await AskAsync(IpFamily.IPv4, "trace")).Refusal?.Code);
    }

    [Fact]
    public async Task A_detector_that_does_not_answer_in_time_has_not_answered()
    {
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Latency, Seconds = 3600, System = "addresses" });

        var answers = await AskAsync(new AddressOptions { DetectorTimeout = TimeSpan.FromMilliseconds(300) }, IpFamily.IPv4, Settings("http", "upnp"));

        Assert.All(answers, answer => Assert.Equal("Timeout", answer.Refusal?.Code));
    }

    /// <summary>Half of 93.184.216.34 is an address too.</summary>
    [Theory]
    [InlineData("Unframed", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n93.184.216.3")]
    [InlineData("Truncated", "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n93.184.216.3")]
    [InlineData("Truncated", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n93.184.216.3")]
    [InlineData("TooLarge", "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n93.184.216.34")]
    [InlineData("NoAnswer", "93.184.216.34\r\n\r\n")]
    [InlineData("", "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n93.184.216.34")]
    public async Task Only_a_whole_answer_counts(string code, string answer)
    {
        await using var server = new RawServer(answer);

        var answers = await AskAsync(Patient, IpFamily.IPv4, [new DetectorSetting("http", server.Url, null)]);

        Assert.Equal(code, Assert.Single(answers).Refusal?.Code ?? "");
    }

    [Fact]
    [Proves("DNS-9")]
    public async Task A_detector_is_asked_by_the_family_in_question_and_by_no_other()
    {
        var answer = Assert.Single(await AskAsync(IpFamily.IPv6, "http"));

        Assert.Equal("NameUnknown", answer.Refusal?.Code);
        Assert.Contains("127.0.0.1 has no IPv6 address", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(simulator.Requests.Entries);
    }

    /// <summary>Where the machine has it, over IPv6 itself.</summary>
    [Fact]
    public async Task Who_is_asked_over_IPv6_answers_with_an_IPv6_address()
    {
        if (!LocalAddresses.Of("lo", IpFamily.IPv6).Contains(System.Net.IPAddress.IPv6Loopback))
        {
            return;
        }
        await using var six = await SimulatorHost.StartAsync(("Urls", "http://[::1]:0"));

        var answers = await AskAsync(Patient, IpFamily.IPv6,
            [new("trace", six.Detector("trace").ToString(), null), new("http", six.Detector("page").ToString(), null), new("doh", six.Detector("dns-query").ToString(), null)]);

        Assert.All(answers, answer => Assert.Equal("2606:2800:220:1:248:1893:25c8:1946", answer.Address?.ToString()));
    }

    [Fact]
    public async Task Nobody_on_the_internet_is_asked_in_clear_text()
    {
        var answers = await AskAsync(Patient, IpFamily.IPv4, [new DetectorSetting("http", "http://ip.invalid/", null), new DetectorSetting("odd", null, null)]);

        Assert.Equal(["NotEncrypted", "UnknownKind"], answers.Select(answer => answer.Refusal?.Code));
    }

    [Fact]
    public async Task An_uplink_whose_interface_is_not_there_says_so()
    {
        var uplink = Uplink(Settings("http")) with { Interface = "none0" };

        var answer = Assert.Single(await Detection(Patient).AskAsync(uplink, IpFamily.IPv4, default));

        Assert.Contains("none0 has no IPv4 address", answer.Refusal!.Message, StringComparison.Ordinal);
    }

    Task<IReadOnlyList<Answer>> AskAsync(IpFamily family, params string[] kinds) => AskAsync(Patient, family, Settings(kinds));

    Task<IReadOnlyList<Answer>> AskAsync(AddressOptions options, IpFamily family, IReadOnlyList<DetectorSetting> settings) =>
        Detection(options).AskAsync(Uplink(settings), family, default);

    static Uplink Uplink(IReadOnlyList<DetectorSetting> settings) => new("demo", settings, 2, 2, TimeSpan.FromMinutes(1), null, null);

    DetectorSetting[] Settings(params string[] kinds) => [.. kinds.Select(kind => new DetectorSetting(kind, simulator.Detector(kind switch
    {
        "http" => "page",
        "doh" => "dns-query",
        "upnp" => "router/rootDesc.xml",
        _ => kind,
    }).ToString(), null))];

    Detection Detection(AddressOptions options) => new(
        [new TraceDetector(client), new PageDetector(client), new DohDetector(client), new UpnpDetector(client), new InterfaceDetector()],
        Options.Create(options), new AddressMetrics(services.GetRequiredService<IMeterFactory>()), TimeProvider.System);
}
