using HomeLab.Simulators.Faults;
using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Clients;

public class OfficialSdkTests(NodeModules modules) : IClassFixture<NodeModules>
{
    [RequiresTheory(Requirement.Node)]
    [InlineData("zones")]
    [InlineData("token")]
    [InlineData("records")]
    [InlineData("structured")]
    [InlineData("pages")]
    [InlineData("filters")]
    [InlineData("batch")]
    [InlineData("files")]
    [InlineData("errors")]
    public async Task Agrees(string check)
    {
        await using var api = await Api.StartAsync();

        await RunAsync(api, check);
    }

    [RequiresTheory(Requirement.Node)]
    [InlineData(FaultEffect.RateLimited, 429)]
    [InlineData(FaultEffect.Status, 502)]
    [InlineData(FaultEffect.Outage, null)]
    public async Task Retries_what_passes(FaultEffect effect, int? status)
    {
        await using var api = await Api.StartAsync();
        api.Host.Faults.Add(new FaultRule { Effect = effect, Status = status ?? 503, Body = FaultBody.Html, RetryAfterSeconds = 1, Times = 2 });

        await RunAsync(api, "retries");

        Assert.Equal([status, status, 200], api.Host.Requests.Entries.TakeLast(3).Select(entry => entry.Status));
    }

    async Task RunAsync(Api api, string check)
    {
        await modules.ReadyAsync();
        var baseUrl = api.Host.Cloudflare.ToString().TrimEnd('/');
        var (exitCode, output) = await Tool.RunAsync("node", NodeModules.Directory, "conformance.mjs", baseUrl, Api.EditToken, check);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{check} agrees", output, StringComparison.Ordinal);
    }
}
