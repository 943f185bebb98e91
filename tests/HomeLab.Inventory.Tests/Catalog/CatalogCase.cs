using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Catalog;

/// <summary>
/// How one system shows itself, written down from its chart, its Compose file or its documentation, never from the catalogue:
/// <c>source</c>, what was read; <c>healthy</c>, objects of a running one; <c>unhealthy</c>, what is otherwise when it is not (merged over the
/// object of the same kind and name); <c>lookalike</c>, what must not be taken for it; <c>expect</c>.
/// </summary>
/// <remarks>
/// An object is a Kubernetes manifest, or <c>container</c>, <c>service</c>, <c>proxmox</c>, <c>file</c>, <c>url</c>, <c>uplink</c>, or <c>answer</c> to a probe.
/// </remarks>
sealed class CatalogCase
{
    const string Cluster = "talos";

    readonly JsonObject file;

    CatalogCase(string system, JsonObject file)
    {
        System = system;
        this.file = file;
    }

    public string System { get; }

    /// <summary>Null: a system of which nothing tells the version.</summary>
    public string? Version => (string?)file["expect"]?["version"];

    public HealthState Healthy => State("healthy", HealthState.Healthy);

    public HealthState Unhealthy => State("unhealthy", HealthState.Unhealthy);

    /// <summary>What the reason of the unhealthy verdict says.</summary>
    public string Because => (string?)file["expect"]?["because"] ?? "";

    public bool HasUnhealthy => file["unhealthy"] is not null;

    public static CatalogCase Read(string system) => new(system, YamlJson.Read(File.ReadAllText(Path.Combine(CatalogFolder.Cases, system, "case.yaml"))));

    public static IEnumerable<string> All => Directory.GetDirectories(CatalogFolder.Cases).Select(it => Path.GetFileName(it)!).Order(StringComparer.Ordinal);

    public CatalogReading ReadHealthy(SystemCatalog catalog) => Read(catalog, Objects("healthy"));

    public CatalogReading ReadUnhealthy(SystemCatalog catalog)
    {
        var objects = Objects("healthy");
        foreach (var change in Objects("unhealthy"))
        {
            var same = objects.FindIndex(it => KeyOf(it) == KeyOf(change));
            if (same < 0)
                objects.Add(change);
            else
                objects[same] = (JsonObject)Merge(objects[same].DeepClone(), change)!;
        }
        return Read(catalog, objects);
    }

    public IReadOnlyList<Observation> Lookalikes => [.. Objects("lookalike").Select(Of).OfType<Observation>()];

    CatalogReading Read(SystemCatalog catalog, List<JsonObject> objects)
    {
        var seen = objects.Select(Of).OfType<Observation>().ToList();
        var readings = objects.Where(it => it["answer"] is not null).Select(it => Answer(it["answer"]!, seen[0].Site)).ToList();
        return CatalogReader.Read(catalog, seen, readings, new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));
    }

    List<JsonObject> Objects(string section) => [.. (file[section] as JsonArray ?? []).Select(it => (JsonObject)it!.DeepClone())];

    HealthState State(string key, HealthState otherwise) =>
        (string?)file["expect"]?[key] is { } word ? Enum.Parse<HealthState>(word, ignoreCase: true) : otherwise;

    static Observation? Of(JsonObject item) => item.First() switch
    {
        ("container", JsonObject container) => ContainerObservation.Of("host", container),
        ("service", JsonObject it) => ContainerObservation.OfService("komodo/main", (string)it["project"]!, (string)it["service"]!, (string?)it["image"] ?? "", (string?)it["state"] ?? ""),
        ("proxmox", JsonObject resource) => OtherObservations.OfProxmox("pve", resource),
        ("file", JsonObject it) => OtherObservations.OfFile("home", (string)it["path"]!, (string?)it["text"] ?? ""),
        ("uplink", JsonObject uplink) => LabObservations.Of(new LabSpec { Uplinks = [LabJson.Read<UplinkSpec>(uplink.ToJsonString())] }).FirstOrDefault(),
        ("url", JsonValue url) => OtherObservations.OfUrl("lab/home", (string)url!),
        ("answer", _) => null,
        _ => KubernetesObservation.Of(Cluster, item),
    };

    ProbeReading Answer(JsonNode answer, string site) => new(
        System, site, (string?)answer["address"] ?? "it", (string?)answer["probe"] ?? "http", (string)answer["key"]!)
    {
        Status = (int?)answer["status"],
        Body = answer["body"] is JsonValue text ? text.ToString() : answer["body"]?.ToJsonString() ?? "",
        IsRight = (bool?)answer["right"] ?? false,
        Failure = (string?)answer["failure"],
    };

    static string KeyOf(JsonObject item) => item.First() switch
    {
        ("container", JsonObject it) => $"container {it["Names"]?[0] ?? it["Name"]}",
        ("proxmox", JsonObject it) => $"proxmox {it["id"] ?? it["vmid"] ?? it["name"]}",
        ("service", JsonObject it) => $"service {it["project"]}/{it["service"]}",
        ("answer", JsonObject it) => $"answer {it["key"]}",
        ("file", JsonObject it) => $"file {it["path"]}",
        _ => $"{item["kind"]} {item["metadata"]?["namespace"]}/{item["metadata"]?["name"]}",
    };

    /// <summary>As RFC 7396 says.</summary>
    static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        var result = target as JsonObject ?? [];
        foreach (var (key, value) in changes)
        {
            if (value is null)
                result.Remove(key);
            else
                result[key] = Merge(result[key]?.DeepClone(), value);
        }
        return result;
    }
}
