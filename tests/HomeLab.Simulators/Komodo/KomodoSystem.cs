using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo;

/// <summary>All Cores; in a fault rule a path begins with the Core's name: <c>/lab/read/ListStacks</c>.</summary>
sealed class KomodoSystem(Cores cores) : ISimulatedSystem
{
    public const string Root = "/komodo";

    public string Name => "komodo";

    public IReadOnlyList<PathString> Prefixes { get; } = [Root];

    public string Identify(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(Root, out var rest) || cores.Find(rest.Value!.Trim('/').Split('/')[0]) is not { } store)
            return "none";
        var (key, secret) = Credentials.Of(request);
        return key.Length == 0 ? "none" : store.FindKey(key, secret)?.Name ?? "unknown";
    }

    /// <summary>Reads are POSTs too.</summary>
    public bool IsRead(HttpRequest request) =>
        request.Path.StartsWithSegments(Root, out var rest) && rest.Value!.Trim('/').Split('/') is [_, var group, ..] && group is not ("write" or "execute");

    /// <summary>The name of the stack.</summary>
    public async Task<string> NameObjectAsync(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(Root, out var rest) || cores.Find(rest.Value!.Trim('/').Split('/')[0]) is not { } store)
            return "";
        var name = await RequestBody.PeekAsync(request, "stack", "id", "name");
        return store.Current.FindStack(name)?.Name ?? name;
    }

    public string DescribeError(int status, int? code, string? message) => KomodoAnswer.Describe(new KomodoRefusal(status, message ?? TextOf(status)));

    public void Reset()
    {
        foreach (var store in cores.All)
            store.Reset();
    }

    static string TextOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Invalid user credentials",
        StatusCodes.Status403Forbidden => "User does not have permissions to do this.",
        StatusCodes.Status429TooManyRequests => "Too many attempts. Try again later",
        _ => "failed to query db",
    };
}
