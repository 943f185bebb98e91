using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <param name="Path">Below the run directory.</param>
/// <param name="Services">Which a change of it concerns; empty: all.</param>
/// <param name="Requires"><c>Redeploy</c>, <c>Restart</c> or <c>None</c>.</param>
sealed record StackFile(string Path, string Contents, ImmutableList<string> Services, string Requires)
{
    public static StackFile Compose(string path, string contents) => new(path, contents, [], "Redeploy");
}
