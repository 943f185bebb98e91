namespace HomeLab.Simulators.Komodo.Seeds;

/// <summary>An API key and its user.</summary>
public sealed class KeySeed
{
    /// <summary>The user's; by this name it appears in the request log.</summary>
    public string Name { get; init; } = "";

    public string Key { get; init; } = "";

    public string Secret { get; init; } = "";

    public bool IsAdmin { get; init; } = true;

    /// <summary>Types that the user may read all of: <c>Server</c>, <c>Stack</c>, <c>ResourceSync</c>.</summary>
    public IReadOnlyList<string> ReadsAll { get; init; } = [];

    /// <summary>Single ones that the user may read: <c>Stack/web</c>.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Single ones that the user may read and have carried out: <c>Stack/web</c>; <c>Stack</c> is all of them.</summary>
    public IReadOnlyList<string> Executes { get; init; } = [];

    /// <summary>Single ones that the user may do everything with: <c>Stack/web</c>; <c>Stack</c> is all of them, also new ones.</summary>
    public IReadOnlyList<string> Writes { get; init; } = [];
}
