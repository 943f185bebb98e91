using HomeLab.Inventory.Tests.Docker;
using HomeLab.Testing;

namespace HomeLab.Absence.Tests;

/// <summary>The same engine three times, the manager of a swarm each: at a port, at a port with TLS, at a socket.</summary>
sealed class DockerHosts : IAsyncDisposable
{
    readonly TemporaryDirectory files = new();
    readonly TestAuthority authority = new();
    readonly List<FakeEngine> engines = [];
    readonly System.Security.Cryptography.X509Certificates.X509Certificate2 server;
    readonly string certificates;
    int[] ports = [0, 0];

    DockerHosts()
    {
        server = authority.Issue("engine");
        using var client = authority.Issue("homelab");
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(client)!;
        certificates = $"tls: {{ca: {{file: {files.Write("ca.pem", authority.Pem)}}}, "
            + $"cert: {{file: {files.Write("cert.pem", client.ExportCertificatePem())}}}, "
            + $"key: {{file: {files.Write("key.pem", key.ExportPkcs8PrivateKeyPem())}}}}}";
    }

    public static async Task<DockerHosts> StartAsync()
    {
        var hosts = new DockerHosts();
        await hosts.StartEnginesAsync();
        return hosts;
    }

    /// <summary>As in lab.yaml.</summary>
    public string[] Specs =>
    [
        Spec("tcp", engines[0], ""), Spec("tls", engines[1], $", {certificates}"), Spec("unix", engines[2], ""),
    ];

    public IReadOnlyList<FakeEngine> Engines => engines;

    public async Task StartEnginesAsync()
    {
        engines.Clear();
        File.Delete(Path.Combine(files.Path, "docker.sock"));
        engines.Add(await FakeEngine.StartAsync(ports[0]));
        engines.Add(await FakeEngine.StartAsync(ports[1], server));
        engines.Add(await FakeEngine.StartAsync(socket: Path.Combine(files.Path, "docker.sock")));
        ports = [new Uri(engines[0].Endpoint).Port, new Uri(engines[1].Endpoint).Port];
        foreach (var (engine, name) in engines.Zip(["tcp", "tls", "unix"]))
        {
            engine.Id = $"engine-{name}";
            foreach (var number in new[] { 1, 2 })
            {
                engine.Run($"{name}{number}", $"web{number}", new()
                {
                    ["traefik.http.routers.web.rule"] = $"Host(`{name}{number}.{TwoServices.Zone}`)",
                });
            }
            engine.Swarm = $"swarm-{name}";
            engine.Services[$"{name}3"] = new(new() { ["traefik.http.routers.web.rule"] = $"Host(`{name}3.{TwoServices.Zone}`)" });
        }
    }

    public async Task StopEnginesAsync()
    {
        foreach (var engine in engines)
        {
            await engine.DisposeAsync();
        }
    }

    public void All(Action<FakeEngine> change)
    {
        engines.ForEach(change);
        engines.ForEach(engine => engine.EndStreams());
    }

    public async ValueTask DisposeAsync()
    {
        await StopEnginesAsync();
        server.Dispose();
        authority.Dispose();
        files.Dispose();
    }

    static string Spec(string name, FakeEngine engine, string tls) =>
        $"{{name: {name}, endpoint: \"{engine.Endpoint}\", publish: {{target: home.example.net}}{tls}}}";
}
