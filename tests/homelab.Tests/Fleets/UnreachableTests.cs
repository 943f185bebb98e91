using System.Net;
using System.Net.Sockets;

namespace HomeLab.Cli.Tests.Fleets;

/// <summary>One sentence and an exit code for whatever stands between the command line and a service.</summary>
public sealed class UnreachableTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    static readonly Dictionary<string, string> Operator = new() { ["HOMELAB_TOKEN"] = FakeFleet.Token };

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        var transcript = await Transcript.OfAsync($"get sources --inventory http://127.0.0.1:{ClosedPort()}", Operator);

        Assert.Equal((ExitCode.Unreachable, ""), (transcript.ExitCode, transcript.Out));
        Assert.Matches(@"^homelab: inventory does not answer at http://127\.0\.0\.1:\d+/: Connection refused.*\.\n$", transcript.Error);
    }

    [Fact]
    public async Task Gives_what_the_others_say_and_still_does_not_exit_well()
    {
        var transcript = await Transcript.OfAsync($"get work --dns {fleet.Dns} --inventory http://127.0.0.1:{ClosedPort()}", Operator);

        Assert.Equal(ExitCode.Unreachable, transcript.ExitCode);
        Assert.Contains("zone/example.org", transcript.Out, StringComparison.Ordinal);
        Assert.Contains("inventory does not answer", transcript.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_wait_for_ever_for_somebody_who_accepts_and_says_nothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var transcript = await Transcript.OfAsync($"get sources --timeout 1 --inventory http://{silent.LocalEndpoint}", Operator);

        Assert.Equal(ExitCode.Unreachable, transcript.ExitCode);
        Assert.Equal("homelab: inventory did not answer within 1 s; --timeout gives it longer.\n", transcript.Error);
    }

    [Fact]
    public async Task Says_that_a_token_is_not_known_and_does_not_show_it()
    {
        var transcript = await Transcript.OfAsync(
            $"get sources --inventory {fleet.Inventory}", new Dictionary<string, string> { ["HOMELAB_TOKEN"] = "operator.wrong-secret" });

        Assert.Equal(ExitCode.Failed, transcript.ExitCode);
        Assert.Equal("homelab: inventory does not know this caller: The token is not known here.\n", transcript.Error);
    }

    [Fact]
    public async Task Demands_a_token_for_addresses()
    {
        var transcript = await Transcript.OfAsync($"get sources --inventory {fleet.Inventory}");

        Assert.Equal(ExitCode.Usage, transcript.ExitCode);
        Assert.Contains("HOMELAB_TOKEN is not set", transcript.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_no_token_to_the_network()
    {
        var transcript = await Transcript.OfAsync("get sources --inventory http://inventory.example.org:5001", Operator);

        Assert.Equal(ExitCode.Usage, transcript.ExitCode);
        Assert.Contains("is clear text beyond this machine", transcript.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_address_is_missing()
    {
        var transcript = await Transcript.OfAsync($"get zones --inventory {fleet.Inventory}", Operator);

        Assert.Equal("homelab: It is not known where dns is; say --dns URL.\n", transcript.Error);
        Assert.Equal(ExitCode.Usage, transcript.ExitCode);
    }

    static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
