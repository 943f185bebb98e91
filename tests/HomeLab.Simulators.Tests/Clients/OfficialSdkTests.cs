using HomeLab.Simulators.Faults;
using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Clients;

public class OfficialSdkTests
{
    [RequiresTheory(Requirement.Node)]
    [InlineData("zones")]
    [InlineData("token")]
    [InlineData("records")]
    [InlineData("structured")]
    [InlineData("pages")]
    [InlineData("filters")]
    [InlineData("batch")]
    [InlineData("errors")]
    public async Task Agrees(string check)
    {
        await using var api = await Api.StartAsync();
        await using var recorder = await Recorder.StartAsync(api.Host.BaseAddress);

        await RunAsync(recorder.Address, check);

        await Transcript.AssertAsync($"sdk-{check}", recorder.Exchanges);
    }

    [RequiresFact(Requirement.Node)]
    public async Task Imports_and_exports_zone_files()
    {
        await using var api = await Api.StartAsync();

        await RunAsync(api.Host.BaseAddress, "files");
    }

    [RequiresTheory(Requirement.Node)]
    [InlineData(FaultEffect.RateLimited, 429)]
    [InlineData(FaultEffect.Status, 502)]
    [InlineData(FaultEffect.Outage, null)]
    public async Task Retries_what_passes(FaultEffect effect, int? status)
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = effect, Status = status ?? 503, Body = FaultBody.Html, RetryAfterSeconds = 1, Times = 2 });

        await RunAsync(api.Host.BaseAddress, "retries");

        Assert.Equal([status, status, 200], api.Host.Requests.Entries.TakeLast(3).Select(entry => entry.Status));
    }

    async Task RunAsync(Uri address, string check)
    {
        await NodeModules.ReadyAsync();
        var baseUrl = new Uri(address, "/cloudflare/client/v4");
        var (exitCode, output) = await Tool.RunAsync("node", NodeModules.Directory, "conformance.mjs", baseUrl.ToString(), Api.EditToken, check);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{check} agrees", output, StringComparison.Ordinal);
    }
}
