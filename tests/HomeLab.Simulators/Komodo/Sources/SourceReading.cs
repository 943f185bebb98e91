using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Sources;

/// <summary>What was found where a stack's files are.</summary>
/// <param name="Files">Its Compose files first, each as it is written there.</param>
/// <param name="Missing">Paths that nothing was found at.</param>
/// <param name="Find">Contents of any file by its path below the run directory; null where there is none.</param>
/// <param name="Revision">Null: they are not from Git.</param>
sealed record SourceReading(ImmutableList<StackFile> Files, ImmutableList<string> Missing, Func<string, string?> Find, Revision? Revision)
{
    public IEnumerable<StackFile> ComposeFiles(Stack stack) => Files.Where(file => StackSource.ComposePaths(stack).Contains(file.Path));
}
