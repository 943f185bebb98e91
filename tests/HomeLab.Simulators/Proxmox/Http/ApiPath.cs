namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>A path below <c>/proxmox</c>: <c>/{cluster}/api2/json/…</c>.</summary>
/// <param name="Segments">Below <c>json</c>, unescaped.</param>
sealed record ApiPath(string Cluster, string[] Segments)
{
    public static ApiPath? Of(string path)
    {
        var segments = path.Trim('/').Split('/');
        return segments is [_, "api2", "json", ..]
            // The server has unescaped all of a path but its slashes.
            ? new ApiPath(segments[0], [.. segments[3..].SelectMany(segment => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Split('/'))])
            : null;
    }
}
