using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Tests.Traefik;
using HomeLab.Simulators.Faults;
using HomeLab.Testing.Requirements;
using Xunit.Abstractions;

namespace HomeLab.Absence.Tests;

/// <summary>Whatever a cluster, a hypervisor, a proxy or a tunnel's account does but answer whole, fresh and as itself: nothing goes, and it says why.</summary>
public sealed class ApiMatrixTests(ITestOutputHelper output)
{
    const string Cluster = "kubernetes/talos";
    const string Ingresses = "kubernetes/talos/ingresses.networking.k8s.io";
    const string Services = "kubernetes/talos/services";
    const string Hypervisor = "proxmox/lab";
    const string Proxy = "traefik/edge";

    const string Late = "late";

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task No_failure_of_an_API_takes_anything_for_gone()
    {
        await using var there = await Installations.StartAsync();
        await using var toDns = new Relay();
        using var lab = new TestLab();
        lab.Write("lab.yaml", TestLab.Spec("absence").Replace($"[{TwoServices.Zone}]", $"[{TwoServices.Zone}], tunnels: {{publish: true}}", StringComparison.Ordinal) + "\n" + there.Spec);
        await using var services = await TwoServices.StartAsync(lab.Path, toDns, Tunnels);
        string[] names = [.. Installations.Names, "tunnel1", "tunnel2"];
        await services.UntilAsync(it => Public(it).SequenceEqual(names.Select(Full).Order(StringComparer.Ordinal)) && it.Sources.All(s => s.Complete), "all is seen");
        await services.LookUntilAsync(it => it.Records.Count(r => r.IsOwned) == names.Length + 4, "all records are made");
        var matrix = new Matrix("API", services, it => [.. it.Resources.Select(r => r.Address)]);

        foreach (var (name, fault, cluster, objects, hypervisor, proxy, tunnels) in new (string, FaultRule, string?, string?, string, (FakeTraefik.Trouble, string), string)[]
        {
            ("Timeout", new() { Effect = FaultEffect.Latency, Seconds = 60 }, "Timeout", null, "Unreachable", (FakeTraefik.Trouble.Hangs, "Timeout"), "DnsUnavailable"),
            ("Unauthorized", Status(401), "Unauthorized", "Unauthorized", "Unauthorized", (FakeTraefik.Trouble.Status401, "Forbidden"), "TokenRefused"),
            ("Forbidden", Status(403), "Forbidden", "Forbidden", "Forbidden", (FakeTraefik.Trouble.Status403, "Forbidden"), "TokenRefused"),
            ("NotFound", Status(404), "NotFound", "NotFound", "NotFound", (FakeTraefik.Trouble.Status404, "NotFound"), "Gone"),
            ("TooManyRequests", Status(429) with { RetryAfterSeconds = 1 }, "TooManyRequests", "TooManyRequests", "Unavailable", (FakeTraefik.Trouble.Status429, "TooManyRequests"), "RateLimited"),
            ("ServerError", Status(500), "ServerError", "ServerError", "Busy", (FakeTraefik.Trouble.Status500, "ServerError"), "ProviderUnavailable"),
            ("ListsNothing", new() { Effect = FaultEffect.EmptyLists }, null, "Truncated", "MalformedAnswer", (FakeTraefik.Trouble.ListsNothing, "ProviderSilent"), "Truncated"),
            ("Cut answer", new() { Effect = FaultEffect.TruncatedAnswer }, "ConnectionLost", "ConnectionLost", "Unreachable", (FakeTraefik.Trouble.Truncates, "ConnectionLost"), "ProviderUnavailable"),
            ("WrongIdentity", new() { Effect = FaultEffect.WrongIdentity }, "IdentityChanged", "IdentityChanged", "IdentityChanged", (FakeTraefik.Trouble.IsAnother, "IdentityChanged"), "IdentityChanged"),
        })
        {
            await matrix.TryAsync(
                name,
                async () =>
                {
                    Begin(fault, proxy.Item1);
                    // A watch that is open is not touched by what hangs.
                    if (objects is not null)
                        await there.ForgetAsync();
                },
                Now(Heal), Expected(cluster, objects, hypervisor, proxy.Item2, tunnels));
        }
        await matrix.TryAsync(
            "ConnectionRefused",
            async () =>
            {
                await there.CloseAsync();
                await toDns.CloseAsync();
            },
            Now(() =>
            {
                there.Open();
                toDns.Open();
            }),
            Expected("ConnectionRefused", "ConnectionRefused", "Unreachable", "ConnectionRefused", "DnsUnavailable"));
        await matrix.TryAsync(
            "Dns starts anew without Cloudflare",
            async () =>
            {
                AtCloudflare(new() { Effect = FaultEffect.Outage });
                await services.RestartDnsAsync();
            },
            Now(Heal), Expected(null, null, null, null, "ProviderUnavailable"));

        await there.AddAsync(Late);
        await services.PutTunnelRulesAsync("first", Full("tunnel1"), Full($"{Late}-tunnel"));
        string[] late = [.. new[] { "guest", "ingress", "router", "service", "tunnel" }.Select(it => Full($"{Late}-{it}"))];
        await services.UntilAsync(it => late.All(Public(it).Contains), "what is new is seen");
        await services.LookUntilAsync(it => late.All(name => it.Records.Any(r => r.Name == name && r.IsOwned)), "its records are made");
        await matrix.TryAsync(
            "Repeats",
            async () =>
            {
                // Lists come after a watch that failed; what was is not to be forgotten, or there would be nothing old to show.
                var mend = there.Fail(Status(500) with { System = "kubernetes" });
                await there.CutAsync();
                await services.UntilAsync(it => it.Sources.Count(s => s.Name is Ingresses or Services && s.ReasonCode == "ServerError") == 2, "the watches fail");
                Begin(new() { Effect = FaultEffect.StaleReads, Seconds = 86_400 }, FakeTraefik.Trouble.Repeats);
                mend();
            },
            Now(Heal), Expected(null, "Stale", "Stale", "Stale", "Stale"));

        output.WriteLine(matrix.ToString());
        matrix.Assert();
        // And what is really gone goes.
        await there.RemoveAsync(Late);
        await services.PutTunnelRulesAsync("first", Full("tunnel1"));
        await services.LookUntilAsync(it => !it.Records.Any(r => late.Contains(r.Name)), "what was removed is deleted");
        Assert.Equal(late.Length, services.Deletes);

        void Begin(FaultRule fault, FakeTraefik.Trouble trouble)
        {
            there.Traefik.Now = trouble;
            AtCloudflare(fault);
            there.Fail(fault with { System = "kubernetes" });
            there.Fail(fault with { System = "proxmox" });
        }

        // Records have their rows elsewhere; but who is another account is it in all.
        void AtCloudflare(FaultRule fault) => services.Simulator.Faults.Add(
            fault with { System = "cloudflare", Path = fault.Effect == FaultEffect.WrongIdentity ? "**" : "/accounts/**" });

        void Heal()
        {
            there.Heal();
            services.Simulator.Faults.Clear();
        }
    }

