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
        await File.WriteAllTextAsync(Path.Combine(lab, "records.yaml"), """
            apiVersion: homelab/v1
            kind: DnsRecord
            metadata: {name: nas}
            spec: {type: A, name: nas.example.org, content: 192.0.2.10}
            """);

        await using (var first = await Fleet.StartAsync(state, lab))
        {
            await first.Zone.AppearsAsync("nas.example.org");
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
}
