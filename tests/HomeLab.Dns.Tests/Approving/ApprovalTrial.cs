using System.Text.Json;
using Grpc.Core;
using HomeLab.Cloudflare;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Tests.Ambiguity;
using HomeLab.Dns.Tests.Reconciling;

namespace HomeLab.Dns.Tests.Approving;

/// <summary>One world in a zone of its own.</summary>
sealed class ApprovalTrial(World world, string zone, DnsHost host)
{
    public const string CarriedOut = "approved and carried out whole";
    public const string Refused = "refused: the world had moved";
    readonly Dictionary<string, string> wanted = [];
    readonly HashSet<string> theirs = [];
    readonly DrivenTime time = new(host.Simulator);
    string zoneId = "";
    long ledgerBefore;

    FakeInventory Inventory => host.Inventory;

    /// <summary>Throws where something else happened than was approved.</summary>
    /// <returns>What became of it, for the count.</returns>
    public async Task<string> RunAsync()
    {
        zoneId = await host.ZoneIdAsync(zone);
        await PrepareAsync();
        if (await ProposalAsync() is not { } proposal)
        {
            return "nothing to approve";
        }
        var planned = Steps((await host.Control.GetPlanAsync(new GetPlanRequest { Kind = "zone", Key = zone }, DnsHost.Viewer)).Json);
        Assert.Empty(Effects);

        foreach (var move in world.Meanwhile)
        {
            await MakeAsync(move);
        }
        var isAccepted = await AnswerAsync(proposal.Hash);
        await SettleAsync();
        await host.AskAsync(zone);
        await SettleAsync();

        return Judge(planned, Effects, isAccepted, await ActorsAsync());
    }

    /// <summary>Makes what is wanted first, without asking; from then on everything has to be approved.</summary>
    async Task PrepareAsync()
    {
        Inventory.Begin(zone);
        Inventory.Change(snapshot => (snapshot.Lab.Name, snapshot.Lab.Policy.Apply, snapshot.Sources[1].Complete) = ("test", "auto", true));
        Inventory.Change(snapshot => snapshot.Holds.Clear());
        await MakeAsync(world.First);
        await time.AdvanceAsync(TimeSpan.FromMinutes(1));
        Inventory.Change(snapshot => snapshot.Lab.Policy.Apply = "approve");
        host.Simulator.Requests.Clear();
        ledgerBefore = await host.QueryAsync<long>("SELECT coalesce(max(id), 0) FROM homelab.ledger");
        await MakeAsync(world.Change);
    }

    async Task MakeAsync(IReadOnlyList<Move> wishes)
    {
        foreach (var wish in wishes)
        {
            Wish(wish);
        }
        await host.AskAsync(zone);
        await SettleAsync();
    }

    void Wish(Move move)
    {
        _ = move.Kind == MoveKind.Want ? (wanted[$"name{move.Name}"] = $"t{move.Target}.example.com") is null : wanted.Remove($"name{move.Name}");
        Inventory.Want(zone, wanted);
    }

    async Task MakeAsync(Move move)
    {
        switch (move.Kind)
        {
            case MoveKind.Want or MoveKind.Unwant:
                Wish(move);
                break;
            case MoveKind.TheyEdit or MoveKind.TheyDelete or MoveKind.TheyAdd:
                await InterfereAsync(move);
                break;
            case MoveKind.HoldOn:
                Inventory.Change(snapshot => snapshot.Holds.Add(new PlacedHold
                {
                    Id = "h1", Scope = $"name{move.Name}.{zone}", Reason = "It is being moved.", PlacedBy = "ada",
                    Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(host.Simulator.Clock.GetUtcNow().AddHours(1)),
                }));
                break;
            case MoveKind.SourceFallsSilent or MoveKind.SourceIsBack:
                Inventory.Change(snapshot => (snapshot.Sources[1].Complete, snapshot.Sources[1].ReasonCode, snapshot.Sources[1].Reason) =
                    (move.Kind == MoveKind.SourceIsBack, "Timeout", "the engine did not answer"));
                break;
            case MoveKind.OnlyPreview:
                Inventory.Change(snapshot => snapshot.Lab.Policy.Apply = "dryRun");
                break;
            case MoveKind.AnotherLab:
                Inventory.Change(snapshot => snapshot.Lab.Name = "another");
                break;
            case MoveKind.ADayPasses:
                await time.AdvanceAsync(TimeSpan.FromHours(25));
                break;
            default:
                if (move.Kind == MoveKind.ReadAnew)
                {
                    await host.DoubtAsync(zone);
                }
                await host.AskAsync(zone);
                await SettleAsync();
                break;
        }
    }

    async Task InterfereAsync(Move move)
    {
        var name = $"name{move.Name}.{zone}";
        var there = await host.Somebody.ListRecordsAsync(zoneId, name) is [var first, ..] ? first : null;
        theirs.Add(name);
        var content = $"theirs{move.Target}.example.com";
        await (move.Kind switch
        {
            MoveKind.TheyDelete when there is not null => host.Somebody.DeleteRecordAsync(zoneId, there.Id, default),
            MoveKind.TheyEdit when there is not null => host.Somebody.EditRecordAsync(zoneId, new RecordWrite { Id = there.Id, Content = content }, default),
            MoveKind.TheyAdd when there is null => host.Somebody.CreateRecordAsync(
                zoneId, new RecordWrite { Type = "CNAME", Name = name, Content = content, Comment = "by hand" }, default),
            _ => Task.CompletedTask,
        });
    }