    static IEnumerable<(string, string?)> Tunnels => new[] { "first", "second" }.Index().SelectMany(it => new (string, string?)[]
    {
        ($"Simulators:Cloudflare:Tunnels:{it.Index}:Name", it.Item), ($"Simulators:Cloudflare:Tunnels:{it.Index}:Status", "healthy"),
        ($"Simulators:Cloudflare:Tunnels:{it.Index}:Rules:0:Hostname", Full($"tunnel{it.Index + 1}")), ($"Simulators:Cloudflare:Tunnels:{it.Index}:Rules:0:Service", "http://app:80"),
        ($"Simulators:Cloudflare:Tunnels:{it.Index}:Rules:1:Service", "http_status:404"),
    });

    static FaultRule Status(int status) => new() { Effect = FaultEffect.Status, Status = status };

    static string Full(string name) => $"{name}.{TwoServices.Zone}";

    static IReadOnlyList<string> Public(Snapshot snapshot) =>
        [.. snapshot.Endpoints.Where(it => it.Publication is not null).Select(it => it.Host).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>By source; null: the fault says nothing of it.</summary>
    static Dictionary<string, string> Expected(string? cluster, string? objects, string? hypervisor, string? proxy, string? tunnels) =>
        new[] { (Cluster, cluster), (Ingresses, objects), (Services, objects), (Hypervisor, hypervisor), (Proxy, proxy), (TwoServices.Tunnels, tunnels) }
            .Where(it => it.Item2 is not null).ToDictionary(it => it.Item1, it => it.Item2!);

    static Func<Task> Now(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
