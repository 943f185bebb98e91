using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.Compose;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Sources;

/// <summary>What Core knows of a stack's files, without deploying them.</summary>
static class StackCache
{
    /// <exception cref="SourceFailure">There is no such repository or commit.</exception>
    public static Stack Refresh(Core core, Stack stack)
    {
        if (StackSource.IsNone(stack) || StackSource.IsMadeUp(core, stack))
            return stack;
        var reading = StackSource.Read(core, stack);
        var names = reading.ComposeFiles(stack).Select(file => ComposeReader.Names(stack.FreshProject, file.Contents)).ToList();
        // Its own file counts for what it has too, and hides what the others have.
        var isOwn = stack["file_contents"].Length > 0;
        return stack with
        {
            Findings = stack.Findings with
            {
                MissingFiles = reading.Missing,
                LatestServices = names.Contains(null) ? stack.Findings.LatestServices : [.. names.SelectMany(it => it!).DistinctBy(it => it.Name)],
                RemoteContents = isOwn ? null : reading.Files,
                RemoteErrors = isOwn ? null : [.. reading.Missing.Select(path => StackFile.Compose(path, "failed to read file: No such file or directory (os error 2)"))],
                LatestHash = reading.Revision?.Commit,
                LatestMessage = reading.Revision?.Message,
            },
        };
    }
}
