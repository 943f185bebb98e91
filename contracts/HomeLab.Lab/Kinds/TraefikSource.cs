using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>A Traefik whose API tells of its routers, whatever they come from.</summary>
public sealed record TraefikSource
{
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required string Name { get; init; }

    [Description("Where its API answers without a password: http://traefik.lan:8080.")]
    [RegularExpression(Forms.HttpUrl, ErrorMessage = Forms.HttpUrlExpected)]
    public required string Url { get; init; }

    [Description("Only routers of these providers, such as file or consulcatalog; empty: of all. Those of Docker, Swarm and Kubernetes are better seen where they run.")]
    [RegularExpression("[a-z0-9-]+", ErrorMessage = "what stands behind the @ of a router's name, such as file")]
    public IReadOnlyList<string> Providers { get; init; } = [];

    [Description("Where the names of its routers' rules point and which of them become public; without it none does.")]
    public PublishSpec? Publish { get; init; }
}
