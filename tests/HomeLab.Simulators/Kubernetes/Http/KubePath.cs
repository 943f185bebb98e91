namespace HomeLab.Simulators.Kubernetes.Http;

/// <summary>A path to objects: <c>/apis/{group}/{version}/namespaces/{namespace}/{plural}/{name}/{subresource}</c>, of which parts may be absent.</summary>
sealed record KubePath(string Group, string Version, string Namespace, string Plural, string Name, string Subresource)
{
    /// <param name="segments">Below the server's root.</param>
    public static KubePath? Of(string[] segments)
    {
        var (group, rest) = segments switch
        {
            ["api", ..] => ("", segments[1..]),
            ["apis", var named, ..] => (named, segments[2..]),
            _ => ("", []),
        };
        if (rest.Length < 2)
            return null;
        var isNamespaced = rest is [_, "namespaces", _, not ("status" or "finalize"), ..];
        var parts = isNamespaced ? rest[3..] : rest[1..];
        return parts.Length > 3 ? null : new KubePath(
            group, rest[0], isNamespaced ? rest[2] : "", parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
    }
}
