using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Docker;

/// <summary>What the fake engine's swarm is held to: a real engine of the test's own, which makes itself the manager of a swarm.</summary>
public class RealSwarmTests
{
    const string Part = "docker/host/swarm";

    [Proves("DNS-5")]
    [RequiresFact(Requirement.PostgreSql, Requirement.PrivateDocker)]
    public async Task A_service_of_a_swarm_gets_the_name_of_its_label_and_keeps_it_when_the_host_leaves()
    {
        await using var engine = await DockerEngine.StartAsync();
        using var http = DockerHttp.Connect(engine.Endpoint);
        // Somebody may take the port between.
        await Eventually.TrueAsync(async () => (await http.PostAsJsonAsync("swarm/init", new
        {
            ListenAddr = $"127.0.0.1:{FreePort()}", AdvertiseAddr = "127.0.0.1",
        })).IsSuccessStatusCode, "the engine manages a swarm");
        using var made = await http.PostAsJsonAsync("services/create", new
        {
            Name = "photos",
            Labels = new Dictionary<string, string> { ["traefik.http.routers.web.rule"] = "Host(`photos.example.org`)" },
            TaskTemplate = new { ContainerSpec = new { Image = TestImage.Name, Labels = new Dictionary<string, string> { ["traefik.http.routers.x.rule"] = "Host(`x.example.org`)" } } },
            Mode = new { Replicated = new { Replicas = 0 } },
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint.AbsoluteUri, fullReadInterval: TimeSpan.FromMilliseconds(200));

        var seen = await observer.UntilAsync(it => it.Endpoints.Count > 0, "its name is published");
        using var left = await http.PostAsync(new Uri("swarm/leave?force=true", UriKind.Relative), null);
        var kept = await observer.UntilAsync(it => it.Sources.Any(source => source.Name == Part && source.ReasonCode == "NotManager"), "the host says that it manages none");

        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.All([seen, kept], it => Assert.Equal("photos.example.org", Assert.Single(it.Endpoints).Host));
        Assert.Equal(("docker/host/swarm/service/photos", "stopped"), seen.Resources.Where(it => it.Source == Part).Select(it => (it.Address, it.State)).Single());
        Assert.NotEmpty(seen.Sources.Single(it => it.Name == Part).Identity);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
