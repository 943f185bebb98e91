using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>A method on a path.</summary>
/// <param name="Template">Segments in braces are parameters; <c>{volume+}</c> takes the rest, <c>{kind}</c> is <c>qemu</c> or <c>lxc</c>.</param>
/// <param name="Handle">The answer's <c>data</c>.</param>
sealed record ApiMethod(string Method, string Template, Schema Schema, Func<ProxmoxCall, JsonNode?> Handle)
{
    static readonly Schema PathSchema = new(
        Schema.Text("node"), Schema.Whole("vmid", 100, 999_999_999), Schema.Text("storage"), Schema.Text("upid"), Schema.Text("snapname", 40));

    readonly string[] segments = Template.Trim('/').Split('/');

    /// <summary>Asked before anything else is looked at but the path; throws when the caller may not.</summary>
    public Action<ProxmoxCall>? Authorise { get; init; }

    /// <summary>Whether a caller needs no credentials.</summary>
    public bool IsOpen { get; init; }

    public bool RefusesTokens { get; init; }

    public ApiMethod For(Action<ProxmoxCall> authorise) => this with { Authorise = authorise };

    /// <summary>The parameters in a path; null when it is another path.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] path)
    {
        var found = new Dictionary<string, string>();
        for (var index = 0; index < segments.Length; index++)
        {
            var segment = segments[index];
            if (index >= path.Length)
                return null;
            if (segment.EndsWith("+}", StringComparison.Ordinal))
            {
                found[segment[1..^2]] = string.Join('/', path[index..]);
                return found;
            }

            if (segment == "{kind}" && path[index] is not ("qemu" or "lxc"))
                return null;
            if (segment.StartsWith('{'))
                found[segment[1..^1]] = path[index];
            else if (segment != path[index])
                return null;
        }

        return path.Length == segments.Length ? found : null;
    }

    public void Check(ProxmoxCall call) =>
        Schema.With(call.PathParameters.Keys.Select(name => PathSchema.Find(name) ?? Schema.Text(name))).Check(call.Parameters, call.PathParameters.Keys);
}
