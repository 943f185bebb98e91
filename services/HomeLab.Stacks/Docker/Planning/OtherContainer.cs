namespace HomeLab.Stacks.Docker.Planning;

/// <param name="Project">From its label; empty: none.</param>
/// <param name="Networks">Names.</param>
sealed record OtherContainer(string Id, string Name, string Project, IReadOnlyList<string> Networks);
