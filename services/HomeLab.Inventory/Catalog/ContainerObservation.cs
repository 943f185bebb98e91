using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Catalog;

/// <summary>Reads containers, and services of Compose projects whose containers are not seen.</summary>
static class ContainerObservation
{
    const string ProjectLabel = "com.docker.compose.project";
    const string ServiceLabel = "com.docker.compose.service";

    /// <param name="container">An item of the engine's <c>/containers/json</c>, or the answer of <c>/containers/{id}/json</c>.</param>
    public static Observation Of(string host, JsonObject container)
    {
        var labels = ((container["Labels"] ?? container["Config"]?["Labels"]) as JsonObject ?? [])
            .Where(it => it.Value is JsonValue).ToDictionary(it => it.Key, it => it.Value!.ToString(), StringComparer.Ordinal);
        // An inspected container's Image is a digest.
        var image = (string?)container["Config"]?["Image"] ?? (string?)container["Image"] ?? "";
        var name = ((string?)container["Name"] ?? (string?)(container["Names"] as JsonArray)?.FirstOrDefault() ?? "").TrimStart('/');
        return Of($"docker/{host}", name, image, labels, container);
    }

    /// <summary>What the engine's observer keeps of a container.</summary>
    public static Observation Of(ResourceState resource)
    {
        var labels = JsonSerializer.Deserialize<Dictionary<string, string>>(resource.Labels) ?? [];
        var parts = resource.Address.Split('/');
        return Of(string.Join('/', parts.Take(2)), parts[^1], resource.Image, labels, Facts(resource)) with
        {
            Address = resource.Address,
        };
    }

    static JsonObject Facts(ResourceState resource)
    {
        var kept = JsonNode.Parse(resource.Facts);
        return new JsonObject { ["State"] = resource.State, ["Health"] = kept?["health"]?.DeepClone(), ["ports"] = kept?["ports"]?.DeepClone() };
    }

    /// <summary>A service as a Compose file or a stack manager tells of it.</summary>
    /// <param name="site"><c>komodo/main</c>, <c>repository/home</c>.</param>
    /// <param name="state">As an engine would say it; empty: not known.</param>
    public static Observation OfService(string site, string project, string service, string image, string state = "")
    {
        var labels = new Dictionary<string, string> { [ProjectLabel] = project, [ServiceLabel] = service };
        return Of(site, service, image, labels, state.Length == 0 ? [] : new JsonObject { ["State"] = state });
    }

    static Observation Of(string site, string name, string image, Dictionary<string, string> labels, JsonObject facts)
    {
        var (project, service) = (labels.GetValueOrDefault(ProjectLabel, ""), labels.GetValueOrDefault(ServiceLabel, ""));
        return new Observation
        {
            Address = project.Length > 0 ? $"{site}/{project}/{service}" : $"{site}/{name}",
            Platform = Platform.Docker,
            Kind = "container",
            Name = name,
            Images = image.Length > 0 ? [image] : [],
            Labels = labels,
            Project = project,
            Service = service,
            Facts = facts,
        };
    }
}
