using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>What is known of one system that labs run: how it shows itself, what its health is read from, what it needs.</summary>
/// <remarks>The catalogue's own entries and those of a lab directory are documents of this one kind; a lab's replaces ours of the same name.</remarks>
public sealed record CatalogEntrySpec
{
    [Description("What people call it.")]
    public required string Name { get; init; }

    [Description("Other names of it.")]
    public IReadOnlyList<string> Aliases { get; init; } = [];

    [Description("What it is for.")]
    [AllowedValues(
        "gitops", "cluster", "virtualization", "iac", "networking", "ingress", "dns", "certificates", "secrets", "storage", "backup", "database",
        "messaging", "observability", "security", "policy", "identity", "vpn", "apps", "data-platform", "ml-platform", "finops", "ci-cd",
        "external-saas", "tooling")]
    public required string Category { get; init; }

    [Description("product; component: part of one; capability: a function, whatever does it; external-service: outside the lab; cli: a tool; implied: needed by a product.")]
    [AllowedValues("product", "component", "capability", "external-service", "cli", "implied")]
    public string Kind { get; init; } = "product";

    [Description("The lab descriptions that name it.")]
    public IReadOnlyList<string> Seeds { get; init; } = [];

    [Description("Where it runs.")]
    [AllowedValues("kubernetes", "docker", "proxmox", "external", "cli")]
    public IReadOnlyList<string> RunsOn { get; init; } = [];

    [Description("How it shows itself: one strong hit or two weak ones; a hint alone never suffices.")]
    public required IReadOnlyList<MatcherSpec> Recognise { get; init; }

    [Description("What its health is read from; the worst that applies counts.")]
    public IReadOnlyList<ProbeSpec> Health { get; init; } = [];

    [Description("Where its running version stands, best first.")]
    public IReadOnlyList<VersionSpec> Version { get; init; } = [];

    [Description("Systems without which it does not work.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    [Description("Systems that it uses where they are there; never counts for an order.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public IReadOnlyList<string> SoftDependsOn { get; init; } = [];

    [Description("What comes before it where a lab is built as one description says.")]
    public IReadOnlyList<OrderSpec> OrderAfter { get; init; } = [];

    [Description("Which services care about it.")]
    [AllowedValues("dns", "certificates", "backup", "provisioning", "stacks", "inventory")]
    public IReadOnlyList<string> Concerns { get; init; } = [];

    [Description("The port that it is usually reached at.")]
    [Range(1, 65535)]
    public int? EndpointPort { get; init; }

    [Description("Within another system's project or namespace it is that system's own instance, such as an application's database.")]
    public bool IsEmbeddable { get; init; }

    [Description("Why nobody maintains it any more, and since when.")]
    public string? Unmaintained { get; init; }

    [Description("How sure this is: high: read in its source or schema; low: no product is named.")]
    [AllowedValues("high", "medium", "low")]
    public string? Confidence { get; init; }

    [Description("What else is good to know.")]
    public string? Note { get; init; }
}

/// <summary>An order that one lab description gives for labs like its own.</summary>
public sealed record OrderSpec
{
    [Description("The description.")]
    public required string Seed { get; init; }

    [Description("What comes before.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public required IReadOnlyList<string> Systems { get; init; }
}
