namespace HomeLab.Stacks.Compose;

/// <summary>A config or secret of a project: exactly one of its three is given.</summary>
/// <param name="File">A path, absolute on the host or <c>./</c> from the repository's root.</param>
/// <param name="Environment">The name of a variable that holds it.</param>
sealed record ComposeFile(string Key, string? File, string? Environment, string? Content);
