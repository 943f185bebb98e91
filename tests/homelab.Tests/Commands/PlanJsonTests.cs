using System.Text.Json;
using HomeLab.Testing;

namespace HomeLab.Cli.Tests.Commands;

public sealed class PlanJsonTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    [Fact]
    [Proves("DNS-27")]
    public async Task A_plan_is_JSON_for_scripts_with_each_change_and_what_holds_it()
    {
        var transcript = await Transcript.OfAsync(fleet, "plan large.example -o json");

        using var json = JsonDocument.Parse(transcript.Out);
        var plan = json.RootElement.GetProperty("plan");
        var deletes = plan.GetProperty("changes").EnumerateArray()
            .Where(change => change.GetProperty("steps")[0].GetProperty("action").GetString() == "delete").ToList();
        Assert.Equal(8000, deletes.Count);
        Assert.Equal("large.example/h0000.large.example/A", deletes[0].GetProperty("steps")[0].GetProperty("object").GetString());
        Assert.Equal(["MaxDeletes", "MaxDeleteShare"], deletes[0].GetProperty("because").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(40, plan.GetProperty("withheld").GetArrayLength());
        Assert.Equal(5, transcript.ExitCode);
    }
}
