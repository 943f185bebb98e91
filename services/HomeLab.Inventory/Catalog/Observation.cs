using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Catalog;

/// <summary>Something that a source showed, in the terms by which the catalogue recognises and judges. Holds no secret's value.</summary>
sealed record Observation
{
    static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Stable: <c>kubernetes/talos/apps/Deployment/glance/glance</c>. Its first two parts are its site.</summary>
    public required string Address { get; init; }

    /// <summary>Of this incarnation; empty: it has none.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The source, or the part of one, that showed it; empty: the lab names it itself.</summary>
    public string Source { get; init; } = "";

    public required Platform Platform { get; init; }

    /// <summary>Of Kubernetes: <c>apps</c>; empty for the core group.</summary>
    public string ApiGroup { get; init; } = "";

    /// <summary>Of Kubernetes the object's kind; else <c>container</c>, <c>qemu</c>, <c>lxc</c>, <c>node</c>, <c>storage</c>, <c>file</c>, <c>url</c>, <c>port</c>, <c>cloudflare.record</c>, <c>backup.copy</c>.</summary>
    public required string Kind { get; init; }

    public string Namespace { get; init; } = "";

    public required string Name { get; init; }

    /// <summary>Image references as written, the main container's first, those of init containers left out.</summary>
    public IReadOnlyList<string> Images { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = None;

    /// <summary>Of the pods that a workload makes.</summary>
    public IReadOnlyDictionary<string, string> PodLabels { get; init; } = None;

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = None;

    /// <summary>Of a container: its Compose project; empty: none.</summary>
    public string Project { get; init; } = "";

    /// <summary>Of a container: its Compose service.</summary>
    public string Service { get; init; } = "";

    /// <summary>Of a guest.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Of an endpoint that answers.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Of a file: what it holds, as far as it was read.</summary>
    public string Text { get; init; } = "";

    /// <summary>The object as its source gives it: a manifest with status, a container, an item of <c>/cluster/resources</c>.</summary>
    public JsonObject Facts { get; init; } = [];

    /// <summary><c>kubernetes/talos</c>: systems are recognised and judged within one site.</summary>
    public string Site => Address.Split('/') is [var source, var name, ..] ? $"{source}/{name}" : Address;

    /// <summary>Whether it runs something, so that a person wants to know what.</summary>
    public bool IsWorkload => Platform switch
    {
        Platform.Kubernetes => (ApiGroup, Kind) is ("apps", "Deployment" or "StatefulSet" or "DaemonSet") or ("batch", "CronJob")
            || (Kind is "Pod" or "ReplicaSet" or "Job" && ApiGroup is "" or "apps" or "batch" && !HasOwner),
        Platform.Docker => true,
        Platform.Proxmox => Kind is "qemu" or "lxc",
        _ => false,
    };

    /// <summary>Another object stands for it: the Deployment of a ReplicaSet.</summary>
    public bool HasOwner => Facts["metadata"]?["ownerReferences"] is JsonArray { Count: > 0 };

    public override string ToString() => Address;
}
