using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using Google.Protobuf;
using HomeLab.Contracts.Grpc.Backups;
using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Repositories.Pulls;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Catalog;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Tests.Findings;

/// <summary>
/// A lab written down as its sources answer: manifests, <c>container</c> (an item of the engine's list, of <c>docker/host</c>), <c>proxmox</c> (what
/// is kept of a guest or storage, of <c>proxmox/pve</c>), <c>pull</c> (an item of a forge's list, of <c>pulls/home</c>), <c>backup</c> (an item of what Backups lists), <c>lab</c> (a part of its spec), and the files of <c>repository/</c>.
/// </summary>
static class SurveyedLab
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    static readonly SystemCatalog Catalog = CatalogFiles.Read();

    const string Repository = "repository/home";

    static readonly string[] Always = ["docker/host", "proxmox/pve", "kubernetes/talos", "kubernetes/talos/secrets", "kubernetes/talos/configmaps", "kubernetes/talos/services"];

    /// <param name="silent">Sources that are not seen whole.</param>
    public static Survey Read(string folder, params string[] silent)
    {
        var file = Path.Combine(folder, "objects.yaml");
        return Of(File.Exists(file) ? File.ReadAllText(file) : "", RepositoryIn(Path.Combine(folder, "repository")), silent);
    }

    public static Survey Of(string documents, RepositoryReading? repository = null, params string[] silent)
    {
        var items = documents.Split("\n---\n", StringSplitOptions.RemoveEmptyEntries).Where(it => it.Trim().Length > 0).Select(YamlJson.Read).ToList();
        List<ResourceState> resources = [.. items.Where(it => it.ContainsKey("kind")).Select(Object), .. Containers(items), .. items.Where(it => it.ContainsKey("proxmox")).Select(Guest), .. items.Where(it => it.ContainsKey("pull")).Select(Pull), .. items.Where(it => it.ContainsKey("backup")).Select(Copy)];
        var spec = items.Select(it => it["lab"]).OfType<JsonObject>().Select(it => LabJson.Read<LabSpec>(it.ToJsonString())).FirstOrDefault() ?? new LabSpec();
        var declared = repository is null ? [] : Declared(repository, spec);
        var observations = resources.Select(ResourceObservation.Of).OfType<Observation>().ToList();
        var sources = Always.Concat(resources.SelectMany(it => Survey.SourcesOf(it.Address))).Append(Repository).Distinct().ToDictionary(it => it, it => !silent.Contains(it));
        return new Survey(
            Now, GraphBuilder.Build([LabRules.Of(spec), .. resources.Concat(declared).Select(Contributions.Of)]), observations, CatalogReader.Read(Catalog, observations, [], Now), sources,
            new Dictionary<string, DeclaredRepository> { [Repository] = DeclaredRepository.Of(declared) }) { Lab = spec };
    }

    /// <summary>Null: there is none.</summary>
    public static RepositoryReading? RepositoryIn(string directory) => !Directory.Exists(directory) ? null : RepositoryReader.Read(
        WorkTreeFiles.Read(directory, new RepositoryLimits()), "", new RepositoryOptions("home", [], ["https://git.example.org/home/lab"], "main"));

    static List<ResourceState> Declared(RepositoryReading reading, LabSpec lab)
    {
        var spec = lab.Repositories is [var first, ..] ? first : new RepositorySpec { Name = "home" };
        var resources = new DeclaredResources(reading, new DeploymentTargets(spec, DeploymentTargets.EnginesOf(lab), reading));
        return [State(DeclaredResources.Repository("home", "", RepositoryFacts.Of(reading, "main")), Repository), .. reading.Objects.Select(it => State(resources.Of(it, 1), Repository))];
    }

    static ResourceState Object(JsonObject manifest)
    {
        var (version, kind) = ((string)manifest["apiVersion"]!, (string)manifest["kind"]!);
        var group = KubernetesObservation.GroupOf(version);
        return State(ObjectResources.Of("talos", new ResourceType(group, version[(group.Length > 0 ? group.Length + 1 : 0)..], "", kind), manifest), "kubernetes/talos");
    }

    static IEnumerable<ResourceState> Containers(IEnumerable<JsonObject> items)
    {
        var listed = items.Select(it => it["container"]).OfType<JsonObject>().Select(it => it.Deserialize<ContainerListResponse>(JsonSerializerOptions.Web)!).ToList();
        return ContainerResources.Of("host", listed).Select(it => State(it, "docker/host"));
    }

    static ResourceState Guest(JsonObject item)
    {
        var facts = (JsonObject)item["proxmox"]!.DeepClone();
        var (kind, state) = ((string)facts["type"]!, (string?)facts["status"] ?? "running");
        return new ResourceState($"proxmox/pve/{kind}/{facts["vmid"] ?? facts["storage"]}", "", $"proxmox.{kind}", (string)(facts["name"] ?? facts["storage"])!, "proxmox/pve", state, "", "{}", "[]", facts.ToJsonString());
    }

    static ResourceState Pull(JsonObject item) =>
        State(PullRequestResources.Of("home", item["pull"]!.Deserialize<PullRequest>(JsonSerializerOptions.Web)!), "pulls/home");

    static ResourceState Copy(JsonObject item) =>
        State(BackupResources.Of(JsonParser.Default.Parse<Backup>(item["backup"]!.ToJsonString())), "backups");

    static ResourceState State(ObservedResource it, string source) => new(
        it.Address, it.Uid, it.Kind, it.Name, source, it.State, it.Image, JsonSerializer.Serialize(it.Labels), "[]", it.Facts);
}
