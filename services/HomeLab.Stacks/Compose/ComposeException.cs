namespace HomeLab.Stacks.Compose;

/// <summary>A project that cannot be deployed as it is written, with everything that is wrong with it at once.</summary>
sealed class ComposeException(IReadOnlyList<ComposeProblem> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<ComposeProblem> Problems => problems;
}
