using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Evaluation;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Certificates;

/// <summary>What serves certificates, as the sources show it.</summary>
static class TlsLab
{
    public static LabSpec Spec { get; } = new() { Docker = [new DockerSource { Name = "host", Endpoint = "unix:///var/run/docker.sock" }] };

    public static LabView View(params IEnumerable<ResourceState> resources) => TestView.Of(resources) with { Lab = Spec };

    /// <summary>Traefik on the engine of this machine, with its port 443 published at another.</summary>
    public static ObservedResource Proxy(int port) => new(
        "docker/host/proxy/traefik", "t1", "docker.container", "proxy-traefik-1", "running", "traefik:v3.3", Labels("proxy", "traefik"),
        $$"""{"ports":[{"private":443,"public":{{port}},"type":"tcp","ip":"0.0.0.0"}]}""");

    public static ObservedResource App(string name, string host, string entryPoints = "websecure", bool isTls = false)
    {
        var labels = Labels(name, "web");
        labels[$"traefik.http.routers.{name}.rule"] = $"Host(`{host}`)";
        labels[$"traefik.http.routers.{name}.entrypoints"] = entryPoints;
        if (isTls)
            labels[$"traefik.http.routers.{name}.tls"] = "true";
        return new ObservedResource($"docker/host/{name}/web", $"{name}1", "docker.container", $"{name}-web-1", "running", "example/app:1", labels, "{}");
    }

    public static ObservedResource Record(string name, bool isProxied) => new(
        $"cloudflare/attic.dev/{name}/A/{name}", name, "cloudflare.record", $"{name} A", "", "", new Dictionary<string, string>(),
        $$"""{"name":"{{name}}","type":"A","content":"192.0.2.10","proxied":{{(isProxied ? "true" : "false")}} }""");

    public static ResourceState State(ObservedResource it) => new(
        it.Address, it.Uid, it.Kind, it.Name, string.Join('/', it.Address.Split('/').Take(2)), it.State, it.Image, System.Text.Json.JsonSerializer.Serialize(it.Labels), "[]", it.Facts);

    static Dictionary<string, string> Labels(string project, string service) =>
        new() { ["com.docker.compose.project"] = project, ["com.docker.compose.service"] = service };
}
