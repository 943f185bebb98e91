using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>A Kubernetes object as a file or a kustomization gives it.</summary>
/// <param name="Formerly">Names that it had before a kustomization changed them: patches and references may still use them.</param>
sealed record Manifest(MapNode Root, IReadOnlyList<string> Formerly)
{
    public Manifest(MapNode root)
        : this(root, [])
    {
    }

    public string ApiVersion => Root.Text("apiVersion") ?? "";

    /// <summary>Empty: the core group.</summary>
    public string Group => ApiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? ApiVersion[..slash] : "";

    public string Version => ApiVersion[(ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public string Kind => Root.Text("kind") ?? "";

    public string Name => Root.TextDown("metadata", "name") ?? "";

    /// <summary>Empty: none is written.</summary>
    public string Namespace => Root.TextDown("metadata", "namespace") ?? "";

    public Place At => Root.At;

    public MapNode? Spec => Root.Map("spec");

    public string? Label(string key) => (Root.Down("metadata", "labels") as MapNode)?.Text(key);

    public string? Annotation(string key) => (Root.Down("metadata", "annotations") as MapNode)?.Text(key);

    public bool IsNamed(string name) => Name == name || Formerly.Contains(name);

    public bool Is(string group, string kind) => Kind == kind && Group == group;

    public Manifest Named(string name) =>
        name == Name ? this : this with { Root = WithMetadata("name", new TextNode(At, name, false)), Formerly = [.. Formerly, Name] };

    public Manifest In(string @namespace) => this with { Root = WithMetadata("namespace", new TextNode(At, @namespace, false)) };

    MapNode WithMetadata(string key, Node value) => Root.With("metadata", (Root.Map("metadata") ?? MapNode.Empty(At)).With(key, value));
}
