using System.Globalization;
using System.Text;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Inventory.Tests.Systems;

/// <summary>The service as a process, and a simulated cluster.</summary>
public sealed class SystemsOfAClusterTests(DatabaseFixture database, VirtualHostFixture broker) : IClassFixture<DatabaseFixture>, IClassFixture<VirtualHostFixture>
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("INV-1", "INV-15")]
    public async Task A_system_appears_fails_is_found_to_be_the_root_recovers_and_is_unknown_once_its_cluster_is_silent()
    {
        var simulators = await SimulatorHost.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulators.BaseAddress };
        using var lab = new TemporaryDirectory();
        lab.Write("kubeconfig", await http.GetStringAsync("/_sim/kubernetes/demo/kubeconfig"));
        lab.Write("lab.yaml", $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: test}
            spec:
              kubernetes: [{name: talos, kubeconfig: {file: "{{Path.Combine(lab.Path, "kubeconfig")}}"} }]
            """);
        await using var service = InventoryProcess.Start(database.ConnectionString, broker.ConnectionString, lab.Path);

        await ShowAsync(lldap: 1, authelia: 1);
        await UntilAsync("authelia healthy ", "lldap healthy ");
        await ShowAsync(lldap: 0, authelia: 0);
        await UntilAsync("authelia impacted system/kubernetes/talos/lldap", "lldap unhealthy ");
        await ShowAsync(lldap: 1, authelia: 1);
        await UntilAsync("authelia healthy ", "lldap healthy ");
        var before = (await service.SnapshotAsync())!.Resources.Count;
        await simulators.DisposeAsync();
        await UntilAsync("authelia unknown ", "lldap unknown ");

        Assert.Equal(before, (await service.SnapshotAsync())!.Resources.Count);
        var history = await service.Systems.ListSystemHistoryAsync(new ListSystemHistoryRequest { System = "system/lldap" }, InventoryProcess.As("test"));
        Assert.Equal(["unknown", "healthy", "unhealthy", "healthy"], history.Changes.Where(it => it.Aspect == "health").Select(it => it.Became).Take(4));

        async Task ShowAsync(int lldap, int authelia)
        {
            foreach (var (name, image, ready) in new[] { ("lldap", "lldap/lldap:v0.6.1", lldap), ("authelia", "authelia/authelia:4.39.4", authelia) })
            {
                using var content = new StringContent(Deployment(name, image, ready), Encoding.UTF8, "application/json");
                using var response = await http.PostAsync("/_sim/kubernetes/demo/objects", content);
                Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            }
        }

        async Task UntilAsync(params string[] expected)
        {
            IReadOnlyList<string> last = [];
            try
            {
                await Eventually.TrueAsync(async () => (last = await SystemsAsync()).Intersect(expected).Count() == expected.Length, string.Join(", ", expected), Patience, TimeSpan.FromMilliseconds(200));
            }
            catch (Xunit.Sdk.XunitException timeout)
            {
                throw new Xunit.Sdk.XunitException($"{timeout.Message}; last seen: {string.Join(", ", last)}; {string.Join('\n', service.Output)}");
            }
        }

        async Task<IReadOnlyList<string>> SystemsAsync()
        {
            if (await service.SnapshotAsync() is null)
                return [];
            var answer = await service.Systems.ListSystemsAsync(new ListSystemsRequest(), InventoryProcess.As("test"), DateTime.MaxValue);
            return [.. answer.Systems.Select(it => $"{it.Id} {it.Health} {it.Root}")];
        }
    }

    static string Deployment(string name, string image, int ready) => $$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}","namespace":"auth"},
         "spec":{"replicas":1,"selector":{"matchLabels":{"app":"{{{name}}}"}},"template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{"containers":[{"name":"main","image":"{{{image}}}"}]} } },
         "status":{"replicas":1,"availableReplicas":{{{ready.ToString(CultureInfo.InvariantCulture)}}} } }
        """;
}
