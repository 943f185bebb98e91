using System.Text.Json.Nodes;
using k8s.Models;

namespace HomeLab.Kubernetes.Tests.Servers;

/// <summary>A page of objects.</summary>
sealed record ObjectList(V1ListMeta Metadata, IReadOnlyList<JsonObject> Items)
{
    public IEnumerable<string> Names => Items.Select(item => item.Name());
}
