using HomeLab.Cloudflare;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>One run of a cell in a zone of its own: what is there, what is wanted next, what goes wrong, and what is left at the end.</summary>
sealed class ZoneTrial(Cell cell, Random random, string zone, DnsHost host, DrivenTime time)
{
    const int MostRounds = 80;

    readonly Dictionary<string, string> wanted = [];
    readonly List<string> touched = [];
    readonly List<string> violations = [];
    IReadOnlyList<string> foreign = [];
    string zoneId = "";
    long ledgerBefore;
    bool hasChangedMind;

    FakeInventory Inventory => host.Inventory;

    /// <returns>Each broken promise as a sentence; empty when all were kept.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        zoneId = await host.ZoneIdAsync(zone);
        await PrepareAsync();
        Arm();
        ChangeWhatIsWanted();
        Tell();
        await host.AskAsync(zone);
        await ConvergeAsync();
        await WaitForLateEffectsAsync();
        host.Simulator.Faults.Clear();
        await host.DoubtAsync(zone);
        await host.AskAsync(zone);
        await ConvergeAsync();
        await CheckAsync();
        return violations;
    }

    /// <summary>Some records of others, and the ones that are wanted from the beginning, made while nothing goes wrong.</summary>
    async Task PrepareAsync()
    {
        foreach (var (name, type, content) in new[]
        {
            ("router", "A", "198.51.100.1"), ("old", "CNAME", "elsewhere.example.com"), ("note", "TXT", "\"kept by hand\""),
        })
        {
            await host.Somebody.CreateRecordAsync(
                zoneId, new RecordWrite { Type = type, Name = $"{name}.{zone}", Content = content, Comment = "by hand" }, default);
        }
        foreign = await ForeignAsync();
        Inventory.Begin(zone);
        for (var i = random.Next(4, 8); i > 0; i--)
        {
            wanted[$"kept{i}"] = Address();
        }
        var count = cell.Calls == Calls.Single || cell.Write == Write.Replace && random.Next(2) == 0 ? 1 : random.Next(2, 5);
        for (var i = count; i > 0; i--)
        {
            touched.Add($"touched{i}");
            if (cell.Write != Write.Create)
            {
                wanted[touched[^1]] = Address();
            }
        }
        Tell();
        await host.AskAsync(zone);
        await ConvergeAsync();
        // Past what reads could lag behind.
        await time.AdvanceAsync(TimeSpan.FromMinutes(1));
        host.Simulator.Requests.Clear();
        ledgerBefore = await host.QueryAsync<long>("SELECT coalesce(max(id), 0) FROM homelab.ledger");
    }

    void Arm()
    {
        var records = $"/zones/{zoneId}/dns_records";
        if (cell.Calls == Calls.AfterRefusedBatch)
        {
            Strike(new FaultRule { Effect = FaultEffect.Status, Status = 400, Code = 1004, Message = "DNS Validation Error", Times = 1 }, records + "/batch");
        }
        var (method, path) = (cell.Write, cell.Calls) switch
        {
            (Write.Replace, _) or (_, Calls.Batch) => ("POST", records + "/batch"),
            (Write.Create, _) => ("POST", records),
            (Write.Update, _) => ("PATCH", records + "/*"),
            _ => ("DELETE", records + "/*"),
        };
        var times = random.Next(1, 4);
        var probability = cell.Calls == Calls.Batch ? 1 : random.Next(2) == 0 ? 1 : 0.5;
        foreach (var rule in Rules(times))
        {
            Strike(rule with { Method = method, Probability = probability, Seed = random.Next() }, path);
        }
        if (cell.Ambiguity == Ambiguity.ReadsLag)
        {
            host.Simulator.Faults.Add(new FaultRule
            {
                Effect = FaultEffect.StaleReads, Credential = "dns", Seconds = 0.5 + random.NextDouble() * 4.4, ForSeconds = 120,
            });
        }
    }

    IEnumerable<FaultRule> Rules(int times)
    {
        switch (cell.Ambiguity)
        {
            case Ambiguity.AnswerLost:
                return [new FaultRule { Effect = random.Next(2) == 0 ? FaultEffect.LostAnswer : FaultEffect.TruncatedAnswer, Times = times }];
            case Ambiguity.NotApplied:
                return [new FaultRule { Effect = random.Next(2) == 0 ? FaultEffect.NotApplied : FaultEffect.Outage, Times = times }];
            case Ambiguity.AppliedLate:
                // The deadline is after 60 s, the grace 5 s longer; from the intent to the call real time passes too.
                var seconds = random.Next(2) == 0 ? random.Next(1, 60) : 60 + random.NextDouble() * 3;
                return [new FaultRule { Effect = FaultEffect.AppliedLate, Seconds = seconds, Times = times }];
            case Ambiguity.ReadsLag:
                return random.Next(2) == 0 ? [] : [new FaultRule { Effect = FaultEffect.LostAnswer, Times = 1 }];
            default:
                return Enumerable.Range(0, times).Select(_ => random.Next(6) switch
                {
                    0 => new FaultRule { Effect = FaultEffect.Status, Status = 403, Code = 10000, Times = 1 },
                    1 => new FaultRule { Effect = FaultEffect.RateLimited, RetryAfterSeconds = random.Next(1, 60), Times = 1 },
                    2 => new FaultRule { Effect = FaultEffect.Status, Status = 400, Code = 1004, Times = 1 },
                    3 => new FaultRule { Effect = FaultEffect.Status, Status = 500, Times = 1 },
                    4 => new FaultRule { Effect = FaultEffect.Status, Status = 502, Body = FaultBody.Html, Times = 1 },
                    _ => new FaultRule { Effect = FaultEffect.Status, Status = 403, Body = FaultBody.Html, Times = 1 },
                });
        }
    }

    void Strike(FaultRule rule, string path) =>
        host.Simulator.Faults.Add(rule with { System = "cloudflare", Credential = "dns", Path = path });

    void ChangeWhatIsWanted()
    {
        foreach (var name in touched)
        {
            switch (cell.Write)
            {
                case Write.Create or Write.Update:
                    wanted[name] = Address();
                    break;
                case Write.Delete:
                    wanted.Remove(name);
                    break;
                default:
                    wanted[name] = $"t{random.Next(1000)}.example.com";
                    break;
            }
        }
        // Something that has to wait: what is too much goes only when what is missing is there.
        if (cell.Write is Write.Create or Write.Update && cell.Calls == Calls.Batch && random.Next(2) == 0)
        {
            wanted.Remove("kept1");
        }
    }

    /// <summary>People change their minds while nobody knows what became of the first wish.</summary>
    void ChangeMind()
    {
        foreach (var name in touched)
        {
            _ = random.Next(3) switch
            {
                0 => wanted.Remove(name),
                1 => (wanted[name] = Address()) is null,
                _ => (wanted[name] = $"t{random.Next(1000)}.example.com") is null,
            };
        }
        Tell();
    }

    void Tell() => Inventory.Want(zone, wanted);

    string Address() => $"192.0.2.{random.Next(1, 255)}";

    async Task ConvergeAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var look = await host.IdleAsync(zone);
            CheckUnconfirmed(look);
            if (look is { Outcome: "Converged", Unconfirmed: 0 })
            {
                return;
            }
            if (look.Unconfirmed > 0 && !hasChangedMind && random.Next(3) == 0)
            {
                hasChangedMind = true;
                ChangeMind();
                await host.AskAsync(zone);
                continue;
            }
            if (look.Outcome == "Applied")
            {
                await LagAsync();
                await host.AskAsync(zone);
                continue;
            }
            await time.AdvanceToAsync(look.DueAt);
            await host.WakeAsync();
        }
        violations.Add($"not converged after {MostRounds} rounds: {await host.IdleAsync(zone)}");
    }

    /// <summary>Makes the service read what may not show yet what it wrote.</summary>
    async Task LagAsync()
    {
        if (cell.Ambiguity != Ambiguity.ReadsLag)
        {
            return;
        }
        if (!hasChangedMind && random.Next(3) > 0)
        {
            hasChangedMind = true;
            ChangeMind();
        }
        if (random.Next(2) == 0)
        {
            await host.DoubtAsync(zone);
        }
    }

    /// <summary>While a change is unsettled the zone waits, and says for what.</summary>
    void CheckUnconfirmed(LookState look)
    {
        if (look.Unconfirmed > 0 && look is not { Outcome: "Waiting", ReasonCode: "Unconfirmed" })
        {
            violations.Add($"{look.Unconfirmed} changes are unsettled and the zone is {look.Outcome} {look.ReasonCode}");
        }
        if (look.Open > 0)
        {
            violations.Add($"{look.Open} intents are open while nobody looks");
        }
    }

    async Task WaitForLateEffectsAsync()
    {
        if (cell.Ambiguity == Ambiguity.AppliedLate)
        {
            await time.AdvanceAsync(TimeSpan.FromMinutes(11));
        }
    }

    async Task CheckAsync()
    {
        var records = await host.Somebody.ListRecordsAsync(zoneId);
        var ours = records.Where(record => record.Comment != "by hand").Select(record => $"{record.Name} {record.Content}").Order().ToList();
        var expected = wanted.Select(pair => $"{pair.Key}.{zone} {pair.Value}").Order().ToList();
        if (!ours.SequenceEqual(expected))
        {
            violations.Add($"wanted [{string.Join(", ", expected)}], there is [{string.Join(", ", ours)}]");
        }
        if (!(await ForeignAsync()).SequenceEqual(foreign))
        {
            violations.Add("a foreign record was touched");
        }
        var requests = host.OurRequests.Where(request => request.Path.Contains(zoneId, StringComparison.Ordinal)).ToList();
        violations.AddRange(await LedgerCheck.RunAsync(host, zone, ledgerBefore, requests));
    }

    async Task<IReadOnlyList<string>> ForeignAsync() =>
    [
        .. (await host.Somebody.ListRecordsAsync(zoneId)).Where(record => record.Comment == "by hand")
            .Select(record => $"{record.Id} {record.Type} {record.Name} {record.Content}").Order(),
    ];
}
