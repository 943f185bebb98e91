using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Absence;

/// <summary>Inventory as the source of what is wanted, over gRPC: none of its silences and none of its doubtful words deletes anything.</summary>
public sealed class InventoryAbsenceTests(ITestOutputHelper output)
{
    /// <summary>By which code each withholds the delete that would be due.</summary>
    static readonly (GateFault Fault, string Code)[] Faults =
    [
        (GateFault.DeadlineExceeded, "SourceIncomplete"),
        (GateFault.Refused, "SourceIncomplete"),
        (GateFault.Unauthenticated, "SourceIncomplete"),
        (GateFault.PermissionDenied, "SourceIncomplete"),
        (GateFault.Http403, "SourceIncomplete"),
        (GateFault.Http404, "SourceIncomplete"),
        (GateFault.Http429, "SourceIncomplete"),
        (GateFault.Http500, "SourceIncomplete"),
        (GateFault.CutAnswer, "SourceIncomplete"),
        (GateFault.Nothing, "SourceIncomplete"),
        (GateFault.Empty, "SourceRemoved"),
        (GateFault.Stale, "SourceStale"),
        (GateFault.Incomplete, "SourceIncomplete"),
        (GateFault.NewEpoch, "NewEpoch"),
        (GateFault.OtherLab, "NewEpoch"),
        (GateFault.SourceRemoved, "SourceRemoved"),
    ];

    static readonly TimeSpan RemoveAfter = TimeSpan.FromMinutes(2);
    readonly FakeInventory inventory = new();
    readonly FaultOfGate fault = new();
    readonly ResultTable table = new("Inventory");
    readonly List<string> failures = [];

    [RequiresFact(Requirement.PostgreSql)]
    public async Task No_answer_of_Inventory_makes_us_delete_anything()
    {
        inventory.Lab.Policy.RemoveAfter = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(RemoveAfter);
        for (var i = 1; i <= 6; i++)
        {
            inventory.Publish($"name{i}");
        }
        inventory.Publish("leaving");
        var (gate, address) = await InventoryGate.StartAsync(inventory, fault);
        await using var _ = gate;
        using var channel = GrpcChannel.ForAddress(address);
        await using var host = await DnsHost.StartAsync(inventory, new Inventory.InventoryClient(channel), ["example.org"], isTimeSimulated: true);
        await LookAsync(host);
        inventory.Remove("leaving");

        foreach (var (now, code) in Faults)
        {
            await TryAsync(host, now, code);
        }

        output.WriteLine(table.ToString());
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        // Once everybody has been heard for long enough, what left goes.
        await LookAsync(host);
        host.Simulator.Clock.Advance(RemoveAfter);
        await LookAsync(host);
        Assert.Equal(6, (await host.RecordsAsync()).Count);
    }

    /// <summary>One name has left already, and its absence was noticed; the fault is there when it would have lasted long enough.</summary>
    async Task TryAsync(DnsHost host, GateFault now, string code)
    {
        host.Simulator.Requests.Clear();
        await LookAsync(host);
        fault.Now = now;
        host.Simulator.Clock.Advance(RemoveAfter + TimeSpan.FromSeconds(1));
        await LookAsync(host);
        var during = await StatusAsync(host);
        host.Simulator.Clock.Advance(RemoveAfter + TimeSpan.FromSeconds(1));
        await LookAsync(host);
        fault.Now = GateFault.None;
        await LookAsync(host);
        var after = await StatusAsync(host);

        var leaving = during.Withheld.FirstOrDefault(line => line.Change.StartsWith("delete leaving.", StringComparison.Ordinal));
        Check(now, leaving?.ReasonCode == code, $"the delete is withheld by {leaving?.ReasonCode ?? "nothing"}, not by {code}");
        Check(now, leaving is not null && Readable.Is(leaving.Reason), $"not a sentence for people: {leaving?.Reason}");
        Check(now, (await host.RecordsAsync()).Count == 7, "a record is gone");
        Check(now, after.Withheld is [{ ReasonCode: "RemoveAfter" }], $"afterwards withheld: {string.Join(", ", after.Withheld)}");
        var effects = host.OurRequests.Sum(request => request.Effects.Count);
        Check(now, effects == 0, $"{effects} effects");
        table.Set(now.ToString(), "withheld by", leaving?.ReasonCode ?? "");
        table.Set(now.ToString(), "deletes", $"{host.OurRequests.SelectMany(r => r.Effects).Count(e => e.Action == "delete")}");
        table.Set(now.ToString(), "afterwards", after.Withheld is [{ ReasonCode: "RemoveAfter" }] ? "absence counts anew" : "?");
        table.Set(now.ToString(), "in words", leaving?.Reason ?? "");
    }

    void Check(GateFault now, bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            failures.Add($"{now}: {otherwise}");
        }
    }

    static async Task LookAsync(DnsHost host)
    {
        await host.AskAsync("example.org");
        await host.IdleAsync("example.org");
        host.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    static async Task<ZoneStatus> StatusAsync(DnsHost host) =>
        (await host.Services.GetRequiredService<ZoneStatuses>().ReadAsync(ZoneName.Parse("example.org"), default))!;
}
