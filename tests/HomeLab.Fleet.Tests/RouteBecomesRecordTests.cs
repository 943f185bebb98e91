using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

/// <summary>The demo lab's cluster: what its routes are called becomes a record, and goes with them.</summary>
public sealed class RouteBecomesRecordTests
{
    const string Routes = "/kubernetes/demo/apis/gateway.networking.k8s.io/v1/namespaces/glance/httproutes/glance";

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task A_record_follows_the_route_of_a_cluster()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var lab = Directory.CreateDirectory(Path.Combine(state, "lab")).FullName;
        await File.WriteAllTextAsync(Path.Combine(lab, "lab.yaml"), """
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: fleet-test}
            spec:
              kubernetes:
                - name: talos
                  kubeconfig: {env: KUBECONFIG_DEMO}
                  publish: {target: home.example.org, gateways: [gateway/external]}
              cloudflare:
                token: {env: CLOUDFLARE_TOKEN}
                zones: [example.org]
              policy: {apply: auto, removeAfter: 5s}
            """);
        await using var fleet = await Fleet.StartAsync(state, lab);
#pragma warning disable RS0030 // A test has no factory.
        using var cluster = new HttpClient { BaseAddress = fleet.Endpoint("simulators") };
#pragma warning restore RS0030

        await fleet.Zone.AppearsAsync("glance.example.org");
        var record = (await fleet.Zone.RecordAsync("glance.example.org"))!;
        Assert.Equal(("CNAME", "home.example.org"), ((string?)record["type"], (string?)record["content"]));

        var route = (await cluster.GetFromJsonAsync<JsonObject>(Routes))!;
        route["spec"]!["hostnames"] = new JsonArray("start.example.org");
        (await cluster.PutAsJsonAsync(Routes, route)).EnsureSuccessStatusCode();
        await AcceptAsync(cluster);
        await fleet.Zone.AppearsAsync("start.example.org");
        await fleet.Zone.DisappearsAsync("glance.example.org");

        (await cluster.DeleteAsync(Routes)).EnsureSuccessStatusCode();
        await fleet.Zone.DisappearsAsync("start.example.org");
        Assert.NotNull(await fleet.Zone.RecordAsync("it-tools.example.org"));
    }

    /// <summary>As the Gateway's controller, of which the simulated cluster has none.</summary>
    static async Task AcceptAsync(HttpClient cluster)
    {
        var route = (await cluster.GetFromJsonAsync<JsonObject>(Routes))!;
        foreach (var condition in route["status"]!["parents"]!.AsArray().SelectMany(parent => parent!["conditions"]!.AsArray()))
        {
            condition!["observedGeneration"] = route["metadata"]!["generation"]!.DeepClone();
        }
        (await cluster.PutAsJsonAsync($"{Routes}/status", route)).EnsureSuccessStatusCode();
    }
}
