using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;
using HomeLab.Fleet.Tests.Stacks;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

/// <summary>A cluster and a Docker host in one fleet: what the routes of either are called becomes a record, and goes with them.</summary>
public sealed class RouteBecomesRecordTests
{
    const string Routes = "/kubernetes/demo/apis/gateway.networking.k8s.io/v1/namespaces/glance/httproutes/glance";

    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    [Proves("STACK-10")]
    public async Task Records_follow_the_routes_of_a_cluster_and_of_a_stack_beside_it()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var docker = await TestDocker.EndpointAsync();
        var wiki = $"wiki-{Guid.NewGuid().ToString("n")[..8]}";
        using var stacks = await GitRemote.CreateAsync();
        await stacks.PushAsync($"{wiki}/compose.yaml", Wiki(await TestImage.ImportAsync(docker), wiki));
        var lab = LabDirectory.Create(state, docker, policy: LabDirectory.QuickRemoval);
        await File.AppendAllTextAsync(Path.Combine(lab, "lab.yaml"), $$"""

              kubernetes:
                - name: talos
                  kubeconfig: {env: KUBECONFIG_DEMO}
                  publish: {target: home.example.org, gateways: [gateway/external]}
              repositories:
                - {name: stacks, url: "{{stacks.Url}}", pollInterval: 2s, deploy: {docker: docker-host, folders: ["{{wiki}}"]} }
            """);
        using var engine = new DockerClientConfiguration(docker).CreateClient();
        await using var containers = new ProjectContainers(engine, wiki);
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

        await fleet.Zone.AppearsAsync($"{wiki}.example.org");
        (await cluster.DeleteAsync(Routes)).EnsureSuccessStatusCode();
        await fleet.Zone.DisappearsAsync("start.example.org");
        Assert.NotNull(await fleet.Zone.RecordAsync("it-tools.example.org"));
        await stacks.PushAsync($"{wiki}/compose.yaml", Wiki(await TestImage.ImportAsync(docker), $"moved-{wiki}"));
        await fleet.Zone.AppearsAsync($"moved-{wiki}.example.org");
        await fleet.Zone.DisappearsAsync($"{wiki}.example.org");
    }

    static string Wiki(string image, string host) => $$"""
        services:
          app:
            image: {{image}}
            command: [sleep, "86400"]
            init: true
            stop_grace_period: 1s
            labels:
              traefik.enable: "true"
              traefik.http.routers.wiki.rule: Host(`{{host}}.example.org`)
        """;

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
