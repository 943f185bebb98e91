using HomeLab.Simulators.Faults;
using HomeLab.Testing;

namespace HomeLab.Simulators.Tests.Komodo;

/// <summary>How what is carried out goes wrong.</summary>
public class FaultTests
{
    [Fact]
    public async Task Work_fails_after_its_answer_for_the_stack_that_a_rule_names()
    {
        await using var core = await StartAsync("web", "other");
        core.Host.Faults.Add(new FaultRule { Effect = FaultEffect.FailsLater, Path = "/lab/execute/DeployStack", Object = "web", Message = "the disk is full" });

        var web = await core.RunAsync("DeployStack", new { stack = (await core.StackAsync("web"))["_id"]!["$oid"] });
        var other = await core.RunAsync("DeployStack", new { stack = "other" });

        Assert.Equal((false, "the disk is full"), ((bool)web["success"]!, (string)web["logs"]![0]!["stderr"]!));
        Assert.True((bool)other["success"]!);
        Assert.Equal(["other-web-1"], await core.ContainersAsync("nas"));
    }

    [Fact]
    public async Task Work_that_never_ends_keeps_everything_else_away_until_Core_is_restarted()
    {
        await using var core = await StartAsync("web");
        core.Host.Faults.Add(new FaultRule { Effect = FaultEffect.NeverEnds, Path = "/lab/execute/**", Times = 1 });

        var begun = await core.CallAsync("execute", "DeployStack", new { stack = "web" });
        await Eventually.TrueAsync(async () => await core.StateAsync("web") == "deploying", "it is being deployed");
        var second = await core.RunAsync("StopStack", new { stack = "web" });
        await core.ControlAsync("POST", "restart");
        var ended = await core.EndAsync(begun);

        Assert.Contains("Resource is busy", (string?)second["logs"]![0]!["stderr"], StringComparison.Ordinal);
        Assert.Equal(("Komodo shutdown", false), ((string)ended["logs"]![0]!["stage"]!, (bool)ended["success"]!));
        Assert.True((bool)(await core.RunAsync("DeployStack", new { stack = "web" }))["success"]!);
    }

    [Fact]
    public async Task Something_else_is_said_to_be_done()
    {
        await using var core = await StartAsync("web");
        core.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Busy, Object = "web" });

        var write = await core.SendAsync("write", "UpdateStack", new { id = "web", config = new { branch = "other" } });
        var execute = await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal("Stack busy", (string?)write.Body["error"]);
        Assert.Contains("Resource is busy", (string?)execute["logs"]![0]!["stderr"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultEffect.LostAnswer, true)]
    [InlineData(FaultEffect.NotApplied, false)]
    public async Task An_answer_is_lost_and_the_log_tells_whether_it_was_done(FaultEffect effect, bool isDone)
    {
        await using var core = await StartAsync("web");
        core.Host.Faults.Add(new FaultRule { Effect = effect, Path = "/lab/execute/**", Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => core.SendAsync("execute", "DeployStack", new { stack = "web" }));
        await Eventually.TrueAsync(() => core.Host.KomodoRunning == 0, "nothing goes on any more");

        var entry = Assert.Single(core.Host.Requests.Entries, it => it.Path.Contains("/execute/", StringComparison.Ordinal));
        Assert.Equal((null, isDone), (entry.Status, entry.Applied));
        var deployed = core.Host.KomodoUpdates("lab", "web").Where(it => it.Operation == "DeployStack").ToList();
        Assert.Equal(deployed.Select(it => ("DeployStack", it.Id, "stack web")), entry.Effects.Select(it => (it.Action, it.Id, it.Object)));
        Assert.Equal(isDone ? ["web-web-1"] : [], await core.ContainersAsync("nas"));
    }

    [Fact]
    public async Task A_stack_that_cannot_be_taken_down_is_deleted_and_what_it_left_is_taken_over_by_the_next()
    {
        await using var core = await StartAsync("web");
        await core.RunAsync("DeployStack", new { stack = "web" });
        core.Host.Faults.Add(new FaultRule { Effect = FaultEffect.FailsLater, Path = "/lab/write/DeleteStack" });

        await core.WriteAsync("DeleteStack", new { id = "web" });
        var left = await core.ContainersAsync("nas");
        await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx });
        await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal(["web-web-1"], left);
        var updates = core.Host.KomodoUpdates("lab", "web");
        Assert.False(Assert.Single(updates, it => it.Operation == "DeleteStack").IsSuccess);
        Assert.Empty(updates[^1].Effects);
    }

    [Fact]
    public async Task Work_on_a_stack_that_goes_away_meanwhile_fails()
    {
        await using var core = await StartAsync([("Simulators:Komodo:DeploySeconds", "3600")], "web");

        var begun = await core.CallAsync("execute", "DeployStack", new { stack = "web" });
        await Eventually.TrueAsync(async () => await core.StateAsync("web") == "deploying", "it is being deployed");
        await core.ControlAsync("DELETE", "stacks/web");
        core.Host.Clock.Advance(TimeSpan.FromHours(2));

        Assert.False((bool)(await core.EndAsync(begun))["success"]!);
    }

    [Fact]
    public async Task Work_is_done_late()
    {
        await using var core = await StartAsync("web");
        core.Host.Faults.Add(new FaultRule { Effect = FaultEffect.AppliedLate, Seconds = 3600, Path = "/lab/execute/**", Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => core.SendAsync("execute", "DeployStack", new { stack = "web" }));
        Assert.Empty(await core.ContainersAsync("nas"));
        core.Host.Clock.Advance(TimeSpan.FromHours(2));

        await Eventually.TrueAsync(async () => (await core.ContainersAsync("nas")).Count == 1, "it was deployed after all");
    }

    [Fact]
    public async Task What_happens_behind_its_back_shows_when_Core_looks_again()
    {
        await using var core = await StartAsync([("Simulators:Komodo:PollSeconds", "3600")], "web", "other");
        await core.RunAsync("DeployStack", new { stack = "web" });
        var before = (string)(await core.ReadAsync("InspectDockerContainer", new { server = "nas", container = "web-web-1" }))["Id"]!;

        await core.ControlAsync("PUT", "stacks/web", new { containers = new { web = "exited" }, recreated = new[] { "web" } });
        var believed = await core.StateAsync("web");
        var asked = await core.ReadAsync("InspectDockerContainer", new { server = "nas", container = "web-web-1" });
        await core.RunAsync("DeployStack", new { stack = "other" });

        Assert.Equal(("running", "exited"), (believed, (string)asked["State"]!["Status"]!));
        Assert.NotEqual(before, (string?)asked["Id"]);
        Assert.Equal("stopped", await core.StateAsync("web"));
    }

    static Task<Core> StartAsync(params string[] stacks) => StartAsync([], stacks);

    static async Task<Core> StartAsync((string, string?)[] settings, params string[] stacks)
    {
        var core = await Core.StartAsync(settings);
        foreach (var stack in stacks)
            await core.CreateAsync(stack, new { server = "nas", file_contents = Core.Nginx });
        return core;
    }
}