    /// <summary>Whether the plan with this hash may be carried out from now on.</summary>
    async Task<bool> AnswerAsync(string hash)
    {
        switch (world.Answer)
        {
            case Answer.Approve:
                return await IsTakenAsync(hash, isApproval: true);
            case Answer.ApproveAnotherHash:
                return await IsTakenAsync(new string('0', 64), isApproval: true);
            case Answer.Reject:
                await IsTakenAsync(hash, isApproval: false);
                return false;
            case Answer.RejectAndApprove:
                await IsTakenAsync(hash, isApproval: false);
                return await IsTakenAsync(hash, isApproval: true);
            case Answer.ApproveAndReject:
                // Whichever of the look and the second word comes first.
                var isApproved = await IsTakenAsync(hash, isApproval: true);
                await IsTakenAsync(hash, isApproval: false);
                return isApproved;
            default:
                return false;
        }
    }

    async Task<bool> IsTakenAsync(string hash, bool isApproval)
    {
        try
        {
            if (isApproval)
            {
                await host.Control.ApproveAsync(new ApproveRequest { Kind = "zone", Key = zone, Hash = hash }, DnsHost.Operator);
            }
            else
            {
                await host.Control.RejectAsync(new RejectRequest { Kind = "zone", Key = zone, Hash = hash, Why = "No." }, DnsHost.Operator);
            }
            return true;
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    string Judge(IReadOnlyList<string> planned, IReadOnlyList<string> effects, bool isAccepted, IReadOnlyList<string> actors)
    {
        var beyond = effects.Except(planned).ToList();
        Assert.True(beyond.Count == 0 && effects.Distinct().Count() == effects.Count, $"made [{Text(effects)}] of the plan [{Text(planned)}]");
        Assert.True(isAccepted || effects.Count == 0, $"nobody approved, and made is [{Text(effects)}]");
        Assert.True(actors.All(actor => actor == "ada Approval"), $"made by [{Text(actors)}]");
        Assert.Equal(effects.Count, actors.Count);
        var missing = planned.Except(effects).ToList();
        if (effects.Count > 0)
        {
            // What somebody else had touched by then fails its identity check, and nothing but that.
            Assert.True(missing.All(step => theirs.Contains(NameOf(step))), $"of the plan [{Text(planned)}] only [{Text(effects)}] was made");
            return missing.Count == 0 ? CarriedOut : "approved and carried out but for what somebody else had changed";
        }
        Assert.True(
            !isAccepted || world.Answer == Answer.ApproveAndReject || world.Meanwhile.Any(move => move.Kind is not (MoveKind.Look or MoveKind.ReadAnew)),
            $"approved while nothing moved, and not carried out: [{Text(planned)}]");
        return isAccepted ? "approved, and not carried out: the world had moved"
            : world.Answer is Answer.Approve or Answer.RejectAndApprove ? Refused : "not approved";
    }

    Task<LookState> SettleAsync() => time.SettleAsync(host, zone);

    async Task<Proposal?> ProposalAsync() =>
        (await host.Control.ListProposalsAsync(new ListProposalsRequest(), DnsHost.Viewer)).Proposals.SingleOrDefault(it => it.Key == zone);

    /// <summary><c>create CNAME name1.zone t2.example.com</c>, in the words of the simulator's log.</summary>
    IReadOnlyList<string> Effects =>
        [.. host.OurRequests.Where(request => request.Path.Contains(zoneId, StringComparison.Ordinal))
            .SelectMany(request => request.Effects).Select(effect => $"{effect.Action} {effect.Object}").Order(StringComparer.Ordinal)];

    static IReadOnlyList<string> Steps(string plan)
    {
        using var json = JsonDocument.Parse(plan);
        return [.. json.RootElement.GetProperty("changes").EnumerateArray().Where(change => change.GetProperty("apply").GetString() == "approve")
            .SelectMany(change => change.GetProperty("steps").EnumerateArray())
            .Select(step => (Action: step.GetProperty("action").GetString(), Record: (step.TryGetProperty("after", out var after) ? after : step.GetProperty("before")).GetString()!.Split(' ')))
            .Select(step => $"{step.Action} {step.Record[1]} {step.Record[0]} {step.Record[2]}").Order(StringComparer.Ordinal)];
    }

    /// <summary>Who made each change since everything has to be approved.</summary>
    async Task<IReadOnlyList<string>> ActorsAsync() => await host.QueryAsync<string[]>(
        $"""
        SELECT coalesce(array_agg(actor || ' ' || cause_kind), ARRAY[]::text[]) FROM homelab.ledger
        WHERE key = '{zone}' AND entry = 'settlement' AND result = 'Applied' AND id > {ledgerBefore}
        """);

    static string NameOf(string step) => step.Split(' ')[2];

    static string Text(IEnumerable<string> lines) => string.Join("; ", lines);
}
