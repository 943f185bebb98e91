using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>One way by which a system shows itself. Which fields belong to which way is in <see cref="MatcherFields"/>.</summary>
/// <remarks>Globs know <c>*</c> (within a path's part in <c>file</c>, of anything else) and <c>**</c>; they are case-sensitive and mean the whole text.</remarks>
public sealed record MatcherSpec
{
    [Description("crd, resource, label, image, workload, namespace, csiDriver, provisioner, compose, proxmox, api, endpoint, file, or derived from other systems.")]
    [AllowedValues(
        "crd", "resource", "label", "image", "workload", "namespace", "csiDriver", "provisioner", "compose", "proxmox", "api", "endpoint", "file", "derived")]
    public required string Match { get; init; }

    [Description("strong: suffices alone; weak: two of them do; hint: never does.")]
    [AllowedValues("strong", "weak", "hint")]
    public required string Strength { get; init; }

    [Description("Anything else that recognises the object goes before: it says only that something of a kind is there.")]
    public bool IsGeneral { get; init; }

    [Description("crd: the API group.")]
    public string? ApiGroup { get; init; }

    [Description("crd: its kinds. workload: Deployment and so on.")]
    public IReadOnlyList<string>? Kinds { get; init; }

    [Description("crd: that the definition is there says nothing; an object has to be.")]
    public bool NeedsObject { get; init; }

    [Description("resource: apiVersion of the object; its group counts, not its version.")]
    public string? ApiVersion { get; init; }

    [Description("resource: kind of the object.")]
    public string? Kind { get; init; }

    [Description("resource: all that has to hold of the object; nothing: any of the kind.")]
    public IReadOnlyList<CriterionSpec>? Where { get; init; }

    [Description("label: its key.")]
    public string? Key { get; init; }

    [Description("label: globs of its value.")]
    public IReadOnlyList<string>? Values { get; init; }

    [Description("image: globs of the repository without tag and digest. provisioner: of a storage class's provisioner. file: of a path in the repository.")]
    public IReadOnlyList<string>? Globs { get; init; }

    [Description("workload, namespace, csiDriver, proxmox: globs of the name.")]
    public IReadOnlyList<string>? Names { get; init; }

    [Description("compose: glob of the project.")]
    public string? Project { get; init; }

    [Description("compose: globs of the project's services.")]
    public IReadOnlyList<string>? Services { get; init; }

    [Description("proxmox: a virtual machine, a container, a node or a storage; unset: a machine or a container.")]
    [AllowedValues("qemu", "lxc", "node", "storage")]
    public string? Type { get; init; }

    [Description("proxmox: tags that it has, all of them.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("api: globs of a configured endpoint, such as https://*:8006*.")]
    public IReadOnlyList<string>? Urls { get; init; }

    [Description("endpoint: the port that answers.")]
    [Range(1, 65535)]
    public int? Port { get; init; }

    [Description("file: texts of which it holds one; unset: whatever it holds.")]
    public IReadOnlyList<string>? Contains { get; init; }

    [Description("derived: systems that are all there.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public IReadOnlyList<string>? AllOf { get; init; }

    [Description("derived: systems of which one is there.")]
    [RegularExpression(Forms.Name, ErrorMessage = Forms.NameExpected)]
    public IReadOnlyList<string>? AnyOf { get; init; }

    [Description("For people: what is looked at, or how it would be told.")]
    public string? How { get; init; }
}

/// <summary>Something that has to hold of an object.</summary>
public sealed record CriterionSpec
{
    [Description("Where to look: spec.controllerName, spec.hostnames[], metadata.labels[\"a/b\"].")]
    [RegularExpression(FactPath.Pattern, ErrorMessage = FactPath.Expected)]
    public required string Path { get; init; }

    [Description("Globs of what stands there; unset: that something does.")]
    public IReadOnlyList<string>? Is { get; init; }
}
