namespace DotNet.Testcontainers.Docker;

/// <summary>Marks what this process makes, so that a later one can tell that it was abandoned.</summary>
static class Session
{
    /// <summary>Holds a <see cref="ProcessIdentity"/>; not a label of the real package, whose reaper knows its sessions itself.</summary>
    public const string OwnerLabel = "org.testcontainers.polyfill.owner";

    static readonly string Id = Guid.NewGuid().ToString("D");

    public static IEnumerable<KeyValuePair<string, string>> Labels(bool cleanUp)
    {
        yield return new("org.testcontainers", "true");
        yield return new("org.testcontainers.lang", "dotnet");
        if (!cleanUp) yield break;
        yield return new("org.testcontainers.session-id", Id);
        yield return new(OwnerLabel, ProcessIdentity.Current.ToString());
    }
}
