using System.Runtime.CompilerServices;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

public sealed class RestartTests
{
    static readonly Uri NoDocker = new("unix:///nonexistent/docker.sock");

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task A_fleet_whose_power_was_cut_starts_again_and_writes_nothing_twice()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var lab = LabDirectory.Create(state, NoDocker);
        File.Copy(DemoLab("records.yaml"), Path.Combine(lab, "records.yaml"));

        await using (var first = await Fleet.StartAsync(state, lab))
        {
            // "Ready" says that the lab has converged, so there is nothing to wait for.
            var records = (await first.Zone.RecordsAsync()).Select(record => $"{record["type"]} {record["name"]}").ToList();
            Assert.All(["A vpn.example.org", "CNAME nas.example.org", "MX lab.example.org", "TXT lab.example.org"], record => Assert.Contains(record, records));
            Assert.Equal(1, await first.Zone.WritesAsync());
            first.CutPower();
        }

        await using var second = await Fleet.StartAsync(state, lab);
        using var channel = second.Channel("dns");
        var control = new Control.ControlClient(channel);
        await control.ReconcileAsync(new ReconcileRequest { Kind = "zone", Key = "example.org" }, second.AsOperator());
        await Eventually.TrueAsync(
            async () => (await control.ListWorkAsync(new ListWorkRequest(), second.AsOperator())).Work.Any(w => w.Outcome == "Converged" && !w.IsLeased),
            "the zone converges, which may have to wait for the dead worker's lease to end", TimeSpan.FromMinutes(2));

        Assert.Equal(0, await second.Zone.WritesAsync());
        Assert.NotNull(await second.Zone.RecordAsync("nas.example.org"));
    }
    static string DemoLab(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../deploy/labs/demo", file));
}
