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
    /// <summary>By which code each keeps back the delete that would be due, and with which words.</summary>
    static readonly (GateFault Fault, string Code, string Words)[] Faults =
    [
        (GateFault.DeadlineExceeded, "SourceIncomplete", "does not answer in time"),
        (GateFault.Refused, "SourceIncomplete", "cannot be rea"),
        (GateFault.Unauthenticated, "SourceIncomplete", "does not know this service's token"),
        (GateFault.PermissionDenied, "SourceIncomplete", "does not let this service ask"),
        (GateFault.Http403, "SourceIncomplete", "does not let this service ask"),
        (GateFault.Http404, "SourceIncomplete", "does not know the question"),
        (GateFault.Http429, "SourceIncomplete", "cannot be reached"),
        (GateFault.Http500, "SourceIncomplete", "cannot be read"),
        (GateFault.CutAnswer, "SourceIncomplete", "cannot be rea"),
        (GateFault.Nothing, "SourceIncomplete", "of which database"),
        (GateFault.Empty, "SourceRemoved", "taken out of the lab"),
        (GateFault.Stale, "SourceStale", "last heard of"),
        (GateFault.Incomplete, "SourceIncomplete", "lists 3"),
        (GateFault.NewEpoch, "NewEpoch", "is another one"),
        (GateFault.OtherLab, "NewEpoch", "is another one"),
        (GateFault.SourceRemoved, "SourceRemoved", "taken out of the lab"),
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
        var (gate, address) = await InventoryGate.StartAsync(inventory, fault);
        await using var _ = gate;
        using var channel = GrpcChannel.ForAddress(address);
        await using var host = await DnsHost.StartAsync(inventory, new Inventory.InventoryClient(channel), ["example.org"], isTimeSimulated: true);
        await LookAsync(host);

        foreach (var (now, code, words) in Faults)
        {
            await TryAsync(host, now, code, words);
        }

        output.WriteLine(table.ToString());
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>
    /// One name has left, and its absence was noticed; the fault is there when that would have lasted long enough. Afterwards, once everybody
    /// has been heard for long enough, it goes.
    /// </summary>
    async Task TryAsync(DnsHost host, GateFault now, string code, string words)
    {
        // Past the hour over which the brakes count.
        host.Simulator.Clock.Advance(TimeSpan.FromHours(2));
        inventory.Publish("leaving");
        await LookAsync(host);
        inventory.Remove("leaving");
        await LookAsync(host);
        host.Simulator.Requests.Clear();
        fault.Now = now;
        host.Simulator.Clock.Advance(RemoveAfter + TimeSpan.FromSeconds(1));
        await LookAsync(host);
        var during = await StatusAsync(host);
        host.Simulator.Clock.Advance(RemoveAfter + TimeSpan.FromSeconds(1));
        await LookAsync(host);
        var effects = host.OurRequests.SelectMany(request => request.Effects).ToList();
        var kept = (await host.RecordsAsync()).Count;
        fault.Now = GateFault.None;
        await LookAsync(host);
        host.Simulator.Clock.Advance(RemoveAfter + TimeSpan.FromSeconds(1));
        await LookAsync(host);
        var after = (await host.RecordsAsync()).Count;

        // What only a person can tell is proposed, and everything else withheld.
        var leaving = during.Withheld.FirstOrDefault(line => line.Change.StartsWith("delete leaving.", StringComparison.Ordinal));
        var (said, reason) = leaving is null ? (during.ReasonCode, during.Reason) : (leaving.ReasonCode, leaving.Reason);
        Check(now, said == code, $"the delete is kept back by {said}, not by {code}");
        Check(now, reason.Contains(words, StringComparison.Ordinal), $"does not say '{words}': {reason}");
        Check(now, Readable.Is(reason), $"not a sentence for people: {reason}");
        Check(now, kept == 7 && effects.Count == 0, $"{7 - kept} records are gone: {string.Join(", ", effects)}");
        Check(now, after == 6, $"afterwards there are {after} records");
        table.Set(now.ToString(), "kept back by", $"{said} ({(leaving is null ? during.Outcome : "withheld")})");
        table.Set(now.ToString(), "deletes", $"{effects.Count(effect => effect.Action == "delete")}");
        table.Set(now.ToString(), "afterwards", after == 6 ? "what left is deleted" : "?");
        table.Set(now.ToString(), "in words", reason);
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
